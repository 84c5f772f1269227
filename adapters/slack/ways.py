"""The two ways to bring a post into its place and to find it there, by the rights granted.

Slack's posts take no key that would make a second try harmless. So:

- `Direct`, with a right to read the place's history: each message carries its key as metadata, and
  is looked for there.
- `Scheduled`, without one, as our manifest has it: the post is handed to Slack's own scheduling a
  little ahead, and is looked for in the list of scheduled messages, which needs no right. It
  carries no metadata, because a scheduled message that does never appears (docs.slack.dev,
  chat.scheduleMessage, read 2026-11).
"""

import asyncio
import math
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol

from adapters.fitting import one_line
from adapters.slack.words import BlockKit, unescape
from bot.clock import Clock
from bot.errors import ServiceError, Unconfirmed, Unreachable
from bot.request import Place

NEAR = timedelta(seconds=15)
"""How far ahead a post can be scheduled for its own time."""
QUIET = timedelta(seconds=60)
"""How far ahead a post is scheduled whose time has come already: so long after a try, the list of
scheduled messages tells for certain whether it worked."""
LEAD = timedelta(minutes=2)
"""How long before its time a post is handed over: time enough for a time-out, a restart and the
question whether it worked, before anything has appeared."""
PART_GAP_S = 2
"""Seconds between the scheduled parts of a long digest, so that they come in order."""
WORTH_WAITING = timedelta(seconds=5)
PAGES = 10
PAGE_SIZE = 100
"""With `PAGES`, more messages than a channel gets between two tries."""
COMPARED = 1000
"""Characters of its text by which a scheduled message is known again."""
UNFURL: BlockKit = {"unfurl_links": False, "unfurl_media": False}
EVENT_TYPE = "hayami_digest"


class Api(Protocol):
    """Slack's Web API; a failed call raises what its failure means."""

    async def read(self, method: str, **arguments: object) -> Mapping[str, Any]:
        """Return the answer of a method that changes nothing."""
        ...

    async def write(self, method: str, **arguments: object) -> Mapping[str, Any]:
        """Return the answer of a method that posts something."""
        ...


class Way(Protocol):
    """How the parts of one post come into their place."""

    async def send(self, parts: Sequence[BlockKit], number: int, at: datetime) -> str:
        """Send a part, the first one before the others, and return its id."""
        ...

    async def find(self, parts: Sequence[BlockKit], since: datetime) -> dict[int, str]:
        """Return the ids of the parts that are there, by their numbers.

        Raises:
            Unconfirmed: nobody can tell.
        """
        ...


class Direct:
    """Posts at once, the rest of a long post into the thread of its first message."""

    def __init__(self, api: Api, clock: Clock, place: Place, key: str) -> None:
        self._api = api
        self._clock = clock
        self._place = place
        self._key = key
        self._thread = place.thread

    async def send(self, parts: Sequence[BlockKit], number: int, at: datetime) -> str:
        """Post a part, not before its time.

        Raises:
            ServiceError: the time is too far ahead to wait for.
        """
        early = at - self._clock.now()
        if early > WORTH_WAITING:
            raise ServiceError("its time has not come, and Slack won't keep it until then")
        await asyncio.sleep(max(0.0, early.total_seconds()))
        payload = {"key": self._part_key(number)}
        answer = await self._api.write(
            "chat.postMessage",
            channel=self._place.channel,
            metadata={"event_type": EVENT_TYPE, "event_payload": payload},
            **UNFURL,
            **in_thread(self._thread),
            **parts[number],
        )
        self._thread = self._thread or str(answer["ts"])
        return str(answer["ts"])

    async def find(self, parts: Sequence[BlockKit], since: datetime) -> dict[int, str]:
        """Return the parts that stand in the history under the key."""
        oldest = f"{since.timestamp():.6f}"
        try:
            found = {} if self._thread else await self._keyed("conversations.history", oldest)
            self._thread = self._thread or found.get(0)
            if self._thread:
                found |= await self._keyed("conversations.replies", oldest, ts=self._thread)
        except Unreachable as error:
            if error.reason == "missing_scope":
                raise Unconfirmed("the place's history may not be read") from error
            raise
        return {number: ts for number, ts in found.items() if number < len(parts)}

    async def _keyed(self, method: str, oldest: str, **arguments: str) -> dict[int, str]:
        arguments |= {"oldest": oldest, "include_all_metadata": "true"}
        keys = {self._part_key(number): number for number in range(PAGE_SIZE)}
        found = {}
        messages = _listed(self._api, method, "messages", channel=self._place.channel, **arguments)
        async for message in messages:
            key = message.get("metadata", {}).get("event_payload", {}).get("key")
            if key in keys:
                found[keys[key]] = str(message["ts"])
        return found

    def _part_key(self, number: int) -> str:
        return f"{self._key}-{number}"


class Scheduled:
    """Has Slack post at the time, the rest of a long post into the place a few seconds later.

    Args:
        at: the time of the post that is looked for.
        last_try: when the last try to send it began.
    """

    def __init__(
        self,
        api: Api,
        clock: Clock,
        place: Place,
        at: datetime | None = None,
        last_try: datetime | None = None,
    ) -> None:
        self._api = api
        self._clock = clock
        self._place = place
        self._at = at
        self._last_try = last_try
        self._post_at: int | None = None

    async def send(self, parts: Sequence[BlockKit], number: int, at: datetime) -> str:
        """Schedule a part."""
        if self._post_at is None:
            self._post_at = math.ceil(_appears(at, self._clock.now()).timestamp())
        answer = await self._api.write(
            "chat.scheduleMessage",
            channel=self._place.channel,
            post_at=self._post_at + number * PART_GAP_S,
            **UNFURL,
            **in_thread(self._place.thread),
            **parts[number],
        )
        return str(answer["scheduled_message_id"])

    async def find(self, parts: Sequence[BlockKit], since: datetime) -> dict[int, str]:
        """Return the parts that wait for their time.

        What has appeared is no longer in the list, and so the list is silent on the past.
        """
        numbers = {_comparable(str(part["text"])): number for number, part in enumerate(parts)}
        found: dict[int, str] = {}
        asked_at = self._clock.now()
        messages = _listed(
            self._api,
            "chat.scheduledMessages.list",
            "scheduled_messages",
            channel=self._place.channel,
        )
        async for message in messages:
            number = numbers.get(_comparable(message.get("text", "")))
            if number is not None and message["post_at"] >= since.timestamp():
                found[number] = str(message["id"])
                self._post_at = message["post_at"] - number * PART_GAP_S
        if not found and not self._is_ahead(asked_at):
            raise Unconfirmed("it may have appeared already, and the history may not be read")
        return found

    def _is_ahead(self, now: datetime) -> bool:
        """Return whether nothing that the last try scheduled can have appeared by now."""
        return bool(self._at and self._last_try and now < _appears(self._at, self._last_try))


def in_thread(thread: str | None) -> BlockKit:
    """Return the argument that puts a message into a thread, if into any."""
    return {"thread_ts": thread} if thread else {}


def _appears(at: datetime, now: datetime) -> datetime:
    """Return when a post appears that is scheduled now."""
    return at if at >= now + NEAR else now + QUIET


async def _listed(
    api: Api, method: str, name: str, **arguments: object
) -> AsyncIterator[Mapping[str, Any]]:
    """Yield the items of a paged list."""
    cursor = ""
    for _ in range(PAGES):
        answer = await api.read(method, cursor=cursor, limit=PAGE_SIZE, **arguments)
        for item in answer[name]:
            yield item
        cursor = answer.get("response_metadata", {}).get("next_cursor", "")
        if not cursor:
            return


def _comparable(text: str) -> str:
    return one_line(unescape(text))[:COMPARED]
