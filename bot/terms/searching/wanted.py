"""The words that a search asks for: each finds its places in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.terms.question import MAX_QUERY
from bot.terms.searching.stems import normal, stem, stems

_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』')
_PIECE = re.compile(r"[a-z0-9]+|[ぁ-ゖー㐀-鿿々]+")
_BETWEEN = r"[^\w\n。]{0,3}"
"""What may stand between the pieces of a word or phrase: fine-tuning, fine tuning."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A word or phrase.

    Args:
        pattern: how it looks in a normal text.
        stems: what every text is found by that holds it.
        stem: of a Latin word, which may stand in any of its forms; else empty.
    """

    pattern: re.Pattern[str]
    stems: frozenset[str]
    stem: str = ""

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where it stands in a normal text: start, and the offset after its end."""
        for match in self.pattern.finditer(text):
            if not self.stem or stem(match[0]) == self.stem:
                yield match.span()

    def is_in(self, text: str) -> bool:
        """Return whether it stands in a normal text."""
        return next(self.places(text), None) is not None


def wanted(query: str) -> tuple[Wanted, ...]:
    """Return what a query asks for, at its start; quotation marks make a phrase of several words.

    Words that tell nothing, such as `the` or a single kana, are left out unless in a phrase.
    """
    text = normal(query[:MAX_QUERY])
    phrases = ["".join(match.groups("")) for match in _QUOTED.finditer(text)]
    asked = [*map(_phrase, phrases), *map(_word, _QUOTED.sub(" ", text).split())]
    return tuple(dict.fromkeys(each for each in asked if each.stems))


def _word(text: str) -> Wanted:
    """Return what a word asks for: a Latin one in all its forms."""
    pieces = _PIECE.findall(text)
    if len(pieces) != 1 or not pieces[0].isascii():
        return _phrase(text)
    root = stem(pieces[0])
    return Wanted(re.compile(_latin(f"{root}[a-z0-9]*")), frozenset(stems(pieces[0])), root)


def _phrase(text: str) -> Wanted:
    """Return what words ask for that stand together as they are."""
    pieces = [piece if piece.isascii() else piece.rstrip("ー") for piece in _PIECE.findall(text)]
    looks = (_latin(piece) if piece.isascii() else f"{piece}ー?" for piece in pieces)
    return Wanted(re.compile(_BETWEEN.join(looks)), frozenset(stems(" ".join(pieces))))


def _latin(pattern: str) -> str:
    """Return a pattern that takes whole words only; Japanese ones have no borders."""
    return f"(?<![a-z0-9]){pattern}(?![a-z0-9])"
