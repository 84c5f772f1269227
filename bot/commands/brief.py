"""A topic or company on one card: the terms to know, and the latest announcements."""

import asyncio
import logging
from collections.abc import Awaitable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.calls import Call
from bot.commands.cards import choose, other_language
from bot.commands.carried import carried
from bot.commands.define import complete_term
from bot.core import Bot
from bot.digest.show import recorded_notice
from bot.errors import ServiceError
from bot.i18n import N_, NP_, texts
from bot.news.sentences import opening
from bot.options import text_option
from bot.registry import Command, Invocation
from bot.reply import (
    Actions,
    Block,
    Button,
    Heading,
    Link,
    Moment,
    Note,
    Reply,
    Section,
    Span,
    Text,
    Words,
)
from bot.storage.records import Item
from bot.terms.entry import Entry

if TYPE_CHECKING:
    from bot.news.news import News, Page

SHOWN = 5
"""Terms, and announcements, on a card."""

MAX_DEFINITION = 120
"""Characters of a definition that are shown: two or three lines on a phone."""

PATIENCE_S = 0.7
"""Seconds for the news, so that the card is there within one."""

TOPIC = text_option("topic", N_("A term, a company, or a topic"), suggest=complete_term)

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Topic:
    """What the card is about.

    Args:
        name: as readers know it.
        words: as many of the name as a button carries.
        entry: the term that is certainly meant, if there is one.
    """

    name: str
    words: str
    entry: Entry | None


async def run(asked: Invocation, bot: Bot) -> Reply:
    """Return the card, without announcements where the store does not answer."""
    topic = _topic(asked, bot)
    terms = _terms(topic, asked, bot)
    try:
        news: Sequence[Item] | None = await _announcements(topic, terms, bot)
    except (ServiceError, TimeoutError) as error:
        log.warning("brief_without_news", extra={"error": str(error)})
        news = None
    say = texts(asked.language)
    blocks = (
        Heading(say("In brief: {topic}", topic=topic.name)),
        *_glossary(terms, asked),
        *_news(news, asked, bot),
        _ways_on(topic, asked),
    )
    return Reply(asked.language, blocks)


def _topic(asked: Invocation, bot: Bot) -> _Topic:
    entry = bot.terms.named(asked[TOPIC])
    words = carried(entry.name(asked.language) if entry else asked[TOPIC], "search", "words")
    return _Topic(entry.name(asked.language) if entry else words, words, entry)


def _terms(topic: _Topic, asked: Invocation, bot: Bot) -> tuple[Entry, ...]:
    """Return the term and its nearest, else those that say most of the topic, else a guess."""
    found = bot.terms.search(topic.words, asked.language, SHOWN).results
    about = [result.entry for result in found]
    if topic.entry:
        about = [topic.entry, *bot.terms.related(topic.entry), *about]
    elif not about and (guess := bot.terms.find(topic.words)).match != "none":
        about = [hit.entry for hit in guess.hits]
    return tuple({entry.id: entry for entry in about}.values())[:SHOWN]


async def _announcements(topic: _Topic, terms: Sequence[Entry], bot: Bot) -> list[Item]:
    """Return the latest about the topic itself; where they are few, about its terms as well."""
    news = (await bot.stored()).news
    async with asyncio.timeout(PATIENCE_S):
        found = _newest(await asyncio.gather(*_about(topic, news)))
        if len(found) < SHOWN:
            near = await asyncio.gather(*(news.latest(SHOWN, term=term.id) for term in terms))
            found += [item for item in _newest(near) if item not in found]
    return sorted(found[:SHOWN], key=_time, reverse=True)


def _about(topic: _Topic, news: "News") -> Iterator["Awaitable[Page]"]:
    """Yield the questions for what names the topic: as a company, as a term, in its words."""
    company = next((source.company for source in news.sources if source.is_by(topic.name)), None)
    if company:
        yield news.latest(SHOWN, company=company)
    if topic.entry:
        yield news.latest(SHOWN, term=topic.entry.id)
    yield news.latest(SHOWN, words=topic.words)


def _newest(pages: "Iterable[Page]") -> list[Item]:
    """Return the items of all pages, each once, newest first."""
    items = dict.fromkeys(item for page in pages for item in page.items)
    return sorted(items, key=_time, reverse=True)


def _time(item: Item) -> datetime:
    return item.published or item.first_seen


def _glossary(terms: Sequence[Entry], asked: Invocation) -> Iterator[Block]:
    say = texts(asked.language)
    if not terms:
        yield Text((Words(say("The glossary has no term on it.")),))
        return
    for entry in terms:
        definition = opening(entry.definition(asked.language), MAX_DEFINITION)
        yield Text((Words(entry.name(asked.language), strong=True), Words("\n" + definition)))
    yield choose(terms, asked)


def _news(items: Sequence[Item] | None, asked: Invocation, bot: Bot) -> Iterator[Block]:
    """Yield the headlines; None stands for a store that did not answer."""
    say = texts(asked.language)
    if items is None:
        yield Note((Words(say("The news can’t be reached at the moment.")),))
    elif not items:
        yield Note((Words(say("There is no such announcement yet.")),))
    else:
        if recorded := [item for item in items if item.recorded]:
            yield recorded_notice(recorded, asked.language, asked.timezone)
        yield Section(say("Latest announcements"), tuple(_headlines(items, asked, bot)))


def _headlines(items: Sequence[Item], asked: Invocation, bot: Bot) -> Iterator[Span]:
    for number, item in enumerate(items):
        if number:
            yield Words("\n")
        source = bot.sources.get(item.source)
        yield Link(item.title, item.url)
        yield Words(f"\n{source.name(asked.language) if source else item.source}")
        if item.published:
            yield Words(" · ")
            yield Moment(item.published, asked.timezone)


def _ways_on(topic: _Topic, asked: Invocation) -> Actions:
    say = texts(asked.language)
    entry = topic.entry
    news = asked.then("news", **({"term": entry.id} if entry else {"words": topic.words}))
    again = Call(COMMAND.name, ((TOPIC.name, entry.id if entry else topic.words),))
    return Actions(
        (
            Button(say("Search the glossary"), asked.then("search", words=topic.words)),
            Button(say("Latest news"), news),
            other_language(asked, again),
        )
    )


COMMAND = Command(
    name=NP_("command", "brief"),
    summary=N_("A topic or company in brief: terms and news"),
    options=(TOPIC,),
    run=run,
    example="Anthropic",
)
