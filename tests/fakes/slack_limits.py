"""What Slack refuses, as data apart from the renderer, so that a wrong limit there can't pass.

Figures: docs.slack.dev (reference/block-kit, reference/views, reference/methods), read 2026-11;
the size of all blocks together is not documented (slackapi/bolt-js#2509: about 13,200).
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

MESSAGE = {"blocks": 50, "text": 40_000, "all_blocks": 13_200, "per_block": 100}
VIEW = {"blocks": 100, "title": 24, "submit": 24, "close": 24, "callback_id": 255, "metadata": 3000}
TEXTS = {
    "header": 150,
    "context": 2000,
    "button": 75,
    "placeholder": 150,
    "option": 75,
    "label": 2000,
    "hint": 2000,
}
COUNTS = {"context": 10, "actions": 25, "options": 100}
LENGTHS = {"id": 255, "button_value": 2000, "url": 3000, "option_value": 150, "input": 3000}
RESPONSE_URL = {"uses": 5, "valid_s": 1800}
TRIGGER_VALID_S = 3
SCHEDULE = {"days": 120, "per_window": 30, "window_s": 300}

SCOPES = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.scheduleMessage": "chat:write",
    "chat.deleteScheduledMessage": "chat:write",
    "conversations.open": "im:write",
    "users.info": "users:read",
}
"""The right that a method needs; `conversations.history` depends on the channel."""

SENT_UNDER = {
    "app_mention": "app_mentions:read",
    "message": "im:history",
    "slash_commands": "commands",
    "message_action": "commands",
}
"""The right under which Slack sends a kind of event or interaction; others need none."""

MANIFEST_LENGTHS = {
    ("display_information", "name"): (1, 35),
    ("display_information", "description"): (1, 140),
    ("display_information", "long_description"): (175, 4000),
    ("display_information", "background_color"): (4, 7),
    ("features", "bot_user", "display_name"): (1, 80),
    ("features", "slash_commands", "command"): (2, 32),
    ("features", "slash_commands", "description"): (1, 2000),
    ("features", "slash_commands", "usage_hint"): (1, 1000),
    ("features", "slash_commands", "url"): (8, 3000),
    ("features", "shortcuts", "name"): (1, 24),
    ("features", "shortcuts", "callback_id"): (1, 255),
    ("features", "shortcuts", "description"): (1, 150),
    ("features", "shortcuts", "type"): (6, 7),
    ("oauth_config", "scopes", "bot"): (1, 50),
    ("settings", "event_subscriptions", "bot_events"): (1, 50),
    ("settings", "event_subscriptions", "request_url"): (8, 3500),
    ("settings", "interactivity", "request_url"): (8, 3500),
}
"""Lengths of the strings that a manifest may hold (slackapi/manifest-schema, version 1)."""

MANIFEST_FLAGS = {
    ("features", "app_home", "home_tab_enabled"),
    ("features", "app_home", "messages_tab_enabled"),
    ("features", "app_home", "messages_tab_read_only_enabled"),
    ("features", "bot_user", "always_online"),
    ("features", "slash_commands", "should_escape"),
    ("settings", "interactivity", "is_enabled"),
    ("settings", "org_deploy_enabled"),
    ("settings", "socket_mode_enabled"),
    ("settings", "token_rotation_enabled"),
    ("_metadata", "major_version"),
    ("_metadata", "minor_version"),
}

_URL = re.compile(r"https?://[^\s<>|\"/?#]*\w[^\s<>|\"]*")
_MRKDWN = re.compile(r"<(?:https?://[^\s<>|]+|!date\^\d+\^[^|<>]*\{\w+\}[^|<>]*)\|[^<>]+>")


def message_faults(message: Json) -> list[str]:
    """Return what Slack would refuse in a message: an error code, a colon and the detail."""
    text, blocks = message.get("text"), message.get("blocks") or []
    if not text and not blocks:
        return ["no_text"]
    faults = []
    if len(text or "") > MESSAGE["text"]:
        faults.append("msg_too_long")
    faults += [f"invalid_blocks: {fault}" for fault in _blocks(blocks, MESSAGE["blocks"])]
    if sum(_size(block) + MESSAGE["per_block"] for block in blocks) > MESSAGE["all_blocks"]:
        faults.append("msg_blocks_too_long")
    return faults


def view_faults(view: Json) -> list[str]:
    """Return what Slack would refuse in a modal."""
    known = {"type", "callback_id", "private_metadata", "title", "submit", "close", "blocks"}
    faults = [*_keys(view, known, {"type", "title", "blocks"}, "view")]
    if view["type"] != "modal":
        faults.append("view/type")
    for part in ("title", "submit", "close"):
        faults += _plain(view.get(part), VIEW[part], f"view/{part}")
    faults += _string(view.get("callback_id"), VIEW["callback_id"], "view/callback_id")
    faults += _string(view.get("private_metadata"), VIEW["metadata"], "view/private_metadata")
    faults += _blocks(view["blocks"], VIEW["blocks"])
    if any(block["type"] == "input" for block in view["blocks"]) and "submit" not in view:
        faults.append("view/submit is missing")
    return [f"invalid_arguments: {fault}" for fault in faults]


def manifest_faults(part: object, path: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield what Slack's manifest schema would refuse."""
    match part:
        case bool() | int():
            if path not in MANIFEST_FLAGS:
                yield f"{path} is not known"
        case str():
            least, most = MANIFEST_LENGTHS.get(path, (0, -1))
            if not least <= len(part) <= most:
                yield f"{path} has {len(part)} characters"
        case dict():
            for name, inner in part.items():
                yield from manifest_faults(inner, (*path, name))
        case list():
            if not part:
                yield f"{path} is empty"
            for inner in part:
                yield from manifest_faults(inner, path)
        case _:
            yield f"{path} is a {type(part).__name__}"


def _blocks(blocks: Sequence[Json], most: int) -> Iterator[str]:
    if len(blocks) > most:
        yield f"no more than {most} items allowed"
    ids = [block["block_id"] for block in blocks if "block_id" in block]
    if len(ids) != len(set(ids)):
        yield "block_id is not unique"
    for n, block in enumerate(blocks):
        check = _BLOCKS.get(block.get("type", ""))
        if check is None:
            yield f"unsupported type: {block.get('type')}"
        else:
            yield from _string(block.get("block_id", "-"), LENGTHS["id"], f"{n}/block_id")
            yield from check(block, f"{n}/{block['type']}")


def _header(block: Json, at: str) -> Iterator[str]:
    yield from _keys(block, {"type", "text", "block_id"}, {"text"}, at)
    yield from _plain(block.get("text"), TEXTS["header"], at)


def _divider(block: Json, at: str) -> Iterator[str]:
    yield from _keys(block, {"type", "block_id"}, set(), at)


def _context(block: Json, at: str) -> Iterator[str]:
    yield from _keys(block, {"type", "elements", "block_id"}, {"elements"}, at)
    yield from _count(block["elements"], COUNTS["context"], at)
    for element in block["elements"]:
        if element.get("type") == "mrkdwn":
            yield from _keys(element, {"type", "text", "verbatim"}, {"text"}, at)
            yield from _string(element["text"], TEXTS["context"], at)
            if not _MRKDWN.fullmatch(element["text"]):
                yield f"{at}: markup other than a link or a date"
        else:
            yield from _plain(element, TEXTS["context"], at)


def _actions(block: Json, at: str) -> Iterator[str]:
    yield from _keys(block, {"type", "elements", "block_id"}, {"elements"}, at)
    yield from _count(block["elements"], COUNTS["actions"], at)
    ids = [element.get("action_id") for element in block["elements"]]
    if len(ids) != len(set(ids)):
        yield f"{at}: action_id is not unique"
    for element in block["elements"]:
        yield from _ELEMENTS.get(element.get("type"), _unknown)(element, at)


def _input(block: Json, at: str) -> Iterator[str]:
    known = {"type", "block_id", "label", "hint", "element", "optional"}
    yield from _keys(block, known, {"label", "element"}, at)
    yield from _plain(block.get("label"), TEXTS["label"], f"{at}/label")
    if "hint" in block:
        yield from _plain(block["hint"], TEXTS["hint"], f"{at}/hint")
    yield from _ELEMENTS.get(block["element"].get("type"), _unknown)(block["element"], at)


def _rich_text(block: Json, at: str) -> Iterator[str]:
    yield from _keys(block, {"type", "elements", "block_id"}, {"elements"}, at)
    yield from _count(block["elements"], 1_000, at)
    for part in block["elements"]:
        if part.get("type") not in ("rich_text_section", "rich_text_quote"):
            yield f"{at}: unsupported type {part.get('type')}"
        yield from _keys(part, {"type", "elements"}, {"elements"}, at)
        yield from _count(part["elements"], 10_000, at)
        for element in part["elements"]:
            yield from _rich_element(element, at)


def _rich_element(element: Json, at: str) -> Iterator[str]:
    match element.get("type"):
        case "text":
            yield from _keys(element, {"type", "text", "style"}, {"text"}, at)
            yield from _string(element["text"], 100_000, at)
            yield from _keys(element.get("style", {}), {"bold"}, set(), at)
        case "link":
            yield from _keys(element, {"type", "text", "url", "style"}, {"url"}, at)
            yield from _url(element["url"], at)
        case "date":
            known = {"type", "timestamp", "format", "fallback"}
            yield from _keys(element, known, {"timestamp", "format"}, at)
            if not isinstance(element["timestamp"], int) or element["timestamp"] <= 0:
                yield f"{at}: timestamp"
            if not re.search(r"\{\w+\}", element["format"]):
                yield f"{at}: format"
        case unknown:
            yield f"{at}: unsupported element {unknown}"


def _button(element: Json, at: str) -> Iterator[str]:
    yield from _keys(element, {"type", "text", "action_id", "value", "url", "style"}, {"text"}, at)
    yield from _plain(element.get("text"), TEXTS["button"], at)
    yield from _string(element.get("action_id", "-"), LENGTHS["id"], at)
    yield from _string(element.get("value", "-"), LENGTHS["button_value"], at)
    if element.get("style", "primary") not in ("primary", "danger"):
        yield f"{at}: style"
    if "url" in element:
        yield from _url(element["url"], at)


def _select(element: Json, at: str) -> Iterator[str]:
    known = {"type", "action_id", "placeholder", "options", "initial_option"}
    yield from _keys(element, known, {"options"}, at)
    if "placeholder" in element:
        yield from _plain(element["placeholder"], TEXTS["placeholder"], at)
    yield from _count(element["options"], COUNTS["options"], at)
    for option in element["options"]:
        yield from _keys(option, {"text", "value", "description"}, {"text", "value"}, at)
        yield from _plain(option["text"], TEXTS["option"], at)
        yield from _string(option["value"], LENGTHS["option_value"], at)
        if "description" in option:
            yield from _plain(option["description"], TEXTS["option"], at)
    if "initial_option" in element and element["initial_option"] not in element["options"]:
        yield f"{at}: initial_option is none of the options"


def _text_input(element: Json, at: str) -> Iterator[str]:
    known = {"type", "action_id", "multiline", "max_length", "initial_value"}
    yield from _keys(element, known, {"action_id"}, at)
    most = element.get("max_length", LENGTHS["input"])
    if not 1 <= most <= LENGTHS["input"]:
        yield f"{at}: max_length"
    if len(element.get("initial_value", "")) > most:
        yield f"{at}: initial_value is longer than max_length"


def _unknown(element: Json, at: str) -> Iterator[str]:
    yield f"{at}: unsupported element {element.get('type')}"


def _plain(text: Json | None, most: int, at: str) -> Iterator[str]:
    if text is None or text.get("type") != "plain_text":
        yield f"{at}: a plain_text object is required"
        return
    yield from _keys(text, {"type", "text", "emoji"}, {"text"}, at)
    yield from _string(text["text"], most, at)
    if not text["text"].strip():
        yield f"{at}: must not be blank"


def _string(text: object, most: int, at: str) -> Iterator[str]:
    if not isinstance(text, str) or not text:
        yield f"{at}: must be more than 0 characters"
    elif len(text) > most:
        yield f"{at}: must be less than {most + 1} characters"


def _url(url: str, at: str) -> Iterator[str]:
    yield from _string(url, LENGTHS["url"], at)
    if not _URL.fullmatch(url):
        yield f"{at}: invalid url {url!r}"


def _count(parts: Sequence[object], most: int, at: str) -> Iterator[str]:
    if not 1 <= len(parts) <= most:
        yield f"{at}: takes 1 to {most} items"


def _keys(part: Json, known: set[str], required: set[str], at: str) -> Iterator[str]:
    if part.keys() - known:
        yield f"{at}: unknown {sorted(part.keys() - known)}"
    if required - part.keys():
        yield f"{at}: missing {sorted(required - part.keys())}"


def _size(part: object) -> int:
    """Return the characters of all texts in a block."""
    match part:
        case dict():
            return sum(_size(inner) for name, inner in part.items() if name != "type")
        case list():
            return sum(map(_size, part))
        case str():
            return len(part)
        case _:
            return 0


_Check = Callable[[Json, str], Iterator[str]]
_BLOCKS: dict[str, _Check] = {
    "header": _header,
    "divider": _divider,
    "context": _context,
    "actions": _actions,
    "input": _input,
    "rich_text": _rich_text,
}
_ELEMENTS: dict[str | None, _Check] = {
    "button": _button,
    "static_select": _select,
    "plain_text_input": _text_input,
}
