"""Work goes on by itself, and after a restart where it was."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest
from dbos import DBOS
from fakes.clock import SetClock
from fakes.newsroom import HERE, NINE, Newsroom

from bot.digest.deliver import Patience
from bot.errors import RateLimited, ServiceError
from bot.storage.database import Database
from bot.work import run_work

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""For what does not depend on the database, since each start takes seconds."""
PATIENCE = Patience(least_wait=timedelta(seconds=1))


@dataclass
class NewsFake:
    """News that counts how often it is refreshed, and may fail."""

    fault: Exception | None = None
    refreshed: int = field(default=0, init=False)

    async def refresh_all(self) -> None:
        self.refreshed += 1
        if self.fault:
            raise self.fault


@pytest.fixture
def newsroom(database: Database, clock: SetClock) -> Newsroom:
    """A newsroom at nine, with one item."""
    clock.at = NINE - timedelta(hours=1)
    return Newsroom(database, clock)


@pytest.fixture
def work_url(database_url: str, tmp_path: Path) -> str:
    """The address for the work under way that goes with the database."""
    return database_url if "postgres" in database_url else f"sqlite:///{tmp_path}/folder/work.db"


@asynccontextmanager
async def working(url: str, newsroom: Newsroom, news: NewsFake) -> AsyncIterator[None]:
    """Let the work go on meanwhile."""
    task = asyncio.create_task(run_work(url, carrier=newsroom.another_carrier(PATIENCE), news=news))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
    assert task.cancelled()


async def until(reached: Callable[[], bool]) -> None:
    """Return as soon as something is reached.

    Raises:
        TimeoutError: it is not within half a minute.
    """
    async with asyncio.timeout(30):
        while not reached():  # noqa: ASYNC110 -- what is reached sets no event
            await asyncio.sleep(0.02)


async def test_at_its_start_sources_are_refreshed_and_what_is_due_is_brought(
    newsroom: Newsroom, work_url: str
) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.clock.at = NINE
    news = NewsFake()

    async with working(work_url, newsroom, news):
        await until(lambda: bool(newsroom.told() and news.refreshed))

    assert newsroom.told() == [["a"]]


@on_sqlite
async def test_a_refused_digest_is_brought_after_a_restart(
    newsroom: Newsroom, work_url: str
) -> None:
    await newsroom.subscribe()
    await newsroom.publish("a")
    newsroom.clock.at = NINE
    newsroom.poster.fail_next(RateLimited("slack", 1))

    async with working(work_url, newsroom, NewsFake()):
        await until(lambda: newsroom.poster.tries == 1)
    assert newsroom.told() == []

    newsroom.clock.forward(seconds=3)
    async with working(work_url, newsroom, NewsFake()):
        await until(lambda: bool(newsroom.told()))

    assert newsroom.told() == [["a"]]


@on_sqlite
async def test_a_fault_of_ours_stops_nothing_else(newsroom: Newsroom, work_url: str) -> None:
    other = replace(HERE, channel="C2")
    await newsroom.subscribe()
    await newsroom.subscribe(other)
    await newsroom.publish("a")
    newsroom.clock.at = NINE
    newsroom.poster.fail_next(ZeroDivisionError())
    news = NewsFake(ServiceError("no source answers"))

    async with working(work_url, newsroom, news):
        await until(lambda: bool(newsroom.told() and news.refreshed))

    assert newsroom.poster.tries == 2
    assert len(newsroom.told()) == 1


@on_sqlite
async def test_deliveries_that_ended_long_ago_are_forgotten(
    newsroom: Newsroom, work_url: str
) -> None:
    subscription = await newsroom.subscribe()
    for days in (0, 1):
        await newsroom.work_at(NINE + timedelta(days=days))
    newsroom.clock.forward(days=401)
    news = NewsFake()

    async with working(work_url, newsroom, news), asyncio.timeout(30):
        await until(lambda: bool(news.refreshed))
        await asyncio.to_thread(DBOS.trigger_schedule, "forget")  # else it comes once an hour
        while await newsroom.deliveries.get(subscription.id, NINE):  # noqa: ASYNC110 -- as above
            await asyncio.sleep(0.02)


@on_sqlite
async def test_work_whose_database_cannot_be_reached_ends_with_that(newsroom: Newsroom) -> None:
    url = "postgresql://hayami@127.0.0.1:1/hayami"

    with pytest.raises(Exception, match="connection failed"):
        await run_work(url, carrier=newsroom.another_carrier(PATIENCE), news=NewsFake())
