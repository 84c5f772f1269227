"""Subscriptions belong to their place: nobody reaches another's."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from bot.request import Place
from bot.storage.database import Database
from bot.storage.records import Subscription
from bot.storage.subscriptions import Subscriptions

HERE = Place("slack", "T1", "C1")
ELSEWHERE = (
    Place("discord", "T1", "C1"),
    Place("slack", "T2", "C1"),
    Place("slack", "T1", "C2"),
)
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
WISH = Subscription(
    id=0,
    place=HERE,
    at=time(9, 30),
    weekdays=(0, 2, 4),
    timezone="Asia/Tokyo",
    language="ja",
    sources=("meti", "openai-news"),
    created_by="U1",
    created_at=NOW,
    next_due_at=NOW + timedelta(hours=1),
)


@pytest.fixture
def subscriptions(database: Database) -> Subscriptions:
    return Subscriptions(database)


async def test_a_wish_comes_back_as_it_was(subscriptions: Subscriptions) -> None:
    stored = await subscriptions.put(WISH)

    assert stored == replace(WISH, id=stored.id)
    assert await subscriptions.at_place(HERE) == (stored,)
    assert await subscriptions.get(stored.id) == stored


async def test_a_second_wish_for_the_same_time_changes_the_first(
    subscriptions: Subscriptions,
) -> None:
    first = await subscriptions.put(WISH)
    await subscriptions.pause(HERE, first.id, "by hand")

    second = await subscriptions.put(replace(WISH, language="en", sources=(), created_by="U2"))

    assert second == replace(first, language="en", sources=())
    assert await subscriptions.at_place(HERE) == (second,)


async def test_other_times_and_threads_have_their_own_subscription(
    subscriptions: Subscriptions,
) -> None:
    thread = replace(HERE, thread="1.5")
    wishes = [WISH, replace(WISH, at=time(18)), replace(WISH, place=thread)]

    stored = [await subscriptions.put(wish) for wish in wishes]

    assert await subscriptions.at_place(HERE) == tuple(stored)
    assert await subscriptions.at_place(thread) == tuple(stored)
    assert stored[2].place == thread


@pytest.mark.parametrize("place", ELSEWHERE)
async def test_nobody_elsewhere_sees_or_changes_it(
    subscriptions: Subscriptions, place: Place
) -> None:
    stored = await subscriptions.put(WISH)

    assert await subscriptions.at_place(place) == ()
    assert await subscriptions.pause(place, stored.id, "by hand") is None
    assert await subscriptions.resume(place, stored.id, NOW) is None
    assert await subscriptions.remove(place, stored.id) is None
    assert await subscriptions.all() == (stored,)


async def test_a_paused_one_is_not_due_before_it_is_resumed(subscriptions: Subscriptions) -> None:
    stored = await subscriptions.put(WISH)

    paused = await subscriptions.pause(HERE, stored.id, "50001")
    assert paused == replace(stored, paused="50001", next_due_at=None)
    assert await subscriptions.due("slack", NOW + timedelta(days=9), 10) == ()

    resumed = await subscriptions.resume(HERE, stored.id, NOW)
    assert resumed == replace(stored, next_due_at=NOW)
    assert await subscriptions.due("slack", NOW, 10) == (resumed,)


async def test_what_is_due_comes_earliest_first_and_of_one_platform_alone(
    subscriptions: Subscriptions,
) -> None:
    late, early, _ = [
        await subscriptions.put(
            replace(WISH, at=time(hour), next_due_at=NOW + timedelta(minutes=minute))
        )
        for hour, minute in ((1, 5), (2, 1), (3, 6))
    ]
    await subscriptions.put(replace(WISH, place=ELSEWHERE[0], next_due_at=NOW))

    assert await subscriptions.due("slack", NOW + timedelta(minutes=5), 10) == (early, late)
    assert await subscriptions.due("slack", NOW + timedelta(minutes=9), 1) == (early,)


async def test_a_removed_ones_number_never_comes_back(subscriptions: Subscriptions) -> None:
    removed = await subscriptions.put(WISH)

    assert await subscriptions.remove(HERE, removed.id) == removed
    assert await subscriptions.get(removed.id) is None
    assert (await subscriptions.put(WISH)).id > removed.id
