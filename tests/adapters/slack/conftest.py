"""A workspace, and hayami in it, over Socket Mode and over HTTP."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fakes.clock import SetClock
from fakes.slack import SIGNING_SECRET, SlackFake
from fakes.slack_app import Start, connected, served
from fakes.slack_people import Person, over_http
from fakes.slack_workspace import APP_TOKEN, BOT_TOKEN, LEAST_SCOPES

from adapters.slack.connect import SlackFace
from bot.app import Data, open_bot
from bot.core import Bot
from bot.settings import Settings


@pytest.fixture
async def slack() -> AsyncIterator[SlackFake]:
    """A workspace that granted what the manifest asks for."""
    async with SlackFake() as fake:
        yield fake


@pytest.fixture
def settings(slack: SlackFake, tmp_path: Path) -> Settings:
    """Settings that lead to the workspace."""
    return Settings.model_validate(
        {
            "data_dir": tmp_path,
            "slack_bot_token": BOT_TOKEN,
            "slack_app_token": APP_TOKEN,
            "slack_signing_secret": SIGNING_SECRET,
            "slack_api_url": slack.api_url,
        }
    )


@pytest.fixture
async def bot(data: Data, settings: Settings, sqlite_template: Path) -> AsyncIterator[Bot]:
    """The bot, with a database of its own."""
    shutil.copy(sqlite_template, settings.data_dir / "hayami.db")
    async with open_bot(data, settings) as opened:
        yield opened


@pytest.fixture
def face(bot: Bot, settings: Settings) -> SlackFace:
    """The face of the bot, not yet connected."""
    return SlackFace(bot, settings)


@pytest.fixture(params=["socket", "http"])
async def alice(
    request: pytest.FixtureRequest, slack: SlackFake, face: SlackFace
) -> AsyncIterator[Person]:
    """Somebody in the workspace, to whom the face is connected in either way."""
    if request.param == "socket":
        async with connected(face, slack) as person:
            yield person
    else:
        async with served(face) as url:
            yield Person(slack, over_http(url))


@pytest.fixture
async def start(clock: SetClock) -> AsyncIterator[Start]:
    """Start a workspace whose clock is the test's, with the scopes given."""
    started = []

    async def begin(
        scopes: tuple[str, ...] | None = LEAST_SCOPES, *, paced: bool = False
    ) -> SlackFake:
        slack = SlackFake(scopes=scopes, clock=clock, paced=paced)
        started.append(await slack.__aenter__())
        return slack

    yield begin
    for slack in started:
        await slack.__aexit__()
