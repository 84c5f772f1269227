"""A term by chance."""

import random

from bot.commands.cards import card
from bot.core import Bot
from bot.errors import UsageError
from bot.i18n import N_, NP_
from bot.registry import Command, Invocation
from bot.reply import Reply


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return the card of any term."""
    if not bot.terms.entries:
        raise UsageError(N_("The glossary is empty."))
    entry = random.choice(bot.terms.entries)  # noqa: S311 -- a pastime, no secret
    return Reply(asked.language, await card(entry, asked, bot))


COMMAND = Command(
    name=NP_("command", "random"),
    summary=N_("Show a term by chance"),
    run=run,
)
