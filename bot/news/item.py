"""From a parsed item to one that is kept: with its source, its terms and the time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from bot.news.parse import ParsedItem
from bot.news.source import Source
from bot.storage.records import Item

BACKLOG_AGE = timedelta(hours=24)
"""What a source published longer ago than this, when it is first read, is no news."""


class Entry(Protocol):
    """A glossary entry, as far as news knows it."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


class Spot(Protocol):
    """A place in a text that mentions an entry."""

    @property
    def entry(self) -> Entry:
        """What is mentioned."""
        ...


class Spotter(Protocol):
    """What finds the glossary's terms in a text."""

    def spot(self, text: str, /) -> Sequence[Spot]:
        """Return the terms in `text`, in order."""
        ...


def new_item(found: ParsedItem, source: Source, terms: Spotter, now: datetime) -> Item:
    """Return `found` as an item first seen at `now`."""
    spots = terms.spot(f"{found.title}\n{found.summary}")
    return Item(
        source=source.id,
        key=found.key,
        title=found.title,
        url=found.url,
        published=found.published,
        first_seen=now,
        summary=found.summary,
        language=source.language,
        official=source.official,
        clamped=found.clamped,
        terms=tuple(dict.fromkeys(spot.entry.id for spot in spots)),
    )


def is_backlog(item: Item) -> bool:
    """Return whether `item`, in a source's first document, is of its archive; undated ones are."""
    return item.published is None or item.published < item.first_seen - BACKLOG_AGE
