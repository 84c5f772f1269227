"""Every digest comes at its slot, exactly once, whatever breaks on the way."""

import asyncio
import math
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

import pytest
from fakes.newsroom import HERE, NINE, SOURCES, Newsroom, entry
from fakes.poster import PosterFake
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from bot.digest.deliver import Carrier, Patience
from bot.digest.digests import Digests
from bot.digest.poster import delivery_key
from bot.errors import RateLimited, ServiceError, Unconfirmed, Unreachable
from bot.reply import Reply
from bot.request import Place
from bot.storage.records import DeliveryState
from bot.storage.subscriptions import Subscriptions
from bot.storage.tables import subscriptions
from bot.terms.glossary import Glossary

DAY = timedelta(days=1)


class Killed(BaseException):
    """Stands for the end of the process, in the middle of whatever it was doing."""


class HangingPoster(PosterFake):
    """A platform that does not answer."""

    async def post(self, place: Place, reply: Reply, key: str, at: datetime) -> str:
        await asyncio.Event().wait()
        return await super().post(place, reply, key, at)


class RecognizingPoster(PosterFake):
    """A platform that knows a message again by what it says, and by nothing else."""

    async def find(
        self, place: Place, reply: Reply, key: str, since: datetime, **tries: datetime | None
    ) -> str | None:
        found = await super().find(place, reply, key, since, **tries)
        return found if reply in [post.reply for post in self.posts] else None


@dataclass
class StoppingPoster(PosterFake):
    """A platform whose answer comes after other workers have taken over."""

    others: Callable[[], Awaitable[None]] | None = None

    async def post(self, place: Place, reply: Reply, key: str, at: datetime) -> str:
        message = await super().post(place, reply, key, at)
        if self.others:
            await self.others()
        return message


def with_terms(newsroom: Newsroom, terms: Glossary) -> Carrier:
    """Return a worker that was started with another glossary."""
    wishes = Subscriptions(newsroom.database)
    digests = Digests(wishes, newsroom.deliveries, newsroom.items, terms, SOURCES, newsroom.clock)
    return digests.carrier({"slack": newsroom.poster}, Random(1))  # noqa: S311 -- jitter


async def state(newsroom: Newsroom, subscription: int) -> DeliveryState:
    """Return the state of a subscription's last delivery."""
    delivery = await newsroom.digests.last(subscription)
    assert delivery
    return delivery.state


async def test_a_digest_comes_at_its_slot_and_not_before(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")

    await newsroom.work_at(NINE - timedelta(seconds=1))
    assert newsroom.poster.posts == []

    await newsroom.work_at(NINE)
    (post,) = newsroom.poster.posts
    assert (post.place, post.slot, post.at) == (HERE, NINE, NINE)
    assert newsroom.told() == [["a"]]
    delivery = await newsroom.digests.last(subscription.id)
    assert delivery
    assert (delivery.state, delivery.message) == ("posted", "message-1")


async def test_the_next_digest_comes_a_day_later(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    for day in range(3):
        await newsroom.publish(f"item{day}")
        for _ in range(3):  # the tick comes every minute, whether something is due or not
            await newsroom.work_at(NINE + day * DAY)
            newsroom.clock.forward(minutes=1)

    assert newsroom.told() == [["item0"], ["item1"], ["item2"]]


async def test_it_is_handed_over_early_where_the_platform_waits(newsroom: Newsroom) -> None:
    newsroom.poster.ahead = timedelta(minutes=2)
    await newsroom.subscribe()
    await newsroom.publish("a")

    await newsroom.work_at(NINE - timedelta(minutes=2))

    (post,) = newsroom.poster.posts
    assert (post.slot, post.at) == (NINE, NINE - timedelta(minutes=2))


async def test_a_platform_that_turns_out_not_to_wait_is_tried_at_the_slot(
    newsroom: Newsroom,
) -> None:
    newsroom.poster.ahead = timedelta(minutes=2)
    await newsroom.subscribe()
    await newsroom.publish("a")

    newsroom.clock.at = NINE - timedelta(minutes=2)
    for delivery in await newsroom.carrier.open_due():
        while newsroom.clock.now() < NINE:
            newsroom.poster.fail_next(ServiceError("too early"))
            wait = await newsroom.carrier.attempt(delivery.subscription, delivery.slot)
            newsroom.clock.at += wait or timedelta(0)

    assert newsroom.clock.now() == NINE


async def test_one_that_is_opened_ahead_waits_for_its_slot(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.clock.at = NINE - timedelta(seconds=40)

    (delivery,) = await newsroom.carrier.open_due(timedelta(seconds=75))
    wait = await newsroom.carrier.attempt(delivery.subscription, delivery.slot)

    assert wait == timedelta(seconds=40)
    await newsroom.publish("last-minute")
    await newsroom.work()
    assert newsroom.told() == [["last-minute", "a"]]
    assert newsroom.poster.posts[0].at == NINE


async def test_one_can_be_sent_beside_its_slots(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.clock.at = NINE - timedelta(hours=3, seconds=20)

    deliveries = [await newsroom.carrier.open_now(subscription) for _ in range(2)]
    await newsroom.work()
    await newsroom.publish("b")
    await newsroom.work_at(NINE)

    assert deliveries[0] == deliveries[1]
    assert newsroom.told() == [["a"], ["b"]]


async def test_a_try_that_takes_too_long_is_of_unknown_outcome(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.poster = HangingPoster(newsroom.clock)
    newsroom.carrier = newsroom.another_carrier(Patience(try_limit=timedelta(milliseconds=20)))

    newsroom.clock.at = NINE
    await newsroom.carrier.open_due()
    await newsroom.carrier.attempt(subscription.id, NINE)
    await newsroom.carrier.attempt(subscription.id, NINE)

    assert await state(newsroom, subscription.id) == "posting"


async def test_a_worker_that_was_given_up_on_leaves_what_the_next_one_found(
    newsroom: Newsroom,
) -> None:
    """The first one stores its post, and is then stopped for longer than a try may take."""
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.clock.at = NINE
    newsroom.poster = StoppingPoster(newsroom.clock)
    newsroom.carrier = newsroom.another_carrier()
    newsroom.poster.others = newsroom.work

    await newsroom.work()

    assert newsroom.told() == [["a"]]
    assert await state(newsroom, subscription.id) == "posted"


async def test_other_platforms_wait_until_they_are_there(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe(Place("discord", "G1", "C1"))
    await newsroom.publish("a")

    await newsroom.work_at(NINE)
    assert newsroom.poster.tries == 0

    delivery = await newsroom.carrier.open_now(subscription)
    with pytest.raises(ServiceError, match="discord is not switched on"):
        await newsroom.carrier.attempt(subscription.id, delivery.slot)


@pytest.mark.parametrize(
    ("missed_for", "made_up_for"),
    [
        (timedelta(hours=11, minutes=59), True),
        (timedelta(hours=12), False),
        (timedelta(days=4, hours=3), True),
        (timedelta(days=4, hours=13), False),
        (timedelta(days=400), True),
    ],
)
async def test_of_missed_slots_the_latest_alone_is_made_up_for_while_it_is_fresh(
    newsroom: Newsroom, missed_for: timedelta, *, made_up_for: bool
) -> None:
    subscription = await newsroom.subscribe()
    newsroom.clock.at = NINE + missed_for
    await newsroom.publish("a")

    await newsroom.work()
    await newsroom.work()

    assert len(newsroom.poster.posts) == made_up_for
    assert await state(newsroom, subscription.id) == ("posted" if made_up_for else "failed")
    (known,) = await newsroom.digests.at_place(HERE)
    assert known.next_due_at
    assert timedelta(0) < known.next_due_at - newsroom.clock.now() <= DAY


async def test_what_a_late_digest_could_not_tell_the_next_one_does(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a")

    await newsroom.work_at(NINE + timedelta(hours=13))
    assert newsroom.told() == []

    await newsroom.work_at(NINE + DAY)
    assert newsroom.told() == [["a"]]


@pytest.mark.parametrize("fault", [RateLimited("slack", 30), ServiceError("503")])
async def test_a_refusal_is_answered_with_another_try_of_the_same_digest(
    newsroom: Newsroom, fault: ServiceError
) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.clock.at = NINE
    for _ in range(3):
        newsroom.poster.fail_next(fault)

    (delivery,) = await newsroom.carrier.open_due()
    await newsroom.carrier.attempt(delivery.subscription, delivery.slot)
    await newsroom.carrier.attempt(delivery.subscription, delivery.slot)
    await newsroom.publish("too-late-for-this-one")
    await newsroom.work()

    assert newsroom.told() == [["a"]]
    assert newsroom.poster.tries == 4
    assert newsroom.clock.now() < NINE + timedelta(minutes=3)


async def test_the_wait_is_at_least_what_the_platform_asks_for(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.poster.fail_next(RateLimited("slack", 300))

    await newsroom.work_at(NINE)

    (post,) = newsroom.poster.posts
    assert timedelta(seconds=300) <= post.at - NINE <= timedelta(seconds=310)


@pytest.mark.parametrize(
    ("asked_s", "waited_s"),
    [(math.inf, 3600), (1e300, 3600), (math.nan, 3600), (-math.inf, 0), (-5, 0)],
)
async def test_a_wait_that_makes_no_sense_is_bounded(
    newsroom: Newsroom, asked_s: float, waited_s: float
) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.poster.fail_next(RateLimited("slack", asked_s))

    await newsroom.work_at(NINE)

    (post,) = newsroom.poster.posts
    assert timedelta(seconds=waited_s) <= post.at - NINE <= timedelta(seconds=waited_s + 5)


async def test_refusals_end_after_six_hours_and_the_items_are_told_the_next_day(
    newsroom: Newsroom,
) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    for _ in range(200):
        newsroom.poster.fail_next(ServiceError("503"))

    await newsroom.work_at(NINE)

    assert await state(newsroom, subscription.id) == "failed"
    assert timedelta(hours=6) <= newsroom.clock.now() - NINE < timedelta(hours=6, minutes=30)
    assert newsroom.poster.tries < 40
    newsroom.poster = type(newsroom.poster)(newsroom.clock)
    newsroom.carrier = newsroom.another_carrier()
    await newsroom.work_at(NINE + DAY)
    assert newsroom.told() == [["a"]]


async def test_a_place_that_refuses_for_good_pauses_its_subscription_with_the_reason(
    newsroom: Newsroom,
) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.poster.fail_next(Unreachable("slack", "is_archived"))

    await newsroom.work_at(NINE)

    (known,) = await newsroom.digests.at_place(HERE)
    assert (known.paused, known.next_due_at) == ("is_archived", None)
    assert await state(newsroom, subscription.id) == "failed"

    await newsroom.digests.resume(HERE, subscription.id)
    await newsroom.work_at(NINE + DAY)
    assert newsroom.told() == [["a"]]


@pytest.mark.parametrize("stored", [True, False])
@pytest.mark.parametrize("fault", [Unconfirmed("cut off"), Killed()])
async def test_a_try_of_unknown_outcome_is_looked_up_before_another_one(
    newsroom: Newsroom, fault: BaseException, *, stored: bool
) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.poster.fail_next(fault, stored=stored)

    with pytest.raises(Killed) if isinstance(fault, Killed) else nullcontext():
        await newsroom.work_at(NINE)
    await newsroom.work()  # after the restart

    assert newsroom.told() == [["a"]]
    assert newsroom.poster.tries == (1 if stored else 2)
    assert await state(newsroom, subscription.id) == "posted"


@pytest.mark.parametrize("stored", [True, False])
async def test_every_try_says_the_same_whatever_changes_meanwhile(
    newsroom: Newsroom, *, stored: bool
) -> None:
    """The title, the glossary and the wish change between a try and the question for it."""
    await newsroom.subscribe()
    await newsroom.publish("a", terms=("token", "transformer"))
    newsroom.poster = RecognizingPoster(newsroom.clock)
    newsroom.carrier = newsroom.another_carrier()
    newsroom.poster.fail_next(Unconfirmed("cut off"), stored=stored)
    newsroom.clock.at = NINE
    said = await newsroom.digests.preview(HERE, "en", "Asia/Tokyo")
    await newsroom.carrier.open_due()
    for _ in ("choose", "post"):
        await newsroom.carrier.attempt(1, NINE)
    assert newsroom.poster.tries == 1

    await newsroom.publish("a", title="Another")
    await newsroom.subscribe(language="ja", timezone="UTC")
    terms = Glossary((entry("token", "Piece", "トークン", "とーくん"),))
    await newsroom.work(with_terms(newsroom, terms))

    assert [post.reply for post in newsroom.poster.posts] == [said]
    assert newsroom.poster.tries == (1 if stored else 2)


async def test_a_lookup_waits_until_the_try_can_no_longer_land(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.poster.fail_next(Killed())
    with pytest.raises(Killed):
        await newsroom.work_at(NINE)

    newsroom.clock.forward(seconds=29)
    wait = await newsroom.carrier.attempt(subscription.id, NINE)

    assert newsroom.poster.tries == 1
    assert wait
    assert wait >= timedelta(seconds=1)


async def test_where_the_platform_cant_tell_it_is_unconfirmed_and_not_repeated(
    newsroom: Newsroom,
) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.poster.fail_next(Unconfirmed("cut off"), stored=True)
    newsroom.poster.fail_next_find(Unconfirmed("no right to look"))

    await newsroom.work_at(NINE)
    delivery = await newsroom.digests.last(subscription.id)
    assert delivery
    assert (delivery.state, delivery.error) == ("unconfirmed", "no right to look")

    await newsroom.publish("b")
    await newsroom.work_at(NINE + DAY)
    assert newsroom.told() == [["a"], ["b"]]


async def test_a_lookup_that_fails_for_six_hours_leaves_it_unconfirmed(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.poster.fail_next(Unconfirmed("cut off"))
    for _ in range(100):
        newsroom.poster.fail_next_find(ServiceError("503"))

    await newsroom.work_at(NINE)

    assert await state(newsroom, subscription.id) == "unconfirmed"
    assert newsroom.poster.tries == 1


async def test_tries_that_never_arrive_end_after_six_hours(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    for _ in range(1000):
        newsroom.poster.fail_next(Unconfirmed("cut off"))

    await newsroom.work_at(NINE)

    assert await state(newsroom, subscription.id) == "failed"
    assert newsroom.told() == []


async def test_workers_at_the_same_slot_post_it_once(newsroom: Newsroom) -> None:
    for channel in range(10):
        await newsroom.subscribe(replace(HERE, channel=f"C{channel}"))
    await newsroom.publish("a")
    newsroom.clock.at = NINE
    carriers = [newsroom.another_carrier() for _ in range(3)]

    async def try_all(number: int) -> None:
        for delivery in await carriers[number].open_due():
            for _ in range(3):
                await carriers[number].attempt(delivery.subscription, delivery.slot)

    await asyncio.gather(*map(try_all, range(3)))

    places = [post.place.channel for post in newsroom.poster.posts]
    assert sorted(places) == [f"C{channel}" for channel in range(10)]


async def test_a_subscription_paused_after_its_slot_was_opened_is_not_posted(
    newsroom: Newsroom,
) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.clock.at = NINE
    await newsroom.carrier.open_due()

    await newsroom.digests.pause(HERE, subscription.id)
    await newsroom.work()
    assert newsroom.poster.tries == 0

    await newsroom.digests.resume(HERE, subscription.id)
    await newsroom.work_at(NINE + DAY)
    assert newsroom.told() == [["a"]]


async def test_a_subscription_removed_after_its_slot_was_opened_is_forgotten(
    newsroom: Newsroom,
) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.clock.at = NINE
    (delivery,) = await newsroom.carrier.open_due()

    await newsroom.digests.remove(HERE, subscription.id)

    assert await newsroom.carrier.attempt(delivery.subscription, delivery.slot) is None
    assert newsroom.poster.tries == 0


async def change(newsroom: Newsroom, subscription: int, **values: object) -> None:
    """Write into a subscription what no check of ours would let in."""
    async with newsroom.database.write() as connection:
        row = update(subscriptions).where(subscriptions.c.id == subscription)
        await connection.execute(row.values(**values))


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"timezone": "Mars/Olympus"}, "unknown time zone"),
        ({"timezone": "Asia"}, "unknown time zone"),
        ({"timezone": "../Tokyo"}, "ZoneInfo keys"),
        ({"weekdays": []}, "at least one weekday"),
    ],
)
async def test_a_subscription_that_can_have_no_slot_is_paused_and_stops_no_other(
    newsroom: Newsroom, fault: dict[str, object], reason: str
) -> None:
    broken = await newsroom.subscribe()
    await newsroom.subscribe(replace(HERE, channel="C2"))
    await newsroom.publish("a")
    await change(newsroom, broken.id, **fault)

    await newsroom.work_at(NINE)

    assert [post.place.channel for post in newsroom.poster.posts] == ["C2"]
    (known,) = await newsroom.digests.at_place(HERE)
    assert known.paused
    assert reason in known.paused
    assert known.next_due_at is None


async def test_a_zone_that_is_unknown_only_when_its_digest_is_composed_pauses_it_too(
    newsroom: Newsroom,
) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    await change(newsroom, subscription.id, timezone="Mars/Olympus")

    await newsroom.carrier.open_now(subscription)
    await newsroom.work()

    assert await state(newsroom, subscription.id) == "failed"
    (known,) = await newsroom.digests.at_place(HERE)
    assert known.paused == "unknown time zone"


async def test_a_clock_that_was_ahead_for_a_while_silences_no_digest(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    weekly = await newsroom.subscribe(replace(HERE, channel="C2"), weekdays=(NINE.weekday(),))
    newsroom.clock.at += 3650 * DAY
    await newsroom.carrier.open_due()

    newsroom.clock.at = NINE - timedelta(hours=1)
    await newsroom.work()
    assert newsroom.poster.tries == 0
    known = {each.id: each for each in await newsroom.digests.all()}
    assert known[subscription.id].next_due_at == NINE
    assert known[weekly.id].next_due_at == NINE

    await newsroom.publish("a")
    await newsroom.work_at(NINE)
    assert newsroom.told() == [["a"], ["a"]]


@pytest.mark.parametrize(
    ("fault", "ended", "told"),
    [(ServiceError("no trust"), "failed", [["a"]]), (Unconfirmed("cut off"), "unconfirmed", [])],
)
async def test_a_delivery_that_a_wrong_clock_left_open_ends(
    newsroom: Newsroom, fault: ServiceError, ended: DeliveryState, told: list[list[str]]
) -> None:
    """What was certainly not posted comes with the next digest."""
    subscription = await newsroom.subscribe()
    newsroom.clock.at = NINE + 3650 * DAY
    await newsroom.publish("a")
    newsroom.poster.fail_next(fault)
    (delivery,) = await newsroom.carrier.open_due()
    for _ in ("choose", "post"):
        await newsroom.carrier.attempt(delivery.subscription, delivery.slot)

    newsroom.clock.at = NINE - timedelta(hours=1)
    await newsroom.carrier.open_due()
    left = await newsroom.deliveries.get(subscription.id, delivery.slot)
    assert left
    assert (left.state, left.error) == (ended, "opened by a wrong clock")

    await newsroom.work_at(NINE)
    assert newsroom.told() == told


async def test_a_clock_that_was_behind_for_a_while_doubles_nothing(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a")
    await newsroom.work_at(NINE)

    newsroom.clock.at = datetime(1970, 1, 1, tzinfo=NINE.tzinfo)
    await newsroom.work()
    await newsroom.work_at(NINE + timedelta(hours=1))
    await newsroom.publish("b")
    await newsroom.work_at(NINE + DAY)

    assert newsroom.told() == [["a"], ["b"]]


async def test_deliveries_are_forgotten_after_400_days_but_the_latest(newsroom: Newsroom) -> None:
    daily = await newsroom.subscribe()
    stopped = await newsroom.subscribe(replace(HERE, channel="C2"))
    await newsroom.publish("a")
    await newsroom.work_at(NINE)
    await newsroom.digests.pause(stopped.place, stopped.id)
    await newsroom.publish("b")
    await newsroom.work_at(NINE + DAY)

    newsroom.clock.at = NINE + 400 * DAY
    assert await newsroom.carrier.forget() == 0
    newsroom.clock.forward(seconds=1)
    assert await newsroom.carrier.forget() == 1
    newsroom.clock.forward(days=400)
    assert await newsroom.carrier.forget() == 0

    assert await newsroom.deliveries.get(daily.id, NINE) is None
    assert await newsroom.digests.last(daily.id)
    assert await newsroom.digests.last(stopped.id)


async def test_a_delivery_that_is_under_way_is_not_forgotten(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    newsroom.clock.at = NINE
    await newsroom.carrier.open_due()
    newsroom.clock.forward(days=500)
    await newsroom.carrier.open_due()

    assert await newsroom.carrier.forget() == 0
    assert await newsroom.deliveries.get(subscription.id, NINE)


@given(data=st.data())
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # each example has its channel
)
async def test_nothing_is_lost_or_doubled_whatever_the_platform_and_the_process_do(
    newsroom: Newsroom, data: st.DataObject
) -> None:
    faults = st.sampled_from(
        [
            (RateLimited("slack", 7), False),
            (ServiceError("503"), False),
            (Unconfirmed("cut off"), False),
            (Unconfirmed("cut off"), True),
            (Killed(), False),
            (Killed(), True),
        ]
    )
    find_faults = st.sampled_from([ServiceError("503"), RateLimited("slack", 7), Killed()])
    newsroom.poster = PosterFake(newsroom.clock)
    for fault, stored in data.draw(st.lists(faults, max_size=4)):
        newsroom.poster.fail_next(fault, stored=stored)
    for fault in data.draw(st.lists(find_faults, max_size=3)):
        newsroom.poster.fail_next_find(fault)
    newsroom.clock.at += DAY
    place = replace(HERE, channel=newsroom.clock.now().isoformat())
    subscription = await newsroom.subscribe(place)
    await newsroom.publish(place.channel)
    assert subscription.next_due_at
    newsroom.clock.at = subscription.next_due_at

    for _ in range(10):
        try:
            await newsroom.work(newsroom.another_carrier())
            break
        except Killed:
            continue

    assert [post.place for post in newsroom.poster.posts].count(place) == 1
    assert await state(newsroom, subscription.id) == "posted"
    await newsroom.digests.remove(place, subscription.id)


@given(
    subscription=st.integers(1, 2**63 - 1),
    slot=st.datetimes(datetime(2026, 1, 1), datetime(2200, 1, 1)),  # noqa: DTZ001 -- made aware
)
def test_a_key_is_short_and_plain_and_tells_slots_and_subscriptions_apart(
    subscription: int, slot: datetime
) -> None:
    at = slot.replace(second=0, microsecond=0, tzinfo=NINE.tzinfo)
    key = delivery_key(subscription, at)

    assert len(key) <= 20
    assert key.isascii()
    assert key.isalnum()
    assert key == key.lower()
    assert key[6:].lstrip("0") == key[6:]
    assert (int(key[:6], 36), int(key[6:], 36)) == (at.timestamp() // 60, subscription)
