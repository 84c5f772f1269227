"""Post replies to Discord channels over REST alone, so that a worker needs no gateway.

Every message carries a nonce made of the digest's key, with `enforce_nonce`: for some minutes
Discord answers a repeated one with the message that stands already. After that the channel's own
messages tell (docs.discord.com, resources/message; read 2026-11).
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from adapters.discord.layout import Json
from adapters.discord.render import render
from adapters.discord.rest import Refused, Rest
from bot.errors import Unconfirmed
from bot.reply import Reply
from bot.request import Place
from bot.settings import Settings

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
"""Where Discord's ids begin to count milliseconds (docs.discord.com, reference; read 2026-11)."""

CLOCK_SKEW = timedelta(minutes=1)
PAGE = 100
MOST_PAGES = 20
"""Pages of a channel that are looked through for a post: 2,000 messages since its first try."""

DELETED = "deleted"
"""Stands for the id of a message that somebody deleted before its post was confirmed."""

UNKNOWN_MESSAGE = 10008


class DiscordPoster:
    """Posts replies to places and finds them again."""

    def __init__(self, settings: Settings) -> None:
        self._rest = Rest(settings)
        self._user: str | None = None

    def lead(self) -> timedelta:
        """Return zero: Discord schedules no messages, so a post is handed over at its slot."""
        return timedelta()

    async def post(self, place: Place, reply: Reply, key: str, at: datetime) -> str:
        """Post `reply`, and return the id of its first message.

        Of a reply of several messages only those are posted that do not stand there yet, so the
        same post can be tried again after any error.

        Args:
            key: at most 20 characters, the same for every try.
            at: the instant for which the post is due.

        Raises:
            RateLimited, ServiceError: no message that had not been confirmed was stored.
            Unreachable: the place is gone or forbidden.
            Unconfirmed: a message was sent, and nobody can say whether it arrived.
        """
        messages = _messages(reply, key)
        standing = await self._standing(place, messages, at) if len(messages) > 1 else {}
        for message in messages:
            if message["nonce"] not in standing:
                standing[message["nonce"]] = await self._create(place, message)
        return standing[messages[0]["nonce"]]

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
        """Return the id of the first message of an earlier post, or None where it is not whole.

        Args:
            since: the instant of the first try.

        Raises:
            Unconfirmed: the place's messages can't be read, or are too many.
            Unreachable: the place is gone or forbidden.
            ServiceError: trying later may help.
        """
        messages = _messages(reply, key)
        standing = await self._standing(place, messages, since)
        whole = all(message["nonce"] in standing for message in messages)
        return standing[messages[0]["nonce"]] if whole else None

    async def close(self) -> None:
        """Close the connections."""
        await self._rest.close()

    async def _create(self, place: Place, message: Json) -> str:
        try:
            return str((await self._rest.post(f"{_channel(place)}/messages", message))["id"])
        except Refused as error:
            if error.code == UNKNOWN_MESSAGE:  # its nonce is known, the message is gone
                return DELETED
            raise

    async def _standing(
        self, place: Place, messages: list[Json], since: datetime
    ) -> dict[str, str]:
        """Return the ids of those of `messages` that stand in the place, by their nonces."""
        own = await self._own_user()
        standing: dict[str, str] = {}
        async for seen in self._since(place, since):
            if seen["author"]["id"] == own:
                for message in messages:
                    if _is_same(message, seen):
                        standing.setdefault(message["nonce"], seen["id"])
        return standing

    async def _since(self, place: Place, since: datetime) -> AsyncIterator[Json]:
        """Yield the messages of the place since then, oldest page first."""
        after = _snowflake(since - CLOCK_SKEW)
        for _ in range(MOST_PAGES):
            query = {"after": str(after), "limit": str(PAGE)}
            page: list[Json] = await self._rest.get(f"{_channel(place)}/messages", query)
            for message in page:
                yield message
            if len(page) < PAGE:
                break
            after = max(int(message["id"]) for message in page)
        else:
            raise Unconfirmed("there are too many messages to look through on Discord")
        if not page:
            await self._check_sight(place, after)

    async def _check_sight(self, place: Place, after: int) -> None:
        """Make sure that a channel which shows no message after `after` has none.

        Without the right to read its history Discord shows an empty one, not an error.
        """
        last = (await self._rest.get(_channel(place))).get("last_message_id")
        if last and int(last) > after:
            raise Unconfirmed("the messages of the channel on Discord can't be read")

    async def _own_user(self) -> str:
        if self._user is None:
            self._user = str((await self._rest.get("/users/@me"))["id"])
        return self._user


def _messages(reply: Reply, key: str) -> list[Json]:
    """Return the messages of `reply`, each with a nonce that is the same at every try."""
    return [
        message | {"nonce": f"{key}-{number}", "enforce_nonce": True}
        for number, message in enumerate(render(reply), 1)
    ]


def _is_same(message: Json, seen: Json) -> bool:
    """Return whether `seen` is what became of `message`; not every message gives its nonce back."""
    if seen.get("nonce"):
        return bool(str(seen["nonce"]) == message["nonce"])
    return _content(message) == _content(seen)


def _content(message: Json) -> tuple[Any, ...]:
    first = (message.get("embeds") or [{}])[0]
    fields = tuple((field["name"], field["value"]) for field in first.get("fields", ()))
    return message.get("content") or "", first.get("title"), first.get("description"), fields


def _channel(place: Place) -> str:
    return f"/channels/{place.thread or place.channel}"


def _snowflake(at: datetime) -> int:
    """Return the least id of a message of that instant."""
    return (at - EPOCH) // timedelta(milliseconds=1) << 22
