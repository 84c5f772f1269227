"""A web server on 127.0.0.1 that gives feeds and pages, well or badly, as it is told."""

import asyncio
import gzip
import zlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class FeedServer:
    """The server; a path that has no answer gives 404.

    Args:
        answers: what to answer, by path.
        asked: the requests that came, in order.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[web.Request] = field(default_factory=list)
    port: int = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of `path` on this server."""
        return f"http://{host}:{self.port}{path}"

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        answer = self.answers.get(request.path, status(404))
        return await answer(request)


def document(
    body: bytes,
    content_type: str = "application/xml",
    etag: str | None = None,
    last_modified: str | None = None,
) -> Answer:
    """Answer with `body`, or 304 to who has it already."""

    async def answer(request: web.Request) -> web.Response:
        headers = {"Content-Type": content_type}
        headers |= {"ETag": etag} if etag else {}
        headers |= {"Last-Modified": last_modified} if last_modified else {}
        has_it = (etag and request.headers.get("If-None-Match") == etag) or (
            last_modified and request.headers.get("If-Modified-Since") == last_modified
        )
        if has_it:
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, headers=headers)

    return answer


def status(code: int, headers: Mapping[str, str] | None = None) -> Answer:
    """Answer with a status alone."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(status=code, headers=headers)

    return answer


def redirect(to: str, code: int = 302) -> Answer:
    """Send on to another address."""
    return status(code, {"Location": to})


def in_turn(*answers: Answer) -> Answer:
    """Give each answer once, and the last one from then on."""
    left = list(answers)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await (left.pop(0) if len(left) > 1 else left[0])(request)

    return answer


async def hang_up(request: web.Request) -> web.StreamResponse:
    """Close the connection without an answer."""
    if request.transport:
        request.transport.abort()
    return web.Response()


async def drip(request: web.Request) -> web.StreamResponse:
    """Send four bytes at a time, for ever."""
    response = web.StreamResponse()
    await response.prepare(request)
    try:
        while True:
            await response.write(b"<rss")
            await asyncio.sleep(0.05)
    except ConnectionError:  # the reader has had enough
        return response


async def pour(request: web.Request) -> web.StreamResponse:
    """Send 1 GB, as fast as it is taken."""
    response = web.StreamResponse()
    await response.prepare(request)
    chunk = b"<item><title>one more</title></item>" * 30_000
    try:
        for _ in range(1_000):
            await response.write(chunk)
    except ConnectionError:
        pass
    return response


def bomb(megabytes: int = 1_000) -> Answer:
    """Answer with about a thousandth of `megabytes`, which unpacks to them."""
    packer = zlib.compressobj(9, wbits=31)
    blank = bytes(1_000_000)
    packed = b"".join(packer.compress(blank) for _ in range(megabytes)) + packer.flush()
    return packed_document(packed)


def packed_document(packed: bytes) -> Answer:
    """Answer with a body that is compressed already."""

    async def answer(_: web.Request) -> web.Response:
        return web.Response(body=packed, headers={"Content-Encoding": "gzip"})

    return answer


def packed(body: bytes) -> Answer:
    """Answer with `body`, compressed."""
    return packed_document(gzip.compress(body))


def rss(*items: str) -> bytes:
    """Return an RSS document with these items."""
    return f'<rss version="2.0"><channel><title>t</title>{"".join(items)}</channel></rss>'.encode()


def item(
    number: int,
    *,
    title: str | None = None,
    link: str | None = None,
    guid: str | None = None,
    date: str = "Tue, 24 Nov 2026 08:00:00 GMT",
) -> str:
    """Return an RSS item; what is not given follows from its number."""
    return (
        f"<item><title>{title or f'News {number}'}</title>"
        f"<link>{link or f'https://openai.com/index/news-{number}'}</link>"
        f"<guid>{guid or f'guid-{number}'}</guid><pubDate>{date}</pubDate></item>"
    )
