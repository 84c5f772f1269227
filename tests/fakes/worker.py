"""A worker process that brings digests to the platform of `fakes.platform`, until it is killed.

Run as `python -m fakes.worker DATABASE WORK PLATFORM NAME`, the first three being addresses.
"""

import asyncio
import sys
from datetime import timedelta
from random import Random

import aiohttp
from fakes.newsroom import SOURCES, TERMS
from fakes.platform import PlatformPoster

from bot.clock import SystemClock
from bot.digest.deliver import Patience
from bot.digest.digests import Digests
from bot.storage.database import Database
from bot.storage.deliveries import Deliveries
from bot.storage.items import Items
from bot.storage.subscriptions import Subscriptions
from bot.work import run_work

IMPATIENCE = Patience(
    try_limit=timedelta(seconds=1),
    settled_after=timedelta(seconds=1.5),
    least_wait=timedelta(seconds=0.1),
)


class NoNews:
    """Stands for sources that have nothing."""

    async def refresh_all(self) -> None:
        """Find nothing."""


async def main(database_url: str, work_url: str, platform: str, name: str) -> None:
    """Work until killed."""
    async with (
        await Database.open(database_url) as database,
        aiohttp.ClientSession() as session,
    ):
        digests = Digests(
            Subscriptions(database),
            Deliveries(database),
            Items(database),
            TERMS,
            SOURCES,
            SystemClock(),
        )
        posters = {"slack": PlatformPoster(platform, session)}
        carrier = digests.carrier(posters, Random(), IMPATIENCE)  # noqa: S311 -- jitter
        await run_work(work_url, carrier=carrier, news=NoNews(), worker=name)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
