"""The items that were not kept, so that somebody can look whether that was right."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.records import SetAside
from bot.storage.tables import set_aside_items as rows

MOST = 1_000
"""Items of one source that are kept; those that were not listed for longest go first."""


class SetAsideItems:
    """The items set aside in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, source: str, found: Iterable[SetAside]) -> None:
        """Store what the latest document of `source` had; one known by its url was seen again."""
        by_url = {item.url: asdict(item) for item in found}
        if not by_url:
            return
        insert = self._database.insert(rows).values([*by_url.values()][:MOST])
        renewed = {
            name: insert.excluded[name] for name in ("title", "fault", "reason", "last_seen")
        }
        async with self._database.write() as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=["source", "url"], set_=renewed)
            )
            await _drop_oldest(connection, source)

    async def latest(
        self, source: str | None = None, since: datetime | None = None
    ) -> tuple[SetAside, ...]:
        """Return items, the latest seen first.

        Args:
            source: id of the only source wanted.
            since: only what a document has listed then or later.
        """
        query = select(rows).order_by(rows.c.last_seen.desc(), rows.c.source, rows.c.url)
        if source:
            query = query.where(rows.c.source == source)
        if since:
            query = query.where(rows.c.last_seen >= since)
        async with self._database.read() as connection:
            found = (await connection.execute(query)).mappings()
            return tuple(SetAside(**row) for row in found)


async def _drop_oldest(connection: AsyncConnection, source: str) -> None:
    newest_first = (rows.c.last_seen.desc(), rows.c.first_seen.desc(), rows.c.url)
    past = (
        select(rows.c.url).where(rows.c.source == source).order_by(*newest_first).offset(MOST)
    ).limit(MOST)
    await connection.execute(delete(rows).where(rows.c.source == source, rows.c.url.in_(past)))
