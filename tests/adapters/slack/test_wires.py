"""Socket Mode comes back by itself, and HTTP answers nobody but Slack."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest
from fakes.slack import Fault, SlackFake, signed
from fakes.slack_app import connected, served

from adapters.slack.connect import SlackFace
from bot.core import Bot
from bot.errors import ServiceError
from bot.settings import Settings


@pytest.mark.parametrize("warn", [True, False])
async def test_socket_mode_connects_again(face: SlackFace, slack: SlackFake, warn: bool) -> None:
    async with connected(face, slack) as alice:
        await slack.disconnect(warn=warn)
        await slack.connected(times=2)

        assert await alice.command("転移学習")


async def test_socket_mode_gives_up_what_it_can_not_reach(
    bot: Bot, settings: Settings, slack: SlackFake
) -> None:
    slack.faults["apps.connections.open"].append(Fault(error="invalid_auth"))

    with pytest.raises(ServiceError):
        await SlackFace(bot, settings, patience_s=0.2).run()


async def test_socket_mode_gives_up_a_connection_that_is_lost(
    bot: Bot, settings: Settings, slack: SlackFake
) -> None:
    running = asyncio.create_task(SlackFace(bot, settings, patience_s=0.2).run())
    await slack.connected()
    slack.faults["apps.connections.open"].extend([Fault(error="internal_error")] * 9)
    await slack.disconnect(warn=False)

    with pytest.raises(ServiceError):
        await running


async def test_socket_mode_needs_its_token(bot: Bot, settings: Settings) -> None:
    face = SlackFace(bot, settings.model_copy(update={"slack_app_token": None}))

    with pytest.raises(ValueError, match="SLACK_APP_TOKEN"):
        await face.run()


async def posted(url: str, body: str, headers: dict[str, str]) -> tuple[int, str]:
    """Return how an HTTP request is answered."""
    headers = {"Content-Type": "application/json"} | headers
    async with (
        aiohttp.ClientSession() as session,
        session.post(url, data=body, headers=headers) as answer,
    ):
        return answer.status, await answer.text()


async def test_slack_can_verify_the_address(face: SlackFace) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c1"})
    async with served(face) as url:
        status, answer = await posted(url, body, signed(body))

    assert (status, json.loads(answer)) == (200, {"challenge": "c1"})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed("another body"),
        signed('{"type": "url_verification"}', at=datetime.now(UTC) - timedelta(minutes=6)),
    ],
)
async def test_what_slack_did_not_sign_just_now_is_refused(
    face: SlackFace, headers: dict[str, str]
) -> None:
    async with served(face) as url:
        status, _ = await posted(url, '{"type": "url_verification"}', headers)

    assert status == 401


async def test_without_a_secret_nobody_can_sign(bot: Bot, settings: Settings) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "c1"})
    without = settings.model_copy(update={"slack_signing_secret": None})
    async with served(SlackFace(bot, without)) as url:
        assert (await posted(url, body, signed(body)))[0] == 401
        assert (await posted(url, body, signed(body, secret="")))[0] == 401


@pytest.mark.parametrize("body", ["", "{", "[]", "payload=x"])
async def test_what_is_no_payload_is_refused(face: SlackFace, body: str) -> None:
    async with served(face) as url:
        status, _ = await posted(url, body, signed(body))

    assert status in (400, 404)
