"""What Discord is told of the commands: their names, texts and options, in both languages.

Limits: docs.discord.com, interactions/application-commands, read 2026-11.
"""

from typing import Any

import regex

from adapters.discord.controls import short
from adapters.discord.layout import Json
from adapters.discord.names import path
from bot.i18n import texts
from bot.options import Option
from bot.registry import Command, Commands

DESCRIPTION = 100
CHOICE_NAME = 100
STRING = 6000
PARTS = 25
"""Options of a command, and choices of an option."""
COMBINED = 8000
"""Characters of a command's names, descriptions and values, those of its options included; of
several languages the longest counts."""

NAME = regex.compile(r"[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}")

MANAGE_GUILD = 1 << 5

_MESSAGE_COMMAND = 3
_SUB_COMMAND, _STRING = 1, 3
_GUILD_INSTALL, _USER_INSTALL = 0, 1
_IN_GUILD, _WITH_BOT, _IN_PRIVATE_CHANNEL = 0, 1, 2


def application_commands(commands: Commands) -> list[Json]:
    """Return the body of `PUT /applications/{id}/commands`.

    Raises:
        ValueError: Discord would refuse a command; the text names it.
    """
    members: dict[str, list[Command]] = {}
    for command in commands.all:
        members.setdefault(path(command)[0], []).append(command)
    declared = [_base(name, group) for name, group in members.items()]
    declared += [_menu_entry(command) for command in commands.all if command.menu]
    for entry in declared:
        if _length(entry) > COMBINED:
            raise ValueError(f"/{entry['name']} has more than {COMBINED} characters")
    return declared


def _menu_entry(command: Command) -> Json:
    labels = {"name": command.menu, "name_localizations": {"ja": texts("ja")(command.menu)}}
    return {"type": _MESSAGE_COMMAND, **labels, **_where([command])}


def _base(name: str, group: list[Command]) -> Json:
    """Return the command `name`: one that runs, or a group of those that share their first word."""
    first = group[0]
    lengths = {len(path(command)) for command in group}
    if len(lengths) > 1:
        raise ValueError(f"/{name} has sub-commands, so Discord can't run it by itself")
    if lengths == {1}:
        return _names(first, 0) | _described(first.summary) | _where(group) | _options(first)
    subs = [
        {"type": _SUB_COMMAND} | _names(command, 1) | _described(command.summary)
        | _options(command)
        for command in group
    ]  # fmt: skip
    english, japanese = (
        texts(language).listed([path(command, language)[1] for command in group])
        for language in ("en", "ja")
    )
    described = {
        "description": short(english, DESCRIPTION),
        "description_localizations": {"ja": short(japanese, DESCRIPTION)},
    }
    return _names(first, 0) | described | _where(group) | {"options": _few(name, subs)}


def _names(command: Command, word: int) -> Json:
    english, japanese = path(command), path(command, "ja")
    if len(english) != len(japanese):
        raise ValueError(f"{command.name!r} has another number of words in Japanese")
    for name in (english[word], japanese[word]):
        if not NAME.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a command on Discord")
    return {"name": english[word], "name_localizations": {"ja": japanese[word]}}


def _described(summary: str) -> Json:
    return {
        "description": short(texts("en")(summary), DESCRIPTION),
        "description_localizations": {"ja": short(texts("ja")(summary), DESCRIPTION)},
    }


def _where(group: list[Command]) -> Json:
    """Return where the commands can be used, and by whom at first.

    What managers do concerns a channel, so it is offered where the bot itself is, not to those
    who installed it for themselves alone. A server can change who may use a command.
    """
    if not any(command.managers_only for command in group):
        return {
            "contexts": [_IN_GUILD, _WITH_BOT, _IN_PRIVATE_CHANNEL],
            "integration_types": [_GUILD_INSTALL, _USER_INSTALL],
        }
    own = {"contexts": [_IN_GUILD, _WITH_BOT], "integration_types": [_GUILD_INSTALL]}
    if all(command.managers_only for command in group):
        return own | {"default_member_permissions": str(MANAGE_GUILD)}
    return own


def _options(command: Command) -> Json:
    """Return the options, required ones first, as Discord wants them.

    Where leaving options out opens a form, none is required.
    """
    required = [option for option in command.options if option.required and not command.form]
    others = [option for option in command.options if option not in required]
    options = [_option(option, required=True) for option in required]
    options += [_option(option, required=False) for option in others]
    return {"options": _few(command.name, options)} if options else {}


def _option(option: Option[Any], *, required: bool) -> Json:
    declared = {"type": _STRING, "name": option.name, "required": required}
    declared |= _described(option.summary)
    if option.choices:
        return declared | {
            "choices": _few(option.name, [_choice(*pair) for pair in option.choices])
        }
    return declared | {
        "max_length": min(option.max_length, STRING),
        "autocomplete": option.suggest is not None,
    }


def _choice(value: str, label: str) -> Json:
    return {
        "name": short(texts("en")(label), CHOICE_NAME),
        "name_localizations": {"ja": short(texts("ja")(label), CHOICE_NAME)},
        "value": value,
    }


def _few(name: str, parts: list[Json]) -> list[Json]:
    if len(parts) > PARTS:
        raise ValueError(f"{name} has {len(parts)} parts, Discord takes {PARTS}")
    return parts


def _length(entry: Json) -> int:
    """Return the characters of a command, option or choice and of all that is in it."""
    own = sum(
        max(len(text) for text in (entry[key], *entry.get(f"{key}_localizations", {}).values()))
        for key in ("name", "description", "value")
        if key in entry
    )
    inside = (*entry.get("options", ()), *entry.get("choices", ()))
    return own + sum(_length(part) for part in inside)
