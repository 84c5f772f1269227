"""A chat platform over HTTP, as small as it can be: it stores a post, and finds one by its key.

It outlives the processes that post to it, and can kill them at a moment of its choice.
"""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

import aiohttp
from aiohttp import web

from bot.errors import Unconfirmed
from bot.reply import Reply
from bot.request import Place

Moment = Literal["before storing", "after storing", "after answering"]


@dataclass
class Platform:
    """The server's side.

    Args:
        posts: channel and key of every post, in the order in which they arrived.
    """

    posts: list[tuple[str, str]] = field(default_factory=list)
    _victim: asyncio.subprocess.Process | None = None
    _moment: Moment | None = None

    def kill(self, victim: asyncio.subprocess.Process, moment: Moment) -> None:
        """Kill `victim` when the next post reaches `moment`."""
        self._victim, self._moment = victim, moment

    async def reached(self, channels: Iterable[str]) -> None:
        """Return when each of `channels` has a post, and time for another one has passed."""
        wanted = set(channels)
        while wanted - {channel for channel, _ in self.posts}:  # noqa: ASYNC110 -- sets no event
            await asyncio.sleep(0.05)
        await asyncio.sleep(2)

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Serve on 127.0.0.1, and give the address."""
        application = web.Application()
        application.router.add_post("/{channel}/{key}", self._post)
        application.router.add_get("/{channel}/{key}", self._find)
        runner = web.AppRunner(application)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        try:
            yield f"http://{host}:{port}"
        finally:
            await runner.cleanup()

    async def _post(self, request: web.Request) -> web.StreamResponse:
        self._at("before storing")
        self.posts.append((request.match_info["channel"], request.match_info["key"]))
        self._at("after storing")
        response = web.Response(text="stored")
        await response.prepare(request)
        await response.write_eof()
        self._at("after answering")
        return response

    def _at(self, moment: Moment) -> None:
        if self._victim and moment == self._moment:
            self._victim.kill()
            self._victim = None

    async def _find(self, request: web.Request) -> web.Response:
        found = (request.match_info["channel"], request.match_info["key"]) in self.posts
        return web.Response(status=200 if found else 404, text="stored")


@dataclass
class PlatformPoster:
    """The other side: what posts to it."""

    address: str
    session: aiohttp.ClientSession

    def lead(self) -> timedelta:
        return timedelta(0)

    async def post(self, place: Place, reply: Reply, key: str, at: datetime) -> str:
        try:
            async with self.session.post(f"{self.address}/{place.channel}/{key}") as response:
                return await response.text()
        except aiohttp.ClientError as error:
            raise Unconfirmed(str(error)) from error

    async def find(
        self,
        place: Place,
        reply: Reply,
        key: str,
        since: datetime,
        *,
        at: datetime | None = None,
        last_try: datetime | None = None,
    ) -> str | None:
        try:
            async with self.session.get(f"{self.address}/{place.channel}/{key}") as response:
                return await response.text() if response.ok else None
        except aiohttp.ClientError as error:
            raise Unconfirmed(str(error)) from error
