"""What an operator needs to set up Slack and Discord."""

import json
import sys

from adapters.discord.check import application_id
from adapters.discord.invite import PERMISSIONS, invite_url
from adapters.discord.invite import SCOPES as DISCORD_SCOPES
from adapters.slack.declare import SCOPES as SLACK_SCOPES
from adapters.slack.declare import manifest
from bot.commands import COMMANDS
from bot.i18n import Language, texts
from bot.settings import Settings

EVENTS_PATH = "/slack/events"


def print_slack_manifest(public_url: str, language: Language) -> None:
    """Print the manifest to the standard output, and why each right is asked for beside it.

    Args:
        public_url: address of the web page as Slack reaches it; empty means Socket Mode.
    """
    url = public_url.rstrip("/").removesuffix(EVENTS_PATH) + EVENTS_PATH if public_url else None
    _explain(dict(SLACK_SCOPES), language)
    print(json.dumps(manifest(COMMANDS, language, http_url=url), ensure_ascii=False, indent=2))


async def print_discord_invite(settings: Settings, application: str, language: Language) -> None:
    """Print the link to the standard output, and why each right is asked for beside it.

    Args:
        application: the application's id; empty asks Discord whose the token is.

    Raises:
        UsageError: there is neither an id nor a token.
        ServiceError: Discord does not say whose the token is.
    """
    known = application or await application_id(settings)
    reasons = dict(DISCORD_SCOPES) | {name: right.why for name, right in PERMISSIONS.items()}
    _explain(reasons, language)
    print(invite_url(known))


def _explain(reasons: dict[str, str], language: Language) -> None:
    say = texts(language)
    for right, why in reasons.items():
        print(f"{right}: {say(why)}", file=sys.stderr)
