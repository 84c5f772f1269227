"""Turn buttons and selects into the rows that stand below a Discord message.

Limits: docs.discord.com, components/reference, read 2026-11. What a person reads here carries no
Markdown, so nothing is escaped.
"""

from collections import Counter
from typing import assert_never

from adapters.discord import markup
from adapters.discord.ids import numbered
from adapters.discord.layout import Json
from adapters.fitting import ELLIPSIS, one_line, shorten, utf16_width
from bot.reply import Actions, Button, Choice, LinkButton, Select

BUTTON_LABEL = 80
BUTTON_ADDRESS = 512
CHOICE_TEXT = 100
PLACEHOLDER = 150

_BUTTON, _SELECT = 2, 3
_PRIMARY, _SECONDARY, _LINK = 1, 2, 5


def row(block: Actions | Select) -> list[Json]:
    """Return the components of a row; none where no button of it can be shown."""
    match block:
        case Actions(buttons):
            return [_button(button) for button in buttons if is_pressable(button)]
        case Select(placeholder, choices):
            return [_select(placeholder, choices)]
        case _:
            assert_never(block)


def is_pressable(button: Button | LinkButton) -> bool:
    """Return whether Discord takes `button`, which it does not if its address is too long."""
    return isinstance(button, Button) or markup.address(button.url, BUTTON_ADDRESS) is not None


def short(text: str, limit: int) -> str:
    """Return `text` as one line of 1 to `limit` characters."""
    return shorten(one_line(text), limit, utf16_width) or ELLIPSIS


def _button(button: Button | LinkButton) -> Json:
    shown = {"type": _BUTTON, "label": short(button.label, BUTTON_LABEL)}
    match button:
        case Button(_, call, primary):
            style = _PRIMARY if primary else _SECONDARY
            return shown | {"style": style, "custom_id": call.encode()}
        case LinkButton(_, url):
            return shown | {"style": _LINK, "url": markup.address(url, BUTTON_ADDRESS)}
        case _:
            assert_never(button)


def _select(placeholder: str, choices: tuple[Choice, ...]) -> Json:
    taken: Counter[str] = Counter()
    return {
        "type": _SELECT,
        "custom_id": "select",
        "placeholder": short(placeholder, PLACEHOLDER),
        "options": [_option(choice, taken) for choice in choices],
    }


def _option(choice: Choice, taken: Counter[str]) -> Json:
    option = {
        "label": short(choice.label, CHOICE_TEXT),
        "value": numbered(choice.call.encode(), taken),
    }
    if choice.description.strip():
        option["description"] = short(choice.description, CHOICE_TEXT)
    return option
