"""A delivery that comes again is known for as long as Slack repeats it, and no longer."""

from adapters.slack.seen import Seen


class Stopwatch:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.elapsed_s = 100.0

    def __call__(self) -> float:
        return self.elapsed_s

    def forward(self, *, minutes: int) -> None:
        self.elapsed_s += 60 * minutes


def test_what_came_is_known_when_it_comes_again() -> None:
    watch = Stopwatch()
    seen = Seen(watch)

    assert seen.is_new("Ev1", "C1 1.2")
    watch.forward(minutes=6)
    assert not seen.is_new("Ev1", "C1 1.2")


def test_one_name_in_common_is_enough() -> None:
    seen = Seen()

    assert seen.is_new("Ev1", "C1 1.2")
    assert not seen.is_new("Ev2", "C1 1.2")
    assert not seen.is_new("Ev2")


def test_what_slack_repeats_no_more_is_forgotten() -> None:
    watch = Stopwatch()
    seen = Seen(watch)

    assert seen.is_new("Ev1")
    watch.forward(minutes=11)
    assert seen.is_new("Ev1")
