"""Each alarm begins once and ends once, whoever looks; the operators' channel misses none."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.storage.alarms import Alarms, Change
from bot.storage.database import Database
from bot.storage.records import Alarm, SourceState
from bot.storage.source_states import SourceStates

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
FAILING = Alarm("meti", "failing", "answers 500", NOW)


@pytest.fixture
def alarms(database: Database) -> Alarms:
    return Alarms(database)


async def test_a_trouble_begins_once_and_ends_once(alarms: Alarms) -> None:
    begun = await alarms.settle("meti", {"failing": "answers 500"}, NOW)
    assert begun == Change(begun=(FAILING,))
    assert await alarms.settle("meti", {"failing": "answers 501"}, LATER) == Change()
    assert await alarms.settle("fsa", {}, LATER) == Change()
    assert await alarms.open(("meti", "fsa")) == (FAILING,)
    assert await alarms.open(("fsa",)) == ()

    over = await alarms.settle("meti", {}, LATER)
    assert [(alarm.source, alarm.ended_at) for alarm in over.over] == [("meti", LATER)]
    assert await alarms.settle("meti", {}, LATER) == Change()
    assert await alarms.open(("meti", "fsa")) == ()


async def test_what_is_not_known_stays_as_it_is(alarms: Alarms) -> None:
    await alarms.settle("meti", {"silent": "nothing new"}, NOW)

    change = await alarms.settle("meti", {"moved": "to x"}, LATER, unknown=("silent", "failing"))

    assert [alarm.trouble for alarm in change.begun] == ["moved"]
    assert change.over == ()
    assert [alarm.trouble for alarm in await alarms.open(("meti", "fsa"))] == ["silent", "moved"]


async def test_of_processes_that_look_at_once_one_tells(alarms: Alarms) -> None:
    looks = [alarms.settle("meti", {"failing": "answers 500"}, NOW) for _ in range(4)]
    changes = await asyncio.gather(*looks)
    assert sum(len(change.begun) for change in changes) == 1
    taken = await asyncio.gather(*(alarms.take_untold() for _ in range(4)))
    assert sum(map(len, taken)) == 1
    ends = await asyncio.gather(*(alarms.settle("meti", {}, LATER) for _ in range(4)))
    assert sum(len(change.over) for change in ends) == 1


async def test_an_open_alarm_knows_the_next_try(database: Database, alarms: Alarms) -> None:
    await alarms.settle("meti", {"failing": "answers 500"}, NOW)
    await SourceStates(database).put(SourceState("meti", next_try_at=LATER))

    assert [alarm.next_try_at for alarm in await alarms.open(("meti", "fsa"))] == [LATER]


async def test_the_channel_is_told_of_both_ends(alarms: Alarms) -> None:
    await alarms.settle("meti", {"failing": "answers 500"}, NOW)
    assert await alarms.take_untold() == (FAILING,)
    assert await alarms.take_untold() == ()

    await alarms.settle("meti", {}, LATER)
    (over,) = await alarms.take_untold()
    assert (over.source, over.ended_at) == ("meti", LATER)
    assert await alarms.take_untold() == ()


async def test_what_came_and_went_between_two_looks_is_not_told(alarms: Alarms) -> None:
    await alarms.settle("meti", {"failing": "answers 500"}, NOW)
    await alarms.settle("meti", {}, LATER)
    assert await alarms.take_untold() == ()

    await alarms.settle("meti", {"failing": "answers 500"}, NOW)
    await alarms.take_untold()
    await alarms.settle("meti", {}, LATER)
    again = await alarms.settle("meti", {"failing": "answers 502"}, LATER)
    assert [alarm.ended_at for alarm in again.begun] == [None]
    assert await alarms.take_untold() == ()  # it was told of this trouble, and not of an end


async def test_what_did_not_arrive_is_told_again(alarms: Alarms) -> None:
    await alarms.settle("meti", {"failing": "answers 500"}, NOW)
    await alarms.settle("fsa", {"silent": "nothing new"}, LATER)
    begun = await alarms.take_untold()
    await alarms.give_back(begun)
    assert await alarms.take_untold() == begun

    await alarms.settle("meti", {}, LATER)
    over = await alarms.take_untold()
    await alarms.give_back(over)
    assert await alarms.take_untold() == over
    assert [alarm.source for alarm in await alarms.open(("meti", "fsa"))] == ["fsa"]
