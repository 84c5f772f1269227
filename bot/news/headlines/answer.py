"""Read what the model answered, whatever it is."""

import json
from dataclasses import dataclass

from bot.errors import ServiceError
from bot.i18n import LANGUAGES
from bot.news.headlines.fields import FIELDS, key
from bot.storage.records import Written


@dataclass(frozen=True, slots=True)
class Answered:
    """What the model answered.

    Args:
        text: its words; empty where they can't be made out.
        tokens: how many were read and how many written; None where the endpoint does not say.
    """

    text: str
    tokens: tuple[int, int] | None = None


class NoAnswer(ServiceError):  # noqa: N818 -- says what came of the question
    """An answer without any text that could be used; the message says why, in one line."""


def read_answer(text: str) -> tuple[Written, ...]:
    """Return the texts in `text`, in each language; those that are not there are empty.

    Words around the JSON object, such as a fence, are left out.

    Raises:
        NoAnswer: there is no JSON object, or none of the texts is in it.
    """
    start, end = text.find("{"), text.rfind("}")
    try:
        found = json.loads(text[start : end + 1]) if 0 <= start < end else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise NoAnswer("no JSON object")
    written = tuple(
        Written(language, **{field: _text(found, key(field, language)) for field in FIELDS})
        for language in LANGUAGES
    )
    if not any(each != Written(each.language) for each in written):
        raise NoAnswer("no text in the JSON object")
    return written


def _text(found: dict[str, object], name: str) -> str:
    value = found.get(name)
    return value.strip() if isinstance(value, str) else ""
