"""Declare hayami to Slack: an app manifest made from the commands, with the fewest rights.

Schema: github.com/slackapi/manifest-schema, version 1; docs.slack.dev, reference/app-manifest;
read 2026-11.
"""

from adapters.fitting import shorten
from bot.i18n import N_, Language, texts
from bot.registry import Command, Commands

SLASH_COMMAND = "/hayami"

SCOPES = {
    "app_mentions:read": N_("To see the messages that mention hayami, and no others."),
    "chat:write": N_("To answer in threads and to post the digest where hayami was invited."),
    "commands": N_("To offer /hayami and the menu entry of messages."),
    "im:history": N_(
        "To get the direct messages that people write to hayami itself; Slack sends them under "
        "this right only."
    ),
}
"""Every right that hayami asks for, and why."""

EVENTS = ("app_mention", "message.im")

SHORTCUT_NAME = 24
DESCRIPTION = 140
USAGE_HINT = 1000


def manifest(
    commands: Commands, language: Language = "en", *, http_url: str | None = None
) -> dict[str, object]:
    """Return the manifest to create the app from.

    Args:
        language: of what people read in it.
        http_url: address at which Slack reaches us, e.g. `https://example.com/slack/events`;
            without it the app uses Socket Mode, which needs none.
    """
    say = texts(language)
    to_us = {"request_url": http_url} if http_url else {}
    description = say(N_("AI terms and official AI news, in Japanese and English"))
    slash_command = {
        "command": SLASH_COMMAND,
        "description": shorten(say(commands.default.summary), DESCRIPTION),
        "usage_hint": shorten(_usage(commands, language), USAGE_HINT),
        "should_escape": False,
    }
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": "hayami",
            "description": description,
            "long_description": _long_description(language),
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": False,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": "hayami", "always_online": True},
            "shortcuts": [_shortcut(c, language) for c in commands.all if c.menu],
            "slash_commands": [slash_command | ({"url": http_url} if http_url else {})],
        },
        "oauth_config": {"scopes": {"bot": list(SCOPES)}},
        "settings": {
            "event_subscriptions": {"bot_events": list(EVENTS)} | to_us,
            "interactivity": {"is_enabled": True} | to_us,
            "org_deploy_enabled": False,
            "socket_mode_enabled": http_url is None,
            "token_rotation_enabled": False,
        },
    }


def _shortcut(command: Command, language: Language) -> dict[str, str]:
    say = texts(language)
    return {
        "name": shorten(say(command.menu), SHORTCUT_NAME),
        "type": "message",
        "callback_id": command.name,
        "description": shorten(say(command.summary), DESCRIPTION),
    }


def _usage(commands: Commands, language: Language) -> str:
    return " | ".join(command.example_in(language) for command in commands.all)


def _long_description(language: Language) -> str:
    """Return at least the 175 characters that the schema asks for, in each language."""
    say = texts(language)
    return "\n\n".join(
        (
            say(
                N_(
                    "Look up an AI term in Japanese or English, in any spelling: /hayami and the "
                    "term, or mention hayami in a question. The answer names its sources and "
                    "leads to related terms and to the latest news on them."
                )
            ),
            say(
                N_(
                    "A channel can subscribe to a daily digest of official announcements: only "
                    "what the makers of AI systems publish themselves, each item with a link to "
                    "the original."
                )
            ),
            say(
                N_(
                    "hayami reads no channel. It gets the messages that mention it, the direct "
                    "messages sent to it, and what is handed to it by a command or a button."
                )
            ),
        )
    )
