"""Parse a document into items: clean, dated and official, or set aside with the reason."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from bot.news.dates import read_date
from bot.news.document import read_document
from bot.news.draft import Changed, Draft, Refused, Unreadable
from bot.news.links import check_official, final_link, identity
from bot.news.spec import Spec
from bot.news.text import clean_summary, clean_title, first_sentence, one_line

MAX_KEY = 300
"""Characters of a key, so that a database can index it; a longer one becomes its hash."""
MAX_SHOWN = 200
"""Characters of a faulty address or date that are repeated to whoever looks into it."""


@dataclass(frozen=True, slots=True)
class ParsedItem:
    """An item that may be kept.

    Args:
        key: its identity within its source: the publisher's, else its address.
        title: one line of plain text.
        url: https, on an official domain, without trackers.
        published: instant in UTC, None where it can't be known.
        summary: the publisher's first sentences as plain text, may be empty.
        clamped: whether the publisher's date lies in the future, so that `published` is now.
    """

    key: str
    title: str
    url: str
    published: datetime | None
    summary: str
    clamped: bool = False


Fault = Literal["link", "domain", "title"]
"""What is wrong with an item that is set aside: its link is none that may be shown, or lies outside
the official domains, or the item has no title."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that is not kept.

    Args:
        reason: what exactly is wrong, in one line.
    """

    url: str
    reason: str
    fault: Fault = "link"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document gave.

    Args:
        warnings: what was mended or left out, for operators.
        error: why the document gave nothing at all.
        changed: whether that is because it is not what its source declares.
        filtered: how many official items the source's filter left out.
        dates: of the official items, the filtered ones among them.
    """

    items: tuple[ParsedItem, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None
    changed: bool = False
    filtered: int = 0
    dates: tuple[datetime, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the document could be read and listed nothing."""
        return not (self.error or self.items or self.rejected or self.filtered)


def parse(document: bytes, spec: Spec, now: datetime, content_type: str | None = None) -> Parsed:
    """Return what may be kept of `document`, in its order. It raises nothing, whatever it gets.

    Args:
        now: a date after this instant is taken for it.
        content_type: the header that came with the document.
    """
    try:
        found = read_document(document, spec, content_type)
    except Unreadable as error:
        return Parsed(error=str(error), changed=isinstance(error, Changed))
    sorting = _Sorting(spec, now, found.base_url or spec.home, [*found.warnings])
    for draft in found.drafts:
        sorting.add(draft)
    return sorting.parsed()


@dataclass
class _Sorting:
    """Sorts the drafts of a document into what is kept, set aside and filtered."""

    spec: Spec
    now: datetime
    base_url: str
    warnings: list[str]
    items: list[ParsedItem] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    dates: list[datetime] = field(default_factory=list)
    filtered: int = 0

    def add(self, draft: Draft) -> None:
        """Sort `draft`; what had to be mended is added to the warnings."""
        title = clean_title(draft.title) or first_sentence(draft.summary)
        fault: Fault = "link"
        try:
            link = final_link(draft.address, self.base_url)
            fault = "domain"
            check_official(link, self.spec.domains)
            fault = "title"
            self._add_official(draft, link, title)
        except Refused as error:
            url, reason = (one_line(text)[:MAX_SHOWN] for text in (draft.address, str(error)))
            self.rejected.append(Rejected(url, reason, fault, title))

    def _add_official(self, draft: Draft, link: str, title: str) -> None:
        published = _published(draft, self.spec, self.warnings)
        clamped = published is not None and published > self.now
        if clamped:
            self.warnings.append(f"date in the future: {link}")
            published = self.now
        if published:
            self.dates.append(published)
        if not self.spec.filter.wants(title, link):
            self.filtered += 1
            return
        if not title:
            raise Refused("no title")
        key = _short(one_line(draft.guid) or identity(link))
        summary = clean_summary(draft.summary, title)
        self.items.append(ParsedItem(key, title, link, published, summary, clamped))

    def parsed(self) -> Parsed:
        """Return what was sorted."""
        return Parsed(
            items=_distinct(self.items),
            rejected=tuple(self.rejected),
            warnings=tuple(self.warnings),
            filtered=self.filtered,
            dates=tuple(self.dates),
        )


def same(one: ParsedItem, title: str, url: str) -> bool:
    """Return whether an item with the key of `one` is `one`: not if title and link both differ."""
    return one.title == title or identity(one.url) == identity(url)


def apart(item: ParsedItem) -> ParsedItem:
    """Return `item` with a key of its own, because its publisher uses one for two items."""
    return replace(item, key=_short(f"{item.key} {identity(item.url)}"))


def _published(draft: Draft, spec: Spec, warnings: list[str]) -> datetime | None:
    written = [date for date in draft.dates if date.strip()]
    for date in written:
        if published := read_date(date, spec.language):
            return published
    if written:
        warnings.append(f"date that can't be read: {one_line(written[0])[:MAX_SHOWN]}")
    return None


def _distinct(items: Iterable[ParsedItem]) -> tuple[ParsedItem, ...]:
    """Return each item once."""
    found: dict[str, ParsedItem] = {}
    for item in items:
        twin = found.setdefault(item.key, item)
        if not same(twin, item.title, item.url):
            other = apart(item)
            found.setdefault(other.key, other)
    return tuple(found.values())


def _short(key: str) -> str:
    return key if len(key) <= MAX_KEY else hashlib.sha256(key.encode()).hexdigest()
