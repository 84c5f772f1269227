"""How announcements read wherever they are shown: in a digest, in a list of news."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.calls import Call
from bot.i18n import Language, Texts, texts
from bot.news.headlines.fields import HEADLINE
from bot.news.sentences import opening
from bot.reply import (
    MAX_CHOICES,
    Choice,
    Link,
    Moment,
    Notice,
    Select,
    Span,
    Spans,
    Words,
)
from bot.storage.records import Item, Written
from bot.terms.glossary import Glossary

if TYPE_CHECKING:
    from bot.news.source import Sources

LEAD = 200
"""Characters of an item's own summary that are shown at most."""


def announcement(item: Item, language: Language, timezone: str, sources: "Sources") -> Spans:
    """Return an item as one paragraph: headline, source, time, first sentences.

    What a machine wrote in the reader's language takes their place and is marked. A publisher's
    own title stays where it is short and in that language.

    Args:
        timezone: IANA name of the zone to show the time in.
    """
    return tuple(_spans(item, language, timezone, sources))


def terms_in(items: Iterable[Item], language: Language, terms: Glossary) -> Iterator[Select]:
    """Yield one list of the terms that the items mention, if they mention any."""
    mentioned = dict.fromkeys(term for item in items for term in item.terms)
    entries = [entry for entry in map(terms.get, mentioned) if entry]
    if entries:
        say = texts(language)
        yield Select(
            say("Terms in these announcements"),
            tuple(
                Choice(entry.name(language), Call("define", (("term", entry.id),), language))
                for entry in entries[:MAX_CHOICES]
            ),
        )


def recorded_notice(items: Iterable[Item], language: Language, timezone: str) -> Notice:
    """Return the warning that the items are demo data, and from which days."""
    say = texts(language)
    zone = ZoneInfo(timezone)
    days = sorted(item.published.astimezone(zone).date() for item in items if item.published)
    words = (
        say(
            "This is recorded demo data, not today’s news: "
            "it was published from {first} to {last}.",
            first=say.short_day(days[0]),
            last=say.short_day(days[-1]),
        )
        if days
        else say("This is recorded demo data, not today’s news.")
    )
    return Notice("warning", (Words(words),))


def policy(language: Language, items: Iterable[Item] = ()) -> str:
    """Return where `items` come from, in one sentence."""
    say = texts(language)
    if not all(item.official for item in items):
        return say("Some of these come from sources that were added here, as they are marked.")
    return say("Only announcements that the companies and authorities publish on their own sites.")


def unofficial(language: Language) -> str:
    """Return how a source is marked that an admin has added."""
    say = texts(language)
    return say("added here, not on the official list")


def _spans(item: Item, language: Language, timezone: str, sources: "Sources") -> Iterator[Span]:
    say = texts(language)
    source = sources.get(item.source)
    written = item.written_in(language)
    if item.language == language and len(item.title) <= HEADLINE[language]:
        written = replace(written, headline="")  # the publisher's own does
    yield Link(written.headline or item.title, item.url)
    yield Words(f"\n{source.name(language) if source else item.source}")
    if not item.official:
        yield Words(f" ({unofficial(language)})")
    if item.published:
        yield Words(" · ")
        yield Moment(item.published, timezone)
    if item.clamped:
        yield Words(" · " + say("first seen; its source names a later date"))
    if summary := written.summary or opening(item.summary, LEAD):
        yield Words(f"\n{summary}")
    if written.why:
        yield Words("\n" + say("At work: {why}", why=written.why))
    yield from _mark(written, item.title, say)


def _mark(written: Written, title: str, say: Texts) -> Iterator[Words]:
    """Yield what is said of the texts that a machine wrote, if there are any."""
    named = {
        say("headline"): written.headline,
        say("summary"): written.summary,
        say("meaning at work"): written.why,
    }
    if parts := [name for name, text in named.items() if text]:
        yield Words("\n" + say("Machine-written: {parts}", parts=say.listed(parts)))
    if written.headline:
        yield Words(" · " + say("original title: {title}", title=title))
