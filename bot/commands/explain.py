"""Explain the terms in a text."""

from bot.commands.cards import summaries
from bot.core import Bot
from bot.i18n import N_, NP_, texts
from bot.options import text_option
from bot.registry import Command, Invocation
from bot.reply import Actions, Button, Heading, Note, Notice, Reply, Words

MOST_TERMS = 10
"""Terms that one reply explains: more is a list, no explanation."""

TEXT = text_option("text", N_("The text whose terms to explain"))


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return a summary of each term in the text, in order of appearance, the common ones last."""
    say = texts(asked.language)
    spots = sorted(bot.terms.spot(asked[TEXT]), key=lambda spot: spot.is_common)
    found = [spot.entry for spot in spots]
    if not found:
        return Reply(
            asked.language,
            (
                Notice(
                    "information", (Words(say("I found no term of the glossary in this text.")),)
                ),
                Actions((Button(say("Index"), asked.then("index")),)),
            ),
        )
    heading = Heading(
        say.counted("{count} term in this text", "{count} terms in this text", len(found))
    )
    blocks = [heading, *summaries(found[:MOST_TERMS], asked)]
    if len(found) > MOST_TERMS:
        rest = [entry.name(asked.language) for entry in found[MOST_TERMS:]]
        blocks.append(Note((Words(say("Also mentioned: {names}", names=say.listed(rest))),)))
    return Reply(asked.language, tuple(blocks))


COMMAND = Command(
    name=NP_("command", "explain"),
    summary=N_("Explain the AI terms in a text"),
    options=(TEXT,),
    run=run,
    menu=N_("Explain the terms"),
    example="RAGとファインチューニングを比べたい",
)
