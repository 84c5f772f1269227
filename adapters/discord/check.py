"""Check Discord's token and rights, for `hayami doctor`."""

from collections.abc import AsyncIterator

import aiohttp

from bot.errors import ServiceError, UsageError
from bot.findings import Finding
from bot.i18n import N_, Language, texts
from bot.settings import Settings

TIMEOUT = aiohttp.ClientTimeout(total=10)
UNAUTHORIZED = 401
FEW_STARTS = 50
"""Sessions left of 1,000 a day below which a warning is due (docs.discord.com, gateway)."""


async def check(settings: Settings, language: Language) -> AsyncIterator[Finding]:
    """Yield what is found of Discord's settings; every fault with its mend."""
    say = texts(language)
    if settings.discord_token is None:
        yield Finding(
            "off",
            say("Discord: no DISCORD_TOKEN"),
            say("Make an application in the Developer Portal and put its bot's token into .env."),
        )
        return
    async with _session(settings.discord_token.get_secret_value()) as session:
        status, application = await _get(session, f"{settings.discord_api_url}/applications/@me")
        if status == UNAUTHORIZED:
            yield Finding(
                "fault",
                say("Discord: the token is refused"),
                say("Reset the token in the Developer Portal and set DISCORD_TOKEN again."),
            )
            return
        if "id" not in application:
            yield Finding(
                "fault",
                say("Discord: no answer ({reason})", reason=application.get("error") or status),
                say("Check the network and DISCORD_API_URL, then try again."),
            )
            return
        yield Finding("ok", say("Discord: token of {name}", name=application.get("name")))
        yield await _check_gateway(session, settings, language)


async def application_id(settings: Settings) -> str:
    """Return the id of the application whose token is set.

    Raises:
        UsageError: no token is set.
        ServiceError: Discord does not say.
    """
    if settings.discord_token is None:
        raise UsageError(N_("Set DISCORD_TOKEN first, or give the application's id."))
    async with _session(settings.discord_token.get_secret_value()) as session:
        status, application = await _get(session, f"{settings.discord_api_url}/applications/@me")
    if "id" not in application:
        raise ServiceError(f"Discord answered {status} when asked whose the token is")
    return str(application["id"])


def _session(token: str) -> aiohttp.ClientSession:
    headers = {"Authorization": f"Bot {token}"}
    return aiohttp.ClientSession(headers=headers, timeout=TIMEOUT)


async def _check_gateway(
    session: aiohttp.ClientSession, settings: Settings, language: Language
) -> Finding:
    say = texts(language)
    _, gateway = await _get(session, f"{settings.discord_api_url}/gateway/bot")
    limit = gateway.get("session_start_limit")
    left = limit.get("remaining", 0) if isinstance(limit, dict) else 0
    if left < FEW_STARTS:
        return Finding(
            "fault",
            say("Discord: {count} session starts left today", count=left),
            say("Find out what starts the bot again and again, then wait a day."),
        )
    return Finding("ok", say("Discord: gateway, no privileged intent needed"))


async def _get(session: aiohttp.ClientSession, url: str) -> tuple[int, dict[str, object]]:
    """Return status and answer; a failed connection is an answer too."""
    try:
        async with session.get(url) as response:
            answer = await response.json(content_type=None)
            return response.status, answer if isinstance(answer, dict) else {}
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return 0, {"error": type(error).__name__}
