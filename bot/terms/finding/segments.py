"""Find the words within a few slips of a query, among very many words, without comparing all.

A word of n letters is cut into k + 1 segments. Whoever makes k slips leaves one segment whole, at
most as far from its place as the slips before and after it allow, so the word is found under that
segment. (Li, Deng, Wang and Feng, Pass-Join: A Partition-based Method for Similarity Joins, PVLDB
5(3), 2011.) Two neighbours exchanged across a cut spoil two segments with one slip: such a word is
found by putting them back, with one slip less to find; two such exchanges are not looked for.

Among 780,000 names a query with one slip has some 10 candidates, with two slips some 60, at 8
bytes a segment (`benchmarks/finding.py`).
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

MOST_SLIPS = 3
"""More are not looked for: a name with four slips in it has been looked for by nobody yet."""

_NUMBER_BITS = 24
"""A key holds the number of its word, so that one sorted array is the whole index: room for 16
million words, and 40 bits of hash, which only have to tell candidates."""

_NUMBER = (1 << _NUMBER_BITS) - 1
_HASH = (1 << (64 - _NUMBER_BITS)) - 1


class Segments:
    """The words in which slips are forgiven, by their segments.

    Args:
        slips: how many are forgiven in a word.
    """

    def __init__(self, words: Sequence[str], slips: Callable[[str], int]) -> None:
        allowed = [slips(word) for word in words]
        most = min(MOST_SLIPS, max(allowed, default=0))
        self._tables = [
            _Table(((number, word) for number, word in enumerate(words) if allowed[number] >= n), n)
            for n in range(1, most + 1)
        ]

    @property
    def most(self) -> int:
        """Return the most slips that any word allows."""
        return len(self._tables)

    def candidates(self, query: str, slips: int) -> set[int]:
        """Return the numbers of all words that may be within `slips`, 1 to `most`, of `query`."""
        table = self._tables[slips - 1]
        found = table.candidates(query)
        for restored in _restored(query, slips):
            left = self._tables[slips - 2].candidates if slips > 1 else table.alike
            found |= left(restored)
        return found


class _Table:
    """The segments of words in which one number of slips is looked for."""

    def __init__(self, words: Iterable[tuple[int, str]], slips: int) -> None:
        self._slips = slips
        self._lengths: set[int] = set()
        self._keys = array("Q", sorted(self._made(words)))

    def _made(self, words: Iterable[tuple[int, str]]) -> Iterator[int]:
        for number, word in words:
            self._lengths.add(len(word))
            for segment, (start, end) in enumerate(_cuts(len(word), self._slips)):
                yield _key(len(word), segment, word[start:end]) | number

    def candidates(self, query: str) -> set[int]:
        """Return the numbers of the words that have a segment of `query` near its place."""
        found: set[int] = set()
        near = range(len(query) - self._slips, len(query) + self._slips + 1)
        for length in self._lengths.intersection(near):
            for key in self._asked(query, length):
                found.update(self._under(key))
        return found

    def alike(self, query: str) -> set[int]:
        """Return the numbers of the words that begin and are as long as `query`."""
        start, end = next(iter(_cuts(len(query), self._slips)), (0, 0))
        return set(self._under(_key(len(query), 0, query[start:end])))

    def _under(self, key: int) -> Iterator[int]:
        start = bisect_left(self._keys, key)
        end = bisect_left(self._keys, key + _NUMBER + 1, start)
        return (found & _NUMBER for found in self._keys[start:end])

    def _asked(self, query: str, length: int) -> Iterator[int]:
        """Yield the keys under which a word of `length` letters stands if it is near."""
        longer = len(query) - length
        for segment, (start, end) in enumerate(_cuts(length, self._slips)):
            before, after = segment, self._slips - segment  # slips there, if this one is whole
            first = max(0, start - before, start + longer - after)
            last = min(start + before, start + longer + after, len(query) - (end - start))
            for place in range(first, last + 1):
                yield _key(length, segment, query[place : place + end - start])


def _restored(query: str, slips: int) -> Iterator[str]:
    """Yield the query with two neighbours put back where a cut may have parted them.

    The other slips change the length of the word and move the cut.
    """
    others = slips - 1
    places = {
        cut + shift
        for length in range(len(query) - others, len(query) + others + 1)
        for cut, _ in _cuts(length, slips)[1:]
        for shift in range(-others, others + 1)
    }
    for at in places:
        if 0 < at < len(query):
            yield query[: at - 1] + query[at] + query[at - 1] + query[at + 1 :]


@lru_cache(maxsize=1024)
def _cuts(length: int, slips: int) -> tuple[tuple[int, int], ...]:
    """Return start and end of each segment of a word; a word with fewer letters has none."""
    count = slips + 1
    if length < count:
        return ()
    places = [length * number // count for number in range(count + 1)]
    return tuple(pairwise(places))


def _key(length: int, segment: int, letters: str) -> int:
    return (hash((length, segment, letters)) & _HASH) << _NUMBER_BITS
