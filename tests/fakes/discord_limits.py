"""What Discord refuses, written from its documentation and not from what hayami renders.

Figures: docs.discord.com, resources/message, components/reference, interactions, read 2026-11, and
Discord's published OpenAPI description of 2026-07-18. Texts are counted in UTF-16 units, the
strictest reading; ids and values, which people do not see, in characters.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import regex

Json = dict[str, Any]

CONTENT = 2000
EMBEDS = 10
EMBED = {"title": 256, "description": 4096}
FOOTER = 2048
FIELDS = 25
FIELD = {"name": 256, "value": 1024}
ALL_EMBEDS = 6000
ROWS = 5
BUTTONS = 5
ID = 100
LABEL = 80
ADDRESS = 512
OPTIONS = 25
OPTION_TEXT = 100
PLACEHOLDER = 150
MODAL = {"title": 45, "label": 45, "description": 100, "parts": 5, "value": 4000}
NONCE = 25
COMMAND_NAME = regex.compile(r"[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}")
COMMAND = {"description": 100, "options": 25, "choices": 25, "choice": 100, "string": 6000}
COMMAND_CHARACTERS = 8000
COMMANDS = {1: 100, 3: 15}
REQUEST_BYTES = 2**20

ROW, BUTTON, SELECT, INPUT, LABELLED = 1, 2, 3, 4, 18
LINK_STYLE = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a body: where, and Discord's code for it."""

    path: tuple[str | int, ...]
    code: str


Answer = tuple[int, Any]
"""A status, and a body for JSON."""


class Refusal(Exception):  # noqa: N818 -- what it is
    """An answer with an error."""

    def __init__(self, status: int, code: int, message: str, **more: object) -> None:
        super().__init__(message)
        self.answer: Answer = (status, {"message": message, "code": code, **more})


def refuse(faults: list[Fault]) -> None:
    """Refuse a body that has faults.

    Raises:
        Refusal: it has; the answer lists all of them.
    """
    if faults:
        raise Refusal(400, 50035, "Invalid Form Body", errors=error_tree(faults))


def check_message(body: Json, *, rows_suffice: bool = True) -> None:
    """Refuse a message that Discord would refuse.

    Args:
        rows_suffice: whether rows alone make a message, as they do not in a follow-up.

    Raises:
        Refusal: it would.
    """
    shown = [(body.get("content") or "").strip(), body.get("embeds")]
    if not any([*shown, body.get("components") if rows_suffice else None]):
        raise Refusal(400, 50006, "Cannot send an empty message")
    refuse(message_faults(body))


def error_tree(faults: Iterable[Fault]) -> Json:
    """Return `faults` as the `errors` of an answer of 400."""
    tree: Json = {}
    for fault in faults:
        node = tree
        for step in fault.path:
            node = node.setdefault(str(step), {})
        node.setdefault("_errors", []).append({"code": fault.code, "message": fault.code})
    return tree


def message_faults(body: Json) -> list[Fault]:
    """Return what Discord refuses in the body of a message."""
    return list(_message(body))


def modal_faults(body: Json) -> list[Fault]:
    """Return what Discord refuses in a modal."""
    return list(_modal(body))


def command_faults(body: list[Json]) -> list[Fault]:
    """Return what Discord refuses in a list of application commands."""
    return list(_commands(body))


def choice_faults(choices: list[Json]) -> list[Fault]:
    """Return what Discord refuses in the choices of an option that is being typed."""
    return list(_choices(choices, ("data",)))


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def _text(value: object, most: int, path: tuple[str | int, ...], least: int = 1) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield Fault(path, "STRING_TYPE_CONVERT")
    elif units(value) > most:
        yield Fault(path, "BASE_TYPE_MAX_LENGTH")
    elif units(value.strip()) < least:
        yield Fault(path, "BASE_TYPE_REQUIRED")


def _known(body: Json, keys: set[str], path: tuple[str | int, ...]) -> Iterator[Fault]:
    """Yield the keys that nobody reads: Discord ignores them, so a slip would go unseen."""
    yield from (Fault((*path, key), "UNKNOWN_KEY") for key in body if key not in keys)


def _message(body: Json) -> Iterator[Fault]:
    keys = {"content", "embeds", "components", "allowed_mentions", "nonce", "enforce_nonce"}
    yield from _known(body, keys | {"flags", "message_reference"}, ())
    if body.get("content") is not None:
        yield from _text(body["content"], CONTENT, ("content",))
    if len(str(body.get("nonce", ""))) > NONCE:
        yield Fault(("nonce",), "NONCE_TYPE_TOO_LONG")
    embeds = body.get("embeds", [])
    if len(embeds) > EMBEDS:
        yield Fault(("embeds",), "BASE_TYPE_MAX_LENGTH")
    for number, embed in enumerate(embeds):
        yield from _embed(embed, ("embeds", number))
    if sum(units(text) for embed in embeds for text in embed_texts(embed)) > ALL_EMBEDS:
        yield Fault(("embeds",), "MAX_EMBED_SIZE_EXCEEDED")
    yield from _components(body.get("components", []))


def embed_texts(embed: Json) -> Iterator[str]:
    """Yield the texts of an embed that count towards the size of a message."""
    yield from (embed[key] for key in EMBED if embed.get(key))
    if "footer" in embed:
        yield embed["footer"]["text"]
    for field in embed.get("fields", []):
        yield from (field["name"], field["value"])


def _embed(embed: Json, path: tuple[str | int, ...]) -> Iterator[Fault]:
    yield from _known(embed, {*EMBED, "fields", "footer", "url", "color", "timestamp"}, path)
    if not any(embed.get(key) for key in (*EMBED, "fields", "footer")):
        yield Fault(path, "BASE_TYPE_REQUIRED")
    for key, most in EMBED.items():
        if key in embed:
            yield from _text(embed[key], most, (*path, key))
    if "footer" in embed:
        yield from _text(embed["footer"]["text"], FOOTER, (*path, "footer", "text"))
    fields = embed.get("fields", [])
    if len(fields) > FIELDS:
        yield Fault((*path, "fields"), "BASE_TYPE_MAX_LENGTH")
    for number, field in enumerate(fields):
        for key, most in FIELD.items():
            yield from _text(field.get(key), most, (*path, "fields", number, key))


def _components(rows: list[Json]) -> Iterator[Fault]:
    if len(rows) > ROWS:
        yield Fault(("components",), "BASE_TYPE_BAD_LENGTH")
    seen: set[str] = set()
    for number, row in enumerate(rows):
        path = ("components", number, "components")
        parts = row.get("components", [])
        if row.get("type") != ROW or not 1 <= len(parts) <= BUTTONS:
            yield Fault(path, "BASE_TYPE_BAD_LENGTH")
        if len(parts) > 1 and any(part["type"] == SELECT for part in parts):
            yield Fault(path, "COMPONENT_LAYOUT_WIDTH_EXCEEDED")
        for place, part in enumerate(parts):
            yield from _component(part, (*path, place), seen)


def _component(part: Json, path: tuple[str | int, ...], seen: set[str]) -> Iterator[Fault]:
    if part["type"] == BUTTON:
        yield from _known(part, {"type", "style", "label", "custom_id", "url"}, path)
        yield from _text(part.get("label"), LABEL, (*path, "label"))
        if part["style"] == LINK_STYLE:
            yield from _address(part.get("url"), (*path, "url"))
            return
    elif part["type"] == SELECT:
        yield from _select(part, path)
    else:
        yield Fault((*path, "type"), "BASE_TYPE_CHOICES")
    yield from _id(part.get("custom_id"), (*path, "custom_id"), seen)


def _id(value: object, path: tuple[str | int, ...], seen: set[str]) -> Iterator[Fault]:
    if not isinstance(value, str) or not 1 <= len(value) <= ID:
        yield Fault(path, "BASE_TYPE_BAD_LENGTH")
    elif value in seen:
        yield Fault(path, "COMPONENT_CUSTOM_ID_DUPLICATED")
    else:
        seen.add(value)


def _address(url: object, path: tuple[str | int, ...]) -> Iterator[Fault]:
    if not isinstance(url, str) or len(url) > ADDRESS:
        yield Fault(path, "BASE_TYPE_MAX_LENGTH")
        return
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "discord"):
        yield Fault(path, "URL_TYPE_INVALID_SCHEME")
    elif not re.fullmatch(r"[\w.-]+\.[\w-]+(:\d+)?", parts.netloc) or not url.isascii():
        yield Fault(path, "URL_TYPE_INVALID_URL")


def _select(part: Json, path: tuple[str | int, ...]) -> Iterator[Fault]:
    yield from _known(
        part, {"type", "custom_id", "placeholder", "options", "min_values", "max_values"}, path
    )
    options = part.get("options", [])
    if not 1 <= len(options) <= OPTIONS:
        yield Fault((*path, "options"), "BASE_TYPE_BAD_LENGTH")
    if "placeholder" in part:
        yield from _text(part["placeholder"], PLACEHOLDER, (*path, "placeholder"))
    values: set[str] = set()
    for number, option in enumerate(options):
        at = (*path, "options", number)
        yield from _text(option.get("label"), OPTION_TEXT, (*at, "label"))
        if "description" in option:
            yield from _text(option["description"], OPTION_TEXT, (*at, "description"))
        value = option.get("value", "")
        if not 1 <= len(value) <= ID:
            yield Fault((*at, "value"), "BASE_TYPE_BAD_LENGTH")
        if value in values:
            yield Fault(at, "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED")
        values.add(value)
    if sum(bool(option.get("default")) for option in options) > part.get("max_values", 1):
        yield Fault((*path, "options"), "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES")


def _modal(body: Json) -> Iterator[Fault]:
    yield from _id(body.get("custom_id"), ("custom_id",), set())
    yield from _text(body.get("title"), MODAL["title"], ("title",))
    labels = body.get("components", [])
    if not 1 <= len(labels) <= MODAL["parts"]:
        yield Fault(("components",), "BASE_TYPE_BAD_LENGTH")
    seen: set[str] = set()
    for number, label in enumerate(labels):
        path = ("components", number)
        if label.get("type") != LABELLED:
            yield Fault(path, "BASE_TYPE_CHOICES")
            continue
        yield from _text(label.get("label"), MODAL["label"], (*path, "label"))
        if "description" in label:
            yield from _text(label["description"], MODAL["description"], (*path, "description"))
        yield from _modal_input(label["component"], (*path, "component"), seen)


def _modal_input(part: Json, path: tuple[str | int, ...], seen: set[str]) -> Iterator[Fault]:
    yield from _id(part.get("custom_id"), (*path, "custom_id"), seen)
    if part["type"] == SELECT:
        yield from _select(part, path)
    elif part["type"] == INPUT:
        most = part.get("max_length", MODAL["value"])
        if not 1 <= most <= MODAL["value"]:
            yield Fault((*path, "max_length"), "NUMBER_TYPE_MAX")
        yield from _text(part.get("value", ""), most, (*path, "value"), least=0)
        if part.get("style") not in (1, 2):
            yield Fault((*path, "style"), "BASE_TYPE_CHOICES")
    else:
        yield Fault((*path, "type"), "BASE_TYPE_CHOICES")


def _commands(body: list[Json]) -> Iterator[Fault]:
    kinds = [command.get("type", 1) for command in body]
    for kind, most in COMMANDS.items():
        if kinds.count(kind) > most:
            yield Fault((), "APPLICATION_COMMANDS_MAX")
    names = [(command.get("type", 1), command["name"]) for command in body]
    for number, command in enumerate(body):
        if names.count(names[number]) > 1:
            yield Fault((number,), "APPLICATION_COMMANDS_DUPLICATE_NAME")
        if command.get("type", 1) == 1:
            yield from _named(command, (number,))
            yield from _options(command.get("options", []), (number, "options"))
        else:
            yield from _text(command["name"], 32, (number, "name"))
            if "description" in command:
                yield Fault((number, "description"), "APPLICATION_COMMAND_NO_DESCRIPTION")
        if _characters(command) > COMMAND_CHARACTERS:
            yield Fault((number,), "APPLICATION_COMMAND_TOO_LARGE")
        yield from _usable(command, (number,))


def _usable(command: Json, path: tuple[str | int, ...]) -> Iterator[Fault]:
    for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        values = command.get(key)
        if values is not None and (not set(values) <= known or len(set(values)) != len(values)):
            yield Fault((*path, key), "BASE_TYPE_CHOICES")
    rights = command.get("default_member_permissions")
    if rights is not None and not str(rights).isdecimal():
        yield Fault((*path, "default_member_permissions"), "BASE_TYPE_BAD_INTEGER")


def _named(part: Json, path: tuple[str | int, ...]) -> Iterator[Fault]:
    for name in (part.get("name"), *part.get("name_localizations", {}).values()):
        if not isinstance(name, str) or not COMMAND_NAME.fullmatch(name) or name != name.lower():
            yield Fault((*path, "name"), "APPLICATION_COMMAND_INVALID_NAME")
    texts = (part.get("description"), *part.get("description_localizations", {}).values())
    for text in texts:
        yield from _text(text, COMMAND["description"], (*path, "description"))


def _options(options: list[Json], path: tuple[str | int, ...]) -> Iterator[Fault]:
    if len(options) > COMMAND["options"]:
        yield Fault(path, "BASE_TYPE_MAX_LENGTH")
    if len({option["name"] for option in options}) != len(options):
        yield Fault(path, "APPLICATION_COMMAND_OPTIONS_NAME_INVALID")
    required = [bool(option.get("required")) for option in options]
    if required != sorted(required, reverse=True):
        yield Fault(path, "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID")
    if len({option["type"] in (1, 2) for option in options}) > 1:
        yield Fault(path, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID")
    for number, option in enumerate(options):
        at = (*path, number)
        yield from _named(option, at)
        if option.get("choices") and option.get("autocomplete"):
            yield Fault(at, "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES")
        if not 1 <= option.get("max_length", 1) <= COMMAND["string"]:
            yield Fault((*at, "max_length"), "NUMBER_TYPE_MAX")
        yield from _choices(option.get("choices", []), (*at, "choices"))
        yield from _options(option.get("options", []), (*at, "options"))


def _choices(choices: list[Json], path: tuple[str | int, ...]) -> Iterator[Fault]:
    if len(choices) > COMMAND["choices"]:
        yield Fault(path, "BASE_TYPE_MAX_LENGTH")
    for number, choice in enumerate(choices):
        for text in (choice["name"], *choice.get("name_localizations", {}).values()):
            yield from _text(text, COMMAND["choice"], (*path, number, "name"))
        yield from _text(choice["value"], COMMAND["choice"], (*path, number, "value"))


def _characters(part: Json) -> int:
    """Return the characters of a command that are counted together, the longest language's."""
    own = 0
    for key in ("name", "description", "value"):
        texts = [str(part.get(key, "")), *part.get(f"{key}_localizations", {}).values()]
        own += max(map(len, texts))
    children = part.get("options", []) + part.get("choices", [])
    return own + sum(_characters(child) for child in children)


def size_fault(body: object) -> bool:
    """Return whether a body is larger than Discord reads."""
    return len(json.dumps(body).encode()) > REQUEST_BYTES
