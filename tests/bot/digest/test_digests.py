"""What people do with the digests of their channel."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest
from fakes.newsroom import HERE, NINE, Newsroom, titles

from bot.errors import UsageError
from bot.request import Place

ELSEWHERE = Place("slack", "T2", "C1")
TOKYO = "Asia/Tokyo"


async def test_subscribing_says_when_the_first_digest_comes(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()

    assert subscription.next_due_at == NINE
    assert await newsroom.digests.at_place(HERE) == (subscription,)
    assert await newsroom.digests.all() == (subscription,)


async def test_subscribing_to_the_same_time_again_changes_that_subscription(
    newsroom: Newsroom,
) -> None:
    first = await newsroom.subscribe()
    await newsroom.digests.pause(HERE, first.id)

    second = await newsroom.subscribe(
        language="ja", timezone="UTC", weekdays=[4, 0, 4], created_by="U2", sources=["beta", "beta"]
    )

    assert await newsroom.digests.at_place(HERE) == (second,)
    assert second == replace(
        first,
        language="ja",
        timezone="UTC",
        weekdays=(0, 4),
        sources=("beta",),
        next_due_at=NINE + timedelta(days=2, hours=9),  # Friday, 9:00 in UTC
    )


async def test_another_time_is_another_subscription(newsroom: Newsroom) -> None:
    await newsroom.subscribe()
    await newsroom.subscribe(at=time(18, 30))

    morning, evening = await newsroom.digests.at_place(HERE)

    assert (morning.at, evening.at) == (time(9), time(18, 30))


async def test_a_source_that_does_not_exist_is_refused(newsroom: Newsroom) -> None:
    with pytest.raises(UsageError, match="gamma"):
        await newsroom.subscribe(sources=("alpha", "gamma"))


async def test_a_channel_has_a_bounded_number_of_digests(newsroom: Newsroom) -> None:
    for hour in range(10):
        await newsroom.subscribe(at=time(hour))

    with pytest.raises(UsageError, match="10 digests"):
        await newsroom.subscribe(at=time(10))
    await newsroom.subscribe(at=time(9), language="ja")  # no new one


async def test_the_digests_of_a_channels_threads_count_with_its_own(newsroom: Newsroom) -> None:
    """The same time in another thread is another one."""
    for number in range(10):
        await newsroom.subscribe(replace(HERE, thread=f"1.{number}"))

    with pytest.raises(UsageError, match="10 digests"):
        await newsroom.subscribe()
    await newsroom.subscribe(replace(HERE, thread="1.0"), language="ja")  # no new one


async def test_people_who_subscribe_at_once_do_not_pass_the_bound(newsroom: Newsroom) -> None:
    asked = [newsroom.subscribe(at=time(hour)) for hour in range(20)]

    answers = await asyncio.gather(*asked, return_exceptions=True)

    assert sum(isinstance(answer, UsageError) for answer in answers) == 10
    assert len(await newsroom.digests.at_place(HERE)) == 10


async def test_pausing_and_resuming(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()

    paused = await newsroom.digests.pause(HERE, subscription.id)
    assert (paused.paused, paused.next_due_at) == ("by hand", None)

    newsroom.clock.at = NINE
    resumed = await newsroom.digests.resume(HERE, subscription.id)
    assert (resumed.paused, resumed.next_due_at) == (None, NINE + timedelta(days=1))


async def test_a_removed_subscription_is_gone(newsroom: Newsroom) -> None:
    subscription = await newsroom.subscribe()
    await newsroom.publish("a")
    await newsroom.work_at(NINE)

    removed = await newsroom.digests.remove(HERE, subscription.id)

    assert removed.id == subscription.id
    assert await newsroom.digests.at_place(HERE) == ()
    assert await newsroom.digests.last(subscription.id) is None


@pytest.mark.parametrize("change", ["pause", "resume", "remove"])
@pytest.mark.parametrize("place", [HERE, ELSEWHERE])
async def test_a_number_that_a_place_does_not_have_is_answered_politely(
    newsroom: Newsroom, change: str, place: Place
) -> None:
    subscription = await newsroom.subscribe()
    number = subscription.id if place == ELSEWHERE else subscription.id + 1

    with pytest.raises(UsageError, match=f"no digest number {number}"):
        await getattr(newsroom.digests, change)(place, number)


async def test_a_preview_shows_what_the_next_digest_would_hold_and_tells_nothing(
    newsroom: Newsroom,
) -> None:
    await newsroom.subscribe(sources=("alpha",))
    await newsroom.publish("a")
    await newsroom.publish("b", source="beta")

    for _ in range(2):
        preview = await newsroom.digests.preview(HERE, "ja", "UTC")
        assert preview.language == "ja"
        assert titles(preview.plain()) == ["a"]

    await newsroom.work_at(NINE)
    assert newsroom.told() == [["a"]]


async def test_a_preview_without_a_subscription_is_that_of_a_first_digest(
    newsroom: Newsroom,
) -> None:
    await newsroom.publish("old")
    newsroom.clock.forward(hours=25)
    await newsroom.publish("new")

    assert titles((await newsroom.digests.preview(HERE, "en", TOKYO)).plain()) == ["new"]


async def test_a_preview_without_news_says_so(newsroom: Newsroom) -> None:
    preview = await newsroom.digests.preview(HERE, "en", TOKYO)

    assert "no new announcement" in preview.plain()


async def test_a_preview_shows_recorded_items_where_there_are_no_others(
    newsroom: Newsroom,
) -> None:
    await newsroom.publish("recorded", recorded=True)

    preview = await newsroom.digests.preview(HERE, "en", TOKYO)

    assert titles(preview.plain()) == ["recorded"]
    assert "recorded demo data" in preview.plain()
