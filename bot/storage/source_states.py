"""What is remembered of each source between two refreshes."""

from dataclasses import asdict

from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.records import SourceState
from bot.storage.tables import source_states


class SourceStates:
    """The states of the sources in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, source: str) -> SourceState:
        """Return the state of `source`; a fresh one where it has never been read."""
        query = select(source_states).where(source_states.c.source == source)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return SourceState(**row) if row else SourceState(source)

    async def put(self, state: SourceState) -> None:
        """Store `state` instead of what is known of its source."""
        row = asdict(state)
        insert = self._database.insert(source_states).values(row)
        async with self._database.write() as connection:
            await connection.execute(
                insert.on_conflict_do_update(index_elements=["source"], set_=row)
            )
