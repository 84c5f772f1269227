"""Fit text into limits and lines: cut at sentence ends, never inside a character; no platform."""

from collections.abc import Callable
from dataclasses import replace

import regex

from bot.reply import Moment, Span, Spans, Words

Width = Callable[[str], int]
"""How long a text is, as the platform counts it."""

ELLIPSIS = "…"
_GRAPHEME = regex.compile(r"\X")
_SENTENCE_END = regex.compile(r"[。！？\n]|[.!?](?=\s)")
_SPACE = regex.compile(r"[\s、，,]")
_UNSEEN = regex.compile(r"[\p{Cc}\p{Bidi_Control}--[\t\n]]", regex.VERSION1)
"""Control characters, and those that turn the direction of the text around them. What joins the
parts of an emoji or of a word in other scripts stays."""


def utf16_width(text: str) -> int:
    """Return the length in UTF-16 code units, as JavaScript clients count."""
    return len(text) + sum(character > "\uffff" for character in text)


def visible(text: str) -> str:
    """Return `text` without what can't be seen but changes how the rest reads."""
    return _UNSEEN.sub("", text)


def one_line(text: str) -> str:
    """Return `text` as one line of what can be seen."""
    return " ".join(visible(text).split())


def shorten(text: str, limit: int, width: Width = len) -> str:
    """Return `text`, or as many of its first characters as fit with an ellipsis into `limit`.

    Args:
        limit: at least 2, a character and the ellipsis.
    """
    if width(text) <= limit:
        return text
    return _prefix(text, limit - width(ELLIPSIS), width).rstrip() + ELLIPSIS


def split(text: str, limit: int, width: Width = len) -> list[str]:
    """Return `text` in parts of at most `limit`: at a sentence end, else a space, else anywhere.

    Together the parts are the text. A single character (grapheme cluster) wider than the limit is
    cut between its code points, for nothing else would fit.
    """
    parts = []
    while width(text) > limit:
        head = _prefix(text, limit, width)
        cut = _last_end(_SENTENCE_END, head) or _last_end(_SPACE, head) or len(head)
        parts.append(text[:cut])
        text = text[cut:]
    return [*parts, text] if text or not parts else parts


def split_spans(spans: Spans, limit: int, width: Callable[[Span], int]) -> list[Spans]:
    """Return `spans` in groups of at most `limit`, splitting the words of a span where needed.

    Args:
        width: the length of a span as it will be written, markup included; it must grow with
            the span's text.
    """
    groups: list[list[Span]] = [[]]
    room = limit
    for span in spans:
        for piece in _pieces(span, room, limit, width):
            size = width(piece)
            if size > room and groups[-1]:
                groups.append([])
                room = limit
            groups[-1].append(piece)
            room -= size
    return [tuple(group) for group in groups if group]


def _pieces(span: Span, room: int, limit: int, width: Callable[[Span], int]) -> list[Span]:
    """Return `span` in parts of at most `limit`, the first into `room` if a sentence ends there."""
    if width(span) <= room or isinstance(span, Moment):
        return [span]
    holder = span

    def measured(text: str) -> int:
        return width(replace(holder, text=text))

    if not isinstance(span, Words):  # a link or a name is worth nothing in two halves
        return [replace(span, text=shorten(span.text, limit, measured))]
    cut = _last_end(_SENTENCE_END, _prefix(span.text, room, measured))
    texts = [span.text[:cut]] * bool(cut) + split(span.text[cut:], limit, measured)
    return [replace(span, text=text) for text in texts if text]


def _prefix(text: str, limit: int, width: Width) -> str:
    """Return the longest start of whole characters that fits; at least one code point."""
    ends = [match.end() for match in _GRAPHEME.finditer(text[: max(limit, 1) * 4])]
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[: ends[middle - 1]]) <= limit:
            low = middle
        else:
            high = middle - 1
    if low:
        return text[: ends[low - 1]]
    size = 1
    while size < len(text) and width(text[: size + 1]) <= limit:
        size += 1
    return text[:size]


def _last_end(pattern: "regex.Pattern[str]", text: str) -> int:
    """Return where the last match in `text` ends, 0 where there is none."""
    return max((match.end() for match in pattern.finditer(text)), default=0)
