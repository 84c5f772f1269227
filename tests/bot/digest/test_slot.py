"""A slot is a local time of day, whatever the clock of its zone does."""

from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digest.slot import latest_slot, next_slot

EVERY_DAY = tuple(range(7))
START, END = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
ZONES = (
    # whole and broken offsets, both hemispheres, changes by an hour, by half an hour and at
    # midnight, and zones without any
    *("Africa/Cairo", "Africa/Casablanca", "Africa/Lagos", "America/Caracas", "America/Chicago"),
    *(
        "America/Havana",
        "America/New_York",
        "America/Nuuk",
        "America/Santiago",
        "America/Sao_Paulo",
    ),
    *("America/St_Johns", "Asia/Amman", "Asia/Beirut", "Asia/Gaza", "Asia/Jerusalem"),
    *("Asia/Kathmandu", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo", "Atlantic/Azores"),
    *("Australia/Adelaide", "Australia/Eucla", "Australia/Lord_Howe", "Australia/Sydney"),
    *("Europe/Berlin", "Europe/Chisinau", "Europe/Dublin", "Europe/Istanbul", "Europe/London"),
    *("Europe/Moscow", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Easter"),
    *("Pacific/Honolulu", "Pacific/Kiritimati", "Pacific/Norfolk", "Asia/Seoul", "UTC"),
    "America/Los_Angeles",
)


@cache
def minutes(zone: str, hour: datetime) -> tuple[tuple[datetime, datetime], ...]:
    """Return the minutes of an hour as (instant, what the clock on the wall shows)."""
    there = ZoneInfo(zone)
    instants = [hour + timedelta(minutes=number) for number in range(60)]
    return tuple((each, each.astimezone(there).replace(tzinfo=None)) for each in instants)


def obvious_next_slot(at: time, weekdays: tuple[int, ...], zone: str, after: datetime) -> datetime:
    """Watch the clock on the wall, minute by minute, from two days before `after`.

    A slot is the first minute at which the wall shows its time of its day or a later one.
    """
    hour = after.replace(minute=0, second=0, microsecond=0) - timedelta(days=2)
    shown_before = hour.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    latest_shown = shown_before
    while True:
        for instant, shown in minutes(zone, hour):
            day = latest_shown.date()
            while day <= shown.date():
                wanted = datetime.combine(day, at)
                due = latest_shown < wanted <= shown and day.weekday() in weekdays
                if due and instant > after:
                    return instant
                day += timedelta(days=1)
            latest_shown = max(latest_shown, shown)
        hour += timedelta(hours=1)


@given(
    at=st.times(),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    zone=st.sampled_from(ZONES),
    after=st.datetimes(START.replace(tzinfo=None), END.replace(tzinfo=None)),
)
def test_a_slot_is_when_a_clock_on_the_wall_first_shows_its_time(
    at: time, weekdays: tuple[int, ...], zone: str, after: datetime
) -> None:
    at = at.replace(second=0, microsecond=0, fold=0)
    instant = after.replace(tzinfo=UTC)

    assert next_slot(at, weekdays, zone, instant) == obvious_next_slot(at, weekdays, zone, instant)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """Return the hours of two years within which the zone's clock changes."""
    there, hours = ZoneInfo(zone), int((END - START) / timedelta(hours=1))
    offsets = [(START + timedelta(hours=n)).astimezone(there).utcoffset() for n in range(hours)]
    return tuple(
        START + timedelta(hours=n) for n in range(hours - 1) if offsets[n] != offsets[n + 1]
    )


@given(data=st.data(), zone=st.sampled_from([zone for zone in ZONES if changes(zone)]))
def test_slots_near_a_change_of_the_clock_are_neither_lost_nor_doubled(
    data: st.DataObject, zone: str
) -> None:
    change = data.draw(st.sampled_from(changes(zone)))
    near = change.astimezone(ZoneInfo(zone)) + timedelta(minutes=data.draw(st.integers(-180, 180)))
    at = near.time().replace(fold=0)
    slot = change - timedelta(days=2)

    for _ in range(4):
        following = next_slot(at, EVERY_DAY, zone, slot)
        assert following == obvious_next_slot(at, EVERY_DAY, zone, slot)
        slot = following


def test_a_time_that_does_not_exist_is_due_at_the_next_minute_that_does() -> None:
    """New York skips from 2:00 to 3:00 on 2027-03-14."""
    slot = next_slot(time(2, 30), EVERY_DAY, "America/New_York", datetime(2027, 3, 14, tzinfo=UTC))

    assert slot == datetime(2027, 3, 14, 7, 0, tzinfo=UTC)


def test_a_time_that_exists_twice_is_due_once() -> None:
    """New York shows 1:30 twice on 2026-11-01."""
    first = next_slot(time(1, 30), EVERY_DAY, "America/New_York", datetime(2026, 11, 1, tzinfo=UTC))
    second = next_slot(time(1, 30), EVERY_DAY, "America/New_York", first)

    assert first == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    assert second == datetime(2026, 11, 2, 6, 30, tzinfo=UTC)


def test_a_slot_is_later_than_the_instant_asked_about() -> None:
    nine = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)

    assert next_slot(time(9), EVERY_DAY, "Asia/Tokyo", nine - timedelta(seconds=1)) == nine
    assert next_slot(time(9), EVERY_DAY, "Asia/Tokyo", nine) == nine + timedelta(days=1)


def test_only_the_weekdays_chosen_have_a_slot() -> None:
    friday = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)

    assert next_slot(time(9), range(5), "Asia/Tokyo", friday) == datetime(2026, 11, 30, tzinfo=UTC)


def test_a_digest_without_a_weekday_is_refused() -> None:
    with pytest.raises(ValueError, match="weekday"):
        next_slot(time(9), (), "Asia/Tokyo", START)


def test_of_missed_slots_the_latest_counts() -> None:
    missed = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
    until = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    latest = latest_slot(time(9), EVERY_DAY, "Asia/Tokyo", since=missed, until=until)

    assert latest == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
    assert latest_slot(time(9), (4,), "Asia/Tokyo", since=missed, until=until) == missed
