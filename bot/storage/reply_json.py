"""Replies as JSON: what a digest says is stored before it is posted, and said again as it was.

What is stored names the classes and fields of `bot.reply`. It lives no longer than a delivery is
under way, so that only a change of those names during one can meet what it does not know.
"""

from dataclasses import fields, is_dataclass
from datetime import datetime
from typing import Any, Final, get_args

from bot.calls import Call
from bot.reply import Block, Button, Choice, Field, LinkButton, Reply, Span

Json = dict[str, Any]

_KINDS: Final = {
    kind.__name__: kind
    for kind in (*get_args(Block), *get_args(Span), Button, Call, Choice, Field, LinkButton, Reply)
}


def write(reply: Reply) -> Json:
    """Return `reply` as values that JSON has."""
    written: Json = _written(reply)
    return written


def read(stored: Json) -> Reply:
    """Return the reply that `write` gave as `stored`.

    Raises:
        TypeError: it is none.
    """
    reply = _read(stored)
    if not isinstance(reply, Reply):
        raise TypeError(f"a reply was expected, not {type(reply).__name__}")
    return reply


def _written(value: Any) -> Any:  # noqa: ANN401 -- any value that a reply has in it
    if is_dataclass(value):
        parts = {each.name: _written(getattr(value, each.name)) for each in fields(value)}
        return {"kind": type(value).__name__, **parts}
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    return {"instant": value.isoformat()} if isinstance(value, datetime) else value


def _read(stored: Any) -> Any:  # noqa: ANN401 -- as above
    match stored:
        case {"kind": kind, **rest}:
            return _KINDS[kind](**{str(name): _read(part) for name, part in rest.items()})
        case {"instant": instant}:
            return datetime.fromisoformat(instant)
        case [*parts]:
            return tuple(_read(part) for part in parts)
        case _:
            return stored
