"""Very many names, of which the best are found that begin with what is typed, or almost."""

from collections.abc import Iterable, Iterator
from itertools import chain

from bot.terms.completing.inside import Inside
from bot.terms.completing.lines import owner, ranked, weight
from bot.terms.completing.openings import Openings
from bot.terms.completing.slips import slipped

BEST = 25
"""How many are found: as many choices as a platform shows (docs.discord.com, read 2026-11)."""

CROWDED = 50
"""Lines that begin alike from which on the best are kept: with 30 or with 300, p99 is higher."""

Best = dict[str, str]
"""The best line of each owner, the best first."""


class Beginnings:
    """Lines that come and go, of which the best `BEST` are found.

    Args:
        opening: letters by which they are together. With 2, a table takes two thirds of the
            memory of one with 3, and a slip in it is found in 1.3 times the time.
    """

    def __init__(self, lines: Iterable[str], opening: int) -> None:
        # Copied in order, neighbours are near in memory too: a tenth of the time of a completion.
        ordered = [line[:-1] + line[-1] for line in sorted(lines)]
        self._lines = Openings(ordered, opening)
        self._kept: dict[str, Best] = {}
        self._inside: Inside | None = None
        for line in ordered[::CROWDED]:  # of each crowd, one stands here
            for prefix in _prefixes(line):
                self._candidates(prefix)
                if prefix not in self._kept:
                    break

    def add(self, line: str) -> None:
        """Take up one line more."""
        self._lines.add(line)
        self._inside = None
        for prefix in _prefixes(line):
            kept = self._kept.get(prefix)
            if kept and (len(kept) < BEST or weight(line) <= weight(next(reversed(kept.values())))):
                self._kept[prefix] = _best((*kept.values(), line))

    def remove(self, line: str) -> None:
        """Forget a line, one of those that are here."""
        self._lines.remove(line)
        self._inside = None
        for prefix in _prefixes(line):
            if line in self._kept.get(prefix, {}).values():
                del self._kept[prefix]

    def beginning(self, *prefixes: str) -> Best:
        """Return the best that have one of these beginnings."""
        if len(prefixes) == 1 and (kept := self._kept.get(prefixes[0])):
            return kept
        return self._best_beginning(prefixes)

    def holding(self, letters: str) -> Best:
        """Return the best that have these letters anywhere; all lines are looked through."""
        if self._inside is None:
            self._inside = Inside(ranked(self._lines))
        return _first(self._inside.holding(letters))

    def near(self, typed: str) -> Best:
        """Return the best that begin one slip away from `typed`, with which no line begins.

        Args:
            typed: `ONE_SLIP` letters or more.
        """
        return self._best_beginning(slipped(self._lines, typed))

    def _best_beginning(self, prefixes: Iterable[str]) -> Best:
        return _best(chain.from_iterable(map(self._candidates, prefixes)))

    def _candidates(self, prefix: str) -> Iterable[str]:
        """Return the lines that begin so, of a crowd the best."""
        if kept := self._kept.get(prefix):
            return kept.values()
        lines = self._lines.under(prefix)
        if len(lines) <= CROWDED:
            return lines
        best = self._kept[prefix] = _best(lines)
        return best.values()


def _prefixes(line: str) -> Iterator[str]:
    return (line[:length] for length in range(1, weight(line) + 1))


def _best(lines: Iterable[str]) -> Best:
    return _first(ranked(lines))


def _first(lines: Iterable[str]) -> Best:
    """Return the first line of each owner."""
    first: Best = {}
    for line in lines:
        first.setdefault(owner(line), line)
        if len(first) == BEST:
            break
    return first
