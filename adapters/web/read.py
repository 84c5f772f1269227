"""Read what the page sends: JSON → Request."""

import re
from collections.abc import Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.answer import MAX_QUESTION, well_formed
from bot.calls import Call
from bot.commands import COMMANDS
from bot.errors import UsageError
from bot.i18n import LANGUAGES, N_, Language
from bot.request import Actor, Place, Request, Via

PLAYGROUND = Place("web", "local", "playground")
"""The page's only channel."""

_ADDRESS = re.compile(r"\s*([/／@＠])hayami(?![a-z0-9_-])\s*", re.IGNORECASE)
UNREADABLE = N_("I could not read that. Please reload the page and try again.")
"""Said of whatever is no request."""


def read(body: object, reader: str, locale: Language | None) -> Request:
    """Return the request in `body`: `text`, or `call` and perhaps the `answers` of its form.

    Args:
        body: any JSON; `language` and `timezone` are the reader's, where they are known ones.
        reader: who asks; on the playground everybody may manage the channel.
        locale: what the reader's browser prefers.

    Raises:
        UsageError: it is no request.
    """
    if not isinstance(body, dict):
        raise UsageError(UNREADABLE)
    actor = Actor(reader, may_manage=True, locale=locale, timezone=_timezone(body.get("timezone")))
    match body:
        case {"call": str(call), "answers": dict(answers)}:
            return Request(completed(Call.decode(call), answers), actor, PLAYGROUND, "form")
        case {"call": str(call)}:
            return Request(Call.decode(call), actor, PLAYGROUND, "button")
        case {"text": str(text)}:
            return _typed(well_formed(text), language(body.get("language")), actor)
    raise UsageError(UNREADABLE)


def language(value: object) -> Language | None:
    """Return the language that `value` names, or None for "automatic"."""
    return next((known for known in LANGUAGES if known == value), None)


def preferred(accept_language: str) -> Language | None:
    """Return the first language of ours in an `Accept-Language` header."""
    tags = (part.strip()[:2].lower() for part in accept_language.split(","))
    return next((known for tag in tags if (known := language(tag))), None)


def strip_address(text: str) -> str:
    """Return `text` without the `/hayami` or `@hayami` that it begins with."""
    return text[found.end() :] if (found := _ADDRESS.match(text)) else text


def completed(call: Call, answers: Mapping[str, object]) -> Call:
    """Return `call` with the answers of its form; an empty answer leaves its option out."""
    kept = tuple(pair for pair in call.arguments if pair[0] not in answers)
    given = tuple(
        (name, well_formed(value))
        for name, value in answers.items()
        if isinstance(value, str) and value
    )
    return replace(call, arguments=kept + given)


def _typed(text: str, chosen: Language | None, actor: Actor) -> Request:
    found = _ADDRESS.match(text)
    via: Via = "mention" if found and found[1] in "@＠" else "command"
    question = strip_address(text)
    if chosen is None:
        return Request(question, actor, PLAYGROUND, via)
    call = replace(COMMANDS.parse(question[:MAX_QUESTION]), language=chosen)
    return Request(call, actor, PLAYGROUND, via)


def _timezone(name: object) -> str | None:
    if not isinstance(name, str):
        return None
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: the name of a folder
        return None
