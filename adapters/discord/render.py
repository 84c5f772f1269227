"""Turn a reply into Discord messages: embeds, with rows of buttons and selects below them.

Small print is written as `-#` lines, not as a footer, which takes neither a link nor a time.
Texts are counted in UTF-16 units: Discord may count code points, of which there are never more.
Limits: docs.discord.com, resources/message, read 2026-11.
"""

from collections.abc import Iterator
from typing import assert_never

from adapters.discord import controls, markup
from adapters.discord.layout import QUOTATION, SMALL_PRINT, VALUE, Json, Layout
from adapters.fitting import one_line, shorten, split, split_spans, utf16_width
from bot.reply import (
    Actions,
    Block,
    Divider,
    Field,
    Fields,
    Heading,
    Link,
    LinkButton,
    Note,
    Notice,
    Reply,
    Section,
    Select,
    Text,
    Words,
)

TITLE = 256
FIELD_NAME = 256

Readable = Heading | Text | Section | Note | Notice | Fields | Divider
"""A block that stands in an embed, not in a row below it."""


def render(reply: Reply) -> list[Json]:
    """Return the messages that show `reply`, at least one, each a body that Discord takes.

    The rows of a message stand below all its embeds. So a part of the reply starts another
    message when one of its buttons reads like one that is there already, for then nobody could
    tell which belongs to what.
    """
    layout = Layout()
    for texts, actions in _parts(reply.blocks):
        rows = [row for block in actions if (row := controls.row(block))]
        layout.begin(rows)
        for block in texts:
            _write(block, layout)
        for row in rows:
            layout.row(row)
    return layout.messages()


def _parts(blocks: tuple[Block, ...]) -> Iterator[tuple[list[Readable], list[Actions | Select]]]:
    """Yield the blocks in parts: something to read, then what can be done about it."""
    texts: list[Readable] = []
    actions: list[Actions | Select] = []
    for block in blocks:
        if isinstance(block, Actions | Select):
            actions.append(block)
            texts += _unpressable(block)
            continue
        if actions:
            yield texts, actions
            texts, actions = [], []
        texts.append(block)
    yield texts, actions


def _unpressable(block: Actions | Select) -> Iterator[Text]:
    """Yield the buttons that no row can show, as links, or as words where nothing else works."""
    for button in block.buttons if isinstance(block, Actions) else ():
        if isinstance(button, LinkButton) and not controls.is_pressable(button):
            address = markup.address(button.url)
            yield Text((Link(button.label, address) if address else Words(button.label),))


def _write(block: Readable, layout: Layout) -> None:
    match block:
        case Heading(text):
            _heading(one_line(text), layout)
        case Text(spans):
            layout.paragraph(spans)
        case Section(heading, spans):
            layout.paragraph((Words(heading, strong=True), Words("\n"), *spans))
        case Note(spans):
            layout.paragraph(spans, SMALL_PRINT)
        case Notice(_, spans):
            layout.paragraph(spans, QUOTATION)
        case Fields(fields):
            for field in fields:
                _field(field, layout)
        case Divider():
            layout.divide()
        case _:
            assert_never(block)


def _heading(text: str, layout: Layout) -> None:
    """Write a heading as a title; what a title can't hold goes on in bold below it."""
    first, *rest = split(text, TITLE, _width)
    if first.strip():
        layout.title(markup.escape(first.strip()))
    layout.paragraph(tuple(Words(part, strong=True) for part in rest))


def _field(field: Field, layout: Layout) -> None:
    name = markup.escape(shorten(one_line(field.label), FIELD_NAME, _width))
    groups = split_spans(field.spans, VALUE, markup.width)
    values = [value for group in groups if (value := markup.write(group).strip())]
    for value in values or [""]:
        layout.field(name, value)


def _width(text: str) -> int:
    return utf16_width(markup.escape(text))
