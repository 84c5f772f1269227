"""The long text of a term."""

from collections.abc import Iterator

from bot.calls import Call
from bot.commands.cards import names, other_language
from bot.commands.define import TERM
from bot.commands.define import run as define
from bot.core import Bot
from bot.i18n import N_, NP_, texts
from bot.registry import Command, Invocation
from bot.reply import Actions, Block, Button, Heading, Link, Note, Reply, Section, Text, Words
from bot.terms.entry import Entry


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return the article, or what a look-up gives where the term is not certain."""
    entry = bot.terms.named(asked[TERM])
    if entry is None:
        return await define(asked, bot)
    return Reply(asked.language, tuple(_blocks(entry, asked)))


def _blocks(entry: Entry, asked: Invocation) -> Iterator[Block]:
    say = texts(asked.language)
    article = entry.article(asked.language)
    yield Heading(entry.name(asked.language))
    yield Text(names(entry))
    yield Text((Words(article.introduction),))
    for section in article.sections:
        yield Section(section.heading, (Words(section.body),))
    for source in entry.sources:
        yield Note((Link(f"{source.title} ({source.year})", source.url),))
    yield Note((Words(say("Checked on {day}", day=say.short_day(entry.checked))),))
    yield Actions(
        (
            Button(say("Definition"), asked.then("define", term=entry.id)),
            Button(say("Latest news"), asked.then("news", term=entry.id)),
            other_language(asked, Call("article", (("term", entry.id),))),
        )
    )


COMMAND = Command(
    name=NP_("command", "article"),
    summary=N_("Read the article about a term"),
    options=(TERM,),
    run=run,
    example="RAG",
)
