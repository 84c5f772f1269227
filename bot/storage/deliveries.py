"""The slots that came due, what was chosen for each, and what became of it.

What a subscription has been told is read from here: the items of its deliveries that were posted,
may have been posted or are about to be. So an item is told in the very transaction in which its
delivery is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, case, delete, exists, func, insert, select, tuple_, update
from sqlalchemy.sql import ColumnElement, Select

from bot.reply import Reply
from bot.storage import reply_json
from bot.storage.database import Database
from bot.storage.item_rows import NEWEST_FIRST, read_items
from bot.storage.records import Delivery, DeliveryState, Item, Subscription
from bot.storage.tables import deliveries, delivery_items, items, subscriptions

OPEN: tuple[DeliveryState, ...] = ("due", "posting")
"""States that are not the end of a delivery."""
TOLD: tuple[DeliveryState, ...] = ("posted", "unconfirmed", "empty")
"""States after which the next digest begins where this one ended."""

_COLUMNS = tuple(column for column in deliveries.c if column is not deliveries.c.reply)
"""A delivery without what it says: that is long, and few who look at deliveries read it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A slot that has come, and what follows it.

    Args:
        subscription: as it was read; it counts only while it is still due at that instant.
        delivery: the slot's delivery, in its first state; None to move on without one.
        next_due_at: the subscription's next slot.
    """

    subscription: Subscription
    delivery: Delivery | None
    next_due_at: datetime


class Deliveries:
    """The deliveries in a database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, openings: Sequence[Opening]) -> None:
        """Store the delivery of each slot and move its subscription on, all or none.

        A subscription that has been changed or moved on meanwhile is left alone, and a slot that
        has its delivery keeps it.
        """
        seen = [(each.subscription.id, each.subscription.next_due_at) for each in openings]
        following = {each.subscription.id: each.next_due_at for each in openings}
        move_on = (
            update(subscriptions)
            .where(
                subscriptions.c.id.in_(following),  # SQLite finds pairs by no index
                tuple_(subscriptions.c.id, subscriptions.c.next_due_at).in_(seen),
            )
            .values(next_due_at=case(following, value=subscriptions.c.id))
            .returning(subscriptions.c.id)
        )
        async with self._database.write() as connection:
            moved = set((await connection.execute(move_on)).scalars())
            opened = [
                _values(each.delivery)
                for each in openings
                if each.delivery and each.subscription.id in moved
            ]
            if opened:
                await connection.execute(
                    self._database.insert(deliveries).values(opened).on_conflict_do_nothing()
                )

    async def add(self, delivery: Delivery) -> Delivery:
        """Store a delivery beside the regular slots; return it, or the one that its slot has."""
        new = self._database.insert(deliveries).values(_values(delivery))
        async with self._database.write() as connection:
            await connection.execute(new.on_conflict_do_nothing())
        return await self.get(delivery.subscription, delivery.slot) or delivery

    async def unfinished(self, platforms: Iterable[str], until: datetime) -> tuple[Delivery, ...]:
        """Return the deliveries to `platforms` that are to go on by `until`, oldest slot first."""
        return await self._read(
            select(*_COLUMNS)
            .join(subscriptions)
            .where(
                deliveries.c.state.in_(OPEN),
                subscriptions.c.platform.in_(platforms),
                deliveries.c.next_try_at <= until,
            )
            .order_by(deliveries.c.slot, deliveries.c.subscription_id)
        )

    async def get(self, subscription: int, slot: datetime) -> Delivery | None:
        """Return the delivery of a subscription's slot."""
        found = await self._read(select(*_COLUMNS).where(*_is(subscription, slot)))
        return found[0] if found else None

    async def last(self, subscription: int) -> Delivery | None:
        """Return the delivery of a subscription's latest slot."""
        found = await self._read(
            select(*_COLUMNS)
            .where(deliveries.c.subscription_id == subscription)
            .order_by(deliveries.c.slot.desc())
            .limit(1)
        )
        return found[0] if found else None

    async def told_until(self, subscription: int, slot: datetime) -> datetime | None:
        """Return when the items of a subscription's last told delivery were chosen.

        One that was chosen after `slot` does not count: it may have been at a time that the clock
        showed by mistake.
        """
        query = select(func.max(deliveries.c.chosen_at)).where(
            deliveries.c.subscription_id == subscription,
            deliveries.c.state.in_(TOLD),
            deliveries.c.chosen_at <= slot,
        )
        async with self._database.read() as connection:
            until: datetime | None = (await connection.execute(query)).scalar()
        return until

    async def untold(
        self,
        subscription: int,
        *,
        sources: Sequence[str] = (),
        since: datetime | None = None,
        recorded: bool = False,
    ) -> tuple[Item, ...]:
        """Return the items that no delivery of `subscription` holds, newest first.

        Those of a failed delivery count as not told.

        Args:
            sources: ids of the sources wanted; empty means all official ones.
            since: only what was first seen then or later.
            recorded: recorded items instead of live ones; a live one of the backlog never counts.
        """
        held = exists(
            select(delivery_items.c.item_id)
            .join(deliveries, _same_delivery())
            .where(
                delivery_items.c.subscription_id == subscription,
                delivery_items.c.item_id == items.c.id,
                deliveries.c.state != "failed",
            )
        )
        query = select(items).where(items.c.recorded if recorded else ~items.c.recorded, ~held)
        if not recorded:
            query = query.where(~items.c.backlog)
        query = query.where(items.c.source.in_(sources) if sources else items.c.official)
        if since:
            query = query.where(items.c.first_seen >= since)
        async with self._database.read() as connection:
            return await read_items(connection, query.order_by(*NEWEST_FIRST))

    async def choose(
        self, delivery: Delivery, chosen: Sequence[Item], reply: Reply | None, at: datetime
    ) -> None:
        """Store what `delivery` holds and says, or that there is nothing new, unless it is stored.

        Args:
            reply: None where nothing is chosen.
        """
        values = {
            "chosen_at": at,
            "state": "due" if reply else "empty",
            "reply": reply and reply_json.write(reply),
        }
        of = {"subscription_id": delivery.subscription, "slot": delivery.slot}
        rows = [
            {**of, "position": position, "item_id": item.id} for position, item in enumerate(chosen)
        ]
        async with self._database.write() as connection:
            taken = await connection.execute(
                update(deliveries)
                .where(*_is(delivery.subscription, delivery.slot), deliveries.c.chosen_at.is_(None))
                .values(values)
            )
            if taken.rowcount and rows:
                await connection.execute(insert(delivery_items), rows)

    async def reply(self, delivery: Delivery) -> Reply | None:
        """Return what `delivery` says; None before its items are chosen, and after its end."""
        query = select(deliveries.c.reply).where(*_is(delivery.subscription, delivery.slot))
        async with self._database.read() as connection:
            stored = (await connection.execute(query)).scalar()
        return reply_json.read(stored) if stored else None

    async def begin(
        self, delivery: Delivery, at: datetime, next_try_at: datetime
    ) -> Delivery | None:
        """Store that a try begins, before it does.

        Args:
            next_try_at: when to find out what became of it, should its end not be stored.

        Returns:
            The delivery in its new state; None where somebody else has begun a try since.
        """
        begun = replace(
            delivery,
            state="posting",
            next_try_at=next_try_at,
            first_try_at=delivery.first_try_at or at,
            last_try_at=at,
        )
        changed = await self._change(
            delivery,
            state=begun.state,
            next_try_at=begun.next_try_at,
            first_try_at=begun.first_try_at,
            last_try_at=begun.last_try_at,
        )
        return begun if changed else None

    async def release(self, delivery: Delivery, error: str, next_try_at: datetime) -> None:
        """Store that the last try certainly had no effect, and when to begin another one."""
        await self._change(delivery, state="due", error=error, next_try_at=next_try_at)

    async def postpone(self, delivery: Delivery, next_try_at: datetime) -> None:
        """Store when to go on with a delivery whose last try has an unknown outcome."""
        await self._change(delivery, next_try_at=next_try_at)

    async def finish(
        self,
        delivery: Delivery,
        state: DeliveryState,
        *,
        message: str | None = None,
        error: str | None = None,
    ) -> bool:
        """Store the end of `delivery`, and with it whether its items are told.

        Returns:
            Whether it was as it had been read; else nothing is changed.
        """
        return await self._change(delivery, state=state, message=message, error=error, reply=None)

    async def end_astray(self, after: datetime, error: str) -> None:
        """End the open deliveries of slots later than `after`, which no true clock has opened.

        What was certainly not posted comes with another digest.
        """
        end = case((deliveries.c.state == "due", "failed"), else_="unconfirmed")
        async with self._database.write() as connection:
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.state.in_(OPEN), deliveries.c.slot > after)
                .values(state=end, error=error, reply=None)
            )

    async def forget(self, before: datetime) -> int:
        """Forget the ended deliveries of slots earlier than `before`; return how many.

        The latest one of each subscription stays.
        """
        later = deliveries.alias()
        is_followed = exists().where(
            later.c.subscription_id == deliveries.c.subscription_id,
            later.c.slot > deliveries.c.slot,
        )
        async with self._database.write() as connection:
            forgotten = await connection.execute(
                delete(deliveries).where(
                    deliveries.c.slot < before, deliveries.c.state.not_in(OPEN), is_followed
                )
            )
            return forgotten.rowcount

    async def _change(self, delivery: Delivery, **changes: object) -> bool:
        """Change `delivery` if it is as it was read; return whether it was."""
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(deliveries)
                .where(
                    *_is(delivery.subscription, delivery.slot),
                    deliveries.c.state == delivery.state,
                    deliveries.c.last_try_at.is_not_distinct_from(delivery.last_try_at),
                )
                .values(**changes)
            )
            return changed.rowcount > 0

    async def _read(self, query: Select[Any]) -> tuple[Delivery, ...]:
        async with self._database.read() as connection:
            return tuple(_delivery(row) for row in await connection.execute(query))


def _is(subscription: int, slot: datetime) -> Iterable[ColumnElement[bool]]:
    return deliveries.c.subscription_id == subscription, deliveries.c.slot == slot


def _same_delivery() -> ColumnElement[bool]:
    return and_(
        delivery_items.c.subscription_id == deliveries.c.subscription_id,
        delivery_items.c.slot == deliveries.c.slot,
    )


def _values(delivery: Delivery) -> dict[str, object]:
    row = asdict(delivery)
    row["subscription_id"] = row.pop("subscription")
    return row


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        subscription=row.subscription_id,
        slot=row.slot,
        state=row.state,
        next_try_at=row.next_try_at,
        chosen_at=row.chosen_at,
        first_try_at=row.first_try_at,
        last_try_at=row.last_try_at,
        message=row.message,
        error=row.error,
    )
