"""Items as rows: read them whole, write them whole."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import Select

from bot.storage.database import MOST_IDS
from bot.storage.records import Item, Written
from bot.storage.tables import item_terms, items
from bot.storage.written_rows import read_written

NEWEST_FIRST = (items.c.dated.desc(), items.c.id)
"""Items of one instant stay in their source's own order, which is the newest first, too."""


def fold(text: str) -> str:
    """Return `text` as it is searched: one case, one width, and only what a database takes."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\0", "")
    return folded.encode("utf-8", "replace").decode("utf-8")


async def read_items(connection: AsyncConnection, query: Select[Any]) -> tuple[Item, ...]:
    """Return the items that `query` selects, in its order, with their terms and written texts."""
    rows = (await connection.execute(query)).all()
    terms = await _terms(connection, [row.id for row in rows])
    written = await read_written(connection, rows)
    return tuple(_item(row, terms.get(row.id, ()), written.get(row.id, ())) for row in rows)


async def write_terms(connection: AsyncConnection, terms: Mapping[int, Sequence[str]]) -> None:
    """Store the terms of items, by the items' ids, instead of those that are there."""
    await connection.execute(delete(item_terms).where(item_terms.c.item_id.in_(terms)))
    rows = [
        {"item_id": item, "position": position, "term": term}
        for item, mentioned in terms.items()
        for position, term in enumerate(mentioned)
    ]
    if rows:
        await connection.execute(insert(item_terms), rows)


async def update_item(connection: AsyncConnection, known: int, item: Item) -> None:
    """Give the stored item of id `known` what a source may change of it."""
    changed = {
        column: value
        for column, value in values(item).items()
        if column not in {"source", "key", "first_seen", "recorded", "backlog"}
    }
    await connection.execute(update(items).where(items.c.id == known).values(changed))
    await write_terms(connection, {known: item.terms})


def values(item: Item) -> dict[str, object]:
    """Return the row of `item`, without its id."""
    return {
        "source": item.source,
        "key": item.key,
        "title": item.title,
        "url": item.url,
        "published": item.published,
        "first_seen": item.first_seen,
        "dated": item.published or item.first_seen,
        "summary": item.summary,
        "folded": fold(f"{item.title}\n{item.summary}"),
        "language": item.language,
        "recorded": item.recorded,
        "backlog": item.backlog,
        "official": item.official,
        "clamped": item.clamped,
    }


async def _terms(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    terms: dict[int, tuple[str, ...]] = {}
    for start in range(0, len(ids), MOST_IDS):
        rows = await connection.execute(
            select(item_terms)
            .where(item_terms.c.item_id.in_(ids[start : start + MOST_IDS]))
            .order_by(item_terms.c.item_id, item_terms.c.position)
        )
        for row in rows:
            terms[row.item_id] = (*terms.get(row.item_id, ()), row.term)
    return terms


def _item(row: Row[Any], terms: tuple[str, ...], written: tuple[Written, ...]) -> Item:
    return Item(
        source=row.source,
        key=row.key,
        title=row.title,
        url=row.url,
        published=row.published,
        first_seen=row.first_seen,
        summary=row.summary,
        language=row.language,
        terms=terms,
        recorded=row.recorded,
        backlog=row.backlog,
        official=row.official,
        clamped=row.clamped,
        written=written,
        id=row.id,
    )
