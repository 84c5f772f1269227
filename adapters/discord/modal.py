"""Turn a form into a Discord modal, and the completions of an option into choices.

Limits: docs.discord.com, components/reference, read 2026-11.
"""

from typing import assert_never

from adapters.discord.controls import CHOICE_TEXT, short
from adapters.discord.layout import Json
from adapters.fitting import shorten, utf16_width
from bot.form import ChoiceField, Form, FormField, TextField
from bot.options import Suggestion

TITLE = 45
LABEL = 45
HINT = 100
INPUT = 4000
SUGGESTIONS = 25

_SELECT, _INPUT, _LABEL = 3, 4, 18
_LINE, _PARAGRAPH = 1, 2


def modal(form: Form) -> Json:
    """Return the dialogue that asks for `form`; Discord words its two buttons itself."""
    return {
        "custom_id": form.call.encode(),
        "title": short(form.title, TITLE),
        "components": [_labelled(field) for field in form.fields],
    }


def completions(suggestions: tuple[Suggestion, ...]) -> list[Json]:
    """Return `suggestions` as choices for the option that is being typed."""
    return [
        {"name": short(suggestion.label, CHOICE_TEXT), "value": suggestion.value}
        for suggestion in suggestions[:SUGGESTIONS]
    ]


def _labelled(field: FormField) -> Json:
    label: Json = {"type": _LABEL, "label": short(field.label, LABEL), "component": _input(field)}
    if isinstance(field, TextField) and field.hint.strip():
        label["description"] = short(field.hint, HINT)
    return label


def _input(field: FormField) -> Json:
    match field:
        case TextField():
            value = shorten(field.value, INPUT, utf16_width)
            return {
                "type": _INPUT,
                "custom_id": field.name,
                "style": _PARAGRAPH if field.multiline else _LINE,
                "value": value,
                "max_length": max(field.max_length, utf16_width(value)),
                "required": field.required,
            }
        case ChoiceField():
            return {
                "type": _SELECT,
                "custom_id": field.name,
                "options": [
                    {
                        "label": short(choice.label, CHOICE_TEXT),
                        "value": choice.value,
                        "default": choice.value == field.value,
                    }
                    for choice in field.choices
                ],
            }
        case _:
            assert_never(field)
