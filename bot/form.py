"""A form: fields to fill in, and the call that the answers complete."""

from dataclasses import dataclass

from bot.calls import Call
from bot.i18n import Language

MAX_FORM_FIELDS = 5
"""Discord's limit for a modal (docs.discord.com, components reference; read 2026-11)."""


@dataclass(frozen=True, slots=True)
class TextField:
    """A line or a paragraph to type.

    Args:
        name: the option that the answer fills.
        value: what stands there at first.
        max_length: characters, at most 3,000 (Slack's limit).
    """

    name: str
    label: str
    value: str = ""
    hint: str = ""
    max_length: int = 150
    required: bool = True
    multiline: bool = False


@dataclass(frozen=True, slots=True)
class FormChoice:
    """One value of a choice field."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """A choice of one from 1 to 25; `value` is the one chosen at first."""

    name: str
    label: str
    choices: tuple[FormChoice, ...]
    value: str


FormField = TextField | ChoiceField


@dataclass(frozen=True, slots=True)
class Form:
    """What to ask for, in one language.

    Args:
        call: what to run; each answer is added to its arguments under its field's name.

    Raises:
        ValueError: no field, or more than `MAX_FORM_FIELDS`, or the call is too long to be carried.
    """

    language: Language
    title: str
    fields: tuple[FormField, ...]
    submit: str
    cancel: str
    call: Call

    def __post_init__(self) -> None:
        if not 1 <= len(self.fields) <= MAX_FORM_FIELDS:
            raise ValueError(f"Form takes 1 to {MAX_FORM_FIELDS} fields, got {len(self.fields)}")
        self.call.encode()

    def completed(self, answers: dict[str, str]) -> Call:
        """Return the call with the answers of the fields; other names are ignored."""
        known = [field.name for field in self.fields]
        kept = tuple(pair for pair in self.call.arguments if pair[0] not in known)
        added = tuple((name, answers[name]) for name in known if answers.get(name))
        return Call(self.call.command, kept + added, self.call.language)
