"""Remember which deliveries came already: Slack repeats an event that it thinks was not taken."""

from datetime import datetime, timedelta

from bot.clock import Clock

KEPT = timedelta(minutes=10)
"""Slack repeats at once, after 1 and after 5 minutes (docs.slack.dev, Events API; read 2026-11)."""


class Seen:
    """The deliveries of the last minutes."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, datetime] = {}

    def is_new(self, *names: str) -> bool:
        """Return whether none of `names` came within `KEPT`; from now on they all have."""
        now = self._clock.now()
        self._forget(now)
        new = not any(name in self._until for name in names)
        for name in names:
            self._until.setdefault(name, now + KEPT)
        return new

    def _forget(self, now: datetime) -> None:
        while self._until:
            oldest = next(iter(self._until))  # a dict keeps the order in which names came
            if self._until[oldest] > now:
                return
            del self._until[oldest]
