"""Tell which items of a document are known already, although their keys or texts changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.news.links import identity
from bot.news.parse import ParsedItem, apart, same
from bot.storage.records import Item

SLACK = timedelta(days=7)
"""How far before the oldest date of a document an item may lie and still be missing from it, not
merely past: ministries use one title again each month."""


def settle(items: Sequence[ParsedItem], known: Mapping[str, Item]) -> tuple[ParsedItem, ...]:
    """Return `items` with the keys under which they are stored, or are to be stored.

    The same key is the same item, unless link and title both differ. An unknown key is a known
    item whose own key is gone from the document, if the link or the title is the same; while the
    old key is still listed it is a new item, even with the same link (an updated notice).

    Args:
        known: what is stored of this source, by key.
    """
    keyed = [_by_key(item, known) for item in items]
    listed = {item.key for item in keyed}
    gone = [item for key, item in known.items() if key not in listed]
    oldest = min((item.published for item in items if item.published), default=None)
    moved = _moved([item for item in keyed if item.key not in known], gone, oldest)
    return tuple(replace(item, key=moved.get(item.key, item.key)) for item in keyed)


def _by_key(item: ParsedItem, known: Mapping[str, Item]) -> ParsedItem:
    stored = known.get(item.key)
    return apart(item) if stored and not same(item, stored.title, stored.url) else item


def _moved(
    unknown: Sequence[ParsedItem], gone: Sequence[Item], oldest: datetime | None
) -> dict[str, str]:
    """Return the new keys of known items with their old ones; each old one at most once."""
    by_link = {identity(item.url): item.key for item in gone}
    by_title = {item.title: item.key for item in gone if not _is_past(item, oldest)}
    pairs = [(item.key, by_link.get(identity(item.url))) for item in unknown]
    pairs += [(item.key, by_title.get(item.title)) for item in unknown]  # a link tells more
    found: dict[str, str] = {}
    taken: set[str] = set()
    for new, old in pairs:
        if old and new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def _is_past(item: Item, oldest: datetime | None) -> bool:
    """Return whether `item` is missing only because the document does not reach back so far."""
    return bool(oldest and item.published and item.published < oldest - SLACK)
