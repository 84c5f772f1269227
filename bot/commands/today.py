"""The term of the day: the same for everybody, another one each day."""

from zoneinfo import ZoneInfo

from bot.commands.cards import card
from bot.core import Bot
from bot.i18n import N_, NP_, texts
from bot.registry import Command, Invocation
from bot.reply import Note, Reply, Words


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return the card of today's term."""
    say = texts(asked.language)
    today = bot.clock.now().astimezone(ZoneInfo(asked.timezone)).date()
    entry = bot.terms.of_day(today)
    note = Note((Words(say("Term of the day, {day}", day=say.day(today))),))
    return Reply(asked.language, (note, *await card(entry, asked, bot)))


COMMAND = Command(
    name=NP_("command", "today"),
    summary=N_("Show the term of the day"),
    run=run,
)
