"""How announcements read wherever they are shown: in a digest, in a list of news."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import regex

from bot.calls import Call
from bot.i18n import Language, texts
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
from bot.storage.records import Item
from bot.terms.glossary import Glossary

if TYPE_CHECKING:
    from bot.news.source import Sources

LEAD = 200
"""Characters of an item's summary that are shown at most."""

_SENTENCE = regex.compile(r".+?(?:[。！？]+|[.!?]+(?=\s|$)|$)\s*", regex.DOTALL)


def announcement(item: Item, language: Language, timezone: str, sources: "Sources") -> Spans:
    """Return an item as one paragraph: headline, source, time, first sentences.

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


def lead(summary: str, most: int = LEAD) -> str:
    """Return the first sentences of `summary` that fit into `most` characters.

    A first sentence that is longer than that is cut, between characters as people see them.
    """
    summary = summary.strip()
    if len(summary) <= most:
        return summary
    taken = ""
    for sentence in _SENTENCE.findall(summary[: most + 1]):
        if len(taken + sentence.rstrip()) > most or not _ends(sentence):
            break
        taken += sentence
    return taken.rstrip() or _cut(summary, most)


def _ends(sentence: str) -> bool:
    return sentence.rstrip().endswith(("。", "！", "？", ".", "!", "?"))


def _cut(text: str, most: int) -> str:
    kept = ""
    for character in regex.findall(r"\X", text[:most]):
        if len(kept) + len(character) >= most:
            break
        kept += character
    words, space, _ = kept.rpartition(" ")
    return (words if space and len(words) > most // 2 else kept) + "…"


def _spans(item: Item, language: Language, timezone: str, sources: "Sources") -> Iterator[Span]:
    source = sources.get(item.source)
    yield Link(item.title, item.url)
    yield Words(f"\n{source.name(language) if source else item.source}")
    if not item.official:
        yield Words(f" ({unofficial(language)})")
    if item.published:
        yield Words(" · ")
        yield Moment(item.published, timezone)
    if item.clamped:
        say = texts(language)
        yield Words(" · " + say("first seen; its source names a later date"))
    if item.summary.strip():
        yield Words(f"\n{lead(item.summary)}")
