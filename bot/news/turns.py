"""When a source is asked again, and what is remembered of how it went."""

import hashlib
import zlib
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from bot.errors import RateLimited, ServiceError
from bot.news.fetch import Fetched
from bot.storage.records import SourceState

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=24)
"""A failing source is asked ever more seldom, down to once a day, and never given up."""
VALIDATORS_LAST = timedelta(days=8)
"""Some servers answer "unchanged" for ever; so once in this time a source is asked without."""


def is_waiting(state: SourceState, now: datetime) -> bool:
    """Return whether it is not the source's turn yet."""
    return state.next_try_at is not None and state.next_try_at > now


def validators(state: SourceState, now: datetime) -> tuple[str | None, str | None]:
    """Return the ETag and the date to ask with: none when it is time to ask anew.

    That time comes at fixed intervals, for each source at another moment.
    """
    if state.last_good_at is None:
        return None, None
    length = VALIDATORS_LAST.total_seconds()
    shift = zlib.crc32(state.source.encode()) % length
    last, this = ((at.timestamp() + shift) // length for at in (state.last_good_at, now))
    return (state.etag, state.last_modified) if last == this else (None, None)


def is_unchanged(state: SourceState, fetched: Fetched) -> bool:
    """Return whether `fetched` is the document that was read last."""
    return fetched.status == "unchanged" or _hash(fetched.body) == state.body_hash


def after_unchanged(state: SourceState, now: datetime, fetched: Fetched) -> SourceState:
    """Return the state after an answer that brought nothing."""
    return replace(
        state,
        etag=fetched.etag or state.etag,
        last_modified=fetched.last_modified or state.last_modified,
        next_try_at=None,
        failures=0,
        last_good_at=now,
        error=None,
    )


def after_reading(state: SourceState, now: datetime, fetched: Fetched, new: int) -> SourceState:
    """Return the state after a document was read and its items are kept."""
    return replace(
        after_unchanged(state, now, fetched),
        etag=fetched.etag,
        last_modified=fetched.last_modified,
        body_hash=_hash(fetched.body),
        last_new_at=now if new else state.last_new_at,
    )


def after_failure(
    state: SourceState, now: datetime, error: ServiceError, random: Random
) -> SourceState:
    """Return the state after a failure: it waits twice as long as after the last one.

    Args:
        random: spreads the next tries of sources that failed together.
    """
    wait = FIRST_WAIT * 2 ** min(state.failures, 10) * random.uniform(0.8, 1.2)
    if isinstance(error, RateLimited):
        wait = max(wait, timedelta(seconds=min(error.retry_after_s, 1e6)))
    next_try_at = now + min(wait, LONGEST_WAIT)
    return replace(state, failures=state.failures + 1, next_try_at=next_try_at, error=str(error))


def _hash(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
