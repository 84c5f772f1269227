"""Turn what Slack sends into requests; nothing is answered from here.

Payloads: docs.slack.dev, reference/interaction-payloads, reference/events and
interactivity/implementing-slash-commands; read 2026-11.
"""

import re
from collections.abc import Mapping
from typing import Any

from adapters.slack.words import unescape
from bot.calls import Call
from bot.registry import Commands
from bot.request import Actor, Place, Request

Payload = Mapping[str, Any]
"""A JSON object as Slack sent it; that Slack did is proven before it comes here."""

_MARKUP = re.compile(r"<(?P<kind>[@#!])?(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_NO_QUESTION = ("subtype", "bot_id", "bot_profile", "edited", "hidden")
"""Parts of an event that a person's new message does not have."""


def command(payload: Payload) -> Request:
    """Return the request of a slash command; what follows the command is free text."""
    where = place(tenant(payload), payload["channel_id"], None)
    who = Actor(payload["user_id"], may_manage=True)
    return Request(words(payload.get("text", "")), who, where)


def message(payload: Payload) -> Request | None:
    """Return the request of a mention or a direct message, None where nobody asks anything.

    A question in a channel is answered in its thread, which it starts unless it stands in one.
    """
    event = payload["event"]
    direct = event.get("channel_type") == "im"
    asks = event["type"] == "app_mention" or (event["type"] == "message" and direct)
    if not asks or "user" not in event or any(event.get(part) for part in _NO_QUESTION):
        return None
    thread = event.get("thread_ts") or (None if direct else event["ts"])
    where = place(tenant(payload), event["channel"], thread)
    who = Actor(event["user"], may_manage=True)
    return Request(words(event.get("text", "")), who, where, "mention")


def names(payload: Payload) -> tuple[str, str]:
    """Return what a message is known by when it comes again, be it as another kind of event."""
    event = payload["event"]
    return payload["event_id"], f"{event['channel']} {event['ts']}"


def shortcut(payload: Payload, commands: Commands) -> Request:
    """Return the request of a message's own menu: its text fills the command's first option."""
    chosen = commands.named(payload["callback_id"])
    text = words(payload["message"].get("text", ""))
    call = Call(chosen.name, ((chosen.options[0].name, text),))
    return Request(call, actor(payload), interaction_place(payload), "message")


def action(payload: Payload) -> Request | None:
    """Return the request of a button or a choice, None for a button that only opens a page.

    Raises:
        UsageError: it carries no call that this version knows.
    """
    pressed = payload["actions"][0]
    value = pressed.get("value") or pressed.get("selected_option", {}).get("value")
    if value is None:
        return None
    return Request(Call.decode(value), actor(payload), interaction_place(payload), "button")


def actor(payload: Payload) -> Actor:
    """Return who pressed, chose or submitted."""
    return Actor(payload["user"]["id"], may_manage=True)


def interaction_place(payload: Payload) -> Place:
    """Return where the message stands whose button, choice or menu was used."""
    container = payload.get("container", {})
    shown = payload.get("message", {})
    thread = container.get("thread_ts") or shown.get("thread_ts")
    return place(tenant(payload), payload["channel"]["id"], thread)


def place(tenant: str, channel: str, thread: str | None) -> Place:
    """Return a place in a workspace; Slack's ids of direct messages begin with D."""
    return Place(
        "slack", tenant, channel, "direct" if channel.startswith("D") else "channel", thread
    )


def words(text: str) -> str:
    """Return what a person typed: without markup and without the people it mentions."""
    return unescape(_MARKUP.sub(_shown, text)).strip()


def _shown(markup: re.Match[str]) -> str:
    kind, target, label = markup["kind"], markup["target"], markup["label"]
    match kind:
        case "@":
            return ""
        case "#":
            return f"#{label or target}"
        case "!":
            return label or f"@{target}"
        case _:
            return label or target


def tenant(payload: Payload) -> str:
    """Return the workspace's id, or the organisation's where the app belongs to all of it."""
    team = payload.get("team_id") or (payload.get("team") or {}).get("id")
    return str(team or payload.get("enterprise_id") or payload["enterprise"]["id"])
