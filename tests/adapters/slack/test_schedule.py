"""A digest that Slack keeps until its time appears once, without a right to read channels."""

from datetime import timedelta

import pytest
from fakes.clock import SetClock
from fakes.slack import Fault
from fakes.slack_app import DIGEST, KEY, LONG, PLACE, Start, poster
from fakes.slack_workspace import LEAST_SCOPES

from adapters.slack.ways import LEAD, NEAR, QUIET
from bot.errors import ServiceError, Unconfirmed
from bot.reply import Reply, Text, Words

HISTORY = (*LEAST_SCOPES, "channels:history")


async def test_a_post_that_slack_schedules_appears_at_its_time(
    start: Start, clock: SetClock
) -> None:
    slack = await start()
    handed_over = poster(slack, clock)
    at = clock.now() + handed_over.lead()
    await handed_over.post(PLACE, DIGEST, KEY, at)

    assert slack.messages() == []
    clock.at = at
    assert len(slack.messages()) == 1
    assert slack.used_scopes == {"chat:write"}


async def test_a_scheduled_post_is_found_while_its_time_lies_ahead(
    start: Start, clock: SetClock
) -> None:
    slack = await start()
    begun, at = clock.now(), clock.now() + LEAD
    slack.faults["chat.scheduleMessage"].append(Fault(cut=True, after=True))
    with pytest.raises(Unconfirmed):
        await poster(slack, clock).post(PLACE, DIGEST, KEY, at)
    clock.forward(seconds=40)

    since = begun - timedelta(minutes=5)
    found = await poster(slack, clock).find(PLACE, DIGEST, KEY, since, at=at, last_try=begun)
    assert found in slack.scheduled


async def test_a_scheduled_post_that_never_arrived_may_be_tried_again(
    start: Start, clock: SetClock
) -> None:
    slack = await start()
    begun, at = clock.now(), clock.now() + LEAD
    clock.forward(seconds=40)

    since = begun - timedelta(minutes=5)
    found = await poster(slack, clock).find(PLACE, DIGEST, KEY, since, at=at, last_try=begun)
    assert found is None


@pytest.mark.parametrize("late", [LEAD, timedelta(hours=1)])
async def test_what_may_have_appeared_already_stays_unconfirmed(
    start: Start, clock: SetClock, late: timedelta
) -> None:
    slack = await start()
    begun, at = clock.now(), clock.now() + LEAD
    await poster(slack, clock).post(PLACE, DIGEST, KEY, at)
    clock.at = begun + late

    with pytest.raises(Unconfirmed):
        await poster(slack, clock).find(PLACE, DIGEST, KEY, begun, at=at, last_try=begun)
    with pytest.raises(Unconfirmed):
        await poster(slack, clock).find(PLACE, DIGEST, KEY, begun)


@pytest.mark.parametrize("ahead", [timedelta(hours=-1), NEAR - timedelta(seconds=1)])
async def test_a_late_post_appears_after_a_time_in_which_it_can_be_looked_for(
    start: Start, clock: SetClock, ahead: timedelta
) -> None:
    slack = await start()
    begun, at = clock.now(), clock.now() + ahead
    scheduled = await poster(slack, clock).post(PLACE, DIGEST, KEY, at)
    clock.forward(seconds=40)
    found = await poster(slack, clock).find(PLACE, DIGEST, KEY, begun, at=at, last_try=begun)
    clock.at = begun + QUIET

    assert found == scheduled
    assert len(slack.messages()) == 1


async def test_the_parts_of_a_long_scheduled_post_come_in_order(
    start: Start, clock: SetClock
) -> None:
    slack = await start()
    at = clock.now() + LEAD
    await poster(slack, clock).post(PLACE, LONG, KEY, at)
    clock.at = at + timedelta(minutes=1)

    texts = [message["text"] for message in slack.messages()]
    assert len(texts) > 1
    assert texts == sorted(texts, key=lambda text: int(text.split(" ")[0]))


async def test_what_is_missing_of_a_long_scheduled_post_is_scheduled_when_it_is_found(
    start: Start, clock: SetClock
) -> None:
    slack = await start()
    begun, at = clock.now(), clock.now() + LEAD
    slack.faults["chat.scheduleMessage"].extend((Fault(), Fault(cut=True)))
    with pytest.raises(Unconfirmed):
        await poster(slack, clock).post(PLACE, LONG, KEY, at)
    assert len(slack.scheduled) == 1
    clock.forward(seconds=40)

    found = await poster(slack, clock).find(PLACE, LONG, KEY, begun, at=at, last_try=begun)
    assert found in slack.scheduled
    times = [message["post_at"] for message in slack.scheduled.values()]
    assert times == [int(at.timestamp()) + 2 * number for number in range(len(times))]
    assert len(times) > 1


async def test_a_list_of_several_pages_is_read_to_its_end(start: Start, clock: SetClock) -> None:
    slack = await start()
    begun, at = clock.now(), clock.now() + timedelta(hours=20)
    for number in range(101):
        other = Reply("en", (Text((Words(f"Other {number}"),)),))
        await poster(slack, clock).post(PLACE, other, KEY, at + timedelta(minutes=number))
    scheduled = await poster(slack, clock).post(PLACE, DIGEST, KEY, at)

    assert await poster(slack, clock).find(PLACE, DIGEST, KEY, begun) == scheduled


async def test_where_slack_does_not_schedule_it_posts_at_the_time(
    start: Start, clock: SetClock
) -> None:
    slack = await start()
    slack.faults["chat.scheduleMessage"].append(Fault(error="unknown_method"))
    handed_over = poster(slack, clock)
    with pytest.raises(ServiceError, match="time has not come"):
        await handed_over.post(PLACE, DIGEST, KEY, clock.now() + LEAD)

    assert handed_over.lead() == timedelta()
    await handed_over.post(PLACE, DIGEST, KEY, clock.now())
    assert len(slack.messages()) == 1
    with pytest.raises(Unconfirmed):
        await handed_over.find(PLACE, DIGEST, KEY, clock.now())
