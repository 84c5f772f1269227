"""The objects of Discord's interface: channels, servers, messages, an application.

Shapes: docs.discord.com, resources, read 2026-11; of each as much as discord.py reads.
"""

import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from fakes.discord_people import Person, said

Json = dict[str, Any]

VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS = 1 << 10, 1 << 11, 1 << 14
READ_MESSAGE_HISTORY, SEND_IN_THREADS = 1 << 16, 1 << 38
ALL_RIGHTS = VIEW_CHANNEL | SEND_MESSAGES | EMBED_LINKS | READ_MESSAGE_HISTORY | SEND_IN_THREADS
THREADS = (10, 11, 12)

BOT: Json = {
    "id": "901", "username": "hayami", "discriminator": "0", "avatar": None, "bot": True,
}  # fmt: skip


@dataclass
class Channel:
    """A channel, and what stands in it, oldest first."""

    id: str
    guild: str | None = "100"
    type: int = 0
    rights: int = ALL_RIGHTS
    messages: list[Json] = field(default_factory=list)
    nonces: dict[str, str] = field(default_factory=dict)


def application_object(application: str) -> Json:
    """Return the application of the bot."""
    return {
        "id": application, "name": "hayami", "icon": None, "description": "",
        "bot_public": True, "bot_require_code_grant": False, "owner": Person("1").user(),
        "verify_key": "0", "flags": 0, "team": None, "summary": "",
    }  # fmt: skip


def ready_object(application: str, channels: Iterable[Channel]) -> Json:
    """Return what a session starts with."""
    guilds = sorted({channel.guild for channel in channels if channel.guild})
    return {
        "v": 10, "user": BOT, "application": {"id": application, "flags": 0},
        "guilds": [{"id": guild, "unavailable": True} for guild in guilds],
    }  # fmt: skip


def guild_objects(channels: Iterable[Channel]) -> list[Json]:
    """Return the servers; whoever has the role 110 may manage theirs."""
    guilds: dict[str, Json] = {}
    for channel in channels:
        if channel.guild is None:
            continue
        everyone = _role(channel.guild, "@everyone", ALL_RIGHTS)
        managers = _role("110", "managers", 1 << 5)
        empty: Json = {
            "id": channel.guild, "name": "server", "owner_id": "1", "channels": [],
            "roles": [everyone, managers], "threads": [], "members": [], "member_count": 2,
            "emojis": [], "stickers": [], "features": [], "unavailable": False,
        }  # fmt: skip
        guild = guilds.setdefault(channel.guild, empty)
        guild["threads" if channel.type in THREADS else "channels"].append(channel_object(channel))
    return list(guilds.values())


def channel_object(channel: Channel) -> Json:
    """Return a channel or a thread."""
    last = channel.messages[-1]["id"] if channel.messages else None
    thread = {
        "owner_id": "1", "message_count": 0, "member_count": 1, "rate_limit_per_user": 0,
        "thread_metadata": {
            "archived": False, "auto_archive_duration": 60, "locked": False,
            "archive_timestamp": "2026-11-24T00:00:00+00:00",
        },
    }  # fmt: skip
    return {
        "id": channel.id, "type": channel.type, "name": "general", "position": 0,
        "guild_id": channel.guild, "permission_overwrites": [], "nsfw": False, "flags": 0,
        "parent_id": "200" if channel.type in THREADS else None, "last_message_id": last,
    } | (thread if channel.type in THREADS else {})  # fmt: skip


def message_object(body: Json) -> Json:
    """Return a stored message, as Discord gives it back."""
    embeds = [embed | {"type": "rich"} for embed in body.get("embeds", [])]
    return said(body.get("content", "")) | {
        "author": BOT, "embeds": embeds, "components": body.get("components", []),
        "flags": body.get("flags", 0), "allowed_mentions": body.get("allowed_mentions"),
        "message_reference": body.get("message_reference"),
    }  # fmt: skip


def rate_limit_headers(method: str, path: str) -> dict[str, str]:
    """Return the headers of a limit that is far away; `Via` is what Discord's own edge adds."""
    route = hashlib.md5(f"{method} {path.split('/')[1]}".encode(), usedforsecurity=False)
    return {
        "X-RateLimit-Limit": "50", "X-RateLimit-Remaining": "49", "X-RateLimit-Bucket":
        route.hexdigest(), "X-RateLimit-Reset-After": "1.0", "Via": "1.1 google",
        "X-RateLimit-Reset": f"{time.time() + 1:.3f}",
    }  # fmt: skip


def _role(id_: str, name: str, permissions: int) -> Json:
    return {
        "id": id_, "name": name, "permissions": str(permissions), "position": 0, "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False, "managed": False, "mentionable": False, "flags": 0,
    }  # fmt: skip
