"""Search texts for the names of some entries: quickly, and thoroughly where that may miss one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from bot.terms.entry import Entry
from bot.terms.spotting.border import is_bordered
from bot.terms.spotting.hidden import COVER
from bot.terms.spotting.light import LONG_MARKS
from bot.terms.spotting.quick import QuickSearch
from bot.terms.spotting.spelling import Name, Place, names_of
from bot.terms.spotting.thorough import ThoroughSearch

_STOPS = (*"。、「」！？をはがもでへ（）：;!?,:", ". ", ".\n")
"""What few names or none have: where to end a search letter by letter, to keep it short."""

_MOST_QUICK = 20_000
"""Names up to which the quick way is prepared, which takes 0.15 ms and 2 KB for each: 30,000
entries would take 15 s and 240 MB to be read eight times as fast (2026-11, one core)."""

_ADJECTIVES = "型的系"
"""What makes an adjective of a loose name: エージェント型 is agentic, and need be no agent."""


class Search:
    """Finds the names of entries where they stand as words of their own."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names = tuple(name for entry in entries for name in names_of(entry))
        self._quick = QuickSearch(self._names) if len(self._names) <= _MOST_QUICK else None

    def prepare(self) -> None:
        """Make what only some texts need."""
        _ = self._thorough, self._stops

    def find(self, text: str) -> list[Place]:
        """Return where the names stand, in no order; some places come twice."""
        if self._quick is None:
            return self.find_thoroughly(text)
        places, odd = self._quick.find(text)
        if odd:
            for start, end in _parts(text, odd, self._thorough.reach, self._stops):
                places += self._thorough.find(text, start, end)
        return _words(text, places)

    def find_thoroughly(self, text: str) -> list[Place]:
        """Return the same by the slow way alone."""
        return _words(text, self._thorough.find(text, 0, len(text)))

    @cached_property
    def _stops(self) -> tuple[str, ...]:
        """Return what no name reaches beyond, for none has it."""
        written = "\0".join(name.written for name in self._names)
        return (*(mark for mark in _STOPS if mark not in written), COVER)

    @cached_property
    def _thorough(self) -> ThoroughSearch:
        return ThoroughSearch(self._names)


def _words(text: str, places: Iterable[Place]) -> list[Place]:
    """Return the places where names are words of their own."""
    words: list[Place] = []
    size = len(text)
    for start, last, names in places:
        end, meant = last, names
        while end < size and text[end] in LONG_MARKS:
            end += 1
        if not is_bordered(text, start, end):
            continue
        is_adjective = end < size and text[end] in _ADJECTIVES
        for name in names:
            if name.capitals or (is_adjective and not name.is_headword):
                meant = _meant(names, text[start:end], is_adjective=is_adjective)
                break
        if meant:
            words.append((start, end, meant))
    return words


def _meant(names: Iterable[Name], words: str, *, is_adjective: bool) -> tuple[Name, ...]:
    """Return those of the names that words which are spelled like them mean."""
    normal = unicodedata.normalize("NFKC", words)
    return tuple(
        name
        for name in names
        if (
            normal.startswith(name.written)
            if name.capitals
            else name.is_headword or not is_adjective
        )
    )


def _parts(
    text: str, odd: Iterable[int], reach: int, stops: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Yield the parts of a text in which a name with one of the odd characters may be."""
    start, end = 0, -1
    stop = re.compile("|".join(map(re.escape, stops)))
    for at in sorted(odd):
        if at >= end:
            nearest = max(0, at - reach)
            begin = max(nearest, 1 + max(text.rfind(mark, nearest, at) for mark in stops))
            if begin > end:
                if end >= 0:
                    yield start, end
                start = begin
        farthest = min(len(text), at + reach)
        found = stop.search(text, max(at, end), farthest)
        end = found.start() if found else max(end, farthest)
    yield start, end
