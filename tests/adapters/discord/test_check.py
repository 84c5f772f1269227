"""The self-check finds what is wrong with Discord's token and rights."""

import pytest
from fakes.discord import APPLICATION, DiscordFake, Trouble

from adapters.discord.check import application_id, check
from bot.errors import ServiceError
from bot.findings import Finding
from bot.settings import Settings


async def found(settings: Settings) -> list[Finding]:
    return [finding async for finding in check(settings, "en")]


async def test_a_good_token_is_well(settings: Settings) -> None:
    assert [finding.level for finding in await found(settings)] == ["ok", "ok"]


async def test_without_a_token_discord_is_off_and_it_is_told_how_to_switch_it_on() -> None:
    (finding,) = await found(Settings.model_validate({}))

    assert finding.level == "off"
    assert "Developer Portal" in finding.mend


async def test_a_refused_token_is_told_and_not_shown(settings: Settings) -> None:
    wrong = Settings.model_validate({**settings.model_dump(), "discord_token": "mistyped"})

    (fault,) = await found(wrong)

    assert "refused" in fault.what
    assert "mistyped" not in fault.what + fault.mend


async def test_a_platform_that_is_away_is_told(discord: DiscordFake, settings: Settings) -> None:
    discord.troubles.append(Trouble("GET /applications/@me", 503))

    (fault,) = await found(settings)

    assert "503" in fault.what


async def test_a_bot_that_has_started_too_often_today_is_told(
    discord: DiscordFake, settings: Settings
) -> None:
    limit = {"session_start_limit": {"remaining": 3}}
    discord.troubles.append(Trouble("GET /gateway/bot", 200, limit))

    assert "3 session starts left" in (await found(settings))[-1].what


async def test_the_token_tells_whose_it_is(discord: DiscordFake, settings: Settings) -> None:
    assert await application_id(settings) == APPLICATION

    discord.troubles.append(Trouble("GET /applications/@me", 500))
    with pytest.raises(ServiceError, match="500"):
        await application_id(settings)
