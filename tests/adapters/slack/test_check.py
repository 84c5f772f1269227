"""The self-check finds what is wrong with Slack's tokens and rights."""

import pytest
from fakes.slack import SlackFake

from adapters.slack.check import check
from adapters.slack.declare import SCOPES
from bot.findings import Finding
from bot.settings import Settings


async def found(settings: Settings) -> list[Finding]:
    return [finding async for finding in check(settings, "en")]


async def test_good_tokens_are_well(settings: Settings) -> None:
    assert [finding.level for finding in await found(settings)] == ["ok", "ok"]


async def test_without_a_token_slack_is_off_and_it_is_told_how_to_switch_it_on() -> None:
    (finding,) = await found(Settings.model_validate({}))

    assert finding.level == "off"
    assert "hayami slack manifest" in finding.mend


@pytest.mark.parametrize("missing", list(SCOPES))
async def test_a_missing_scope_is_named(missing: str, settings: Settings) -> None:
    granted = [scope for scope in SCOPES if scope != missing]
    async with SlackFake(scopes=granted) as workspace:
        lacking = settings.model_copy(update={"slack_api_url": workspace.api_url})
        faults = [finding for finding in await found(lacking) if finding.level == "fault"]

    assert [missing in fault.what for fault in faults] == [True]
    assert all(fault.mend for fault in faults)


@pytest.mark.parametrize("token", ["slack_bot_token", "slack_app_token"])
async def test_a_refused_token_is_told_and_not_shown(token: str, settings: Settings) -> None:
    wrong = Settings.model_validate({**settings.model_dump(), token: "xoxb-mistyped"})

    faults = [finding for finding in await found(wrong) if finding.level == "fault"]

    assert len(faults) == 1
    assert "invalid_auth" in faults[0].what
    assert "mistyped" not in faults[0].what + faults[0].mend


async def test_a_bot_token_alone_is_not_enough(settings: Settings) -> None:
    alone = settings.model_copy(update={"slack_app_token": None, "slack_signing_secret": None})

    assert "SLACK_SIGNING_SECRET" in (await found(alone))[-1].what
