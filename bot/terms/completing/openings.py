"""Very many lines that come and go, together by the letters with which they open."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator
from itertools import chain

_PAST = "\U0010ffff"  # comes after all letters, and is none


class Openings:
    """Lines that change one by one.

    Sorted lists in a dictionary: looking into one touches little memory, changing one moves
    little, and most that no line begins with is told by the dictionary alone.

    Args:
        ordered: the first lines, in the order of their letters.
        length: letters by which lines are together; none of the lines is shorter.
    """

    def __init__(self, ordered: Iterable[str], length: int) -> None:
        self._length = length
        self._lists: dict[str, list[str]] = {}
        self._after: dict[str, str] = {}
        for line in ordered:
            self._list(line[: self._length]).append(line)

    def __iter__(self) -> Iterator[str]:
        return chain.from_iterable(self._lists.values())

    def add(self, line: str) -> None:
        """Take up one line more."""
        insort(self._list(line[: self._length]), line)

    def remove(self, line: str) -> None:
        """Forget a line, one of those that are here."""
        lines = self._lists[line[: self._length]]
        del lines[bisect_left(lines, line)]
        if not lines:  # `_after` still has its letters, which does no harm
            del self._lists[line[: self._length]]

    def under(self, prefix: str) -> list[str]:
        """Return the lines that begin so, in no order if an opening is longer."""
        if len(prefix) < self._length:
            lists = (self._lists.get(opening, ()) for opening in self._opened(prefix))
            return list(chain.from_iterable(lists))
        lines = self._lists.get(prefix[: self._length], [])
        start = bisect_left(lines, prefix)
        return lines[start : bisect_left(lines, prefix + _PAST, start)]

    def begun(self, prefixes: Iterable[str]) -> list[str]:
        """Return which of these, none shorter than an opening, begin lines."""
        found = []
        for prefix in prefixes:
            if lines := self._lists.get(prefix[: self._length]):
                at = bisect_left(lines, prefix)
                if at < len(lines) and lines[at].startswith(prefix):
                    found.append(prefix)
        return found

    def after(self, prefix: str) -> str:
        """Return the letters that may follow the first of a line, each once."""
        if len(prefix) < self._length:
            return self._after.get(prefix, "")
        lines = self._lists.get(prefix[: self._length], [])
        following, length = "", len(prefix)
        start = bisect_left(lines, prefix)
        while start < len(lines) and lines[start].startswith(prefix):
            letter = lines[start][length]
            following += letter
            start = bisect_left(lines, prefix + letter + _PAST, start)
        return following

    def _opened(self, prefix: str) -> list[str]:
        """Return the openings that begin so."""
        openings = [prefix]
        for _ in range(self._length - len(prefix)):
            openings = [one + letter for one in openings for letter in self._after.get(one, "")]
        return openings

    def _list(self, opening: str) -> list[str]:
        """Return the list of an opening, which may be new."""
        lines = self._lists.get(opening)
        if lines is None:
            lines = self._lists[opening] = []
            for at in range(1, self._length):
                following = self._after.get(opening[:at], "")
                if opening[at] not in following:
                    self._after[opening[:at]] = following + opening[at]
        return lines
