"""Bring each digest to its channel at its slot, exactly once, whatever breaks on the way.

docs/delivery.md tells the whole story. In short: what a digest says and the beginning of every
try are stored before the platform is asked to post. So a process that finds a try begun and not
ended knows that its outcome is unknown, waits until the try can no longer land, and asks the
platform whether it did.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfoNotFoundError

from bot.clock import Clock
from bot.digest.editor import Editor
from bot.digest.poster import Poster, delivery_key
from bot.digest.slot import latest_slot, next_slot
from bot.errors import RateLimited, ServiceError, Unconfirmed, Unreachable
from bot.reply import Reply
from bot.storage.deliveries import OPEN, Deliveries, Opening
from bot.storage.records import Delivery, DeliveryState, Subscription
from bot.storage.subscriptions import Subscriptions

BATCH = 500
"""Subscriptions that are moved on in one transaction."""

TOO_LATE = "too late"
"""Why a delivery failed whose slot passed while nobody could post it."""
UNKNOWN_ZONE = "unknown time zone"
"""Why a subscription is paused whose zone this machine does not know."""
WRONG_CLOCK = "opened by a wrong clock"
"""Why a delivery failed whose slot is further ahead than any can be."""
FARTHEST = timedelta(days=8)
"""How far ahead a next slot can be: a week, and a day for what a zone may do to its clock."""
KEPT = timedelta(days=400)
"""How long the deliveries of the past can be looked up."""

Wait = timedelta | None
"""After how long to go on with a delivery; None where there is nothing left to do."""

T = TypeVar("T")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long each thing is waited for.

    Args:
        try_limit: how long one try may take.
        settled_after: how long after its beginning a try can no longer land: its limit, and a
            little for a platform that is still storing what it has received.
        clock_skew: how far the platform's clock may be from ours when it is asked for what was
            posted since a try.
        too_late: how old a slot may be when a try begins; an older one is not made up for.
        give_up_after: how long refusals are answered with another try.
        least_wait, most_wait: bounds of the wait after a refusal.
        most_obeyed: the longest wait that a platform can ask for.
    """

    try_limit: timedelta = timedelta(seconds=30)
    settled_after: timedelta = timedelta(seconds=35)
    clock_skew: timedelta = timedelta(minutes=5)
    too_late: timedelta = timedelta(hours=12)
    give_up_after: timedelta = timedelta(hours=6)
    least_wait: timedelta = timedelta(seconds=5)
    most_wait: timedelta = timedelta(minutes=15)
    most_obeyed: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class _Job:
    """One delivery with what is needed to post it."""

    subscription: Subscription
    delivery: Delivery
    poster: Poster
    reply: Reply

    @property
    def key(self) -> str:
        """Return what the platform knows this delivery by."""
        return delivery_key(self.delivery.subscription, self.delivery.slot)


class Carrier:
    """Takes every digest from its slot to its end; several may work on the same database."""

    def __init__(  # noqa: PLR0913 -- each is a thing of its own
        self,
        *,
        subscriptions: Subscriptions,
        deliveries: Deliveries,
        editor: Editor,
        posters: Mapping[str, Poster],
        clock: Clock,
        random: Random,
        patience: Patience,
    ) -> None:
        self._subscriptions = subscriptions
        self._deliveries = deliveries
        self._editor = editor
        self._posters = posters
        self._clock = clock
        self._random = random
        self._patience = patience

    async def open_due(self, ahead: timedelta = timedelta(0)) -> tuple[Delivery, ...]:
        """Open the deliveries of all slots that have come; return those to go on with.

        Of several slots that a subscription missed, the latest alone is made up for.

        Args:
            ahead: how much earlier than necessary to do so.
        """
        now = self._clock.now()
        until = now + ahead
        await self._deliveries.end_astray(now + FARTHEST, WRONG_CLOCK)
        for platform, poster in self._posters.items():
            lead = poster.lead()
            while astray := await self._subscriptions.astray(platform, now + FARTHEST, BATCH):
                log.warning("clock_was_wrong", extra={"subscriptions": len(astray)})
                await self._move_on(astray, partial(_recomputed, now=now))
            while due := await self._subscriptions.due(platform, until + lead, BATCH):
                await self._move_on(due, partial(self._opening, until=until, lead=lead))
        return await self._deliveries.unfinished(self._posters, until)

    async def forget(self) -> int:
        """Forget the deliveries that ended long ago; return how many."""
        return await self._deliveries.forget(self._clock.now() - KEPT)

    async def open_now(self, subscription: Subscription) -> Delivery:
        """Open a delivery of `subscription` beside its slots; return it, to be attempted.

        Its slot is the current minute: within one, the second call gives the delivery of the first.
        """
        now = self._clock.now()
        minute = now.replace(second=0, microsecond=0)
        return await self._deliveries.add(Delivery(subscription.id, minute, "due", next_try_at=now))

    async def attempt(self, subscription: int, slot: datetime) -> Wait:
        """Bring a delivery as far as possible now, and return how to go on.

        It is safe to ask several workers at once: of two that begin a try, one does.

        Raises:
            ServiceError: the database failed, or the platform is not switched on; call again.
        """
        wish = await self._subscriptions.get(subscription)
        delivery = await self._deliveries.get(subscription, slot)
        if wish is None or delivery is None or delivery.state not in OPEN:
            return None
        poster = self._posters.get(wish.place.platform)
        if poster is None:
            raise ServiceError(f"{wish.place.platform} is not switched on")
        early = delivery.next_try_at - self._clock.now()
        if early > timedelta(0):
            return early
        if delivery.chosen_at is None:
            return await self._choose(wish, delivery)
        reply = await self._deliveries.reply(delivery)
        if reply is None:  # another worker has brought it to its end since
            return timedelta(0)
        job = _Job(wish, delivery, poster, reply)
        return await (self._settle(job) if delivery.state == "posting" else self._post(job))

    async def _move_on(
        self, found: Iterable[Subscription], opening: Callable[[Subscription], Opening]
    ) -> None:
        """Move subscriptions on to their next slots; one that can have none is paused."""
        openings = []
        for each in found:
            try:
                openings.append(opening(each))
            except (ZoneInfoNotFoundError, OSError, ValueError) as error:
                reason = str(error) if isinstance(error, ValueError) else UNKNOWN_ZONE
                await self._pause(each, reason)
        if openings:
            await self._deliveries.open(openings)

    async def _pause(self, subscription: Subscription, reason: str) -> None:
        log.warning("digest_paused", extra={"subscription": subscription.id, "reason": reason})
        await self._subscriptions.pause(subscription.place, subscription.id, reason)

    def _opening(self, subscription: Subscription, *, until: datetime, lead: timedelta) -> Opening:
        assert subscription.next_due_at  # noqa: S101 -- `due` finds no others
        rhythm = _rhythm(subscription)
        last = until + lead
        # after years there are not all their slots to go through
        since = max(subscription.next_due_at, next_slot(*rhythm, last - FARTHEST))
        slot = latest_slot(*rhythm, since=since, until=last)
        late = self._clock.now() - slot >= self._patience.too_late
        delivery = Delivery(
            subscription.id,
            slot,
            state="failed" if late else "due",
            next_try_at=slot - lead,
            error=TOO_LATE if late else None,
        )
        return Opening(subscription, delivery, next_slot(*rhythm, slot))

    async def _choose(self, wish: Subscription, delivery: Delivery) -> Wait:
        chosen = await self._editor.choose(wish, delivery.slot)
        try:
            reply = self._editor.compose(wish, delivery.slot, chosen) if chosen else None
        except ZoneInfoNotFoundError:
            return await self._give_up(wish, delivery, UNKNOWN_ZONE)
        await self._deliveries.choose(delivery, chosen, reply, self._clock.now())
        return timedelta(0) if chosen else None

    async def _post(self, job: _Job) -> Wait:
        """Begin a try; it is certain that no other one has landed or is under way."""
        now = self._clock.now()
        obstacle = job.subscription.paused or (
            TOO_LATE if now - job.delivery.slot >= self._patience.too_late else None
        )
        if obstacle:
            return await self._finish(job.delivery, "failed", error=obstacle)
        settled_at = now + self._patience.settled_after
        begun = await self._deliveries.begin(job.delivery, now, settled_at)
        if begun is None:  # another worker has begun one since
            return timedelta(0)
        try:
            message = await _limited(
                job.poster.post(job.subscription.place, job.reply, job.key, begun.slot),
                self._patience.try_limit,
            )
        except ServiceError as error:
            return await self._go_on_after(error, job.subscription, begun)
        return await self._finish(begun, "posted", message=message)

    async def _go_on_after(
        self, error: ServiceError, subscription: Subscription, begun: Delivery
    ) -> Wait:
        """Store what is known of a try that ended with `error`."""
        now = self._clock.now()
        if isinstance(error, Unconfirmed):
            key = delivery_key(begun.subscription, begun.slot)
            log.warning("digest_unknown", extra={"key": key, "error": str(error)})
            wait = max(self._back_off(begun), begun.next_try_at - now)
            await self._deliveries.postpone(begun, now + wait)
            return wait
        if isinstance(error, Unreachable):
            return await self._give_up(subscription, begun, error.reason)
        if self._tried_long(begun):
            return await self._finish(begun, "failed", error=str(error))
        wait = self._wait(error, begun)
        await self._deliveries.release(begun, str(error), now + wait)
        return wait

    async def _settle(self, job: _Job) -> Wait:
        """Find out what became of the last try; begin another one only if it did not land.

        Where the platform can't tell, the delivery ends as `unconfirmed`, and its items count as
        told: another try might double what is there, and a reader who misses a digest can ask for
        the news, while one who gets it twice can't give it back.
        """
        delivery = job.delivery
        since = _first_try_at(delivery) - self._patience.clock_skew
        try:
            message = await _limited(
                job.poster.find(
                    job.subscription.place,
                    job.reply,
                    job.key,
                    since,
                    at=delivery.slot,
                    last_try=delivery.last_try_at,
                ),
                self._patience.try_limit,
            )
        except ServiceError as error:
            if isinstance(error, Unconfirmed) or self._tried_long(delivery):
                return await self._finish(delivery, "unconfirmed", error=str(error))
            wait = self._wait(error, delivery)
            await self._deliveries.postpone(delivery, self._clock.now() + wait)
            return wait
        if message is not None:
            return await self._finish(delivery, "posted", message=message)
        if self._tried_long(delivery):
            return await self._finish(delivery, "failed", error="no try arrived")
        return await self._post(job)

    async def _finish(
        self,
        delivery: Delivery,
        state: DeliveryState,
        *,
        message: str | None = None,
        error: str | None = None,
    ) -> Wait:
        """Store how a delivery ended; where another worker has taken it over, look again."""
        ended = await self._deliveries.finish(delivery, state, message=message, error=error)
        if not ended:
            return timedelta(0)
        key = delivery_key(delivery.subscription, delivery.slot)
        log.info("digest_ended", extra={"key": key, "state": state, "error": error})
        return None

    async def _give_up(self, subscription: Subscription, delivery: Delivery, reason: str) -> Wait:
        """End a delivery, and its subscription until a person acts."""
        wait = await self._finish(delivery, "failed", error=reason)
        await self._pause(subscription, reason)
        return wait

    def _tried_long(self, delivery: Delivery) -> bool:
        return self._clock.now() - _first_try_at(delivery) >= self._patience.give_up_after

    def _wait(self, error: ServiceError, delivery: Delivery) -> timedelta:
        """Return how long to wait after a refusal: no longer than to the slot, where it is ahead.

        A platform may turn out to be unable to wait for a slot.
        """
        if isinstance(error, RateLimited):
            asked_s = min(self._patience.most_obeyed.total_seconds(), error.retry_after_s)
            asked = timedelta(seconds=max(0.0, asked_s))
            return asked + self._patience.least_wait * self._random.random()
        early = delivery.slot - self._clock.now()
        back_off = self._back_off(delivery)
        return min(back_off, early) if early > timedelta(0) else back_off

    def _back_off(self, delivery: Delivery) -> timedelta:
        """Return as long as it has been tried for, so that each wait doubles the whole."""
        tried_for = self._clock.now() - _first_try_at(delivery)
        wait = min(max(tried_for, self._patience.least_wait), self._patience.most_wait)
        return wait * self._random.uniform(0.75, 1.25)


def _rhythm(subscription: Subscription) -> tuple[time, tuple[int, ...], str]:
    return subscription.at, subscription.weekdays, subscription.timezone


def _recomputed(subscription: Subscription, *, now: datetime) -> Opening:
    """Return the move to the next slot after `now`, which opens none."""
    return Opening(subscription, None, next_slot(*_rhythm(subscription), now))


async def _limited(call: Coroutine[object, object, T], limit: timedelta) -> T:
    """Return what `call` gives within `limit`.

    Raises:
        Unconfirmed: it did not end by then.
    """
    try:
        async with asyncio.timeout(limit.total_seconds()):
            return await call
    except TimeoutError as error:
        raise Unconfirmed("no answer in time") from error


def _first_try_at(delivery: Delivery) -> datetime:
    assert delivery.first_try_at  # noqa: S101 -- stored when the first try begins
    return delivery.first_try_at
