"""The typed arguments of commands: how each is named, completed, and read from text."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from enum import Enum
from functools import cache
from importlib import resources
from typing import Generic, TypeVar

from bot.core import Bot
from bot.errors import UsageError
from bot.i18n import LANGUAGES, N_, Language, texts

T_co = TypeVar("T_co", covariant=True)


class Missing(Enum):
    """Stands for "no default": the option must be given."""

    MISSING = "missing"


MISSING = Missing.MISSING


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One completion of an option's value, both at most 100 characters."""

    label: str
    value: str


Suggest = Callable[[str, Language, Bot], tuple[Suggestion, ...]]
"""(what is typed so far, reader's language, bot) → at most 25 completions, best first."""


@dataclass(frozen=True, slots=True)
class Option(Generic[T_co]):
    """One typed argument of a command.

    Args:
        name: the stable name, in English.
        summary: what to write there; marked for the catalogues.
        parse: text → value; raises UsageError with how to write it.
        default: the value where none is given; `MISSING` where one must be.
        choices: pairs (value, marked label) where only these are taken, at most 25.
        suggest: completions while typing.
        rest: whether it takes all the words that are left, not one.
        max_length: characters of a value that are looked at.
    """

    name: str
    summary: str
    parse: Callable[[str], T_co]
    default: T_co | Missing = MISSING
    choices: tuple[tuple[str, str], ...] = ()
    suggest: Suggest | None = None
    rest: bool = False
    max_length: int = 100

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is MISSING


def text_option(  # noqa: PLR0913 -- keywords, each with its own meaning
    name: str,
    summary: str,
    *,
    default: str | Missing = MISSING,
    suggest: Suggest | None = None,
    rest: bool = True,
    max_length: int = 3000,
) -> Option[str]:
    """Return an option that takes any text."""
    return Option(name, summary, str, default, (), suggest, rest, max_length)


def choice_option(
    name: str,
    summary: str,
    choices: tuple[tuple[str, str], ...],
    *,
    default: str | Missing = MISSING,
) -> Option[str]:
    """Return an option that takes one of `choices`, pairs of a value and its marked label."""

    def parse(text: str) -> str:
        for value, label in choices:
            if text.casefold() in {
                value.casefold(),
                *(texts(known)(label).casefold() for known in LANGUAGES),
            }:
                return value
        raise UsageError(
            N_("“{value}” is not possible there; choose one of: {choices}."),
            value=text[:40],
            choices=", ".join(value for value, _ in choices),
        )

    return Option(name, summary, parse, default, choices)


def whole_number_option(
    name: str, summary: str, *, default: int | Missing = MISSING, least: int = 1, most: int = 10_000
) -> Option[int]:
    """Return an option that takes a whole number from `least` to `most`."""

    def parse(text: str) -> int:
        if text.isdecimal() and len(text) < 10 and least <= int(text) <= most:  # noqa: PLR2004 -- 9 digits fit any column
            return int(text)
        raise UsageError(
            N_("“{value}” is no number from {least} to {most}."),
            value=text[:40],
            least=least,
            most=most,
        )

    return Option(name, summary, parse, default)


def time_option(name: str, summary: str, *, default: time | Missing = MISSING) -> Option[time]:
    """Return an option that takes a time of day, such as 9, 09:00, 9時30分 or 午後3時."""

    def parse(text: str) -> time:
        later = 12 if text.startswith("午後") else 0
        clock = text.removeprefix("午前").removeprefix("午後")
        parts = clock.replace("：", ":").replace("時", ":").replace("分", "").strip(":").split(":")
        numbers = [int(part) for part in parts if part.isdecimal() and len(part) <= 2]  # noqa: PLR2004 -- digits of an hour
        if len(numbers) == len(parts) <= 2:  # noqa: PLR2004 -- hour and minute
            hour, minute = (*numbers, 0)[:2]
            hour += later if hour < 12 else 0  # noqa: PLR2004 -- the clock
            if hour < 24 and minute < 60:  # noqa: PLR2004 -- the clock
                return time(hour, minute)
        raise UsageError(N_("“{value}” is no time of day; write it like 09:00."), value=text[:40])

    return Option(name, summary, parse, default)


def timezone_option(
    name: str, summary: str, *, default: str | Missing = MISSING, suggest: Suggest | None = None
) -> Option[str]:
    """Return an option that takes the IANA name of a time zone."""

    def parse(text: str) -> str:
        zone = _zones().get(text.casefold())
        if zone is None:
            raise UsageError(
                N_("I do not know the time zone “{value}”; write one like Asia/Tokyo."),
                value=text[:40],
            )
        return zone

    return Option(name, summary, parse, default, (), suggest)


@cache
def _zones() -> Mapping[str, str]:
    """Return the zones of the tzdata package, in any case.

    A machine may know more, such as `localtime`, which mean another place on the next machine.
    """
    listed = resources.files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {zone.casefold(): zone for zone in listed}
