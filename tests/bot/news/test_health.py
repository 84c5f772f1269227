"""A source is silent when its newest item is older than its habit."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.news.health import habit, silence

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def days_ago(*numbers: float) -> list[datetime]:
    return [NOW - number * DAY for number in numbers]


@pytest.mark.parametrize(
    ("dates", "newest", "gap"),
    [
        ((), None, None),
        ((3,), 3, None),
        ((30, 10, 20), 10, 10),
        ((1, 1, 1, 15), 1, 0),
        ((*range(20), 900, 1800), 0, 1),
    ],
)
def test_the_habit_is_the_median_of_the_latest_gaps(
    dates: tuple[float, ...], newest: float | None, gap: float | None
) -> None:
    newest_at, gap_s = habit(days_ago(*dates))

    assert newest_at == (None if newest is None else days_ago(newest)[0])
    assert gap_s == (None if gap is None else gap * DAY.total_seconds())


@pytest.mark.parametrize(
    ("newest", "gap", "cause"),
    [
        (None, None, None),
        (30, 1, None),
        (31, 1, "nothing new since 2026-10-24; its usual gap is 1 day"),
        (31, 0, "nothing new since 2026-10-24"),
        (31, None, "nothing new since 2026-10-24"),
        (31, 2.5, "nothing new since 2026-10-24; its usual gap is 2.5 days"),
        (300, 90, None),
        (361, 90, "nothing new since 2025-11-28; its usual gap is 90 days"),
    ],
)
def test_a_source_is_silent_after_a_month_and_four_of_its_gaps(
    newest: float | None, gap: float | None, cause: str | None
) -> None:
    newest_at = None if newest is None else days_ago(newest)[0]

    assert silence(newest_at, gap and gap * DAY.total_seconds(), NOW) == cause
