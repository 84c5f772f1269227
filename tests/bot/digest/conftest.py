"""What the tests of digests stand on."""

import pytest
from fakes.clock import SetClock
from fakes.newsroom import Newsroom

from bot.storage.database import Database


@pytest.fixture
def newsroom(database: Database, clock: SetClock) -> Newsroom:
    """A newsroom at 18:00 in Tokyo, on 24 November 2026, without items or subscriptions."""
    return Newsroom(database, clock)
