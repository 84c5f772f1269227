"""Digests on their way into Discord channels, over REST."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fakes.discord import DiscordFake, Trouble, rate_limited
from fakes.discord_objects import (
    ALL_RIGHTS,
    EMBED_LINKS,
    READ_MESSAGE_HISTORY,
    VIEW_CHANNEL,
    Channel,
)
from fakes.discord_people import said
from pydantic import SecretStr

from adapters.discord.post import DELETED, DiscordPoster
from bot.errors import RateLimited, ServiceError, Unconfirmed, Unreachable
from bot.reply import Heading, Link, Reply, Text, Words
from bot.request import Place
from bot.settings import Settings

HERE = Place("discord", "100", "200")
DIGEST = Reply("en", (Heading("AI news"), Text((Link("A model", "https://openai.com/a"),))))
LONG = Reply("en", (Heading("AI news"), Text((Words("One sentence. " * 900),))))
POST = "POST /channels"
KEY = "0abcdef1"


@pytest.fixture
async def poster(settings: Settings) -> AsyncIterator[DiscordPoster]:
    poster = DiscordPoster(settings)
    yield poster
    await poster.close()


def now() -> datetime:
    return datetime.now(UTC)


async def test_a_digest_is_posted_with_its_key_and_mentions_nobody(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    message = await poster.post(HERE, DIGEST, KEY, now())

    (standing,) = discord.own()
    (body,) = discord.sent(POST)
    assert message == standing["id"]
    assert (body["nonce"], body["enforce_nonce"]) == (f"{KEY}-1", True)
    assert body["allowed_mentions"] == {"parse": []}
    assert "content" not in body  # so no preview of a link can pile up below


async def test_a_digest_reaches_a_thread(discord: DiscordFake, poster: DiscordPoster) -> None:
    await poster.post(Place("discord", "100", "210"), DIGEST, KEY, now())

    assert len(discord.own("210")) == 1


async def test_the_same_key_twice_is_one_message(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    first = await poster.post(HERE, DIGEST, KEY, now())
    second = await poster.post(HERE, DIGEST, KEY, now())

    assert first == second
    assert len(discord.own()) == 1


async def test_a_post_that_was_stored_and_cut_is_unconfirmed_and_found(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    since = now()
    discord.troubles.append(Trouble(POST, stored=True))

    with pytest.raises(Unconfirmed):
        await poster.post(HERE, DIGEST, KEY, since)

    assert await poster.find(HERE, DIGEST, KEY, since) == discord.own()[0]["id"]


async def test_a_post_is_found_by_its_content_where_no_nonce_is_given_back(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    discord.returns_nonces = False
    since = now()
    message = await poster.post(HERE, DIGEST, KEY, since)

    assert await poster.find(HERE, DIGEST, KEY, since) == message
    assert await poster.find(HERE, LONG, KEY, since) is None


async def test_neither_another_key_nor_another_writer_is_taken_for_it(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    since = now()
    await poster.post(HERE, DIGEST, "another", since)
    await discord.say("AI news", nonce=f"{KEY}-1")

    assert await poster.find(HERE, DIGEST, KEY, since) is None


async def test_a_post_is_found_behind_hundreds_of_later_messages(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    since = now()
    discord.channels["200"].messages += [said("talk") for _ in range(250)]
    message = await poster.post(HERE, DIGEST, KEY, since)
    discord.channels["200"].messages += [said("talk") for _ in range(50)]

    assert await poster.find(HERE, DIGEST, KEY, since) == message


async def test_a_channel_with_too_much_talk_can_not_be_looked_through(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    since = now()
    discord.channels["200"].messages += [said("talk") for _ in range(2100)]

    with pytest.raises(Unconfirmed):
        await poster.find(HERE, DIGEST, KEY, since)


async def test_without_the_right_to_read_nothing_can_be_said_of_a_post(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    """Given a channel whose history looks empty but is not, then the post may stand there."""
    since = now()
    await poster.post(HERE, DIGEST, KEY, since)
    discord.channels["200"].rights = ALL_RIGHTS & ~READ_MESSAGE_HISTORY

    with pytest.raises(Unconfirmed):
        await poster.find(HERE, DIGEST, KEY, since)


async def test_in_a_quiet_channel_nothing_is_found(poster: DiscordPoster) -> None:
    assert await poster.find(HERE, DIGEST, KEY, now()) is None


async def test_of_a_long_digest_only_what_is_missing_is_posted_again(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    """Given three parts of which one was stored, then a later try adds the others, in order."""
    at = now()
    first = await poster.post(HERE, LONG, KEY, at)
    whole = [message["nonce"] for message in discord.own()]
    discord.channels["200"].messages[1:] = []
    discord.channels["200"].nonces.clear()  # some minutes later

    assert await poster.find(HERE, LONG, KEY, at) is None
    assert await poster.post(HERE, LONG, KEY, at) == first
    assert [message["nonce"] for message in discord.own()] == whole
    assert len(whole) > 1


async def test_a_message_that_somebody_deleted_is_not_posted_again(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    await poster.post(HERE, DIGEST, KEY, now())
    discord.channels["200"].messages.clear()

    assert await poster.post(HERE, DIGEST, KEY, now()) == DELETED
    assert discord.own() == []


async def test_discord_may_ask_to_wait(discord: DiscordFake, poster: DiscordPoster) -> None:
    discord.troubles.append(rate_limited(POST, 12.5))

    with pytest.raises(RateLimited) as limited:
        await poster.post(HERE, DIGEST, KEY, now())

    assert limited.value.retry_after_s == 12.5
    assert discord.own() == []


async def test_the_edge_may_ask_to_wait_without_words(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    discord.troubles.append(Trouble(POST, 429, headers={"Retry-After": "7"}))

    with pytest.raises(RateLimited) as limited:
        await poster.post(HERE, DIGEST, KEY, now())

    assert limited.value.retry_after_s == 7


@pytest.mark.parametrize("status", [500, 502, 503, 504])
async def test_after_a_server_error_nobody_knows_whether_it_arrived(
    discord: DiscordFake, poster: DiscordPoster, status: int
) -> None:
    discord.troubles.append(Trouble(POST, status))

    with pytest.raises(Unconfirmed):
        await poster.post(HERE, DIGEST, KEY, now())


async def test_after_an_answer_without_sense_nobody_knows_either(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    discord.troubles.append(Trouble(POST, 200, None))

    with pytest.raises(Unconfirmed):
        await poster.post(HERE, DIGEST, KEY, now())


async def test_a_look_that_fails_is_no_answer(discord: DiscordFake, poster: DiscordPoster) -> None:
    discord.troubles.append(Trouble("GET /channels", 503))

    with pytest.raises(ServiceError) as failed:
        await poster.find(HERE, DIGEST, KEY, now())

    assert not isinstance(failed.value, Unconfirmed)


@pytest.mark.parametrize(
    ("channel", "reason"),
    [
        (None, "10003"),
        (Channel("200", rights=0), "50001"),
        (Channel("200", rights=VIEW_CHANNEL), "50013"),
        (Channel("200", rights=ALL_RIGHTS & ~EMBED_LINKS), "50013"),
    ],
)
async def test_a_place_that_a_person_has_to_mend_is_unreachable(
    discord: DiscordFake, poster: DiscordPoster, channel: Channel | None, reason: str
) -> None:
    discord.channels = {"200": channel} if channel else {}

    with pytest.raises(Unreachable) as gone:
        await poster.post(HERE, DIGEST, KEY, now())

    assert gone.value.reason == reason


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (404, {"code": 10004}, "10004"),
        (403, {"code": 50007}, "50007"),
        (401, {"code": 40001}, "40001"),
        (401, {"code": 0}, "401"),
    ],
)
async def test_every_refusal_for_good_is_unreachable(
    discord: DiscordFake, poster: DiscordPoster, status: int, body: dict[str, Any], reason: str
) -> None:
    discord.troubles.append(Trouble(POST, status, body))

    with pytest.raises(Unreachable) as gone:
        await poster.post(HERE, DIGEST, KEY, now())

    assert gone.value.reason == reason


async def test_a_ban_by_the_edge_is_no_fault_of_the_place(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    discord.troubles.append(Trouble(POST, 403))

    with pytest.raises(ServiceError) as banned:
        await poster.post(HERE, DIGEST, KEY, now())

    assert not isinstance(banned.value, Unreachable | Unconfirmed)


async def test_a_host_that_is_not_there_had_no_effect(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    await discord.stop()

    with pytest.raises(ServiceError) as failed:
        await poster.post(HERE, DIGEST, KEY, now())

    assert not isinstance(failed.value, Unconfirmed)


async def test_a_wrong_token_is_told_as_such(settings: Settings) -> None:
    wrong = SecretStr("another")
    poster = DiscordPoster(settings.model_copy(update={"discord_token": wrong}))

    with pytest.raises(Unreachable) as refused:
        await poster.post(HERE, DIGEST, KEY, now())

    assert refused.value.reason == "401"
    await poster.close()


async def test_a_poster_needs_no_time_ahead_and_no_gateway(
    discord: DiscordFake, poster: DiscordPoster
) -> None:
    await poster.post(HERE, DIGEST, KEY, now())

    assert poster.lead() == timedelta()
    assert discord.gateway.sessions == {}


def test_a_poster_without_a_token_is_not_made() -> None:
    with pytest.raises(ValueError, match="token"):
        DiscordPoster(Settings.model_validate({"discord_token": None}))
