"""Search a part of a text for names in any spelling, letter by letter."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick

from bot.terms.fold import fold_mapped
from bot.terms.spotting.spelling import Name, Place, Shape

_SPREAD, _SPARE = 2, 8
"""Characters of a text over which a name may be spread: for each of its letters, and in all."""


class ThoroughSearch:
    """Finds names in any spelling that folds to theirs."""

    def __init__(self, names: Iterable[Name]) -> None:
        keys: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            for form in name.forms():
                keys[form].append(name)
        self._names = list(keys.values())
        self._automaton = AhoCorasick(list(keys), store_patterns=False)
        self.reach = _SPREAD * max(map(len, keys), default=0) + _SPARE
        """Characters over which a name may be spread."""

    def find(self, text: str, start: int, end: int) -> Iterator[Place]:
        """Yield where names are spelled between two places of a text."""
        part = text[start:end]
        folded = fold_mapped(part)
        found = self._automaton.find_matches_as_indexes(folded.key, overlapping=True)
        for number, first, last in found:
            begins, ends = folded.starts[first], folded.ends[last - 1]
            most = _SPREAD * (last - first) + _SPARE
            if folded.is_whole(first, last) and ends - begins <= most:
                shape = Shape.of(part, folded, first, last)
                names = tuple(name for name in self._names[number] if name.may_be(shape))
                if names:
                    yield start + begins, start + ends, names
