"""The web face over the real terms, sources and renderers, and a database of its own."""

from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from adapters.discord.render import render as discord
from adapters.slack.render import render as slack
from adapters.web.app import create_app
from adapters.web.post import Look, WebPoster
from bot.core import Bot

LOOKS: dict[str, Look] = {"slack": slack, "discord": discord}


@pytest.fixture
def poster(tmp_path: Path) -> WebPoster:
    """The page's channel, nothing posted yet."""
    return WebPoster(tmp_path / "posts", LOOKS)


@pytest.fixture
def health() -> dict[str, str]:
    """The parts of the process, to be made ill by a test."""
    return {"worker": "ok"}


@pytest.fixture
def make_app(bot: Bot, poster: WebPoster, health: dict[str, str]) -> Callable[..., Application]:
    """Makes the web face, with the hosts and routes given."""
    return partial(create_app, bot, looks=LOOKS, poster=poster, health=lambda: health)


@pytest.fixture
async def client(
    make_app: Callable[..., Application],
) -> AsyncIterator[TestClient[Request, Application]]:
    """A browser without a script; it speaks Japanese."""
    headers = {"Accept-Language": "ja,en;q=0.5"}
    async with TestClient(TestServer(make_app()), headers=headers) as opened:
        yield opened
