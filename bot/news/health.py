"""Tell what troubles a source: that it fails, is silent, has moved or is not what it was."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import get_args

from bot.errors import ServiceError
from bot.news.fetch import Moved
from bot.storage.records import SourceState, Trouble

TROUBLES: tuple[Trouble, ...] = get_args(Trouble)

FAILURES = 3
"""Failures in a row after which operators are told: one or two are gone by themselves."""
SILENCE = timedelta(days=30)
SILENT_GAPS = 4
"""A source is silent when its newest item is older than `SILENCE` and than so many of its usual
gaps: a changelog of four entries a year is not silent after a month."""
LATEST = 20
"""Items that show a source's habit of today."""


class Unfit(ServiceError):  # noqa: N818 -- says the state of the document
    """A document that is not what its source declares, or lists nothing where it had items."""


def habit(dates: Sequence[datetime]) -> tuple[datetime | None, float | None]:
    """Return the newest of a document's dates, and the median gap between the latest in seconds."""
    latest = sorted(dates, reverse=True)[:LATEST]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(latest)]
    return (latest[0] if latest else None), (median(gaps) if gaps else None)


def silence(newest_at: datetime | None, gap_s: float | None, now: datetime) -> str | None:
    """Return how long a source has been silent, if that is longer than its habit."""
    if newest_at is None or now - newest_at <= max(
        SILENCE, timedelta(seconds=SILENT_GAPS * (gap_s or 0))
    ):
        return None
    usual = f"; its usual gap is {_days(gap_s)}" if gap_s else ""
    return f"nothing new since {newest_at:%Y-%m-%d}{usual}"


def troubles_of_failing(state: SourceState, error: ServiceError) -> dict[Trouble, str]:
    """Return what troubles a source that could not be read, each with its cause.

    Args:
        state: after the failure.
        error: why it could not be read.
    """
    cause = str(error)
    if isinstance(error, Moved):
        return {"moved": cause}
    if isinstance(error, Unfit) and state.last_good_at:
        return {"changed": cause}
    return {"failing": cause} if state.failures >= FAILURES else {}


def troubles_of_readable(
    state: SourceState, moved_to: str | None, now: datetime
) -> dict[Trouble, str]:
    """Return what troubles a source that was read, each with its cause.

    Args:
        moved_to: the address that its server sends on to for good.
    """
    found: dict[Trouble, str] = {}
    if moved_to:
        found["moved"] = moved(moved_to)
    if cause := silence(state.newest_at or state.last_new_at, state.gap_s, now):
        found["silent"] = cause
    return found


def moved(to: str) -> str:
    """Return what operators are told of a move that is followed."""
    return f"moved for good to {to}; write that address into its file"


def _days(seconds: float) -> str:
    days = seconds / 86_400
    if days < 1:
        return "less than a day"
    return "1 day" if days == 1 else f"{days:.3g} days"
