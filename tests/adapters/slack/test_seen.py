"""A delivery that comes again is known for as long as Slack repeats it, and no longer."""

from fakes.clock import SetClock

from adapters.slack.seen import Seen


def test_what_came_is_known_when_it_comes_again(clock: SetClock) -> None:
    seen = Seen(clock)

    assert seen.is_new("Ev1", "C1 1.2")
    clock.forward(minutes=6)
    assert not seen.is_new("Ev1", "C1 1.2")


def test_one_name_in_common_is_enough(clock: SetClock) -> None:
    seen = Seen(clock)

    assert seen.is_new("Ev1", "C1 1.2")
    assert not seen.is_new("Ev2", "C1 1.2")
    assert not seen.is_new("Ev2")


def test_what_slack_repeats_no_more_is_forgotten(clock: SetClock) -> None:
    seen = Seen(clock)

    assert seen.is_new("Ev1")
    clock.forward(minutes=11)
    assert seen.is_new("Ev1")
