"""Search a text for names in their usual spellings, with an automaton over bytes.

What only folding understands is among the patterns, so that the same run says where to fold.
"""

from collections import defaultdict
from collections.abc import Iterable

from ahocorasick_rs import BytesAhoCorasick, Implementation

from bot.terms.spotting.light import lighten, unusual
from bot.terms.spotting.patterns import Patterns
from bot.terms.spotting.spelling import Name, Place


class QuickSearch:
    """Finds names in their usual spellings."""

    def __init__(self, names: Iterable[Name]) -> None:
        spelt: dict[bytes, dict[Name, None]] = defaultdict(dict)  # a set that keeps the order
        hints: dict[bytes, None] = dict.fromkeys(unusual())
        for name in names:
            patterns = Patterns(name)
            for spelling in patterns.spellings():
                spelt[spelling][name] = None
            hints.update(dict.fromkeys(patterns.hints()))
        # A DFA reads 200 characters in 11 µs (ja) and 4 µs (en) in place of 14 and 7, but takes
        # 37 MB for 300 entries in place of 9 (2026-11): too much for a small server.
        self._automaton = BytesAhoCorasick(
            [*spelt, *hints], implementation=Implementation.ContiguousNFA
        )
        self._patterns = [(len(light.decode()), tuple(names)) for light, names in spelt.items()]

    def find(self, text: str) -> tuple[list[Place], list[int]]:
        """Return where names are spelled, and near which characters the text is unusual."""
        light = lighten(text)
        is_wide = len(light) != len(text)
        patterns, known = self._patterns, len(self._patterns)
        places: list[Place] = []
        odd: list[int] = []
        at = offset = 0
        for number, first, last in self._automaton.find_matches_as_indexes(light, overlapping=True):
            if number < known:
                offset = offset + len(light[at:last].decode()) if is_wide else last
                at = last
                size, names = patterns[number]
                places.append((offset - size, offset, names))
            else:
                if first > at:
                    offset += len(light[at:first].decode())
                    at = first
                odd.append(offset)
        return places, odd
