"""Discord's events in, answers out: over discord.py, its gateway, rate limits and retries.

Answers go out as the bodies that `render` makes, not as discord.py's views: those would be kept
in memory for every card that was ever shown, and would not outlive the process.
"""

import asyncio
import hashlib
import json
import logging
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from adapters.discord import read
from adapters.discord.declare import application_commands
from adapters.discord.layout import Json
from adapters.discord.modal import completions, modal
from adapters.discord.read import Kind
from adapters.discord.render import render
from bot.answer import answer, notice, prepare, suggest
from bot.commands import COMMANDS
from bot.core import Bot
from bot.errors import ServiceError, Unreachable, UsageError
from bot.request import Request
from bot.settings import Settings

ACKNOWLEDGE_S = 1.5
"""Seconds until an interaction is acknowledged; Discord waits 3 (docs.discord.com,
interactions/receiving-and-responding; read 2026-11), the way there and back included."""

CALL_S = 20.0
"""Seconds for one call with discord.py's own waiting and repeating; it has no limit itself."""

INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)
"""None of them privileged: the content of a message comes where the bot is mentioned."""

EXPIRED = 10062
ACKNOWLEDGED = 40060

EPHEMERAL = 1 << 6
_MESSAGE, _DEFERRED, _COMPLETIONS, _MODAL = 4, 5, 8, 9

T = TypeVar("T")

log = logging.getLogger(__name__)


class DiscordFace:
    """The bot on Discord."""

    def __init__(self, bot: Bot, settings: Settings) -> None:
        self._bot = bot
        self._settings = settings

    async def run(self) -> None:
        """Serve until cancelled; discord.py itself connects again after a loss.

        Raises:
            Unreachable: the token is not valid.
            ServiceError: Discord can't be reached, or has ended the connection for good.
        """
        if self._settings.discord_token is None:
            raise ValueError("DiscordFace takes settings with a Discord token")
        Route.BASE = self._settings.discord_api_url  # discord.py has no other place for it
        try:
            async with _Client(self._bot, self._settings) as client:
                await client.start(self._settings.discord_token.get_secret_value())
        except discord.LoginFailure as error:
            raise Unreachable("Discord", "401") from error
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise ServiceError(f"the connection to Discord ended: {error}") from error


class _Client(discord.AutoShardedClient):
    def __init__(self, bot: Bot, settings: Settings) -> None:
        super().__init__(
            intents=INTENTS,
            max_messages=None,
            chunk_guilds_at_startup=False,
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self._bot = bot
        self._settings = settings

    async def setup_hook(self) -> None:
        """Ask for the gateway, and tell Discord the commands; runs between login and connecting."""
        self.shard_count, gateway, _ = await self.http.get_bot_gateway()
        # After an invalid session discord.py goes back to a built-in address, not to this one.
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        async with _logged():
            await self._declare_commands()

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a command, a button, a select, a form, or the typing of an option."""
        async with _logged():
            payload = _interaction_payload(interaction)
            responder = _Responder(self.http, interaction)
            if payload["type"] == Kind.COMPLETION:
                await self._complete(payload, responder)
            elif payload["type"] in set(Kind):
                await self._answer(payload, responder)

    async def on_message(self, message: discord.Message) -> None:
        """Answer a mention or a direct message, as a reply to it."""
        async with _logged():
            assert self.user  # noqa: S101 -- known since the login
            request = read.message(_message_payload(message), str(self.user.id))
            if request:
                reply = await answer(request, self._bot)
                await self._reply(message, render(reply))

    async def _declare_commands(self) -> None:
        """Tell Discord the commands, unless they are those that it was told last."""
        body = application_commands(COMMANDS)
        told = json.dumps([Route.BASE, self.application_id, body], sort_keys=True)
        mark = hashlib.sha256(told.encode()).hexdigest()
        file = self._settings.data_dir / "discord-commands.sha256"
        if await asyncio.to_thread(_content, file) != mark:
            assert self.application_id  # noqa: S101 -- known since the login
            await self.http.bulk_upsert_global_commands(self.application_id, body)
            await asyncio.to_thread(_write, file, mark)
            log.info("discord_commands_declared", extra={"count": len(body)})

    async def _complete(self, payload: Json, responder: "_Responder") -> None:
        typing = read.typing(payload, COMMANDS)
        language = typing.locale or "en"
        found = await suggest(typing.command, typing.option, typing.typed, language, self._bot)
        await responder.complete(completions(found))

    async def _answer(self, payload: Json, responder: "_Responder") -> None:
        try:
            request = read.interaction(payload, COMMANDS)
        except UsageError as fault:
            reply = notice(read.locale(payload) or "en", fault.message, **fault.facts)
            await responder.show(render(reply), private=True)
            return
        late = asyncio.get_running_loop().time() + ACKNOWLEDGE_S
        private = not _is_alone_with_us(request)
        prepared = await _in_time(prepare(request, self._bot), late, responder, private=private)
        # a form can't follow a form, nor come once "thinking" is shown
        if prepared.form and request.via != "form" and not responder.deferred:
            await responder.open(modal(prepared.form))
            return
        private = private and prepared.private
        work = answer(request, self._bot, prepared)
        reply = await _in_time(work, late, responder, private=private)
        await responder.show(render(reply), private=private)

    async def _reply(self, message: discord.Message, bodies: list[Json]) -> None:
        """Post `bodies`, the first as a reply; an event that comes twice is answered once."""
        reference = {"message_id": str(message.id), "fail_if_not_exists": False}
        for number, body in enumerate(bodies, 1):
            route = Route("POST", "/channels/{channel_id}/messages", channel_id=message.channel.id)
            known = {"nonce": f"{message.id}-{number}", "enforce_nonce": True}
            place = {"message_reference": reference} if number == 1 else {}
            await _call(self.http, route, body | known | place)


class _Responder:
    """Answers one interaction: once to acknowledge it, then as often as needed."""

    def __init__(self, http: HTTPClient, interaction: discord.Interaction) -> None:
        self._http = http
        self._interaction = interaction
        self._began: Json = {}
        self.deferred = False

    async def complete(self, choices: list[Json]) -> None:
        """Show the completions of an option."""
        await self._acknowledge(_COMPLETIONS, {"choices": choices})

    async def open(self, dialogue: Json) -> None:
        """Open a modal."""
        await self._acknowledge(_MODAL, dialogue)

    async def defer(self, *, private: bool) -> None:
        """Say that the answer is coming; it will be as private as this is."""
        if not self.deferred:
            await self._begin(_DEFERRED, {}, private=private)
            self.deferred = True

    async def show(self, bodies: list[Json], *, private: bool) -> None:
        """Show the messages of a reply, as private as it was begun if it was deferred.

        Only the first can be repeated safely: a further one has no nonce, and Discord may store
        it and fail nevertheless.
        """
        first, *further = bodies
        if self.deferred:
            path = "/webhooks/{webhook_id}/{webhook_token}/messages/@original"
            await self._send("PATCH", path, first)
        else:
            await self._begin(_MESSAGE, first, private=private)
        for body in further:
            await self._send("POST", "/webhooks/{webhook_id}/{webhook_token}", body | self._began)

    async def _begin(self, kind: int, data: Json, *, private: bool) -> None:
        self._began = {"flags": EPHEMERAL} if private else {}
        await self._acknowledge(kind, data | self._began)

    async def _acknowledge(self, kind: int, data: Json) -> None:
        path = "/interactions/{interaction_id}/{webhook_token}/callback"
        await self._send("POST", path, {"type": kind, "data": data})

    async def _send(self, method: str, path: str, body: Json) -> None:
        route = Route(
            method,
            path,
            interaction_id=self._interaction.id,
            webhook_id=self._interaction.application_id,
            webhook_token=self._interaction.token,
        )
        await _call(self._http, route, body)


async def _in_time(
    work: Coroutine[Any, Any, T], late: float, responder: _Responder, *, private: bool
) -> T:
    """Return what `work` gives, and acknowledge the interaction before it is too late.

    Args:
        late: the loop's time at which the interaction has to be acknowledged.
    """
    task = asyncio.create_task(work)
    try:
        await asyncio.wait([task], timeout=max(0.0, late - asyncio.get_running_loop().time()))
        if not task.done():
            await responder.defer(private=private)
        return await task
    finally:
        task.cancel()


async def _call(http: HTTPClient, route: Route, body: Json) -> None:
    async with asyncio.timeout(CALL_S):
        await http.request(route, json=body)


@asynccontextmanager
async def _logged() -> AsyncIterator[None]:
    """Let no error out of an event; the log says what it was, without tokens and texts."""
    try:
        yield
    except discord.HTTPException as error:
        late = error.code in (EXPIRED, ACKNOWLEDGED)  # too late, or answered by another process
        tell = log.info if late else log.warning
        tell("discord_refused", extra={"status": error.status, "code": error.code})
    except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.warning("discord_unreachable", extra={"error": type(error).__name__})
    except Exception:
        log.exception("discord_event_broke")


def _is_alone_with_us(request: Request) -> bool:
    """Return whether it is a direct message to the bot: private ones would only vanish there."""
    return request.place.kind == "direct" and request.place.receives


def _interaction_payload(interaction: discord.Interaction) -> Json:
    """Return the parts of the payload that `read` looks at."""
    guild = str(interaction.guild_id) if interaction.guild_id else None
    return {
        "type": interaction.type.value,
        "data": interaction.data or {},
        "locale": interaction.locale.value,
        "context": 2 if interaction.context.private_channel else None,
        "guild_id": guild,
        "channel_id": str(interaction.channel_id),
        "user": {"id": str(interaction.user.id)},
        "member": {"permissions": str(interaction.permissions.value)},
        "authorizing_integration_owners": {"0": guild}
        if interaction.is_guild_integration()
        else {},
    }


def _message_payload(message: discord.Message) -> Json:
    """Return the parts of the payload that `read` looks at."""
    author = message.author
    rights = author.guild_permissions.value if isinstance(author, discord.Member) else 0
    return {
        "type": message.type.value,
        "content": message.content,
        "author": {"id": str(author.id), "bot": author.bot},
        "webhook_id": message.webhook_id,
        "guild_id": str(message.guild.id) if message.guild else None,
        "channel_id": str(message.channel.id),
        "member": {"permissions": str(rights)},
    }


def _content(file: Path) -> str:
    return file.read_text(encoding="ascii") if file.exists() else ""


def _write(file: Path, mark: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(mark, encoding="ascii")
