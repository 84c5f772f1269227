"""Fetch documents from official hosts: bounded in time, size and redirects, and to nowhere else.

aiohttp was chosen over httpx by measurement (2026-10): of 1 MB that unpacks to 1 GB it holds 2 MB
at a time and not 67, and the addresses that it resolves can be checked before it connects.
"""

import asyncio
from dataclasses import dataclass, replace
from importlib.metadata import version
from random import Random
from types import TracebackType
from typing import Literal, Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.resolver import DefaultResolver

from bot.errors import RateLimited, ServiceError
from bot.news.dates import read_date
from bot.news.document import MAX_BYTES
from bot.news.draft import Refused
from bot.news.fields import LOOPBACK
from bot.news.links import check_official, clean_link
from bot.news.resolver import PublicResolver
from bot.news.source import Source

MAX_REDIRECTS = 5
LASTING = frozenset({301, 308})
"""Redirects that say to ask at the other address from now on (RFC 9110)."""
TIMEOUT_S = 15.0
"""Seconds for one try, from the first connection to the last byte, redirects included."""
PAUSE_S = 1.0
"""Seconds before the second and last try, at least: the source's next turn comes soon enough."""
CHUNK = 65_536
MAX_VALIDATOR = 500
"""Characters of an ETag or a date that are kept and sent back."""
MAX_SHOWN = 200
"""Characters of an address that are repeated to whoever looks into it."""
WAIT_S = 900.0
"""Seconds to wait for a host that asks to wait and does not say how long."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.

    Args:
        url: where the document really is, after redirects.
        body: empty where the document is unchanged.
        etag, last_modified: as the server sent them, to ask with next time.
        moved_to: the address that permanent redirects lead to; None where there were none.
    """

    status: Literal["new", "unchanged"]
    url: str
    body: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None


class Moved(ServiceError):  # noqa: N818 -- says what the source has done
    """A source that is for good where it may not be fetched from.

    Args:
        to: its new address, fit to be shown.
    """

    def __init__(self, to: str, why_not: str) -> None:
        super().__init__(
            f"moved for good to {to}, which is not followed ({why_not}); if that is official, "
            "write the address and its domain into its file"
        )
        self.to = to


@dataclass(frozen=True, slots=True)
class _Redirect:
    """An answer that leads on.

    Args:
        lasting: whether it says to ask there from now on (301, 308).
    """

    to: str
    lasting: bool


class _Transient(Exception):  # noqa: N818 -- says what kind of failure it was
    """A failure that may be gone in a second."""


class Fetcher:
    """An HTTP client for the documents of official sources; a context that must be entered.

    Args:
        contact: address of the operator, told to every host.
        allow_private: lets it reach private and loopback addresses, the latter over http: for
            tests.
        timeout_s: seconds for one try.
        pause_s: seconds before the second try, at least.
        random: spreads second tries.
    """

    def __init__(
        self,
        *,
        contact: str = "",
        allow_private: bool = False,
        timeout_s: float = TIMEOUT_S,
        pause_s: float = PAUSE_S,
        random: Random | None = None,
    ) -> None:
        self._agent = f"hayami/{version('hayami')} ({contact or 'AI news reader'})"
        self._allow_private = allow_private
        self._timeout_s = timeout_s
        self._pause_s = pause_s
        self._random = random or Random()  # noqa: S311 -- spreads tries, guards nothing
        self._session: aiohttp.ClientSession

    async def __aenter__(self) -> Self:
        resolver = DefaultResolver()
        checked = resolver if self._allow_private else PublicResolver(resolver)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=checked),
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self._agent, "Accept-Encoding": "gzip, deflate"},
            trust_env=False,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def fetch(
        self, source: Source, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched:
        """Return the document of `source`, or that it is unchanged since it had these validators.

        Raises:
            RateLimited: its host asks to wait.
            ServiceError: it can't be had, or it is where it may not be.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        asked = {name: value for name, value in headers.items() if value}
        try:
            return await self._try(source, asked)
        except _Transient:
            await asyncio.sleep(self._pause_s * (1 + self._random.random()))
        try:
            return await self._try(source, asked)
        except _Transient as failure:
            raise ServiceError(str(failure)) from failure

    async def _try(self, source: Source, headers: dict[str, str]) -> Fetched:
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._follow(source, headers)
        except TimeoutError as error:
            raise ServiceError(f"no whole answer in {self._timeout_s:g} s") from error
        except (aiohttp.ClientSSLError, aiohttp.InvalidURL) as error:
            raise ServiceError(f"{type(error).__name__}: {error}") from error
        except (aiohttp.ClientError, OSError) as error:
            raise _Transient(f"{type(error).__name__}: {error}") from error

    async def _follow(self, source: Source, headers: dict[str, str]) -> Fetched:
        url, moved_to, lasting = source.url, None, True
        for _ in range(MAX_REDIRECTS + 1):
            try:
                self._check(url, source)
            except ServiceError as refusal:
                if url == moved_to:
                    raise Moved(_shown(url), str(refusal)) from refusal
                raise
            answer = await self._get(url, headers)
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=moved_to and _shown(moved_to))
            url, lasting = answer.to, lasting and answer.lasting
            moved_to = url if lasting else moved_to
        raise ServiceError(f"more than {MAX_REDIRECTS} redirects")

    def _check(self, url: str, source: Source) -> None:
        """Make sure that `url` is one that `source` may be fetched from.

        Raises:
            ServiceError: it is not; nothing was sent.
        """
        try:
            parts = urlsplit(url)
            if self._allow_private and parts.hostname in LOOPBACK:
                if parts.hostname != urlsplit(source.url).hostname:
                    raise Refused(f"not on an official domain: {parts.hostname}")
            elif parts.scheme != "https":
                raise Refused(f"not https: {parts.scheme}")
            else:
                check_official(clean_link(url), source.domains)
        except ValueError as error:  # refused, or no address at all
            raise ServiceError(f"leads where it may not: {error}") from error

    async def _get(self, url: str, headers: dict[str, str]) -> Fetched | _Redirect:
        """Return the answer at `url`, or where it leads on to."""
        async with self._session.get(url, headers=headers, allow_redirects=False) as response:
            match response.status:
                case 200:
                    return _fetched("new", url, response, await _read(response))
                case 304 if headers:
                    return _fetched("unchanged", url, response)
                case 301 | 302 | 303 | 307 | 308 if location := response.headers.get("Location"):
                    return _Redirect(_joined(url, location), response.status in LASTING)
                case 429 | 503:
                    raise RateLimited(response.host, _wait_s(response))
                case status if status >= 500:  # noqa: PLR2004 -- the server's own faults
                    raise _Transient(f"{response.host} answers {status}")
                case status:
                    raise ServiceError(f"{response.host} answers {status}")


def _shown(url: str) -> str:
    """Return an address that a server gave, in characters that every log and database takes."""
    return url.encode("ascii", "backslashreplace").decode()[:MAX_SHOWN]


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise ServiceError(f"leads where it may not: {error}") from error


async def _read(response: aiohttp.ClientResponse) -> bytes:
    body = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > MAX_BYTES:
            raise ServiceError(f"document larger than {MAX_BYTES:,} bytes")
    return bytes(body)


def _fetched(
    status: Literal["new", "unchanged"],
    url: str,
    response: aiohttp.ClientResponse,
    body: bytes = b"",
) -> Fetched:
    return Fetched(
        status,
        url,
        body,
        response.headers.get("Content-Type"),
        _validator(response, "ETag"),
        _validator(response, "Last-Modified"),
    )


def _validator(response: aiohttp.ClientResponse, name: str) -> str | None:
    value = response.headers.get(name, "")
    usable = 0 < len(value) <= MAX_VALIDATOR and value.isascii() and value.isprintable()
    return value if usable else None


def _wait_s(response: aiohttp.ClientResponse) -> float:
    """Return how long the host asks to wait; a date is taken by the host's own clock."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdecimal():
        return float(asked)
    until = read_date(asked, "en")
    now = read_date(response.headers.get("Date", ""), "en")
    return max(0.0, (until - now).total_seconds()) if until and now else WAIT_S
