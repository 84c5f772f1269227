"""A fake of Discord, a bot over the real terms, and the face between them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from fakes.discord import TOKEN, DiscordFake

from adapters.discord.connect import DiscordFace
from bot.core import Bot
from bot.settings import Settings

Serve = Callable[[Bot], AbstractAsyncContextManager[None]]


@pytest.fixture
async def discord() -> AsyncIterator[DiscordFake]:
    """Discord on 127.0.0.1."""
    async with DiscordFake() as fake:
        yield fake


@pytest.fixture
def settings(discord: DiscordFake, tmp_path: Path) -> Settings:
    """Settings that lead to the fake, with a data folder of their own."""
    known = {"discord_token": TOKEN, "discord_api_url": discord.url, "data_dir": tmp_path}
    return Settings.model_validate(known)


@pytest.fixture
def serve(discord: DiscordFake, settings: Settings) -> Serve:
    """What runs a face for a bot until its block ends."""

    @asynccontextmanager
    async def run(bot: Bot) -> AsyncIterator[None]:
        sessions = discord.gateway.identified
        task = asyncio.create_task(DiscordFace(bot, settings).run())
        try:
            connected = asyncio.create_task(discord.gateway.until(identified=sessions + 1))
            await asyncio.wait([task, connected], return_when=asyncio.FIRST_COMPLETED)
            assert not task.done(), task.exception()
            yield
        finally:
            task.cancel()
            await asyncio.wait([task])

    return run


@pytest.fixture
async def face(bot: Bot, serve: Serve) -> AsyncIterator[None]:
    """A face that is connected."""
    async with serve(bot):
        yield
