"""What can go wrong, and whose turn it is then.

HayamiError
├── UsageError           the person can mend it: shown in their language, not logged
├── DataError            a file of ours is wrong: names the file, the line and the mend
└── ServiceError         someone else's fault: logged, retried, "please try later"
    ├── RateLimited      the service named a time to wait
    ├── Unreachable      a place is gone or forbidden: retrying cannot help, a person can
    └── Unconfirmed      the request was sent and its outcome is unknown
"""

from dataclasses import dataclass
from pathlib import Path


class HayamiError(Exception):
    """Any error that hayami raises on purpose."""


class UsageError(HayamiError):
    """A request that its author can mend.

    Args:
        message: English source text, marked with `N_`, with `{name}` places for the facts.
        facts: what fills the places of the message.
    """

    def __init__(self, message: str, **facts: str | int) -> None:
        super().__init__(message.format(**facts))
        self.message = message
        self.facts = facts


@dataclass
class DataError(HayamiError):
    """A fault in a data file.

    Args:
        path: the file, as the reader would name it.
        line: counted from 1.
        field: what is wrong, e.g. `reading`.
        problem: how it is wrong and how to mend it, in one sentence.
    """

    path: Path
    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        """Return `file:line: field: problem`, the form that editors know."""
        return f"{self.path}:{self.line}: {self.field}: {self.problem}"


class ServiceError(HayamiError):
    """A service that we depend on did not do its part; trying later may help."""


class RateLimited(ServiceError):  # noqa: N818 -- the platforms' own word for it
    """The service asks to wait.

    Args:
        retry_after_s: seconds to wait before the next try.
    """

    def __init__(self, service: str, retry_after_s: float) -> None:
        super().__init__(f"{service} asks to wait {retry_after_s:g} s")
        self.retry_after_s = retry_after_s


class Unreachable(ServiceError):  # noqa: N818 -- says the state of the place
    """A channel can't be posted to until a person changes something.

    Args:
        reason: the platform's own code, e.g. `not_in_channel` or `50013`.
    """

    def __init__(self, service: str, reason: str) -> None:
        super().__init__(f"{service} refuses: {reason}")
        self.reason = reason


class Unconfirmed(ServiceError):  # noqa: N818 -- says the state of the post
    """A post was sent, and nobody can say whether it arrived."""
