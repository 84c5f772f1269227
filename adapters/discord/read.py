"""Read what Discord sends, an interaction or a message, as a request.

Shapes: docs.discord.com, interactions/receiving-and-responding and resources/message, read
2026-11. Of a payload only the parts that are named here are looked at.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from adapters.discord import ids
from adapters.discord.declare import MANAGE_GUILD
from adapters.discord.layout import Json
from adapters.discord.names import command_name
from bot.calls import Call
from bot.i18n import Language
from bot.registry import Commands
from bot.request import Actor, Place, Request

ADMINISTRATOR = 1 << 3


class Kind(IntEnum):
    """The types of interaction that are answered."""

    COMMAND = 2
    COMPONENT = 3
    COMPLETION = 4
    MODAL = 5


_MESSAGE_MENU = 3
_SUB_COMMAND = 1
_PRIVATE_CHANNEL = 2
_INSTALLED_IN_GUILD = "0"
_WRITTEN_BY_A_PERSON = (0, 19)
"""Types of a message: a plain one, and a reply to another."""


@dataclass(frozen=True, slots=True)
class Typing:
    """An option that is being typed.

    Args:
        typed: what stands there so far.
        locale: the reader's language, where it is one of ours.
    """

    command: str
    option: str
    typed: str
    locale: Language | None


def interaction(payload: Json, commands: Commands) -> Request:
    """Return what an interaction asks: a command, a button, a choice or a form sent in.

    Raises:
        UsageError: a button or a form is from an older version, or none of ours.
    """
    actor, place, data = _actor(payload), _place(payload), payload["data"]
    match payload["type"]:
        case Kind.COMPONENT:
            pressed = data["values"][0] if data.get("values") else data["custom_id"]
            return Request(ids.call(pressed), actor, place, "button")
        case Kind.MODAL:
            return Request(_completed(data), actor, place, "form")
        case _ if data.get("type") == _MESSAGE_MENU:
            return Request(_about_message(data, commands), actor, place, "message")
        case _:
            words, options = _spoken(data)
            given = tuple((option["name"], str(option["value"])) for option in options)
            return Request(Call(command_name(words, commands), given), actor, place, "command")


def typing(payload: Json, commands: Commands) -> Typing:
    """Return the option that is being typed in a command."""
    words, options = _spoken(payload["data"])
    focused = next(option for option in options if option.get("focused"))
    typed = str(focused["value"])
    return Typing(command_name(words, commands), focused["name"], typed, locale(payload))


def message(payload: Json, bot_user: str) -> Request | None:
    """Return what a message asks of the bot, or None where it is not spoken to.

    In a server it is spoken to where its mention is written; the mention that comes with a reply
    to one of its messages is none, for "thanks" is no question.

    Args:
        bot_user: the id of the bot's own user.
    """
    mention = re.compile(rf"<@!?{bot_user}>")
    in_guild = bool(payload.get("guild_id"))
    by_person = payload.get("type", 0) in _WRITTEN_BY_A_PERSON and not (
        payload["author"].get("bot") or payload.get("webhook_id")
    )
    if not by_person or (in_guild and not mention.search(payload["content"])):
        return None
    question = mention.sub(" ", payload["content"]).strip()
    return Request(
        question, _actor(payload | {"user": payload["author"]}), _place(payload), "mention"
    )


def locale(payload: Json) -> Language | None:
    """Return the language of the reader's client, where it is one of ours."""
    tag = str(payload.get("locale", ""))
    if tag == "ja":
        return "ja"
    return "en" if tag.startswith("en") else None


def _actor(payload: Json) -> Actor:
    member = payload.get("member", {})
    user = payload.get("user") or member["user"]
    if payload.get("guild_id"):
        may_manage = bool(int(member.get("permissions", 0)) & (ADMINISTRATOR | MANAGE_GUILD))
    else:  # in a direct message everybody is the master; a group's channel is nobody's
        may_manage = payload.get("context") != _PRIVATE_CHANNEL
    return Actor(user["id"], may_manage, locale(payload))


def _place(payload: Json) -> Place:
    """Return where it is asked; a thread is a channel of its own on Discord.

    The bot posts only where it is a member: not in a server or group that it was brought to by
    somebody who installed it for themselves.
    """
    channel, guild = payload["channel_id"], payload.get("guild_id")
    if not guild:
        receives = payload.get("context") != _PRIVATE_CHANNEL
        return Place("discord", f"@me/{channel}", channel, "direct", receives=receives)
    owners = payload.get("authorizing_integration_owners", {_INSTALLED_IN_GUILD: guild})
    return Place("discord", guild, channel, receives=_INSTALLED_IN_GUILD in owners)


def _spoken(data: Json) -> tuple[tuple[str, ...], list[Json]]:
    """Return the words of a command, its sub-command's included, and its options."""
    words, options = [data["name"]], data.get("options", [])
    while options and options[0]["type"] == _SUB_COMMAND:
        words.append(options[0]["name"])
        options = options[0].get("options", [])
    return tuple(words), options


def _about_message(data: Json, commands: Commands) -> Call:
    command = next((known for known in commands.all if known.menu == data["name"]), None)
    if command is None:
        return Call(data["name"])
    text = _text(data["resolved"]["messages"][data["target_id"]])
    return Call(command.name, ((command.options[0].name, text),))


def _text(message: dict[str, Any]) -> str:
    """Return what a message says, that of its embeds included: announcements are often cards."""
    embeds = message.get("embeds", ())
    parts = [message["content"], *(e.get(key) for e in embeds for key in ("title", "description"))]
    return "\n".join(part for part in parts if part)


def _completed(data: Json) -> Call:
    """Return the call of a form, with what was filled in."""
    call = ids.call(data["custom_id"])
    answers = dict(_answer(label["component"]) for label in data["components"])
    kept = tuple(pair for pair in call.arguments if pair[0] not in answers)
    given = tuple((name, value) for name, value in answers.items() if value)
    return Call(call.command, kept + given, call.language)


def _answer(component: Json) -> tuple[str, str]:
    values = component.get("values", [component.get("value", "")])
    return component["custom_id"], values[0] if values else ""
