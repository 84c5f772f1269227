"""The link that adds hayami to a server, and why it asks for each right."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlencode

from bot.i18n import N_


@dataclass(frozen=True, slots=True)
class Permission:
    """A right in a server.

    Args:
        bit: its place in Discord's bit field (docs.discord.com, topics/permissions; read 2026-11).
        why: what it is for, in one sentence; marked for the catalogues.
    """

    bit: int
    why: str


SCOPES: Mapping[str, str] = MappingProxyType(
    {
        "bot": N_("To be a member of the server, so that hayami hears its mentions."),
        "applications.commands": N_("To offer the slash commands and the entry in message menus."),
    }
)
"""What the link asks for, and why; no message content and no member list are among it."""

PERMISSIONS: Mapping[str, Permission] = MappingProxyType(
    {
        "VIEW_CHANNEL": Permission(
            1 << 10, N_("To hear a mention, and to see the channel of a digest.")
        ),
        "SEND_MESSAGES": Permission(1 << 11, N_("To answer a mention, and to post the digest.")),
        "SEND_MESSAGES_IN_THREADS": Permission(
            1 << 38, N_("To answer a mention in the thread that it stands in.")
        ),
        "EMBED_LINKS": Permission(
            1 << 14, N_("To set answers and digests as cards with headings and links.")
        ),
        "READ_MESSAGE_HISTORY": Permission(
            1 << 16,
            N_("To reply to the question itself, and to see before a retry if a digest arrived."),
        ),
    }
)


def invite_url(application_id: str) -> str:
    """Return the link that adds the bot of `application_id` to a server."""
    asked = {
        "client_id": application_id,
        "scope": " ".join(SCOPES),
        "permissions": str(sum(permission.bit for permission in PERMISSIONS.values())),
    }
    return f"https://discord.com/oauth2/authorize?{urlencode(asked)}"
