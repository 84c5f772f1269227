"""Write a reply as lines for a terminal."""

from collections.abc import Iterator
from typing import assert_never

from adapters.fitting import visible
from bot.calls import Call
from bot.i18n import Language
from bot.reply import (
    Actions,
    Block,
    Button,
    Divider,
    Fields,
    Heading,
    LinkButton,
    Note,
    Notice,
    Reply,
    Section,
    Select,
    Spans,
    Text,
    Words,
    plain,
)

BOLD, DIM, RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def render(reply: Reply, *, styled: bool, numbered: bool = False) -> str:
    """Return `reply` as text; no word of it can steer the terminal.

    Args:
        styled: whether to set headings off with ANSI sequences.
        numbered: whether each step has the number under which `steps` lists its call.
    """
    return "\n".join(_Writer(reply.language, styled=styled, numbered=numbered).lines(reply))


def steps(reply: Reply) -> tuple[Call, ...]:
    """Return the calls of the steps that `render` numbers, the first being number 1."""
    return reply.calls()


class _Writer:
    """Writes one reply; counts the steps as they come."""

    def __init__(self, language: Language, *, styled: bool, numbered: bool) -> None:
        self.language = language
        self.styled = styled
        self.numbered = numbered
        self.step = 0

    def lines(self, reply: Reply) -> Iterator[str]:
        for block in reply.blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading(text):
                yield self._style(BOLD, visible(text))
            case Text(spans):
                yield self._spans(spans)
            case Section(heading, spans):
                yield from ("", self._style(BOLD, visible(heading)), self._spans(spans))
            case Note(spans):
                yield self._style(DIM, visible(plain(spans, self.language)))
            case Notice(tone, spans):
                mark = "!" if tone == "warning" else "i"
                yield f"[{mark}] {self._spans(spans)}"
            case Fields(fields):
                yield from (f"{visible(f.label)}: {self._spans(f.spans)}" for f in fields)
            case Divider():
                yield ""
            case Actions(buttons):
                yield from self._steps(tuple(self._label(button) for button in buttons))
            case Select(placeholder, choices):
                yield self._style(DIM, visible(placeholder))
                yield from self._steps(tuple(self._number() + visible(c.label) for c in choices))
            case _:
                assert_never(block)

    def _spans(self, spans: Spans) -> str:
        return "".join(
            self._style(BOLD, visible(span.text))
            if isinstance(span, Words) and span.strong
            else visible(plain((span,), self.language))
            for span in spans
        )

    def _label(self, button: Button | LinkButton) -> str:
        if isinstance(button, LinkButton):
            return visible(f"{button.label} <{button.url}>")
        return self._number() + visible(button.label)

    def _number(self) -> str:
        self.step += 1
        return f"[{self.step}] " if self.numbered else ""

    def _steps(self, labels: tuple[str, ...]) -> Iterator[str]:
        yield "  " + ("   " if self.numbered else " · ").join(labels)

    def _style(self, code: str, text: str) -> str:
        return f"{code}{text}{RESET}" if self.styled else text
