"""What is remembered of a source is the last that was put."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.storage.database import Database
from bot.storage.records import SourceState
from bot.storage.source_states import SourceStates


async def test_a_source_that_was_never_read_has_a_fresh_state(database: Database) -> None:
    assert await SourceStates(database).get("meti") == SourceState("meti")


async def test_the_last_state_put_comes_back_as_it_was(database: Database) -> None:
    states = SourceStates(database)
    at = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)
    state = SourceState("meti", 'W/"1"', "Tue, 24 Nov 2026", "abc", at, 3, at, at, "404")

    await states.put(state)
    await states.put(replace(state, source="openai-news", failures=0))
    assert await states.get("meti") == state

    await states.put(SourceState("meti"))
    assert await states.get("meti") == SourceState("meti")
