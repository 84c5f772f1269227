"""The texts of hayami in each of its languages: English in the source, the others in catalogues.

A catalogue is `locales/<language>/LC_MESSAGES/hayami.po`. It is read as it is: a compiled copy
beside it could only disagree with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.lists import format_list
from babel.messages.pofile import read_po

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")
LOCALES = Path(__file__).parent / "locales"


def N_(message: str) -> str:  # noqa: N802 -- gettext's own name for it
    """Mark `message` for the catalogues; it is translated later, for each reader."""
    return message


def NP_(context: str, message: str) -> str:  # noqa: ARG001, N802 -- as N_; the context is for the catalogue
    """Mark `message`, which means something else elsewhere, for the catalogues."""
    return message


@dataclass(frozen=True)
class Texts:
    """The texts in one language."""

    language: Language
    catalogue: Mapping[tuple[str | None, str], tuple[str, ...]]

    def __call__(self, message: str, /, **facts: object) -> str:
        """Return `message` in this language, with its `{places}` filled."""
        return self._find(None, message)[0].format(**facts)

    def in_context(self, context: str, message: str) -> str:
        """Return `message` as it reads in `context`, e.g. as a command's name."""
        return self._find(context, message)[0]

    def counted(self, one: str, many: str, count: int, /, **facts: object) -> str:
        """Return the form of a message that goes with `count`, which fills `{count}`."""
        forms = self.catalogue.get((None, one)) or (one, many)
        form = forms[0] if count == 1 or len(forms) == 1 else forms[1]
        return form.format(count=count, **facts)

    def day(self, day: date) -> str:
        """Return a date with its weekday, as people write it."""
        pattern = "y年M月d日（E）" if self.language == "ja" else "full"
        return format_date(day, pattern, locale=self.language)

    def short_day(self, day: date) -> str:
        """Return a date without its weekday."""
        return format_date(day, "long", locale=self.language)

    def moment(self, at: datetime, timezone: str) -> str:
        """Return an instant as local date and time, with the name of its zone.

        Args:
            at: an aware instant.
            timezone: IANA name of the reader's zone.
        """
        pattern = "M月d日 HH:mm" if self.language == "ja" else "MMM d, HH:mm"
        local = format_datetime(at, pattern, ZoneInfo(timezone), locale=self.language)
        return f"{local} ({timezone})"

    def listed(self, words: list[str]) -> str:
        """Return `words` as one enumeration."""
        return format_list(words, locale=self.language)

    def _find(self, context: str | None, message: str) -> tuple[str, ...]:
        return self.catalogue.get((context, message)) or (message,)


@cache
def texts(language: Language) -> Texts:
    """Return the texts in `language`; what its catalogue lacks reads in English."""
    return Texts(language, _read_catalogue(language))


def _read_catalogue(language: Language) -> dict[tuple[str | None, str], tuple[str, ...]]:
    path = LOCALES / language / "LC_MESSAGES" / "hayami.po"
    if not path.exists():  # English is the source and needs none
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    found = {}
    for message in catalogue:
        ids, forms = _forms(message.id), _forms(message.string)
        if ids and all(ids) and forms and all(forms):
            found[message.context, ids[0]] = forms
    return found


def _forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """Return a message's text as its plural forms, one where it has no plural."""
    return (text,) if isinstance(text, str) else tuple(text or ())
