"""When a digest is due: local times of day as instants, over every change of the clock."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
DAYS_AHEAD = 10
"""A week, a day on either side for the zone, and one for a day that a zone skipped."""


def next_slot(at: time, weekdays: Collection[int], timezone: str, after: datetime) -> datetime:
    """Return the first slot later than `after`, in UTC.

    A local time that the clock jumps over is due at the first minute after the jump; one that it
    shows twice is due once, at the first.

    Args:
        at: local time of day.
        weekdays: 0 (Monday) to 6, of the local day that the time belongs to.
        timezone: IANA name.

    Raises:
        ValueError: there is no weekday.
    """
    zone = ZoneInfo(timezone)
    first = after.astimezone(zone).date() - DAY
    for ahead in range(DAYS_AHEAD + 1):
        day = first + ahead * DAY
        if day.weekday() in weekdays:
            slot = _instant(day, at, zone)
            if slot > after:
                return slot
    raise ValueError("a digest needs at least one weekday")


def latest_slot(
    at: time, weekdays: Collection[int], timezone: str, *, since: datetime, until: datetime
) -> datetime:
    """Return the last slot at `until` or before, given that `since` is one."""
    slot = since
    while (following := next_slot(at, weekdays, timezone, slot)) <= until:
        slot = following
    return slot


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    local = datetime.combine(day, at)
    while not _exists(local, zone):
        local += MINUTE
    return local.replace(tzinfo=zone).astimezone(UTC)  # fold=0: the first of two


def _exists(local: datetime, zone: ZoneInfo) -> bool:
    there = local.replace(tzinfo=zone).astimezone(UTC)
    return there.astimezone(zone).replace(tzinfo=None) == local
