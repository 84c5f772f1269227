"""A gateway of Discord on 127.0.0.1: sessions, heartbeats, resuming, and the faults it may have.

Protocol: docs.discord.com, events/gateway, read 2026-11.
"""

import asyncio
import itertools
import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

Json = dict[str, Any]

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = (
    0, 1, 2, 6, 7, 9, 10, 11,
)  # fmt: skip
PRIVILEGED_INTENTS = 1 << 1 | 1 << 8 | 1 << 15
PAYLOAD_BYTES = 4096
WRONG_TOKEN, DECODE_ERROR, DISALLOWED_INTENTS = 4004, 4002, 4014


@dataclass
class Session:
    """What the gateway knows of one shard, over its connections.

    Args:
        events: all that was dispatched; the number of one is its place, counted from 1.
    """

    id: str
    intents: int
    shard: tuple[int, int]
    events: list[Json] = field(default_factory=list)
    socket: "Socket | None" = None

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event now, or keep it until the session is resumed."""
        number = len(self.events) + 1
        self.events.append({"op": DISPATCH, "t": event, "d": data, "s": number})
        if self.socket:
            await self.socket.send(self.events[-1])


class Socket:
    """One websocket, compressed as the client asked."""

    def __init__(
        self,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
        *,
        compressed: bool,
    ) -> None:
        self.socket = socket
        self.transport = transport
        self._compressor = zlib.compressobj() if compressed else None

    async def send(self, payload: Json) -> None:
        """Send a payload; a connection that is gone swallows it, as a network does."""
        text = json.dumps(payload)
        try:
            if self._compressor is None:
                await self.socket.send_str(text)
            else:
                data = self._compressor.compress(text.encode())
                data += self._compressor.flush(zlib.Z_SYNC_FLUSH)
                await self.socket.send_bytes(data)
        except ConnectionError:
            pass


class Gateway:
    """The gateway; `ready` and `guilds` give what a session starts with."""

    def __init__(
        self, token: str, ready: Callable[[], Json], guilds: Callable[[], list[Json]]
    ) -> None:
        self.sessions: dict[str, Session] = {}
        self.identified = 0
        self.resumed = 0
        self.changed = asyncio.Condition()
        self.url = ""
        self._token = token
        self._ready = ready
        self._guilds = guilds
        self._numbers = itertools.count(1)

    async def dispatch(self, event: str, data: Json) -> None:
        """Send an event to the session whose shard has the guild, a direct message to shard 0."""
        for session in self.sessions.values():
            number, count = session.shard
            if (int(data.get("guild_id") or 0) >> 22) % count == number:
                await session.dispatch(event, data)

    async def until(self, *, identified: int = 0, resumed: int = 0) -> None:
        """Wait until so many sessions were begun and resumed."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(
                lambda: self.identified >= identified and self.resumed >= resumed
            )

    async def cut(self) -> None:
        """Cut every connection without a word."""
        for socket in self._sockets():
            if socket.transport:
                socket.transport.abort()

    async def close(self, code: int) -> None:
        """Close every connection with a code."""
        for socket in self._sockets():
            await socket.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Ask every client to reconnect and resume."""
        for socket in self._sockets():
            await socket.send({"op": RECONNECT, "d": None})

    async def invalidate(self, *, resumable: bool) -> None:
        """Tell every client that its session is over, or that it has to resume it."""
        for session in list(self.sessions.values()):
            if session.socket:
                await session.socket.send({"op": INVALID_SESSION, "d": resumable})
            if not resumable:
                del self.sessions[session.id]

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection until it ends."""
        response = web.WebSocketResponse(max_msg_size=2**20)
        await response.prepare(request)
        compressed = request.query.get("compress") == "zlib-stream"
        socket = Socket(response, request.transport, compressed=compressed)
        await socket.send({"op": HELLO, "d": {"heartbeat_interval": 41250}})
        session = None
        async for message in response:
            if message.type is not WSMsgType.TEXT:
                continue
            if len(message.data) > PAYLOAD_BYTES:
                await response.close(code=DECODE_ERROR)
                break
            session = await self._receive(json.loads(message.data), socket) or session
        if session and session.socket is socket:
            session.socket = None
        return response

    async def _receive(self, payload: Json, socket: Socket) -> Session | None:
        match payload["op"]:
            case op if op == HEARTBEAT:
                await socket.send({"op": ACK, "d": None})
            case op if op == IDENTIFY:
                return await self._identify(payload["d"], socket)
            case op if op == RESUME:
                return await self._resume(payload["d"], socket)
        return None

    async def _identify(self, data: Json, socket: Socket) -> Session | None:
        if data["token"] != self._token:
            await socket.socket.close(code=WRONG_TOKEN)
            return None
        if data["intents"] & PRIVILEGED_INTENTS:
            await socket.socket.close(code=DISALLOWED_INTENTS)
            return None
        shard = tuple(data.get("shard", (0, 1)))
        session = Session(f"session-{next(self._numbers)}", data["intents"], shard, [], socket)
        self.sessions[session.id] = session
        started = {"session_id": session.id, "resume_gateway_url": self.url, "shard": shard}
        await session.dispatch("READY", self._ready() | started)
        for guild in self._guilds():
            if (int(guild["id"]) >> 22) % shard[1] == shard[0]:
                await session.dispatch("GUILD_CREATE", guild)
        async with self.changed:
            self.identified += 1
            self.changed.notify_all()
        return session

    async def _resume(self, data: Json, socket: Socket) -> Session | None:
        session = self.sessions.get(data["session_id"])
        if session is None:
            await socket.send({"op": INVALID_SESSION, "d": False})
            return None
        session.socket = socket
        for event in session.events[data["seq"] :]:
            await socket.send(event)
        await session.dispatch("RESUMED", {})
        async with self.changed:
            self.resumed += 1
            self.changed.notify_all()
        return session

    def _sockets(self) -> list[Socket]:
        return [session.socket for session in self.sessions.values() if session.socket]
