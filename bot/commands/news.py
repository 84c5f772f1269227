"""The latest official announcements: all, or those about a term, a company or some words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from bot.calls import Call
from bot.commands.cards import paging
from bot.core import Bot
from bot.digest.show import announcement, policy, recorded_notice, terms_in
from bot.i18n import N_, NP_, texts
from bot.options import text_option, whole_number_option
from bot.registry import Command, Invocation
from bot.reply import Actions, Block, Button, Heading, Note, Notice, Reply, Text, Words
from bot.storage.records import Item

PAGE_SIZE = 8
"""Items on a page: a screen on a phone, and one message on the narrowest platform."""

MOST_WORDS = 40
"""Characters of the words that headlines are searched for: in a button, each white space among
them takes three."""

WORDS = text_option("words", N_("A term, a company, or words of the headline"), default="")
TERM = text_option("term", N_("A term of the glossary"), default="", rest=False)
PAGE = whole_number_option("page", N_("Which page"), default=1)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What news is asked for.

    Args:
        name: as the reader knows it; empty for all news.
    """

    name: str = ""
    company: str | None = None
    term: str | None = None
    words: str | None = None


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return a page of the news that was asked for."""
    subject = _subject(asked, bot)
    news = (await bot.stored()).news
    found = await news.latest(
        PAGE_SIZE,
        (asked[PAGE] - 1) * PAGE_SIZE,
        company=subject.company,
        term=subject.term,
        words=subject.words,
    )
    blocks = _page(found.items, found.total, subject, asked, bot)
    return Reply(asked.language, tuple(blocks))


def _subject(asked: Invocation, bot: Bot) -> _Subject:
    """Return what the words mean: a company, a term however written, or words of the headline."""
    words = _words(asked)
    source = next((source for source in bot.sources.all if source.is_by(words)), None)
    by_any_name = words and source is None
    entry = bot.terms.named(words) if by_any_name else bot.terms.get(words)
    if entry:
        return _Subject(entry.name(asked.language), term=entry.id)
    if source:
        return _Subject(source.company_name(asked.language), company=source.company)
    return _Subject(words, words=words or None)


def _words(asked: Invocation) -> str:
    """Return the words asked for, as many as a button can carry to the next page."""
    return " ".join((asked[TERM] or asked[WORDS]).split())[:MOST_WORDS].strip()


def _page(
    items: tuple[Item, ...], total: int, subject: _Subject, asked: Invocation, bot: Bot
) -> Iterator[Block]:
    say = texts(asked.language)
    yield Heading(
        say("Official news: {subject}", subject=subject.name)
        if subject.name
        else say("Official AI news")
    )
    if not items:
        yield Notice("information", (Words(say("There is no such announcement yet.")),))
        if subject.name:
            yield Actions((Button(say("All news"), asked.then("news")),))
        return
    if any(item.recorded for item in items):
        yield recorded_notice(items, asked.language, asked.timezone)
    for item in items:
        yield Text(announcement(item, asked.language, asked.timezone, bot.sources))
    yield from terms_in(items, asked.language, bot.terms)
    first = (asked[PAGE] - 1) * PAGE_SIZE + 1
    last = first + len(items) - 1
    yield Note((Words(say("{first}–{last} of {total}", first=first, last=last, total=total)),))
    yield Note((Words(policy(asked.language, items)),))
    to = partial(_to, subject=subject, asked=asked)
    if steps := tuple(paging(asked[PAGE], to, asked, more=last < total)):
        yield Actions(steps)


def _to(page: int, subject: _Subject, asked: Invocation) -> Call:
    words = subject.term or subject.company or subject.words
    kept = {WORDS.name: words} if words else {}
    return asked.then("news", **kept, page=str(page))


COMMAND = Command(
    name=NP_("command", "news"),
    summary=N_("Show the latest official AI news"),
    options=(WORDS, TERM, PAGE),
    run=run,
    example="OpenAI",
)
