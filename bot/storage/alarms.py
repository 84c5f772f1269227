"""The troubles of the sources: each told once when it begins, and once when it is over."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database
from bot.storage.records import Alarm, Trouble
from bot.storage.tables import alarms, source_states

_OPEN = alarms.c.ended_at.is_(None)
_ALL = (
    select(alarms, source_states.c.next_try_at)
    .outerjoin(source_states, source_states.c.source == alarms.c.source)
    .order_by(alarms.c.since, alarms.c.source, alarms.c.trouble)
)


@dataclass(frozen=True, slots=True)
class Change:
    """What a look at a source changed: the troubles that began, and those that are over."""

    begun: tuple[Alarm, ...] = ()
    over: tuple[Alarm, ...] = ()


class Alarms:
    """The alarms in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, sources: Iterable[str]) -> tuple[Alarm, ...]:
        """Return the troubles that are not over, the oldest first.

        Args:
            sources: ids of those that are read: what troubled another one is of no interest.
        """
        query = _ALL.where(_OPEN, alarms.c.source.in_([*sources]))
        async with self._database.read() as connection:
            return tuple(map(_alarm, await connection.execute(query)))

    async def settle(
        self,
        source: str,
        troubles: Mapping[Trouble, str],
        now: datetime,
        unknown: Collection[Trouble] = (),
    ) -> Change:
        """Store what troubles `source` now; return what that changed, each to one caller only.

        Args:
            troubles: each with its cause.
            unknown: troubles of which nothing could be found out: they stay as they are.
        """
        known = await self._known(source)
        begun = {trouble: troubles[trouble] for trouble in troubles.keys() - known}
        over = known - troubles.keys() - set(unknown)
        if not begun and not over:  # as nearly always: nothing is written
            return Change()
        async with self._database.write() as connection:
            return Change(
                await self._begin(connection, source, begun, now),
                await _end(connection, source, over, now),
            )

    async def take_untold(self) -> tuple[Alarm, ...]:
        """Return what the operators' channel has not been told, and count it as told.

        What is over has an `ended_at`. Of several processes each alarm comes to one.
        """
        async with self._database.write() as connection:
            await self._database.alone(connection, "alarms")
            untold = [*await connection.execute(_ALL.where(~_OPEN | ~alarms.c.posted))]
            if untold:
                await connection.execute(delete(alarms).where(~_OPEN))
                await connection.execute(update(alarms).values(posted=True))
            return tuple(map(_alarm, untold))

    async def give_back(self, taken: Iterable[Alarm]) -> None:
        """Count as not told what `take_untold` gave, because the channel has not got it."""
        taken = tuple(taken)
        begun = [(alarm.source, alarm.trouble) for alarm in taken if not alarm.ended_at]
        over = [_values(alarm) for alarm in taken if alarm.ended_at]
        async with self._database.write() as connection:
            await connection.execute(
                update(alarms)
                .where(tuple_(alarms.c.source, alarms.c.trouble).in_(begun))
                .values(posted=False)
            )
            if over:
                await connection.execute(
                    self._database.insert(alarms).values(over).on_conflict_do_nothing()
                )

    async def _known(self, source: str) -> set[Trouble]:
        query = select(alarms.c.trouble).where(alarms.c.source == source, _OPEN)
        async with self._database.read() as connection:
            return set((await connection.execute(query)).scalars())

    async def _begin(
        self, connection: AsyncConnection, source: str, begun: Mapping[Trouble, str], now: datetime
    ) -> tuple[Alarm, ...]:
        if not begun:
            return ()
        new = self._database.insert(alarms).values(
            [
                {
                    "source": source,
                    "trouble": trouble,
                    "cause": cause,
                    "since": now,
                    "posted": False,
                }
                for trouble, cause in begun.items()
            ]
        )
        again = new.on_conflict_do_update(  # its end has not been told, and is not true any more
            index_elements=["source", "trouble"], set_={"ended_at": None}, where=~_OPEN
        )
        return tuple(map(_alarm, await connection.execute(again.returning(alarms))))


async def _end(
    connection: AsyncConnection, source: str, over: Collection[Trouble], now: datetime
) -> tuple[Alarm, ...]:
    """End troubles; the operators' channel is told only of those whose beginning it was told."""
    these = (alarms.c.source == source, alarms.c.trouble.in_(over), _OPEN)
    ended = update(alarms).where(*these).values(ended_at=now).returning(alarms)
    found = tuple(map(_alarm, await connection.execute(ended)))
    await connection.execute(delete(alarms).where(~_OPEN, ~alarms.c.posted))
    return found


def _alarm(row: Row[Any]) -> Alarm:
    return Alarm(
        row.source,
        row.trouble,
        row.cause,
        row.since,
        getattr(row, "next_try_at", None),
        row.ended_at,
    )


def _values(alarm: Alarm) -> dict[str, object]:
    return {
        "source": alarm.source,
        "trouble": alarm.trouble,
        "cause": alarm.cause,
        "since": alarm.since,
        "posted": True,
        "ended_at": alarm.ended_at,
    }
