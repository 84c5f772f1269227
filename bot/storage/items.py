"""The items of all sources: kept once, found again."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from sqlalchemy import delete, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import ColumnElement

from bot.storage.database import Database
from bot.storage.item_rows import (
    NEWEST_FIRST,
    fold,
    read_items,
    update_item,
    values,
    write_terms,
)
from bot.storage.records import Item
from bot.storage.tables import item_terms, items

BATCH = 500
"""Items that are stored in one transaction, and in one statement of a dozen values each."""
MAX_SEARCH = 300
"""Characters of a search that count."""

Identity = tuple[str, str]
"""A source, and a key within it."""


class Items:
    """The items in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, found: Iterable[Item]) -> tuple[Item, ...]:
        """Store `found`; return those that are new, with their ids, in the order given.

        An item is known by its source and key. A known one gets the new title, address, date,
        summary and terms; when it was first seen stays. A live item takes the place of a recorded
        one, as a new item; a recorded one never that of a live one.
        """
        by_identity = {_identity(item): item for item in found}
        new: list[Item] = []
        for batch in _batches(list(by_identity.values())):
            async with self._database.write() as connection:
                known = await _known(connection, batch)
                await _update_changed(connection, batch, known)
                unknown = [item for item in batch if _identity(item) not in known]
                new += await self._insert(connection, unknown)
        return tuple(new)

    async def keys(self, source: str) -> dict[str, Item]:
        """Return the items of `source` by their key."""
        async with self._database.read() as connection:
            query = select(items).where(items.c.source == source)
            return {item.key: item for item in await read_items(connection, query)}

    async def latest(
        self,
        *,
        sources: Collection[str] | None = None,
        term: str | None = None,
        words: str | None = None,
        limit: int,
        offset: int = 0,
    ) -> tuple[Item, ...]:
        """Return items, newest first by their date or, without one, by when they were seen.

        Args:
            sources: ids of the sources wanted; None means all official ones.
            term: id of a glossary term that they mention.
            words: each of them occurs in title or summary, whatever its case or width.
        """
        query = select(items).where(*_conditions(sources, term, words)).order_by(*NEWEST_FIRST)
        async with self._database.read() as connection:
            return await read_items(connection, query.limit(limit).offset(offset))

    async def count(
        self,
        *,
        sources: Collection[str] | None = None,
        term: str | None = None,
        words: str | None = None,
    ) -> int:
        """Return how many items `latest` would find without a limit."""
        query = select(func.count()).select_from(items).where(*_conditions(sources, term, words))
        async with self._database.read() as connection:
            return (await connection.execute(query)).scalar_one()

    async def any(self, *, live: bool = False) -> bool:
        """Return whether there is an item, with `live` one that is not recorded."""
        query = select(items.c.id).limit(1)
        async with self._database.read() as connection:
            found = await connection.execute(query.where(~items.c.recorded) if live else query)
            return found.first() is not None

    async def drop_recorded(self) -> int:
        """Forget the recorded items; return how many."""
        async with self._database.write() as connection:
            dropped = await connection.execute(delete(items).where(items.c.recorded))
            return dropped.rowcount

    async def _insert(self, connection: AsyncConnection, new: Sequence[Item]) -> tuple[Item, ...]:
        if not new:
            return ()
        inserted = await connection.execute(
            self._database.insert(items)
            .values([values(item) for item in new])
            .on_conflict_do_nothing()  # another process may have read the same source
            .returning(items.c.source, items.c.key, items.c.id)
        )
        ids: dict[Identity, int] = {(row.source, row.key): row.id for row in inserted}
        ours = {ids[_identity(item)]: item for item in new if _identity(item) in ids}
        await write_terms(connection, {number: item.terms for number, item in ours.items()})
        return await read_items(connection, select(items).where(items.c.id.in_(ours)))


def _identity(item: Item) -> Identity:
    return item.source, item.key


def _batches(found: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]


async def _known(connection: AsyncConnection, batch: Sequence[Item]) -> dict[Identity, Item]:
    """Return the items of `batch` that are stored, less recorded ones that now come live."""
    wanted = {_identity(item): item for item in batch}
    query = select(items).where(tuple_(items.c.source, items.c.key).in_(wanted))
    stored = await read_items(connection, query)
    replaced = [
        item.id for item in stored if item.recorded and not wanted[_identity(item)].recorded
    ]
    if replaced:
        await connection.execute(delete(items).where(items.c.id.in_(replaced)))
    return {_identity(item): item for item in stored if item.id not in replaced}


async def _update_changed(
    connection: AsyncConnection, batch: Sequence[Item], known: Mapping[Identity, Item]
) -> None:
    for item in batch:
        stored = known.get(_identity(item))
        if stored and stored.recorded == item.recorded and _content(stored) != _content(item):
            await update_item(connection, stored.id, item)


def _content(item: Item) -> tuple[object, ...]:
    return (
        item.title,
        item.url,
        item.published,
        item.summary,
        item.language,
        item.terms,
        item.official,
    )


def _conditions(
    sources: Collection[str] | None, term: str | None, words: str | None
) -> Iterator[ColumnElement[bool]]:
    yield items.c.official if sources is None else items.c.source.in_(sources)
    if term is not None:
        mentions = select(item_terms.c.item_id).where(item_terms.c.term == term)
        yield items.c.id.in_(mentions)
    for word in fold((words or "")[:MAX_SEARCH]).split():
        yield items.c.folded.contains(word, autoescape=True)
