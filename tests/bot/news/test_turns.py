from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.errors import RateLimited, ServiceError
from bot.news.fetch import Fetched
from bot.news.turns import (
    FIRST_WAIT,
    LONGEST_WAIT,
    after_failure,
    after_reading,
    after_unchanged,
    is_unchanged,
    is_waiting,
    validators,
)
from bot.storage.records import SourceState

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
FRESH = SourceState("openai-news")
READ = after_reading(FRESH, NOW, Fetched("new", "https://x", b"a", None, '"v1"', "date"), new=1)
ERROR = ServiceError("gone")
SPREAD = Random(1)  # noqa: S311 -- spreads tries, guards nothing


def test_a_fresh_source_is_asked_at_once_and_without_conditions() -> None:
    assert not is_waiting(FRESH, NOW)
    assert validators(FRESH, NOW) == (None, None)


def test_a_source_that_was_read_is_asked_for_changes() -> None:
    assert validators(READ, NOW + timedelta(minutes=15)) == ('"v1"', "date")
    assert is_unchanged(READ, Fetched("unchanged", "https://x"))
    assert is_unchanged(READ, Fetched("new", "https://x", b"a"))
    assert not is_unchanged(READ, Fetched("new", "https://x", b"b"))


def test_an_unchanged_answer_keeps_what_was_known() -> None:
    later = NOW + timedelta(hours=1)

    state = after_unchanged(READ, later, Fetched("unchanged", "https://x", etag='"v2"'))

    assert state == replace(READ, etag='"v2"', last_good_at=later)


def test_a_document_without_news_does_not_count_as_new() -> None:
    later = NOW + timedelta(hours=1)

    state = after_reading(READ, later, Fetched("new", "https://x", b"b"), new=0)

    assert (state.last_good_at, state.last_new_at, state.etag) == (later, NOW, None)


@given(st.text(), st.integers(0, 60 * 24 * 8 * 3))
def test_at_least_once_in_eight_days_a_source_is_asked_without_conditions(
    source: str, start: int
) -> None:
    at = NOW + timedelta(minutes=start)
    state = replace(READ, source=source, last_good_at=at)
    days = [validators(state, at + timedelta(days=day)) for day in (1, 2, 3, 4, 5, 6, 7, 8)]

    assert (None, None) in days


@given(st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_a_failing_source_waits_longer_each_time_and_never_for_good(
    failures: int, random: Random
) -> None:
    state = after_failure(replace(READ, failures=failures), NOW, ERROR, random)

    wait = (state.next_try_at or NOW) - NOW
    assert FIRST_WAIT * 0.8 <= wait <= LONGEST_WAIT
    assert failures < 8 or wait == LONGEST_WAIT
    assert (state.failures, state.error) == (failures + 1, "gone")
    assert state.last_good_at == NOW
    assert is_waiting(state, NOW)
    assert not is_waiting(state, NOW + LONGEST_WAIT)


def test_a_host_that_asks_to_wait_is_left_alone_so_long_but_not_longer_than_a_day() -> None:
    hours = after_failure(READ, NOW, RateLimited("openai.com", 3 * 3600), SPREAD)
    ages = after_failure(READ, NOW, RateLimited("openai.com", 1e300), SPREAD)

    assert hours.next_try_at == NOW + timedelta(hours=3)
    assert ages.next_try_at == NOW + LONGEST_WAIT


def test_a_good_answer_ends_the_waiting() -> None:
    failed = after_failure(READ, NOW, ERROR, SPREAD)

    assert after_unchanged(failed, NOW, Fetched("unchanged", "https://x")) == READ
