"""Parse a document into items: clean, dated and official, or set aside with the reason."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bot.news.dates import read_date
from bot.news.document import read_document
from bot.news.draft import Draft, Refused, Unreadable
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


@dataclass(frozen=True, slots=True)
class Rejected:
    """An item that is not kept."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a document gave.

    Args:
        warnings: what was mended or left out, for operators.
        error: why the document gave nothing at all.
    """

    items: tuple[ParsedItem, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str | None = None


def parse(document: bytes, spec: Spec, now: datetime, content_type: str | None = None) -> Parsed:
    """Return what may be kept of `document`, in its order. It raises nothing, whatever it gets.

    Args:
        now: a date after this instant is taken for it.
        content_type: the header that came with the document.
    """
    try:
        found = read_document(document, spec, content_type)
    except Unreadable as error:
        return Parsed(error=str(error))
    base_url = found.base_url or spec.home
    items: list[ParsedItem] = []
    rejected: list[Rejected] = []
    warnings = [*found.warnings]
    for draft in found.drafts:
        try:
            items.append(_item(draft, base_url, spec, now, warnings))
        except Refused as error:
            rejected.append(Rejected(one_line(draft.address)[:MAX_SHOWN], str(error)))
    return Parsed(_distinct(items), tuple(rejected), tuple(warnings))


def same(one: ParsedItem, title: str, url: str) -> bool:
    """Return whether an item with the key of `one` is `one`: not if title and link both differ."""
    return one.title == title or identity(one.url) == identity(url)


def apart(item: ParsedItem) -> ParsedItem:
    """Return `item` with a key of its own, because its publisher uses one for two items."""
    return replace(item, key=_short(f"{item.key} {identity(item.url)}"))


def _item(
    draft: Draft, base_url: str, spec: Spec, now: datetime, warnings: list[str]
) -> ParsedItem:
    """Return `draft` as an item; what had to be mended is added to `warnings`.

    Raises:
        Refused: it is not official, or it has no title.
    """
    link = final_link(draft.address, base_url)
    check_official(link, spec.domains)
    title = clean_title(draft.title) or first_sentence(draft.summary)
    if not title:
        raise Refused("no title")
    published = _published(draft, spec, warnings)
    clamped = published is not None and published > now
    if clamped:
        warnings.append(f"date in the future: {link}")
        published = now
    key = _short(one_line(draft.guid) or identity(link))
    return ParsedItem(key, title, link, published, clean_summary(draft.summary, title), clamped)


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
