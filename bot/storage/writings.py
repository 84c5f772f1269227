"""What a machine writes of items: which ones wait for it, who writes them, what came of it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, case, null, or_, select, update
from sqlalchemy.sql import ColumnElement

from bot.storage.database import Database
from bot.storage.item_rows import NEWEST_FIRST, read_items
from bot.storage.records import Item, Written
from bot.storage.tables import items, writings
from bot.storage.written_rows import as_texts, version_of

MOST_TRIES = 2
"""How often the same words of an item are written about."""


class Writings:
    """The writings in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def waiting(self, since: datetime, now: datetime) -> tuple[Item, ...]:
        """Return the live items first seen from `since` on that may be written about, newest first.

        Those are items that have not been, or have got other words since, or failed once.
        """
        query = (
            select(items)
            .outerjoin(writings)
            .where(
                ~items.c.recorded,
                ~items.c.backlog,
                items.c.first_seen >= since,
                or_(writings.c.item_id.is_(None), writings.c.next_try_at <= now),
            )
            .order_by(*NEWEST_FIRST)
        )
        ended = (
            select(writings.c.item_id, writings.c.version)
            .join(items)
            .where(items.c.first_seen >= since, _is_ended())
        )
        async with self._database.read() as connection:
            found = await read_items(connection, query)
            versions = {row.item_id: row.version for row in await connection.execute(ended)}
        return tuple(item for item in found if versions.get(item.id) != _version(item))

    async def claim(self, item: Item, now: datetime, until: datetime) -> bool:
        """Begin a try for `item`, unless another one is under way or there have been enough.

        Args:
            until: when somebody else may try, should this one not come to its end.
        """
        version = _version(item)
        first = {"item_id": item.id, "version": version, "tries": 1, "next_try_at": until}
        is_same = writings.c.version == version
        begin = (
            self._database.insert(writings)
            .values(first)
            .on_conflict_do_update(
                index_elements=["item_id"],
                set_={
                    "version": version,
                    "tries": case((is_same, writings.c.tries + 1), else_=1),
                    "texts": null(),
                    "next_try_at": until,
                },
                where=and_(writings.c.next_try_at <= now, ~and_(is_same, _is_ended())),
            )
            .returning(writings.c.item_id)
        )
        async with self._database.write() as connection:
            return (await connection.execute(begin)).first() is not None

    async def keep(self, item: Item, written: Sequence[Written], next_try_at: datetime) -> None:
        """Store what was written of `item`.

        Args:
            next_try_at: when it may be written about again, should it get other words.
        """
        await self._end(item, next_try_at, texts=as_texts(written))

    async def postpone(self, item: Item, next_try_at: datetime) -> None:
        """Store that a try for `item` failed, and when another may begin."""
        await self._end(item, next_try_at)

    async def _end(self, item: Item, next_try_at: datetime, **values: object) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(writings)
                .where(writings.c.item_id == item.id, writings.c.version == _version(item))
                .values(next_try_at=next_try_at, **values)
            )


def _is_ended() -> ColumnElement[bool]:
    return or_(writings.c.texts.is_not(None), writings.c.tries >= MOST_TRIES)


def _version(item: Item) -> str:
    return version_of(item.title, item.summary)
