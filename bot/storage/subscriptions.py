"""The channels' wishes for a digest."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import ColumnElement, Select

from bot.errors import UsageError
from bot.i18n import N_
from bot.request import Place
from bot.storage.database import Database
from bot.storage.records import Subscription
from bot.storage.tables import subscriptions

IDENTITY = ("platform", "tenant", "channel", "thread", "at")
MOST_AT_PLACE = 10
"""Subscriptions of one channel and its threads."""


class Subscriptions:
    """The subscriptions in a database.

    What people do needs their place, and reaches no other; `get`, `all` and `due` are for the
    worker and the operator.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    async def put(self, wish: Subscription) -> Subscription:
        """Store `wish`, whose own id does not count; return it as it is stored.

        A place has one subscription for each time of day: a second wish for the same time changes
        the first, which keeps its id, its maker and what it has told already, and runs again.

        Raises:
            UsageError: it is a new one, and the place has as many as it can have.
        """
        row = _values(wish)
        changes = {
            column: row[column]
            for column in ("weekdays", "timezone", "language", "sources", "paused", "next_due_at")
        }
        async with self._database.write() as connection:
            await self._check_room(connection, wish)
            stored = await connection.execute(
                self._database.insert(subscriptions)
                .values(row)
                .on_conflict_do_update(index_elements=IDENTITY, set_=changes)
                .returning(subscriptions)
            )
            return _subscription(stored.one())

    async def at_place(self, place: Place) -> tuple[Subscription, ...]:
        """Return the subscriptions of the channel and its threads, oldest first."""
        query = select(subscriptions).where(*_at(place)).order_by(subscriptions.c.id)
        return await self._read(query)

    async def get(self, number: int) -> Subscription | None:
        """Return the subscription of that id, wherever it is."""
        async with self._database.read() as connection:
            query = select(subscriptions).where(subscriptions.c.id == number)
            return _first(await connection.execute(query))

    async def all(self) -> tuple[Subscription, ...]:
        """Return every subscription, oldest first."""
        return await self._read(select(subscriptions).order_by(subscriptions.c.id))

    async def due(self, platform: str, until: datetime, limit: int) -> tuple[Subscription, ...]:
        """Return the subscriptions of `platform` whose slot is at `until` or before."""
        return await self._read(
            select(subscriptions)
            .where(subscriptions.c.platform == platform, subscriptions.c.next_due_at <= until)
            .order_by(subscriptions.c.next_due_at, subscriptions.c.id)
            .limit(limit)
        )

    async def astray(self, platform: str, after: datetime, limit: int) -> tuple[Subscription, ...]:
        """Return the subscriptions of `platform` whose next slot is later than any can be.

        Args:
            after: the last instant at which a next slot can be.
        """
        return await self._read(
            select(subscriptions)
            .where(subscriptions.c.platform == platform, subscriptions.c.next_due_at > after)
            .order_by(subscriptions.c.id)
            .limit(limit)
        )

    async def pause(self, place: Place, number: int, reason: str) -> Subscription | None:
        """Stop a subscription of `place`; return it, or None where there is none of that id."""
        return await self._change(place, number, paused=reason, next_due_at=None)

    async def resume(self, place: Place, number: int, next_due_at: datetime) -> Subscription | None:
        """Let a subscription of `place` run; return it, or None where there is none."""
        return await self._change(place, number, paused=None, next_due_at=next_due_at)

    async def remove(self, place: Place, number: int) -> Subscription | None:
        """Forget a subscription of `place` and its deliveries; return what it was, or None."""
        async with self._database.write() as connection:
            removed = await connection.execute(
                delete(subscriptions)
                .where(*_at(place), subscriptions.c.id == number)
                .returning(subscriptions)
            )
            return _first(removed)

    async def _check_room(self, connection: AsyncConnection, wish: Subscription) -> None:
        """Raise a `UsageError` unless `wish` is known or its place has room for another one."""
        place = wish.place
        await self._database.alone(connection, place.platform, place.tenant, place.channel)
        rows = await connection.execute(
            select(subscriptions.c.thread, subscriptions.c.at).where(*_at(place))
        )
        taken = {(row.thread, row.at) for row in rows}
        if len(taken) >= MOST_AT_PLACE and (place.thread or "", wish.at) not in taken:
            raise UsageError(
                N_("This channel has {count} digests already. Remove one first."), count=len(taken)
            )

    async def _read(self, query: Select[Any]) -> tuple[Subscription, ...]:
        async with self._database.read() as connection:
            return tuple(_subscription(row) for row in await connection.execute(query))

    async def _change(self, place: Place, number: int, **changes: object) -> Subscription | None:
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(subscriptions)
                .where(*_at(place), subscriptions.c.id == number)
                .values(**changes)
                .returning(subscriptions)
            )
            return _first(changed)


def _at(place: Place) -> Iterable[ColumnElement[bool]]:
    return (
        subscriptions.c.platform == place.platform,
        subscriptions.c.tenant == place.tenant,
        subscriptions.c.channel == place.channel,
    )


def _first(rows: CursorResult[Any]) -> Subscription | None:
    row = rows.first()
    return _subscription(row) if row else None


def _values(wish: Subscription) -> dict[str, Any]:
    return {
        "platform": wish.place.platform,
        "tenant": wish.place.tenant,
        "channel": wish.place.channel,
        "thread": wish.place.thread or "",
        "kind": wish.place.kind,
        "at": wish.at,
        "weekdays": wish.weekdays,
        "timezone": wish.timezone,
        "language": wish.language,
        "sources": wish.sources,
        "created_by": wish.created_by,
        "created_at": wish.created_at,
        "paused": wish.paused,
        "next_due_at": wish.next_due_at,
    }


def _subscription(row: Row[Any]) -> Subscription:
    return Subscription(
        id=row.id,
        place=Place(row.platform, row.tenant, row.channel, row.kind, row.thread or None),
        at=row.at,
        weekdays=tuple(row.weekdays),
        timezone=row.timezone,
        language=row.language,
        sources=tuple(row.sources),
        created_by=row.created_by,
        created_at=row.created_at,
        paused=row.paused,
        next_due_at=row.next_due_at,
    )
