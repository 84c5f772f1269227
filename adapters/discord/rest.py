"""Call Discord's REST interface once, and say for certain what a failure means.

Nothing is repeated here: whoever posts keeps the tries in the database, over restarts.
"""

import json
from collections.abc import Mapping
from typing import Any

import aiohttp

from adapters.discord.layout import Json
from bot.errors import RateLimited, ServiceError, Unconfirmed, Unreachable
from bot.settings import Settings

TIMEOUT = aiohttp.ClientTimeout(total=30, sock_connect=10)
MAX_ANSWER = 8 * 2**20
"""Bytes of an answer: a page of 100 messages with full embeds, every character escaped, is 4 MB."""

PLACE_IS_CLOSED = frozenset({10003, 10004, 40001, 50001, 50007, 50008, 50013, 50083})
"""Codes that last until a person acts: unknown channel or server, unauthorized, missing access, no
messages to this user, no text channel, missing permissions, thread archived (docs.discord.com,
topics/opcodes-and-status-codes; read 2026-11)."""

PATIENCE_S = 60.0
"""Seconds to wait where an answer of 429 does not say how long, as Discord's edge may."""


class Refused(ServiceError):  # noqa: N818 -- Discord's own word would be "error"
    """Discord takes no such request.

    Args:
        code: Discord's own, e.g. 50035 for a form that is not of its shape.
    """

    def __init__(self, said: str, code: int | None) -> None:
        super().__init__(said)
        self.code = code


class Rest:
    """Calls with the bot's token; one connection pool."""

    def __init__(self, settings: Settings) -> None:
        if settings.discord_token is None:
            raise ValueError("Rest takes settings with a Discord token")
        self._base = settings.discord_api_url
        self._headers = {
            "Authorization": f"Bot {settings.discord_token.get_secret_value()}",
            "User-Agent": f"DiscordBot ({settings.contact or 'hayami'}, 1)",
        }
        self._session: aiohttp.ClientSession | None = None

    async def get(self, path: str, query: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401 -- what JSON holds
        """Return what stands at `path`.

        Raises:
            Unreachable: it is gone or forbidden.
            ServiceError: anything else; trying later may help.
        """
        return await self._call("GET", path, ServiceError, params=query)

    async def post(self, path: str, body: Json) -> Any:  # noqa: ANN401 -- what JSON holds
        """Return Discord's answer to `body`.

        Raises:
            Unconfirmed: it was sent, and its outcome is unknown.
            Unreachable: the place is gone or forbidden; it had no effect.
            ServiceError: anything else; it had no effect.
        """
        return await self._call("POST", path, Unconfirmed, json=body)

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    async def _call(self, method: str, path: str, unknown: type[ServiceError], **sent: Any) -> Any:  # noqa: ANN401 -- what JSON holds
        session = self._open()
        try:
            async with session.request(method, self._base + path, **sent) as response:
                status, body = response.status, await _read(response)
                wait = response.headers.get("Retry-After", "")
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise ServiceError(f"Discord can't be reached: {error}") from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise unknown(f"Discord did not answer: {error!r}") from error
        if status < 300:  # noqa: PLR2004 -- HTTP
            if body is None:
                raise unknown("Discord's answer can't be read")
            return body
        named_s = float(wait) if wait.isdecimal() else PATIENCE_S
        raise _fault(status, body if isinstance(body, dict) else {}, named_s, unknown)

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            # A kept connection that Discord has closed meanwhile looks like a cut in the middle
            # of a post, which costs a check; posts are too rare for the pool to matter.
            self._session = aiohttp.ClientSession(
                headers=self._headers,
                timeout=TIMEOUT,
                connector=aiohttp.TCPConnector(force_close=True),
            )
        return self._session


async def _read(response: aiohttp.ClientResponse) -> Any:  # noqa: ANN401 -- what JSON holds
    """Return the JSON of a response, None where it holds none."""
    read = bytearray()
    async for chunk in response.content.iter_chunked(2**16):
        read += chunk
        if len(read) > MAX_ANSWER:
            raise aiohttp.ClientPayloadError(f"more than {MAX_ANSWER} bytes")
    try:
        return json.loads(read)
    except ValueError:
        return None


def _fault(status: int, body: Json, wait_s: float, unknown: type[ServiceError]) -> ServiceError:
    """Return what a refusal means.

    The edge in front of Discord refuses without Discord's own code, and for a while only.
    """
    code = body.get("code")
    if status == 429:  # noqa: PLR2004 -- HTTP
        named = body.get("retry_after")
        seconds = named if isinstance(named, int | float) else wait_s
        return RateLimited("Discord", float(seconds))
    if code in PLACE_IS_CLOSED or (status == 401 and code is not None):  # noqa: PLR2004 -- HTTP
        return Unreachable("Discord", str(code or status))
    said = f"Discord answered {status} {code or ''} {body.get('message', '')}".strip()
    return unknown(said) if status >= 500 else Refused(said, code)  # noqa: PLR2004 -- HTTP
