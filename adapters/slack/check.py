"""Check Slack's tokens and rights, for `hayami doctor`."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import aiohttp

from adapters.slack.declare import SCOPES
from bot.findings import Finding
from bot.i18n import Language, texts
from bot.settings import Settings

TIMEOUT = aiohttp.ClientTimeout(total=10)
UNREACHED = "unreached"
"""Key of an answer of ours that stands for one that did not come."""

MOST_SKEW_S = 120
"""Seconds that our clock may differ: Slack's signatures are valid for 300 (read 2026-11)."""


async def check(settings: Settings, language: Language) -> AsyncIterator[Finding]:
    """Yield what is found of Slack's settings; every fault with its mend."""
    say = texts(language)
    bot_token, app_token = settings.slack_bot_token, settings.slack_app_token
    if bot_token is None:
        yield Finding(
            "off",
            say("Slack: no SLACK_BOT_TOKEN"),
            say("Create an app from `hayami slack manifest` and put its tokens into .env."),
        )
        return
    async with aiohttp.ClientSession(settings.slack_api_url, timeout=TIMEOUT) as session:
        async for finding in _check_bot(session, bot_token.get_secret_value(), language):
            yield finding
        if app_token:
            yield await _check_app(session, app_token.get_secret_value(), language)
        elif settings.slack_signing_secret is None:
            yield Finding(
                "fault",
                say("Slack: neither SLACK_APP_TOKEN nor SLACK_SIGNING_SECRET"),
                say("Set the first for Socket Mode (no public address), or the second for HTTP."),
            )


async def _check_bot(
    session: aiohttp.ClientSession, token: str, language: Language
) -> AsyncIterator[Finding]:
    say = texts(language)
    answer, headers = await _call(session, "auth.test", token)
    if UNREACHED in answer:
        yield _no_answer(answer, language)
        return
    if not answer.get("ok"):
        yield Finding(
            "fault",
            say("Slack: the bot token is refused ({reason})", reason=answer.get("error")),
            say("Copy SLACK_BOT_TOKEN (xoxb-…) again from OAuth & Permissions, or reinstall."),
        )
        return
    yield Finding("ok", say("Slack: bot token of {team}", team=answer.get("team")))
    granted = {scope.strip() for scope in headers.get("x-oauth-scopes", "").split(",")} - {""}
    missing = sorted(SCOPES.keys() - granted) if granted else []
    if missing:
        yield Finding(
            "fault",
            say("Slack: these scopes are missing: {scopes}", scopes=", ".join(missing)),
            say("Add them under OAuth & Permissions and reinstall the app."),
        )
    skew_s = _skew_s(headers.get("Date"))
    if abs(skew_s) > MOST_SKEW_S:
        yield Finding(
            "fault",
            say("Clock: {seconds} s off Slack's", seconds=round(skew_s)),
            say("Let the machine set its clock from the network (NTP)."),
        )


async def _check_app(session: aiohttp.ClientSession, token: str, language: Language) -> Finding:
    say = texts(language)
    answer, _ = await _call(session, "apps.connections.open", token)
    if UNREACHED in answer:
        return _no_answer(answer, language)
    if answer.get("ok"):
        return Finding("ok", say("Slack: app token for Socket Mode"))
    return Finding(
        "fault",
        say("Slack: the app token is refused ({reason})", reason=answer.get("error")),
        say("Make an app-level token with connections:write and set SLACK_APP_TOKEN (xapp-…)."),
    )


async def _call(
    session: aiohttp.ClientSession, method: str, token: str
) -> tuple[dict[str, object], dict[str, str]]:
    """Return a method's answer and its headers; a failed connection is an answer too."""
    try:
        headers = {"Authorization": f"Bearer {token}"}
        async with session.post(method, headers=headers) as response:
            answer = await response.json(content_type=None)
            return (answer if isinstance(answer, dict) else {}), dict(response.headers)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return {UNREACHED: type(error).__name__}, {}


def _no_answer(answer: dict[str, object], language: Language) -> Finding:
    say = texts(language)
    return Finding(
        "fault",
        say("Slack: no answer ({reason})", reason=answer[UNREACHED]),
        say("Check the network and SLACK_API_URL, then try again."),
    )


def _skew_s(date: str | None) -> float:
    if date is None:
        return 0.0
    return (datetime.now(UTC) - parsedate_to_datetime(date)).total_seconds()
