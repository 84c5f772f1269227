"""Preview a channel's next digest."""

from bot.core import Bot
from bot.i18n import N_, NP_, texts
from bot.registry import Command, Invocation
from bot.reply import Actions, Button, Note, Reply, Words


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return what this channel's next digest would say, to the asker alone."""
    say = texts(asked.language)
    digests = (await bot.stored()).digests
    preview = await digests.preview(asked.place, asked.language, asked.timezone)
    subscribed = await digests.at_place(asked.place)
    next_step = (
        Button(say("Digests of this channel"), asked.then("digest list"))
        if subscribed
        else Button(say("Send it here every day"), asked.then("digest subscribe"), primary=True)
    )
    label = Note((Words(say("Preview: only you see this.")),))
    return Reply(asked.language, (label, *preview.blocks, Actions((next_step,))))


COMMAND = Command(
    name=NP_("command", "digest preview"),
    summary=N_("Preview the digest of official AI news"),
    run=run,
)
