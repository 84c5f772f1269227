"""A clock for tests."""

from datetime import datetime, timedelta


class SetClock:
    """A clock that stands still until it is moved."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        """Return the instant that it is set to."""
        return self.at

    def forward(self, **by: float) -> None:
        """Move it by the given `timedelta`."""
        self.at += timedelta(**by)
