"""Turn a reply into Slack messages (Block Kit); nothing is sent from here.

Words go into `rich_text` and `plain_text`, which take them as they are: `<!channel>` in a title
stays words. Markup is written in two places only, small print and fallback text, and both escape
every word.

Limits: docs.slack.dev, reference/block-kit and reference/methods/chat.postMessage, read 2026-11.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import assert_never

from adapters.fitting import ELLIPSIS, one_line, shorten, split, split_spans, visible
from adapters.slack.words import BlockKit, address, escape, plain_text
from bot.i18n import Language
from bot.reply import (
    Actions,
    Block,
    Button,
    Choice,
    Divider,
    Fields,
    Heading,
    Link,
    LinkButton,
    Moment,
    Note,
    Notice,
    Reply,
    Ruby,
    Section,
    Select,
    Span,
    Spans,
    Text,
    Words,
    plain,
)

MESSAGE_BLOCKS = 50
MESSAGE_SIZE = 12_000
"""Characters of all blocks of a message. Slack refuses about 13,200 (`msg_blocks_too_long`), where
a block counts for about `BLOCK_SIZE` beside its words: not documented, but measured by others
(slackapi/bolt-js#2509, metabase/metabase#79908; read 2026-11)."""
BLOCK_SIZE = 100
FALLBACK = 40_000
HEADER = 150
PARAGRAPH = 3000
"""Characters of a paragraph: a section's limit, as `rich_text` names none."""
CONTEXT = 2000
CONTEXT_ELEMENTS = 10
LINK = 2000
"""Characters of a link with its words, escaped, so that it fits into small print."""
BUTTON = 75
OPTION = 75
PLACEHOLDER = 150

DATE_FORMAT = "{date_short_pretty} {time}"
DATE_WIDTH = 100
BOLD: BlockKit = {"style": {"bold": True}}
TONES = {"information": "ℹ️ ", "warning": "⚠️ "}

Piece = Heading | Text | Note | Notice | Actions | Select | Divider
"""A block that becomes one of Slack's."""


def render(reply: Reply) -> list[BlockKit]:
    """Return the messages that show `reply`, in order; each has `text` and `blocks`."""
    pieces = [piece for block in reply.blocks for piece in _pieces(block, reply.language)]
    pieces = pieces or [Text((Words(ELLIPSIS),))]
    shown = [(piece, _show(piece, number, reply.language)) for number, piece in enumerate(pieces)]
    return [
        {
            "text": _fallback(Reply(reply.language, tuple(piece for piece, _ in group))),
            "blocks": [block for _, block in group],
        }
        for group in _messages(shown)
    ]


def _pieces(block: Block, language: Language) -> Iterator[Piece]:
    """Yield what shows `block`, each piece within the limits of one of Slack's blocks."""
    match block:
        case Heading(text):
            yield from (Heading(part) for part in split(one_line(text), HEADER) if part.strip())
        case Text(spans):
            yield from map(Text, _paragraphs(spans))
        case Section(heading, spans):
            yield from map(Text, _paragraphs((Words(f"{heading}\n", strong=True), *spans)))
        case Fields(fields):
            colon = "：" if language == "ja" else ": "
            facts = [(Words(field.label + colon, strong=True), *field.spans) for field in fields]
            yield from map(Text, _paragraphs(_lines(facts)))
        case Note(spans):
            yield from map(Note, _small_print(spans))
        case Notice(tone, spans):
            sign = Words(TONES[tone])
            yield from (Notice(tone, part) for part in _paragraphs((sign, *spans)))
        case Actions(buttons):
            yield from _actions(buttons)
        case Select() | Divider():
            yield block
        case _:
            assert_never(block)


def _show(piece: Piece, number: int, language: Language) -> BlockKit:
    """Return Slack's block for `piece`; `number` tells its action ids from those of the others."""
    match piece:
        case Heading(text):
            return {"type": "header", "text": plain_text(text, HEADER)}
        case Text(spans):
            return _rich_text("rich_text_section", spans, language)
        case Note(spans):
            return {"type": "context", "elements": [_small(span, language) for span in spans]}
        case Notice(_, spans):
            return _rich_text("rich_text_quote", spans, language)
        case Actions() | Select():
            return {"type": "actions", "elements": _elements(piece, number)}
        case Divider():
            return {"type": "divider"}
        case _:
            assert_never(piece)


def _messages(shown: list[tuple[Piece, BlockKit]]) -> Iterator[list[tuple[Piece, BlockKit]]]:
    """Yield the blocks of one message after another."""
    group: list[tuple[Piece, BlockKit]] = []
    room = MESSAGE_SIZE
    for pair in shown:
        size = BLOCK_SIZE + _size(pair[1])
        if group and (size > room or len(group) == MESSAGE_BLOCKS):
            yield group
            group, room = [], MESSAGE_SIZE
        group.append(pair)
        room -= size
    yield group


def _size(part: object) -> int:
    match part:
        case str():
            return len(part)
        case dict():
            return sum(map(_size, part.values()))
        case list():
            return sum(map(_size, part))
        case _:
            return 0


def _fallback(reply: Reply) -> str:
    """Return what notifications and screen readers say, where Slack reads markup."""
    return escape(shorten(reply.plain(), FALLBACK, lambda text: len(escape(text))))


def _paragraphs(spans: Spans) -> Iterator[Spans]:
    parts = split_spans(tuple(_written(spans)), PARAGRAPH, _width)
    return (part for part in parts if any(map(_says_something, part)))


def _small_print(spans: Spans) -> Iterator[Spans]:
    """Yield spans of one element each, as many as a context block takes."""
    for part in split_spans(tuple(_merged(_written(spans))), CONTEXT, _width):
        kept = [span for span in part if _says_something(span)]
        for start in range(0, len(kept), CONTEXT_ELEMENTS):
            yield tuple(kept[start : start + CONTEXT_ELEMENTS])


def _actions(buttons: tuple[Button | LinkButton, ...]) -> Iterator[Piece]:
    """Yield the row of buttons; a link that Slack would not take follows as words."""
    row: list[Button | LinkButton] = []
    words: list[Spans] = []
    for button in buttons:
        shown = _link(button.label, button.url) if isinstance(button, LinkButton) else button
        if isinstance(shown, Words):
            words.append((shown,))
        else:
            row.append(LinkButton(shown.text, shown.url) if isinstance(shown, Link) else shown)
    if row:
        yield Actions(tuple(row))
    yield from map(Text, _paragraphs(_lines(words)))


def _lines(lines: list[Spans]) -> Spans:
    """Return `lines` as one text, each on a line of its own."""
    return tuple(
        span for n, spans in enumerate(lines) for span in ((Words("\n"), *spans) if n else spans)
    )


def _written(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield `spans` as words, links to real addresses and moments."""
    for span in spans:
        match span:
            case Words(text, strong):
                if shown := visible(text):
                    yield Words(shown, strong)
            case Ruby():
                yield Words(visible(plain((span,), "ja")))
            case Link(text, url):
                yield _link(text, url)
            case Moment():
                yield span
            case _:
                assert_never(span)


def _link(text: str, url: str) -> Link | Words:
    """Return a link, or its words where Slack would not take the address."""
    leads_to = address(url)
    label = one_line(text) or one_line(url)
    if leads_to and len(escape(label)) + len(escape(leads_to)) <= LINK:
        return Link(label, leads_to)
    return Words(label if label == one_line(url) else f"{label} <{one_line(url)}>")


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield `spans` with neighbouring words as one: small print has none that stand out."""
    for are_words, run in groupby(spans, lambda span: isinstance(span, Words)):
        if are_words:
            yield Words("".join(span.text for span in run if isinstance(span, Words)))
        else:
            yield from run


def _width(span: Span) -> int:
    match span:
        case Words() | Ruby():
            return len(plain((span,), "ja"))
        case Link(text, url):
            return len(escape(text)) + len(escape(url))
        case Moment():
            return DATE_WIDTH
        case _:
            assert_never(span)


def _says_something(span: Span) -> bool:
    return not isinstance(span, Words) or bool(span.text.strip())


def _rich_text(kind: str, spans: Spans, language: Language) -> BlockKit:
    elements = [_rich(span, language) for span in spans]
    return {"type": "rich_text", "elements": [{"type": kind, "elements": elements}]}


def _rich(span: Span, language: Language) -> BlockKit:
    """Return an element of `rich_text`."""
    words = plain((span,), language)
    match span:
        case Words() | Ruby():
            strong = isinstance(span, Words) and span.strong
            return {"type": "text", "text": words} | (BOLD if strong else {})
        case Link(text, url):
            return {"type": "link", "url": url, "text": text}
        case Moment(at):
            when = {"timestamp": int(at.timestamp()), "format": DATE_FORMAT}
            return {"type": "date", "fallback": words} | when
        case _:
            assert_never(span)


def _small(span: Span, language: Language) -> BlockKit:
    """Return an element of a context block."""
    words = plain((span,), language)
    match span:
        case Words() | Ruby():
            return {"type": "plain_text", "text": words.strip(), "emoji": False}
        case Link(text, url):
            return _markup(f"<{escape(url)}|{escape(text)}>")
        case Moment(at):
            return _markup(f"<!date^{int(at.timestamp())}^{DATE_FORMAT}|{escape(words)}>")
        case _:
            assert_never(span)


def _markup(text: str) -> BlockKit:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _elements(piece: Actions | Select, number: int) -> list[BlockKit]:
    if isinstance(piece, Actions):
        return [_button(button, f"{number}.{n}") for n, button in enumerate(piece.buttons)]
    select: BlockKit = {
        "type": "static_select",
        "action_id": f"{number}.0",
        "placeholder": plain_text(piece.placeholder, PLACEHOLDER),
        "options": [_option(choice) for choice in piece.choices],
    }
    return [select]


def _button(button: Button | LinkButton, action_id: str) -> BlockKit:
    label = plain_text(button.label, BUTTON)
    shown: BlockKit = {"type": "button", "action_id": action_id, "text": label}
    match button:
        case LinkButton(_, url):
            shown["url"] = url
        case Button(_, call, primary):
            shown["value"] = call.encode()
            if primary:
                shown["style"] = "primary"
        case _:
            assert_never(button)
    return shown


def _option(choice: Choice) -> BlockKit:
    shown: BlockKit = {"text": plain_text(choice.label, OPTION), "value": choice.call.encode()}
    if choice.description.strip():
        shown["description"] = plain_text(choice.description, OPTION)
    return shown
