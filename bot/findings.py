"""What a self-check found."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked, in the operator's language.

    Args:
        level: `ok`; `off`, where it is not set up, which is no fault; `fault`.
        what: the thing and its state.
        mend: what to do about a fault, or how to switch it on.
    """

    level: Literal["ok", "off", "fault"]
    what: str
    mend: str = ""
