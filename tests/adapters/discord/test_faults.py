"""What happens on Discord when something goes wrong: refusals, losses, restarts."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest
from fakes.discord import DiscordFake, Trouble, rate_limited
from fakes.discord_objects import ALL_RIGHTS, EMBED_LINKS
from fakes.discord_people import command
from pydantic import SecretStr

from adapters.discord.connect import DiscordFace
from bot.core import Bot
from bot.errors import ServiceError, Unreachable
from bot.settings import Settings

Json = dict[str, Any]
Serve = Callable[[Bot], AbstractAsyncContextManager[None]]

CALLBACK = "POST /interactions"
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES = 1 << 0, 1 << 9, 1 << 12


async def is_answered(discord: DiscordFake) -> bool:
    """Return whether the face answers a new command."""
    asked = await discord.do(command("help"))
    return bool(await discord.answers(asked))


@pytest.mark.usefixtures("face")
async def test_an_interaction_that_comes_twice_is_answered_once(discord: DiscordFake) -> None:
    act = command("help")
    asked = await discord.do(act)
    await discord.answers(asked)

    await discord.gateway.dispatch("INTERACTION_CREATE", act.payload("900"))

    await discord.until(lambda: len(discord.sent(f"{CALLBACK}/{act.id}")) == 2)
    assert len(asked.messages) == 1
    assert await is_answered(discord)


@pytest.mark.usefixtures("face")
async def test_a_mention_that_comes_twice_is_answered_once(discord: DiscordFake) -> None:
    message = await discord.say("<@901> RAG")
    await discord.posted()

    await discord.gateway.dispatch("MESSAGE_CREATE", message)

    await discord.until(lambda: len(discord.sent("POST /channels")) == 2)
    assert len(discord.own()) == 1


@pytest.mark.usefixtures("face")
async def test_an_interaction_that_is_over_does_no_harm(discord: DiscordFake) -> None:
    discord.interactions.answer_s = -1
    act = command("help")
    await discord.do(act)
    await discord.until(lambda: bool(discord.sent(f"{CALLBACK}/{act.id}")))

    discord.interactions.answer_s = 3
    assert await is_answered(discord)


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize("trouble", [Trouble(CALLBACK, 502), rate_limited(CALLBACK, 0.1)])
async def test_a_passing_fault_is_waited_for(discord: DiscordFake, trouble: Trouble) -> None:
    discord.troubles.append(trouble)

    assert await is_answered(discord)


@pytest.mark.usefixtures("face")
@pytest.mark.parametrize(
    "trouble", [Trouble(CALLBACK), Trouble(CALLBACK, 403), Trouble(CALLBACK, 400)]
)
async def test_a_call_that_fails_ends_nothing_but_itself(
    discord: DiscordFake, trouble: Trouble
) -> None:
    discord.troubles.append(trouble)
    await discord.do(command("help"))
    await discord.until(lambda: not discord.troubles)

    assert await is_answered(discord)


@pytest.mark.usefixtures("face")
async def test_a_channel_where_it_may_not_answer_does_no_harm(discord: DiscordFake) -> None:
    discord.channels["200"].rights = ALL_RIGHTS & ~EMBED_LINKS
    await discord.say("<@901> RAG")
    await discord.until(lambda: bool(discord.sent("POST /channels")))

    assert discord.own() == []
    assert await is_answered(discord)


@pytest.mark.usefixtures("face")
async def test_what_is_asked_while_the_gateway_is_lost_is_answered_after_it(
    discord: DiscordFake,
) -> None:
    await discord.gateway.cut()
    asked = await discord.do(command("help"))

    await discord.gateway.until(resumed=1)
    assert await discord.answers(asked)


@pytest.mark.usefixtures("face")
async def test_the_gateway_may_ask_to_reconnect(discord: DiscordFake) -> None:
    await discord.gateway.ask_to_reconnect()
    await discord.gateway.until(resumed=1)

    assert await is_answered(discord)


@pytest.mark.usefixtures("face")
async def test_a_new_session_begins_at_the_same_gateway(discord: DiscordFake) -> None:
    """Given a session that is over, then the next begins here and not at a built-in address."""
    await discord.gateway.invalidate(resumable=False)
    await discord.gateway.until(identified=2)

    assert await is_answered(discord)


@pytest.mark.usefixtures("face")
async def test_no_privileged_intent_is_asked_for(discord: DiscordFake) -> None:
    (session,) = discord.gateway.sessions.values()

    assert session.intents == GUILDS | GUILD_MESSAGES | DIRECT_MESSAGES


async def test_there_are_as_many_shards_as_discord_asks_for(
    discord: DiscordFake, bot: Bot, serve: Serve
) -> None:
    discord.shards = 2
    async with serve(bot):
        (first,) = discord.gateway.sessions.values()

        assert first.shard == (0, 2)


async def test_the_commands_are_told_once_and_again_when_they_changed(
    discord: DiscordFake, bot: Bot, serve: Serve, settings: Settings
) -> None:
    for _ in range(2):
        async with serve(bot):
            assert await is_answered(discord)
    assert len(discord.sent("PUT /applications")) == 1
    assert "hayami" in [entry["name"] for entry in discord.commands]

    (settings.data_dir / "discord-commands.sha256").write_text("another definition")
    async with serve(bot):
        assert len(discord.sent("PUT /applications")) == 2


async def test_commands_that_can_not_be_told_now_are_told_at_the_next_start(
    discord: DiscordFake, bot: Bot, serve: Serve
) -> None:
    discord.troubles.append(Trouble("PUT /applications", 403))
    async with serve(bot):
        assert await is_answered(discord)
    async with serve(bot):
        assert discord.commands


async def test_a_wrong_token_ends_the_face_with_what_to_mend(bot: Bot, settings: Settings) -> None:
    wrong = settings.model_copy(update={"discord_token": SecretStr("another")})

    with pytest.raises(Unreachable) as refused:
        await DiscordFace(bot, wrong).run()

    assert refused.value.reason == "401"


async def test_a_host_that_is_not_there_ends_the_face(
    discord: DiscordFake, bot: Bot, settings: Settings
) -> None:
    await discord.stop()

    with pytest.raises(ServiceError):
        await DiscordFace(bot, settings).run()


async def test_a_face_ends_when_it_is_cancelled(
    discord: DiscordFake, bot: Bot, settings: Settings
) -> None:
    task = asyncio.create_task(DiscordFace(bot, settings).run())
    await discord.gateway.until(identified=1)

    task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await task
