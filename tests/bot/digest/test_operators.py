"""The operators' channel hears of each trouble once, and of its end."""

import asyncio
from datetime import timedelta

import pytest
from fakes.clock import SetClock
from fakes.newsroom import SOURCES
from fakes.poster import PosterFake

from bot.digest.operators import Operators
from bot.errors import ServiceError, Unconfirmed
from bot.request import Place
from bot.storage.alarms import Alarms
from bot.storage.database import Database
from bot.storage.records import SourceState
from bot.storage.source_states import SourceStates

THERE = Place("slack", "T1", "COPS")


@pytest.fixture
def poster(clock: SetClock) -> PosterFake:
    return PosterFake(clock)


@pytest.fixture
def alarms(database: Database) -> Alarms:
    return Alarms(database)


@pytest.fixture
def operators(alarms: Alarms, poster: PosterFake, clock: SetClock) -> Operators:
    return Operators(
        alarms=alarms,
        sources=SOURCES,
        poster=poster,
        place=THERE,
        clock=clock,
        language="en",
        timezone="Asia/Tokyo",
    )


def lines(poster: PosterFake) -> list[str]:
    return [line for post in poster.posts for line in post.reply.plain().splitlines() if line]


async def test_every_trouble_is_one_sentence_with_its_cause_and_next_try(
    database: Database, operators: Operators, alarms: Alarms, poster: PosterFake, clock: SetClock
) -> None:
    now = clock.now()
    causes = {"failing": "answers 500", "changed": "got html", "moved": "to x", "silent": "quiet"}
    await alarms.settle("alpha", causes, now)  # type: ignore[arg-type]  # all four of them
    await alarms.settle("gone", {"silent": "quiet"}, now + timedelta(hours=1))
    await SourceStates(database).put(SourceState("alpha", next_try_at=now))

    await operators.tell()
    await operators.tell()

    assert [post.place for post in poster.posts] == [THERE]
    assert lines(poster) == [
        "Sources of news",
        "Alpha News (alpha) is not what it was: got html. Next try: Nov 24, 18:00 (Asia/Tokyo).",
        "Alpha News (alpha) can’t be read: answers 500. Next try: Nov 24, 18:00 (Asia/Tokyo).",
        "Alpha News (alpha) has moved: to x. Next try: Nov 24, 18:00 (Asia/Tokyo).",
        "Alpha News (alpha) is silent: quiet. Next try: Nov 24, 18:00 (Asia/Tokyo).",
        "gone is silent: quiet.",
        "`hayami news check` tries every source now.",
    ]


async def test_its_end_is_told_too(
    operators: Operators, alarms: Alarms, poster: PosterFake, clock: SetClock
) -> None:
    await alarms.settle("beta", {"failing": "answers 500"}, clock.now())
    await operators.tell()
    await alarms.settle("beta", {}, clock.now())
    await operators.tell()

    assert lines(poster)[4] == "Beta News (beta) is back."


async def test_what_the_platform_did_not_take_is_told_later(
    operators: Operators, alarms: Alarms, poster: PosterFake, clock: SetClock
) -> None:
    await alarms.settle("beta", {"failing": "answers 500"}, clock.now())
    poster.fail_next(ServiceError("down"))

    with pytest.raises(ServiceError):
        await operators.tell()
    await operators.tell()

    assert len(poster.posts) == 1


async def test_a_platform_that_is_away_ends_nothing(
    operators: Operators,
    alarms: Alarms,
    poster: PosterFake,
    clock: SetClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await alarms.settle("beta", {"failing": "answers 500"}, clock.now())
    poster.fail_next(ServiceError("down"))

    running = asyncio.create_task(operators.run())
    while not caplog.records:  # noqa: ASYNC110 -- a log record sets no event
        await asyncio.sleep(0.01)
    running.cancel()

    assert [record.getMessage() for record in caplog.records] == ["operators_not_told"]
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_what_may_have_arrived_is_not_told_twice(
    operators: Operators, alarms: Alarms, poster: PosterFake, clock: SetClock
) -> None:
    await alarms.settle("beta", {"failing": "answers 500"}, clock.now())
    poster.fail_next(Unconfirmed("cut off"), stored=True)

    await operators.tell()
    await operators.tell()

    assert len(poster.posts) == 1
