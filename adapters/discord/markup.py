"""Write spans in Discord's Markdown; what has to be escaped is known here and nowhere else."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import assert_never
from urllib.parse import quote, urlsplit, urlunsplit

from adapters.fitting import one_line, utf16_width, visible
from bot.reply import Link, Moment, Ruby, Span, Spans, Words

MAX_ADDRESS = 900
"""Characters of a link's address: with a label it still fits a field's value."""

_ACTIVE = re.compile(r"[\\*_~`|>#\-\[\]()<@:]|(?<=\d)\.(?=\s)")
"""What Discord reads as more than itself: Markdown, a mention, a `:name:` or the start of an
address or of a numbered line (support.discord.com, Markdown Text 101; read 2026-11)."""

_HOST = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")
_ADDRESS_SAFE = "%/:?#&=+,;@!$'~*"


def escape(text: str) -> str:
    """Return `text` so that Discord shows it as the words it is."""
    return _ACTIVE.sub(r"\\\g<0>", visible(text))


def write(spans: Spans, prefix: str = "") -> str:
    """Return `spans` as Markdown.

    Args:
        prefix: what makes a line a quotation or small print; it starts every line.
    """
    text = "".join(_written(span) for span in _merged(spans))
    return prefix + text.replace("\n", "\n" + prefix)


def width(span: Span, prefix: str = "") -> int:
    """Return how much `span` adds to a line that starts with `prefix`."""
    return utf16_width(write((span,), prefix)) - len(prefix)


def address(url: str, limit: int = MAX_ADDRESS) -> str | None:
    """Return `url` as it can stand in a link, or None where Discord would misread or refuse it.

    An address with a user's name before the host is refused too: it shows one host and leads to
    another.
    """
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
        rest = quote(urlunsplit(("", "", parts.path, parts.query, parts.fragment)), _ADDRESS_SAFE)
    except ValueError:
        return None
    whole = f"{parts.scheme}://{host}{port}{rest}"
    is_web = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return whole if is_web and _HOST.fullmatch(host) and len(whole) <= limit else None


def _merged(spans: Spans) -> Iterator[Span]:
    """Yield `spans` with neighbouring words of one weight as one: `**a****b**` is no bold text."""
    for strong, run in groupby(
        spans, key=lambda span: span.strong if isinstance(span, Words) else None
    ):
        if strong is None:
            yield from run
        else:
            yield Words("".join(span.text for span in run if isinstance(span, Words)), strong)


def _written(span: Span) -> str:
    match span:
        case Words(text, strong=False):
            return escape(text)
        case Words(text):
            return "\n".join(_bold(line) for line in text.split("\n"))
        case Link(text, url):
            return _link(one_line(text), url)
        case Ruby(text, reading):
            return f"{escape(text)}（{escape(reading)}）"
        case Moment(at):
            return f"<t:{int(at.timestamp())}:f>"
        case _:
            assert_never(span)


def _bold(line: str) -> str:
    shown = escape(line)
    return f"**{shown}**" if shown.strip() else shown


def _link(label: str, url: str) -> str:
    target = address(url)
    if target is None:
        return escape(label)
    if label in ("", url):
        return f"<{target}>"
    if "://" in label:
        # Discord prints a link whose label holds an address as it is written, brackets and all
        # (discord-api-docs#7721, read 2026-11).
        return f"{escape(label)} <{target}>"
    return f"[{escape(label)}]({target})"
