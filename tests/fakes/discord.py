"""Discord on 127.0.0.1: the REST interface and the gateway, as far as hayami uses them.

It refuses what Discord's documentation says is refused, keeps what it received, and can be told to
fail. As a program (`python tests/fakes/discord.py --port 9000 --log requests.jsonl`) it outlives
the bot that it is tested with.
"""

import sys
from pathlib import Path

if __name__ == "__main__":
    # As a program it finds its own folder first on the path, where fakes hide what they stand for.
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Self

from aiohttp import web
from fakes import discord_limits as limits
from fakes.discord_gateway import Gateway
from fakes.discord_interactions import Asked, Interactions
from fakes.discord_limits import Answer, Refusal
from fakes.discord_objects import (
    BOT,
    EMBED_LINKS,
    READ_MESSAGE_HISTORY,
    SEND_IN_THREADS,
    SEND_MESSAGES,
    THREADS,
    VIEW_CHANNEL,
    Channel,
    application_object,
    channel_object,
    guild_objects,
    message_object,
    rate_limit_headers,
    ready_object,
)
from fakes.discord_people import HANA, SERVER, Act, Person, Spot, said, snowflake

Json = dict[str, Any]
Take = Callable[[web.Request, Any], Answer]

APPLICATION = "900"
TOKEN = "discord-token"  # noqa: S105 -- the fake's own
PATIENCE_S = 20


@dataclass
class Trouble:
    """A fault to show at the next request that begins with `at`, e.g. `POST /channels`.

    Args:
        status: the answer; None cuts the connection.
        stored: whether the request takes effect nevertheless.
    """

    at: str
    status: int | None = None
    body: Json | None = field(default_factory=dict)
    stored: bool = False
    headers: dict[str, str] = field(default_factory=dict)


def rate_limited(at: str, retry_after: float, *, everywhere: bool = False) -> Trouble:
    """Return the trouble of a request that has to wait."""
    body = {"message": "You are being rate limited.", "retry_after": retry_after}
    return Trouble(at, 429, body | {"global": everywhere}, headers={"Retry-After": "1"})


@dataclass(frozen=True)
class Received:
    """A request, and the status of its answer; 0 where the connection was cut."""

    method: str
    path: str
    body: Any
    status: int


class DiscordFake:
    """The server; use it as `async with DiscordFake() as discord`.

    `troubles` are shown to the requests to come, and `hold_s` seconds pass between the effect of
    any request and its answer.
    """

    def __init__(self) -> None:
        self.channels = {
            "200": Channel("200"),
            "201": Channel("201", guild=None, type=1),
            "210": Channel("210", type=11),
        }
        self.commands: list[Json] = []
        self.received: list[Received] = []
        self.troubles: list[Trouble] = []
        self.interactions = Interactions()
        self.returns_nonces = True
        self.shards = 1
        self.hold_s = 0.0
        self.log: Callable[[Received], None] = lambda _: None
        self.url = ""
        self.gateway = Gateway(
            TOKEN,
            lambda: ready_object(APPLICATION, self.channels.values()),
            lambda: guild_objects(self.channels.values()),
        )
        self._changed = asyncio.Condition()
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1."""
        app = web.Application(client_max_size=limits.REQUEST_BYTES * 2)
        app.router.add_get("/gateway", self.gateway.serve)
        for line, take in self._open_routes().items():
            self._add(app, line, take, secret=False)
        for line, take in self._routes().items():
            self._add(app, line, take, secret=True)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        host, bound = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{bound}/api/v10"
        self.gateway.url = f"ws://{host}:{bound}/gateway"

    async def stop(self) -> None:
        """Stop listening, and cut what is open."""
        await self.gateway.cut()
        if self._runner:
            await self._runner.cleanup()

    async def do(self, act: Act) -> Asked:
        """Let somebody do something, and return what comes of it."""
        asked = self.interactions.begin(act)
        await self.gateway.dispatch("INTERACTION_CREATE", act.payload(APPLICATION))
        return asked

    async def say(
        self, content: str, spot: Spot = SERVER, person: Person = HANA, **parts: object
    ) -> Json:
        """Let somebody write a message, and return it as they see it.

        The bot has no right to read what does not mention it, so there the content is empty.
        """
        message = said(content, spot, person) | parts
        self.channels[spot.channel].messages.append(message)
        mentioned = any(f"<@{mark}{BOT['id']}>" in content for mark in ("", "!"))
        message["mentions"] = [BOT] if mentioned else []
        seen = message if mentioned or not spot.guild else message | {"content": ""}
        await self.gateway.dispatch("MESSAGE_CREATE", seen)
        return message

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until `condition` holds after some request."""
        async with asyncio.timeout(PATIENCE_S), self._changed:
            await self._changed.wait_for(condition)

    async def answers(self, asked: Asked, count: int = 1) -> list[Json]:
        """Return what is to be seen of an interaction, once there are `count` messages."""
        await self.until(lambda: len(asked.messages) >= count)
        return asked.messages

    async def posted(self, channel: str = "200", count: int = 1) -> list[Json]:
        """Return what the bot has posted in a channel, once there are `count` messages."""
        await self.until(lambda: len(self.own(channel)) >= count)
        return self.own(channel)

    def own(self, channel: str = "200") -> list[Json]:
        """Return what the bot has posted in a channel until now."""
        messages = self.channels[channel].messages
        return [message for message in messages if message["author"]["id"] == BOT["id"]]

    def sent(self, begin: str) -> list[Any]:
        """Return the bodies of the requests that begin so, e.g. `PUT /applications`."""
        return [r.body for r in self.received if f"{r.method} {r.path}".startswith(begin)]

    def _open_routes(self) -> dict[str, Take]:
        """Return the routes that a token in their address opens."""
        taken = self.interactions
        return {
            "POST /interactions/{id}/{token}/callback": lambda request, body: taken.callback(
                request.match_info["token"], body
            ),
            "POST /webhooks/{id}/{token}": lambda request, body: taken.follow_up(
                request.match_info["token"], body
            ),
            "PATCH /webhooks/{id}/{token}/messages/@original": lambda request, body: taken.edit(
                request.match_info["token"], body
            ),
        }

    def _routes(self) -> dict[str, Take]:
        """Return the routes that only the bot may use."""
        return {
            "GET /gateway/bot": lambda *_: (200, self._gateway_object()),
            "GET /users/@me": lambda *_: (200, BOT),
            "GET /applications/@me": lambda *_: (200, application_object(APPLICATION)),
            "GET /oauth2/applications/@me": lambda *_: (200, application_object(APPLICATION)),
            "GET /applications/{id}/commands": lambda *_: (200, self.commands),
            "PUT /applications/{id}/commands": lambda _, body: self._declare(body),
            "GET /channels/{id}": lambda request, _: (200, channel_object(self._channel(request))),
            "GET /channels/{id}/messages": lambda request, _: self._history(request),
            "POST /channels/{id}/messages": self._create,
        }

    def _add(self, app: web.Application, line: str, take: Take, *, secret: bool) -> None:
        async def serve(request: web.Request) -> web.StreamResponse:
            path = request.path.removeprefix("/api/v10")
            text = await request.text()
            is_json = request.content_type == "application/json"
            body = json.loads(text) if text and is_json else text or None
            trouble = self._trouble(f"{request.method} {path}")
            status: int | None = None
            answer: Any = None
            if not trouble or trouble.stored:
                status, answer = self._answer(request, body, take, secret=secret)
            if trouble:
                status, answer = trouble.status, trouble.body
            await self._note(Received(request.method, path, body, status or 0))
            await asyncio.sleep(self.hold_s)
            if status is None:
                assert request.transport
                request.transport.abort()
                return web.Response()
            headers = rate_limit_headers(request.method, path) | (
                trouble.headers if trouble else {}
            )
            if answer is None:
                return web.Response(status=status, headers=headers)
            # with a charset in the content type discord.py would not read it as JSON
            data = json.dumps(answer).encode()
            return web.Response(
                body=data, status=status, headers=headers, content_type="application/json"
            )

        method, path = line.split()
        app.router.add_route(method, f"/api/v10{path}", serve)

    def _answer(self, request: web.Request, body: object, take: Take, *, secret: bool) -> Answer:
        if secret and request.headers.get("Authorization") != f"Bot {TOKEN}":
            return 401, {"message": "401: Unauthorized", "code": 0}
        if isinstance(body, str):
            return 400, {"message": "The request body contains invalid JSON.", "code": 50109}
        if limits.size_fault(body):
            return 413, {"message": "Request entity too large", "code": 40005}
        try:
            return take(request, body)
        except Refusal as refusal:
            return refusal.answer

    async def _note(self, received: Received) -> None:
        self.received.append(received)
        self.log(received)
        async with self._changed:
            self._changed.notify_all()

    def _trouble(self, line: str) -> Trouble | None:
        found = next((trouble for trouble in self.troubles if line.startswith(trouble.at)), None)
        if found:
            self.troubles.remove(found)
        return found

    def _gateway_object(self) -> Json:
        limit = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
        return {"url": self.gateway.url, "shards": self.shards, "session_start_limit": limit}

    def _declare(self, body: list[Json]) -> Answer:
        limits.refuse(limits.command_faults(body))
        self.commands = [command | {"id": snowflake()} for command in body]
        return 200, self.commands

    def _channel(self, request: web.Request) -> Channel:
        """Return the channel of a request, where the bot can see it."""
        channel = self.channels.get(request.match_info["id"])
        if channel is None:
            raise Refusal(404, 10003, "Unknown Channel")
        if channel.guild and not channel.rights & VIEW_CHANNEL:
            raise Refusal(403, 50001, "Missing Access")
        return channel

    def _history(self, request: web.Request) -> Answer:
        channel = self._channel(request)
        if not channel.rights & READ_MESSAGE_HISTORY:
            return 200, []
        after, limit = int(request.query.get("after", 0)), int(request.query.get("limit", 50))
        if not 1 <= limit <= 100:
            limits.refuse([limits.Fault(("limit",), "NUMBER_TYPE_MAX")])
        page = [message for message in channel.messages if int(message["id"]) > after][:limit]
        hidden = set() if self.returns_nonces else {"nonce"}
        return 200, [
            {key: value for key, value in message.items() if key not in hidden}
            for message in reversed(page)
        ]

    def _create(self, request: web.Request, body: Json) -> Answer:
        channel = self._channel(request)
        _check_rights(channel, body)
        limits.check_message(body)
        nonce = body.get("nonce") if body.get("enforce_nonce") else None
        if nonce in channel.nonces:
            standing = [m for m in channel.messages if m["id"] == channel.nonces[nonce]]
            if not standing:
                raise Refusal(404, 10008, "Unknown Message")
            return 200, standing[0]
        message = message_object(body) | {"channel_id": channel.id, "nonce": body.get("nonce")}
        channel.messages.append(message)
        if nonce is not None:
            channel.nonces[nonce] = message["id"]
        return 200, message


def _check_rights(channel: Channel, body: Json) -> None:
    if channel.guild is None:
        return
    needed = SEND_IN_THREADS if channel.type in THREADS else SEND_MESSAGES
    needed |= EMBED_LINKS if body.get("embeds") else 0
    if channel.rights & needed != needed:
        raise Refusal(403, 50013, "Missing Permissions")
    if body.get("message_reference") and not channel.rights & READ_MESSAGE_HISTORY:
        raise Refusal(403, 160002, "Cannot reply without permission to read message history")


async def _run(port: int, log: Path, channels: list[str], hold_s: float) -> None:
    """Serve until the process is ended; each request is a line of JSON in `log`."""
    fake = DiscordFake()
    fake.hold_s = hold_s
    fake.channels |= {channel: Channel(channel) for channel in channels}
    with log.open("a", encoding="utf-8") as file:

        def write(received: Received) -> None:
            line = {"method": received.method, "path": received.path, "status": received.status}
            stored = {channel: len(fake.own(channel)) for channel in fake.channels}
            line |= {"body": received.body, "stored": stored}
            print(json.dumps(line), file=file, flush=True)

        fake.log = write
        await fake.start(port)
        print(fake.url, flush=True)  # noqa: T201 -- tells whoever started it
        await asyncio.Event().wait()


def main() -> None:
    """Run the server as a program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--channel", action="append", default=[], help="id of one more channel")
    parser.add_argument("--hold", type=float, default=0, help="seconds from effect to answer")
    given = parser.parse_args()
    asyncio.run(_run(given.port, given.log, given.channel, given.hold))


if __name__ == "__main__":
    main()
