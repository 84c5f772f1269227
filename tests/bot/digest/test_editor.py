"""A digest holds everything that is new to its subscription, nothing twice, nothing skipped."""

from datetime import timedelta

import pytest
from fakes.newsroom import HERE, NINE, Newsroom

DAY = timedelta(days=1)


async def test_a_first_digest_holds_what_was_seen_in_the_24_hours_before_it(
    newsroom: Newsroom,
) -> None:
    for hours in (23, 25):
        newsroom.clock.at = NINE - timedelta(hours=hours)
        await newsroom.publish(f"{hours}-hours-before")
    newsroom.clock.at = NINE - timedelta(hours=1)
    await newsroom.subscribe()

    await newsroom.work_at(NINE)

    assert newsroom.told() == [["23-hours-before"]]


async def test_a_first_digest_reaches_back_to_its_subscribing(newsroom: Newsroom) -> None:
    """A weekly one may come days after."""
    newsroom.clock.at = NINE - 3 * DAY
    await newsroom.publish("before", first_seen=NINE - 4 * DAY)
    await newsroom.subscribe(weekdays=(NINE.weekday(),))
    newsroom.clock.forward(hours=1)
    await newsroom.publish("after")

    await newsroom.work_at(NINE)

    assert newsroom.told() == [["after"]]


async def test_a_later_digest_holds_late_items_and_none_twice(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a", "b")
    await newsroom.work_at(NINE)

    newsroom.clock.forward(hours=2)
    await newsroom.publish("c", published=NINE - 5 * DAY)  # published long ago, found only now
    await newsroom.publish("a", "b", title="Title changed")
    await newsroom.work_at(NINE + DAY)
    await newsroom.work_at(NINE + 2 * DAY)

    assert newsroom.told() == [["a", "b"], ["c"]]


async def test_an_item_that_was_stored_late_is_not_skipped(newsroom: Newsroom) -> None:
    """It is seen before a digest is chosen, and stored after."""
    await newsroom.subscribe()
    await newsroom.publish("a")
    await newsroom.work_at(NINE)

    await newsroom.publish("late", first_seen=NINE - timedelta(minutes=1))
    await newsroom.work_at(NINE + DAY)

    assert newsroom.told() == [["a"], ["late"]]


async def test_two_subscriptions_are_told_the_same_items_each(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.subscribe(type(HERE)("slack", "T1", "C2"))
    await newsroom.publish("a")

    await newsroom.work_at(NINE)

    assert newsroom.told() == [["a"], ["a"]]


async def test_a_day_without_news_stays_silent(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a", source="beta")
    await newsroom.work_at(NINE)

    await newsroom.work_at(NINE + DAY)

    assert newsroom.poster.tries == 1
    delivery = await newsroom.digests.last(subscription.id)
    assert delivery
    assert (delivery.slot, delivery.state) == (NINE + DAY, "empty")


async def test_only_the_sources_wanted_count(newsroom: Newsroom) -> None:
    await newsroom.subscribe(sources=("beta",))
    await newsroom.publish("a")
    await newsroom.publish("b", source="beta")

    await newsroom.work_at(NINE)

    assert newsroom.told() == [["b"]]


async def test_the_backlog_of_a_new_source_never_counts(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish("old", backlog=True)
    await newsroom.publish("new")

    await newsroom.work_at(NINE)
    await newsroom.work_at(NINE + DAY)

    assert newsroom.told() == [["new"]]


async def test_after_a_pause_everything_is_told_that_is_not_too_old(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    await newsroom.work_at(NINE)
    await newsroom.digests.pause(HERE, subscription.id)
    for day in (2, 30):
        newsroom.clock.at = NINE + day * DAY
        await newsroom.publish(f"day{day}")

    newsroom.clock.at = NINE + 35 * DAY
    await newsroom.digests.resume(HERE, subscription.id)
    await newsroom.work_at(NINE + 36 * DAY)

    assert newsroom.told() == [["a"], ["day30"]]


async def test_of_many_items_the_best_ten_are_shown_and_all_are_told(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish(*(f"item{number}" for number in range(60)))

    await newsroom.work_at(NINE)
    await newsroom.work_at(NINE + DAY)

    (shown,) = newsroom.told()
    assert len(shown) == 10
    assert "And 50 more announcements." in newsroom.poster.posts[0].reply.plain()


@pytest.mark.parametrize("days", range(3))
async def test_recorded_items_serve_while_there_are_no_live_ones(
    newsroom: Newsroom, days: int
) -> None:
    """Ten at a time, so that the next day has some, too, and however long ago they were read."""
    await newsroom.publish(*(f"recorded{number}" for number in range(25)), recorded=True)
    newsroom.clock.at = NINE + 90 * DAY
    await newsroom.subscribe()
    for day in range(1, days + 2):
        await newsroom.work_at(NINE + (90 + day) * DAY)

    assert [len(shown) for shown in newsroom.told()] == [10, 10, 5][: days + 1]
    assert "recorded demo data" in newsroom.poster.posts[-1].reply.plain()


async def test_recorded_items_end_with_the_first_live_one(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.publish("recorded", recorded=True)
    await newsroom.publish("live")

    await newsroom.work_at(NINE)

    assert newsroom.told() == [["live"]]
    assert "recorded" not in newsroom.poster.posts[0].reply.plain()


async def test_a_digest_says_what_was_chosen_although_recorded_items_end_meanwhile(
    newsroom: Newsroom,
) -> None:
    await newsroom.subscribe()
    await newsroom.publish("recorded", recorded=True)
    newsroom.clock.at = NINE
    (delivery,) = await newsroom.carrier.open_due()
    await newsroom.carrier.attempt(delivery.subscription, delivery.slot)  # chooses

    await newsroom.publish("live")
    assert await newsroom.items.drop_recorded() == 1
    await newsroom.work()
    await newsroom.work_at(NINE + DAY)

    assert newsroom.told() == [["recorded"], ["live"]]


async def test_what_was_told_while_the_clock_was_wrong_does_not_hide_what_comes_after(
    newsroom: Newsroom,
) -> None:
    await newsroom.subscribe()
    newsroom.clock.at = NINE + 3650 * DAY
    await newsroom.publish("a")
    await newsroom.work()

    await newsroom.work_at(NINE - timedelta(hours=1))
    await newsroom.publish("b")
    await newsroom.work_at(NINE)

    assert newsroom.told() == [["a"], ["b"]]
