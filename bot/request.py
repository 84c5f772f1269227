"""What was asked, by whom and where, in words that fit every platform."""

from dataclasses import dataclass
from typing import Literal

from bot.calls import Call
from bot.i18n import Language

Via = Literal["command", "mention", "message", "button", "form"]
"""How it was asked; `mention` includes a direct message, `message` is a message's own menu."""

PlaceKind = Literal["channel", "direct"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks.

    Args:
        user: the platform's id, or None where nobody is known (a terminal); then no personal
            setting is looked up.
        may_manage: whether the platform lets them manage the place, e.g. its digests.
        locale: the language that their client is set to, where the platform tells.
        timezone: IANA name of their zone, where the platform tells.
    """

    user: str | None
    may_manage: bool = False
    locale: Language | None = None
    timezone: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is asked, and where something is posted.

    Args:
        platform: `slack`, `discord`, `web` or `terminal`.
        tenant: the Slack workspace or Discord server (a direct message has its own).
        channel: the platform's id.
        thread: the platform's id of the thread, where the request stands in one.
        receives: whether something can be posted there later, e.g. a digest.
    """

    platform: str
    tenant: str
    channel: str
    kind: PlaceKind = "channel"
    thread: str | None = None
    receives: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One question to hayami, as an adapter read it.

    Args:
        content: a call (from a button, a form, typed options), or free text as typed, without
            the mention of the bot.
    """

    content: Call | str
    actor: Actor
    place: Place
    via: Via = "command"
