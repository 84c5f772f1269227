"""A Slack workspace with one app: what its Web API does, without the wires."""

import itertools
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from fakes.slack_limits import (
    RESPONSE_URL,
    SCHEDULE,
    SCOPES,
    SENT_UNDER,
    TRIGGER_VALID_S,
    message_faults,
    view_faults,
)

BOT_TOKEN = "xoxb-fake-bot"  # noqa: S105 -- of this fake
APP_TOKEN = "xapp-fake-app"  # noqa: S105 -- of this fake
TEAM = "T01TEAM"
BOT_USER = "U01BOT"
BOT_ID = "B01BOT"
GENERAL = "C01GENERAL"
DIRECT = "D01ALICE"
LEAST_SCOPES = ("app_mentions:read", "chat:write", "commands", "im:history")

Json = dict[str, Any]


class Clock(Protocol):
    """Something that tells the time."""

    def now(self) -> datetime:
        """Return the current instant."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """Return the current instant."""
        return datetime.now(UTC)


@dataclass
class Channel:
    """A conversation, and what stands in it."""

    member: bool = True
    archived: bool = False
    restricted: bool = False
    private: bool = False
    messages: list[Json] = field(default_factory=list)


class Refusal(Exception):  # noqa: N818 -- says what it is
    """An answer that is not ok."""

    def __init__(self, error: str, **more: object) -> None:
        super().__init__(error)
        self.answer = {"ok": False, "error": error} | more


class Workspace:
    """A workspace that keeps what the app does in it, and refuses what Slack refuses.

    Args:
        scopes: what the app was granted; None says nothing of it, as some proxies do.
        paced: refuse more than one post a second and channel.
        log: file that gets a line of JSON for each message posted.
    """

    def __init__(
        self,
        *,
        scopes: Iterable[str] | None = LEAST_SCOPES,
        clock: Clock | None = None,
        paced: bool = False,
        log: Path | None = None,
    ) -> None:
        self.scopes = None if scopes is None else frozenset(scopes)
        self.clock = clock or SystemClock()
        self.channels = {GENERAL: Channel(), DIRECT: Channel()}
        self.used_scopes: set[str] = set()
        self.ephemeral: list[Json] = []
        self.responses: list[Json] = []
        self.views: list[Json] = []
        self.scheduled: dict[str, Json] = {}
        self.tickets: set[str] = set()
        self.methods: dict[str, Callable[[Json], Json]] = {
            "auth.test": self._auth_test,
            "apps.connections.open": self._open_connection,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.scheduleMessage": self._schedule,
            "chat.scheduledMessages.list": self._list_scheduled,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "views.open": self._open_view,
        }
        self._paced = paced
        self._log = log
        self._numbers = itertools.count(1)
        self._triggers: dict[str, datetime] = {}
        self._urls: dict[str, tuple[datetime, int]] = {}

    def messages(self, channel: str = GENERAL) -> list[Json]:
        """Return what stands in a channel by now, oldest first."""
        self.deliver_due()
        return self.channels[channel].messages

    def new_name(self, prefix: str) -> str:
        """Return an id that nothing else has."""
        return f"{prefix}{next(self._numbers)}"

    def trigger(self) -> str:
        """Return a new trigger id, which opens one view within 3 seconds."""
        name = self.new_name("trigger")
        self._triggers[name] = self.clock.now()
        return name

    def response_name(self) -> str:
        """Return the last part of a new response URL."""
        name = self.new_name("r")
        self._urls[name] = (self.clock.now(), 0)
        return name

    def entitle(self, kind: str) -> None:
        """Note the right under which Slack sends a kind of payload; refuse it without."""
        if scope := SENT_UNDER.get(kind):
            self._need(scope)

    def deliver_due(self) -> None:
        """Post the scheduled messages whose time has come."""
        now = self.clock.now().timestamp()
        due = [name for name, message in self.scheduled.items() if message["post_at"] <= now]
        for name in sorted(due, key=lambda name: self.scheduled[name]["post_at"]):
            message = self.scheduled.pop(name)
            if "metadata" not in message:  # one with metadata never appears (Slack's own bug note)
                self._keep(message["channel"], message)

    def answer(self, method: str, arguments: Json, token: str) -> Json:
        """Return what a method of the Web API answers."""
        self.deliver_due()
        expected = APP_TOKEN if method == "apps.connections.open" else BOT_TOKEN
        if token != expected:
            return Refusal("invalid_auth").answer
        if method not in self.methods:
            return Refusal("unknown_method").answer
        try:
            if scope := SCOPES.get(method):
                self._need(scope)
            return {"ok": True} | self.methods[method](arguments)
        except Refusal as refusal:
            return refusal.answer

    def respond(self, name: str, message: Json) -> str:
        """Take an answer to a response URL, and return `ok` or why not."""
        made, uses = self._urls.get(name, (None, 0))
        if made is None or self.clock.now() - made > timedelta(seconds=RESPONSE_URL["valid_s"]):
            return "expired_url"
        if uses >= RESPONSE_URL["uses"]:
            return "used_url"
        self._urls[name] = (made, uses + 1)
        if faults := message_faults(message):
            return faults[0]
        self.responses.append(message)
        return "ok"

    def _need(self, scope: str) -> None:
        if self.scopes is not None and scope not in self.scopes:
            provided = ",".join(sorted(self.scopes))
            raise Refusal("missing_scope", needed=scope, provided=provided)
        self.used_scopes.add(scope)

    def _auth_test(self, _: Json) -> Json:
        ids = {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID}
        return {"url": "https://fake.slack.com/", "team": "Fake", "user": "hayami"} | ids

    def _open_connection(self, _: Json) -> Json:
        ticket = self.new_name("ticket")
        self.tickets.add(ticket)
        return {"ticket": ticket}

    def _post_message(self, arguments: Json) -> Json:
        name = arguments.get("channel", "")
        channel = self._writable(name)
        self._check(arguments)
        thread = arguments.get("thread_ts")
        if thread and thread not in [message["ts"] for message in channel.messages]:
            raise Refusal("thread_not_found")
        if self._paced and channel.messages:
            last = float(channel.messages[-1]["ts"].partition(".")[0])
            if self.clock.now().timestamp() < last + 1:
                raise Refusal("ratelimited")
        message = self._keep(name, arguments)
        return {"channel": name, "ts": message["ts"], "message": message}

    def _post_ephemeral(self, arguments: Json) -> Json:
        self._writable(arguments["channel"])
        self._check(arguments)
        self.ephemeral.append(arguments)
        return {"message_ts": self._ts()}

    def _schedule(self, arguments: Json) -> Json:
        self._writable(arguments["channel"])
        self._check(arguments)
        post_at, now = int(arguments["post_at"]), self.clock.now()
        if post_at <= now.timestamp():
            raise Refusal("time_in_past")
        if post_at > (now + timedelta(days=SCHEDULE["days"])).timestamp():
            raise Refusal("time_too_far")
        window = post_at // SCHEDULE["window_s"]
        near = [
            m for m in self.scheduled.values() if m["post_at"] // SCHEDULE["window_s"] == window
        ]
        if len(near) >= SCHEDULE["per_window"]:
            raise Refusal("restricted_too_many")
        name = self.new_name("Q")
        self.scheduled[name] = arguments | {
            "post_at": post_at,
            "date_created": int(now.timestamp()),
        }
        ids = {"channel": arguments["channel"], "scheduled_message_id": name, "post_at": post_at}
        return ids | {"message": {"text": arguments.get("text", "")}}

    def _list_scheduled(self, arguments: Json) -> Json:
        shown = ("post_at", "date_created", "text")
        listed = [
            {"id": name, "channel_id": message["channel"]} | {part: message[part] for part in shown}
            for name, message in self.scheduled.items()
            if arguments.get("channel") in (None, message["channel"])
        ]
        start, limit = int(arguments.get("cursor") or 0), int(arguments.get("limit", 100))
        more = len(listed) > start + limit
        cursor = {"next_cursor": str(start + limit) if more else ""}
        return {"scheduled_messages": listed[start : start + limit], "response_metadata": cursor}

    def _history(self, arguments: Json) -> Json:
        messages = self._readable(arguments).messages
        top = [m for m in messages if m.get("thread_ts", m["ts"]) == m["ts"]]
        return _page(top[::-1], arguments)

    def _replies(self, arguments: Json) -> Json:
        messages = self._readable(arguments).messages
        thread = [m for m in messages if arguments["ts"] in (m["ts"], m.get("thread_ts"))]
        return _page(thread, arguments)

    def _open_view(self, arguments: Json) -> Json:
        made = self._triggers.pop(arguments.get("trigger_id", ""), None)
        if made is None:
            raise Refusal("invalid_trigger_id")
        if self.clock.now() - made > timedelta(seconds=TRIGGER_VALID_S):
            raise Refusal("expired_trigger_id")
        view = arguments["view"]
        view = view if isinstance(view, dict) else json.loads(view)
        if faults := view_faults(view):
            raise Refusal("invalid_arguments", response_metadata={"messages": faults})
        self.views.append(view | {"id": self.new_name("V")})
        return {"view": self.views[-1]}

    def _readable(self, arguments: Json) -> Channel:
        name = arguments.get("channel", "")
        if name not in self.channels:
            raise Refusal("channel_not_found")
        channel = self.channels[name]
        if name.startswith("D"):
            self._need("im:history")
        else:
            self._need("groups:history" if channel.private else "channels:history")
        if not channel.member:
            raise Refusal("not_in_channel")
        return channel

    def _writable(self, name: str) -> Channel:
        if name.startswith("U"):  # a person: their direct messages
            return self.channels.setdefault(name, Channel())
        channel = self.channels.get(name)
        if channel is None or (channel.private and not channel.member):
            raise Refusal("channel_not_found")
        if channel.archived:
            raise Refusal("is_archived")
        if not channel.member:
            raise Refusal("not_in_channel")
        if channel.restricted:
            raise Refusal("restricted_action")
        return channel

    def _check(self, message: Json) -> None:
        if faults := message_faults(message):
            error, _, _ = faults[0].partition(":")
            raise Refusal(error, response_metadata={"messages": faults})

    def _keep(self, channel: str, message: Json) -> Json:
        kept = message | {"channel": channel, "ts": self._ts(), "user": BOT_USER, "bot_id": BOT_ID}
        self.channels[channel].messages.append(kept)
        if self._log:
            with self._log.open("a", encoding="utf-8") as file:
                file.write(json.dumps(kept, ensure_ascii=False) + "\n")
        return kept

    def _ts(self) -> str:
        return f"{int(self.clock.now().timestamp())}.{next(self._numbers):06d}"


def _page(messages: list[Json], arguments: Json) -> Json:
    oldest, start = float(arguments.get("oldest", 0)), int(arguments.get("cursor") or 0)
    limit = int(arguments.get("limit", 100))
    found = [dict(message) for message in messages if float(message["ts"]) > oldest]
    if arguments.get("include_all_metadata") not in ("1", "true"):
        for message in found:
            message.pop("metadata", None)
    more = len(found) > start + limit
    cursor = {"next_cursor": str(start + limit) if more else ""}
    page = found[start : start + limit]
    return {"messages": page, "has_more": more, "response_metadata": cursor}
