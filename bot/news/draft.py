"""What a document says of its items, before any of it is believed."""

from dataclasses import dataclass


class Unreadable(ValueError):  # noqa: N818 -- says the state of the document
    """A document that gives no items; the message says why, in one line."""


class Changed(Unreadable):
    """A document that is not what its source declares: of another kind, or without its items."""


class Refused(ValueError):  # noqa: N818 -- says what became of the item
    """An item that is not kept; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An item as the document has it: texts may hold markup, the address may be anything.

    Args:
        dates: what may be its date, best first.
        guid: the publisher's own identity for it, where there is one.
    """

    address: str
    title: str
    dates: tuple[str, ...] = ()
    summary: str = ""
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts of a document, in its order.

    Args:
        base_url: what the document says that its relative links start from.
    """

    drafts: tuple[Draft, ...]
    warnings: tuple[str, ...] = ()
    base_url: str = ""
