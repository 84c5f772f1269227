"""What hayami can do, with an example for each."""

from collections.abc import Iterator

from bot.calls import Call
from bot.commands.cards import other_language
from bot.core import Bot
from bot.i18n import N_, NP_, texts
from bot.registry import Command, Invocation
from bot.reply import Actions, Block, Button, Heading, Reply, Text, Words


async def run(asked: Invocation, bot: Bot) -> Reply:  # noqa: ARG001 -- every command takes a bot
    """Return a line and an example for each command."""
    return Reply(asked.language, tuple(_blocks(asked)))


def _blocks(asked: Invocation) -> Iterator[Block]:
    say = texts(asked.language)
    yield Heading(say("hayami: AI terms and official AI news"))
    yield Text(
        (Words(say("Type a term in any spelling, for example 転移学習, RAG or てんいがくしゅう.")),)
    )
    for command in asked.commands.all:
        yield Text(
            (
                Words(f"/hayami {command.example_in(asked.language)}", strong=True),
                Words("\n" + say(command.summary)),
            )
        )
    yield Actions(
        (
            Button(say("Term of the day"), asked.then("today"), primary=True),
            Button(say("Index"), asked.then("index")),
            Button(say("News"), asked.then("news")),
            Button(say("Daily digest"), asked.then("digest preview")),
            other_language(asked, Call("help")),
        )
    )


COMMAND = Command(
    name=NP_("command", "help"),
    summary=N_("Show what hayami can do"),
    run=run,
)
