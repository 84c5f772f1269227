"""When an entry is to be compared with its sources again."""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.terms.entry import Entry

CHECK_EVERY = timedelta(days=180)
CHECK_OFTEN = timedelta(days=90)
CHANGING = ("law-and-governance", "products-and-standards")
"""Categories whose facts change quickly, and are compared `CHECK_OFTEN`."""


def due_on(entry: Entry) -> date:
    """Return the day on which the check of an entry is too old."""
    return entry.checked + (CHECK_OFTEN if entry.category in CHANGING else CHECK_EVERY)


def due(entries: Iterable[Entry], today: date) -> tuple[Entry, ...]:
    """Return the entries whose check is too old, the oldest first."""
    return tuple(
        sorted(
            (entry for entry in entries if due_on(entry) <= today),
            key=lambda entry: (due_on(entry), entry.id),
        )
    )
