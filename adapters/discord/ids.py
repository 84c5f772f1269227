"""What a component carries: a call as its id, numbered where a message has the same one twice."""

import re
from collections import Counter

from bot.calls import Call

_NUMBER = re.compile(r"^\d{1,2}:")


def numbered(wanted: str, taken: Counter[str]) -> str:
    """Return `wanted` as an id of its own: the second is `2:…`, and so on; `taken` counts.

    Discord refuses a message with the same id twice, and a select with the same value twice. The
    number takes 3 characters at most, for a message has 25 components, and so many choices has
    a select.
    """
    taken[wanted] += 1
    return wanted if taken[wanted] == 1 else f"{taken[wanted]}:{wanted}"


def call(custom_id: str) -> Call:
    """Return the call that `custom_id` carries, whatever its number.

    Raises:
        UsageError: it carries none of this version.
    """
    return Call.decode(_NUMBER.sub("", custom_id))
