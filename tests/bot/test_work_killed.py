"""Digests come exactly once although the process that brings them is killed."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from fakes.newsroom import HERE
from fakes.platform import Moment, Platform

from bot.storage.database import Database
from bot.storage.items import Items
from bot.storage.records import Item, Subscription
from bot.storage.subscriptions import Subscriptions

ROOT = Path(__file__).parents[2]
KILLS: tuple[tuple[str, Moment | None], ...] = (
    ("1", "after storing"),
    ("1", "before storing"),
    ("2", "after answering"),
    ("1", None),
)
"""The workers, one after the other, and at which moment of its first post each is killed. The
second one never comes back: the first takes over its work."""


async def subscribe(database: Database, channel: str, slot: datetime) -> None:
    """Store a subscription of `channel` that is due at `slot`."""
    await Subscriptions(database).put(
        Subscription(
            id=0,
            place=replace(HERE, channel=channel),
            at=time(slot.hour, slot.minute),
            weekdays=tuple(range(7)),
            timezone="UTC",
            language="ja",
            sources=(),
            created_by=None,
            created_at=slot,
            next_due_at=slot,
        )
    )


@asynccontextmanager
async def working(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """Let a process bring the digests meanwhile."""
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    worker = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "fakes.worker", *arguments),
        env=os.environ | {"PYTHONPATH": paths},
        stdout=asyncio.subprocess.DEVNULL,
    )
    try:
        yield worker
    finally:
        if worker.returncode is None:
            worker.kill()
        await worker.wait()


async def test_every_channel_gets_its_digest_once_although_workers_are_killed_while_posting(
    database_url: str, database: Database, tmp_path: Path
) -> None:
    work_url = database_url if "postgres" in database_url else f"sqlite:///{tmp_path}/work.db"
    slot = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=5)
    await Items(database).keep([Item("alpha", "a", "Title", "https://alpha.example/a", slot, slot)])
    channels: list[str] = []
    platform = Platform()

    async with platform.serve() as address, asyncio.timeout(60):
        for name, moment in KILLS:
            for _ in range(3):
                channels.append(f"C{len(channels):02}")
                await subscribe(database, channels[-1], slot)
            async with working(database_url, work_url, address, name) as worker:
                if moment:
                    platform.kill(worker, moment)
                    await worker.wait()
                else:
                    await platform.reached(channels)

    assert sorted(channel for channel, _ in platform.posts) == channels
