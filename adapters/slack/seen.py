"""Remember which deliveries came already: Slack repeats an event that it thinks was not taken."""

import time
from collections.abc import Callable

KEPT_S = 600.0
"""Slack repeats at once, after 1 and after 5 minutes (docs.slack.dev, Events API; read 2026-11)."""


class Seen:
    """The deliveries of the last minutes.

    Args:
        elapsed: gives seconds since any instant; it never goes back, as the time of day may.
    """

    def __init__(self, elapsed: Callable[[], float] = time.monotonic) -> None:
        self._elapsed = elapsed
        self._until: dict[str, float] = {}

    def is_new(self, *names: str) -> bool:
        """Return whether none of `names` came within `KEPT_S`; from now on they all have."""
        now = self._elapsed()
        self._forget(now)
        new = not any(name in self._until for name in names)
        for name in names:
            self._until.setdefault(name, now + KEPT_S)
        return new

    def _forget(self, now: float) -> None:
        while self._until:
            oldest = next(iter(self._until))  # a dict keeps the order in which names came
            if self._until[oldest] > now:
                return
            del self._until[oldest]
