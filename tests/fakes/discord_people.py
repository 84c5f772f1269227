"""What people do on Discord, as the payloads that their clients make Discord send.

Shapes: docs.discord.com, interactions/receiving-and-responding, read 2026-11.
"""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

MANAGE_GUILD = 1 << 5
_EPOCH_MS = 1_420_070_400_000
_numbers = itertools.count()


def snowflake() -> str:
    """Return a new id, later than all before it."""
    return str((int(time.time() * 1000) - _EPOCH_MS) << 22 | next(_numbers) % 2**22)


@dataclass(frozen=True)
class Person:
    """Somebody with a client in some language and rights in the server."""

    id: str = "300"
    locale: str = "ja"
    permissions: int = 0

    def user(self) -> Json:
        """Return their user object."""
        return {
            "id": self.id, "username": "hana", "discriminator": "0", "global_name": "Hana",
            "avatar": None, "public_flags": 0,
        }  # fmt: skip

    def member(self) -> Json:
        """Return their member object in a server."""
        return {
            "user": self.user(), "roles": [], "permissions": str(self.permissions), "nick": None,
            "avatar": None, "joined_at": "2024-01-01T00:00:00+00:00", "premium_since": None,
            "deaf": False, "mute": False, "flags": 0, "pending": False,
            "communication_disabled_until": None,
        }  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A channel of a server, or a direct message where `guild` is None."""

    channel: str = "200"
    guild: str | None = "100"
    type: int = 0
    user_install: bool = False
    group: bool = False

    def parts(self, person: Person) -> Json:
        """Return the parts of a payload that say where and by whom."""
        channel: Json = {"id": self.channel, "type": self.type, "name": "general", "flags": 0}
        if self.guild is None:
            context, kind = (2, 3) if self.group else (1, 1)
            owners = {"1": person.id} if self.group else {"0": "0"}
            return {
                "channel_id": self.channel, "context": context, "user": person.user(),
                "channel": channel | {"type": kind, "recipients": [person.user()], "owner_id": "1"},
                "authorizing_integration_owners": owners,
            }  # fmt: skip
        owners = {"1": person.id} if self.user_install else {"0": self.guild}
        return {
            "channel_id": self.channel, "context": 0, "guild_id": self.guild,
            "guild": {"id": self.guild, "features": [], "locale": "en-US"},
            "channel": channel | {"guild_id": self.guild, "position": 0, "parent_id": None},
            "member": person.member(), "authorizing_integration_owners": owners,
        }  # fmt: skip


SERVER = Spot()
DIRECT = Spot("201", None)
HANA = Person()


@dataclass(frozen=True)
class Act:
    """Something done, by whom and where; `payload` is what Discord makes of it."""

    type: int
    data: Json
    person: Person = HANA
    spot: Spot = SERVER
    message: Json | None = None
    id: str = field(default_factory=snowflake)

    @property
    def token(self) -> str:
        """Return the token that its answers carry."""
        return f"interaction-token-{self.id}"

    def payload(self, application: str) -> Json:
        """Return the data of INTERACTION_CREATE."""
        known = {
            "id": self.id, "application_id": application, "type": self.type, "version": 1,
            "token": self.token, "data": self.data,
            "locale": self.person.locale, "app_permissions": "0", "entitlements": [],
            "attachment_size_limit": 10485760,
        }  # fmt: skip
        seen = {"message": self.message} if self.message else {}
        return known | seen | self.spot.parts(self.person)


def command(name: str, person: Person = HANA, spot: Spot = SERVER, **options: str) -> Act:
    """Return the use of a slash command; `digest list` is a sub-command."""
    given = [{"type": 3, "name": key, "value": value} for key, value in options.items()]
    return Act(2, _command_data(name, given), person, spot)


def typing(name: str, option: str, typed: str, person: Person = HANA) -> Act:
    """Return the typing of an option that completes itself."""
    given = [{"type": 3, "name": option, "value": typed, "focused": True}]
    return Act(4, _command_data(name, given), person)


def menu(content: str, person: Person = HANA, **parts: Any) -> Act:
    """Return the use of the entry in a message's menu."""
    target = said(content, SERVER, person) | parts
    resolved = {"messages": {target["id"]: target}}
    data = {"id": "1", "name": "Explain the terms", "type": 3, "target_id": target["id"]}
    return Act(2, data | {"resolved": resolved}, person)


def press(custom_id: str, person: Person = HANA, spot: Spot = SERVER) -> Act:
    """Return the press of a button."""
    data = {"custom_id": custom_id, "component_type": 2, "id": 1}
    return Act(3, data, person, spot, said("card", spot, person))


def choose(custom_id: str, value: str, person: Person = HANA) -> Act:
    """Return the choice of a line in a select."""
    data = {"custom_id": custom_id, "component_type": 3, "values": [value], "id": 1}
    return Act(3, data, person, SERVER, said("card", SERVER, person))


def fill_in(
    modal: Json, answers: dict[str, str], person: Person = HANA, spot: Spot = SERVER
) -> Act:
    """Return a modal sent in: with `answers`, and with what stood there where there is none."""
    components = [
        {"type": 18, "id": number, "component": _filled(label["component"], answers)}
        for number, label in enumerate(modal["components"])
    ]
    return Act(5, {"custom_id": modal["custom_id"], "components": components}, person, spot)


def said(content: str, spot: Spot = SERVER, person: Person = HANA) -> Json:
    """Return a message as Discord sends it to those who may read it."""
    guild = {"guild_id": spot.guild, "member": person.member()} if spot.guild else {}
    return {
        "id": snowflake(), "type": 0, "channel_id": spot.channel, "author": person.user(),
        "content": content, "mentions": [], "mention_roles": [], "mention_everyone": False,
        "attachments": [], "embeds": [], "components": [], "pinned": False, "tts": False,
        "timestamp": "2026-11-24T00:00:00+00:00", "edited_timestamp": None, "flags": 0, **guild,
    }  # fmt: skip


def _command_data(name: str, options: list[Json]) -> Json:
    first, _, second = name.partition(" ")
    if second:
        options = [{"type": 1, "name": second, "options": options}]
    return {"id": "1", "name": first, "type": 1, "options": options}


def _filled(component: Json, answers: dict[str, str]) -> Json:
    name = component["custom_id"]
    kept = {"type": component["type"], "custom_id": name, "id": 1}
    if component["type"] == 4:
        return kept | {"value": answers.get(name, component.get("value", ""))}
    chosen = [option["value"] for option in component["options"] if option.get("default")]
    return kept | {"values": [answers[name]] if name in answers else chosen}
