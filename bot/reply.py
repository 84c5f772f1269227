"""What is answered: a tree of blocks and spans that each adapter renders in its own markup.

Text is made of typed spans and carries no markup, so that nothing in a term, a feed or a question
can mention anybody or disguise a link: only renderers write markup, and they escape every word.
The types promise counts, at the narrowest platform's; renderers take care of lengths.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, assert_never

from bot.calls import Call
from bot.i18n import Language, texts

MAX_BUTTONS = 5
"""Buttons in a row, choices in a select and fields in a group: Discord's, Discord's and Slack's
limits (docs.discord.com, components reference; docs.slack.dev, Block Kit; read 2026-11)."""
MAX_CHOICES = 25
MAX_FIELDS = 10


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; `strong` ones stand out."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a web page.

    Raises:
        ValueError: the address is not http or https.
    """

    text: str
    url: str

    def __post_init__(self) -> None:
        _check_address("Link", self.url)


@dataclass(frozen=True, slots=True)
class Ruby:
    """A Japanese name with its reading."""

    text: str
    reading: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, shown in the reader's own zone where the platform can.

    Args:
        at: an aware instant.
        timezone: IANA name of the zone to write it in where the platform can't.
    """

    at: datetime
    timezone: str


Span = Words | Link | Ruby | Moment
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a longer text, under a heading of its own."""

    heading: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: where from, how old, how many."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to know first, set off from the rest; the words say which of the two it is."""

    tone: Literal["information", "warning"]
    spans: Spans


@dataclass(frozen=True, slots=True)
class Field:
    """A fact with its label."""

    label: str
    spans: Spans


@dataclass(frozen=True, slots=True)
class Fields:
    """Facts side by side, 1 to `MAX_FIELDS`."""

    fields: tuple[Field, ...]

    def __post_init__(self) -> None:
        _check_count("Fields", len(self.fields), MAX_FIELDS)


@dataclass(frozen=True, slots=True)
class Button:
    """A next step that runs a call.

    Raises:
        ValueError: the call is too long to be carried.
    """

    label: str
    call: Call
    primary: bool = False

    def __post_init__(self) -> None:
        self.call.encode()


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A next step that opens a web page.

    Raises:
        ValueError: the address is not http or https.
    """

    label: str
    url: str

    def __post_init__(self) -> None:
        _check_address("LinkButton", self.url)


@dataclass(frozen=True, slots=True)
class Actions:
    """What the reader can do next, 1 to `MAX_BUTTONS`."""

    buttons: tuple[Button | LinkButton, ...]

    def __post_init__(self) -> None:
        _check_count("Actions", len(self.buttons), MAX_BUTTONS)


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a select, and the call that it runs.

    Raises:
        ValueError: the call is too long to be carried.
    """

    label: str
    call: Call
    description: str = ""

    def __post_init__(self) -> None:
        self.call.encode()


@dataclass(frozen=True, slots=True)
class Select:
    """A list to choose one from, 1 to `MAX_CHOICES`."""

    placeholder: str
    choices: tuple[Choice, ...]

    def __post_init__(self) -> None:
        _check_count("Select", len(self.choices), MAX_CHOICES)


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between parts."""


Block = Heading | Text | Section | Note | Notice | Fields | Actions | Select | Divider


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, in one language.

    Args:
        failed: whether it tells why what was asked for was not done.

    Raises:
        ValueError: it has no block.
    """

    language: Language
    blocks: tuple[Block, ...]
    failed: bool = False

    def __post_init__(self) -> None:
        if not self.blocks:
            raise ValueError("Reply takes at least one block")

    def plain(self) -> str:
        """Return the whole content as plain text: for notifications, screen readers, terminals."""
        return "\n".join(
            line for block in self.blocks for line in _plain_lines(block, self.language)
        )

    def calls(self) -> tuple[Call, ...]:
        """Return the calls of all buttons and choices, in reading order."""
        return tuple(call for block in self.blocks for call in _block_calls(block))


def plain(spans: Spans, language: Language) -> str:
    """Return `spans` as plain text; a link shows its address, a name its reading."""
    return "".join(_plain_span(span, language) for span in spans)


def _plain_span(span: Span, language: Language) -> str:
    match span:
        case Words(text):
            return text
        case Link(text, url):
            return text if text == url else f"{text} <{url}>"
        case Ruby(text, reading):
            return f"{text}（{reading}）"
        case Moment(at, timezone):
            return texts(language).moment(at, timezone)
        case _:
            assert_never(span)


def _plain_lines(block: Block, language: Language) -> Iterator[str]:
    match block:
        case Heading(text):
            yield text
        case Text(spans) | Note(spans) | Notice(_, spans):
            yield plain(spans, language)
        case Section(heading, spans):
            yield from (heading, plain(spans, language))
        case Fields(fields):
            colon = "：" if language == "ja" else ": "
            yield from (f"{f.label}{colon}{plain(f.spans, language)}" for f in fields)
        case Actions(buttons):
            yield " ".join(f"[{button.label}]" for button in buttons)
        case Select(placeholder, choices):
            yield placeholder
            yield from (f"- {choice.label}" for choice in choices)
        case Divider():
            yield ""
        case _:
            assert_never(block)


def _block_calls(block: Block) -> Iterator[Call]:
    match block:
        case Actions(buttons):
            yield from (button.call for button in buttons if isinstance(button, Button))
        case Select(_, choices):
            yield from (choice.call for choice in choices)
        case _:
            return


def _check_address(what: str, url: str) -> None:
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"{what} takes an http or https address, got {url!r}")


def _check_count(what: str, count: int, most: int) -> None:
    if not 1 <= count <= most:
        raise ValueError(f"{what} takes 1 to {most} parts, got {count}")
