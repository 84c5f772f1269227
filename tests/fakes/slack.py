"""Slack on 127.0.0.1: Web API, response URLs and Socket Mode, as strict as the real one.

It can be told to fail, to be slow, to answer 429 or to cut the connection after doing its work. It
also runs as a process that outlives the bot, writing a line of JSON for each message posted:

    python tests/fakes/slack.py --port 8901 --log posted.jsonl
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: then this folder, with its `discord` and `platform`, is first
    sys.path[0] = str(Path(__file__).parents[1])

import argparse
import asyncio
import hashlib
import hmac
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Self, TypeVar

from aiohttp import WSMsgType, web
from fakes.slack_workspace import LEAST_SCOPES, Clock, Json, Workspace

SIGNING_SECRET = "fake-signing-secret"  # noqa: S105 -- of this fake
PATIENCE_S = 20
"""Seconds until a wait for the app is given up as a failed test."""

T = TypeVar("T")


@dataclass(frozen=True)
class Fault:
    """How one call goes wrong.

    Args:
        error: code of an answer that is not ok.
        text: what is answered instead of JSON.
        delay_s: seconds before anything happens.
        cut: close the connection without an answer.
        after: do the work first, and go wrong then.
    """

    error: str | None = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    text: str | None = None
    delay_s: float = 0
    cut: bool = False
    after: bool = False

    @property
    def spoils(self) -> bool:
        """Whether the answer is another one than the method's own."""
        return self.cut or bool(self.error) or self.status != 200 or self.text is not None


class SlackFake(Workspace):
    """A workspace that is reached over the network."""

    def __init__(
        self,
        *,
        scopes: Iterable[str] | None = LEAST_SCOPES,
        clock: Clock | None = None,
        paced: bool = False,
        log: Path | None = None,
        port: int = 0,
    ) -> None:
        super().__init__(scopes=scopes, clock=clock, paced=paced, log=log)
        self.port = port
        self.calls: list[tuple[str, Json]] = []
        self.faults: defaultdict[str, deque[Fault]] = defaultdict(deque)
        """By method; `response_url` is the name of the others, which can only be cut."""
        self._acks: dict[str, asyncio.Future[Json]] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/response/{name}", self._response)
        app.router.add_post("/control/fault/{method}", self._control)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *error: object) -> None:
        for socket in self._sockets:
            await socket.close()
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """The address to give as SLACK_API_URL."""
        return f"http://127.0.0.1:{self.port}/api/"

    def response_url(self) -> str:
        """Return a new address for answers to an interaction."""
        return f"http://127.0.0.1:{self.port}/response/{self.response_name()}"

    def called(self, method: str) -> list[Json]:
        """Return the arguments of all calls of a method."""
        return [arguments for name, arguments in self.calls if name == method]

    async def until(self, holds: Callable[[], T]) -> T:
        """Return what `holds` gives as soon as it is true."""
        async with asyncio.timeout(PATIENCE_S), self._changed:
            while not (found := holds()):
                await self._changed.wait()
            return found

    async def deliver(self, kind: str, payload: Json) -> Json:
        """Send an envelope over Socket Mode, and return the payload of its acknowledgement."""
        await self.connected()
        name = self.new_name("envelope")
        self._acks[name] = asyncio.get_running_loop().create_future()
        answers = kind in ("slash_commands", "interactive")
        envelope = {"envelope_id": name, "type": kind, "accepts_response_payload": answers}
        await self._sockets[-1].send_json(envelope | {"payload": payload})
        async with asyncio.timeout(PATIENCE_S):
            return await self._acks[name]

    async def connected(self, times: int = 1) -> None:
        """Wait until the app is connected over Socket Mode, for the nth time."""
        await self.until(lambda: len(self._sockets) >= times and not self._sockets[-1].closed)

    async def disconnect(self, *, warn: bool) -> None:
        """End the Socket Mode connection, after a word of warning or without."""
        if warn:
            warning = {"type": "disconnect", "reason": "refresh_requested"}
            await self._sockets[-1].send_json(warning)
        else:
            await self._sockets[-1].close()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        arguments = await _arguments(request, method)
        fault = self.faults[method].popleft() if self.faults[method] else Fault()
        await asyncio.sleep(fault.delay_s)
        answer: Json = {"ok": False, "error": fault.error or "internal_error"}
        if fault.after or not fault.spoils:
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            done = self.answer(method, arguments, token)
            answer = answer if fault.spoils else done
        async with self._changed:
            self.calls.append((method, arguments))
            self._changed.notify_all()
        if fault.cut and request.transport:
            request.transport.abort()
        headers = dict(fault.headers)
        if self.scopes is not None:
            headers["x-oauth-scopes"] = ",".join(sorted(self.scopes))
        if fault.text is not None:
            return web.Response(text=fault.text, status=fault.status, headers=headers)
        if "ticket" in answer:
            answer["url"] = f"ws://127.0.0.1:{self.port}/link?ticket={answer.pop('ticket')}"
        if answer.get("error") == "ratelimited" and not fault.spoils:
            return web.json_response(answer, status=429, headers={"Retry-After": "1"} | headers)
        return web.json_response(answer, status=fault.status, headers=headers)

    async def _response(self, request: web.Request) -> web.Response:
        message = await request.json()
        cut = bool(self.faults["response_url"])
        if cut and request.transport:
            self.faults["response_url"].popleft()
            request.transport.abort()
        answer = "cut" if cut else self.respond(request.match_info["name"], message)
        async with self._changed:
            self._changed.notify_all()
        status = {"ok": 200, "expired_url": 404, "used_url": 404}.get(answer, 400)
        return web.Response(text=answer, status=status)

    async def _control(self, request: web.Request) -> web.Response:
        """Take a fault from another process."""
        self.faults[request.match_info["method"]].append(Fault(**await request.json()))
        return web.Response()

    async def _link(self, request: web.Request) -> web.StreamResponse:
        ticket = request.query.get("ticket", "")
        if ticket not in self.tickets:
            return web.Response(status=403)
        self.tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        async with self._changed:
            self._sockets.append(socket)
            self._changed.notify_all()
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                answer = frame.json()
                acknowledged = self._acks.pop(answer["envelope_id"])
                acknowledged.set_result(answer.get("payload") or {})
        return socket


def signed(
    body: str, *, at: datetime | None = None, secret: str = SIGNING_SECRET
) -> dict[str, str]:
    """Return the headers that prove that Slack sent `body`, now or at another time."""
    stamp = str(int((at or datetime.now(UTC)).timestamp()))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
    return {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest.hexdigest()}",
    }


async def _arguments(request: web.Request, method: str) -> Json:
    """Return a call's arguments; methods that only read take no JSON, as at Slack."""
    arguments: Json = dict(request.query)
    if request.content_type != "application/json":
        arguments |= dict(await request.post())
    elif method.startswith(("chat.", "views.")):
        arguments |= await request.json()
    return arguments


async def _serve(port: int, log: Path, scopes: Iterable[str]) -> None:
    async with SlackFake(port=port, log=log, scopes=scopes) as slack:
        while True:
            slack.deliver_due()
            await asyncio.sleep(0.1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--log", type=Path, required=True)
    parser.add_argument("--scopes", nargs="*", default=LEAST_SCOPES)
    options = parser.parse_args()
    asyncio.run(_serve(options.port, options.log, options.scopes))
