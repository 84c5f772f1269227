"""Very many words, and those among them that are near to a query."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.terms.finding.segments import Segments

MAX_KEY = 80
"""Letters of a query that are compared: no name is longer by far."""

MIN_LIKENESS = 0.5
"""Share of its letters in which a suggestion is like the query: below, people see no likeness."""

LATEST = 300
"""Words that came last and are compared one by one, until there are enough to cut in segments."""

COMPARED = 4_000
"""Words up to which those of about the query's length are compared one by one (0.02 ms a thousand),
which is faster than to look for two slips and then three by their segments (0.2 and 0.5 ms)."""

Near = tuple[str, int]
"""A word, and in how many letters a query differs from it."""


class Words:
    """Words that take additions: those that came last are compared one by one.

    Args:
        slips: how many are forgiven in a word.
    """

    def __init__(self, words: Iterable[str], slips: Callable[[str], int]) -> None:
        self._slips = slips
        self._chunks: list[_Few | _Many] = []
        self._latest = dict.fromkeys(words)
        self._settle()

    def add(self, word: str) -> None:
        """Take up a word more."""
        self._latest[word] = None
        self._settle()

    def discard(self, word: str) -> None:
        """Forget a word, if it came lately; else it stays, and whoever asks has to know better."""
        self._latest.pop(word, None)

    def _settle(self) -> None:
        if len(self._latest) > LATEST:
            words, self._latest = list(self._latest), {}
            few = len(words) <= COMPARED
            self._chunks.append(_Few(words) if few else _Many(words, self._slips))

    def within(self, query: str) -> list[Near]:
        """Return the words that `query` is at most their slips away from, with the distances.

        Words that are one slip away may hide those that are more.
        """
        asked = query[:MAX_KEY]
        near = list(_compared(asked, list(self._latest), _most(asked)))
        for chunk in self._chunks:
            near += chunk.nearest(asked)
        return [(word, distance) for word, distance in near if distance <= self._slips(word)]

    def like(self, query: str, limit: int) -> list[tuple[str, float]]:
        """Return the words most like `query`, with their likenesses from `MIN_LIKENESS` to 1.

        Of very many words, those that share a third of their letters in place are compared.
        """
        asked = query[:MAX_KEY]
        candidates = [
            *self._latest,
            *chain.from_iterable(chunk.akin(asked) for chunk in self._chunks),
        ]
        found = process.extract(
            asked,
            candidates,
            scorer=OSA.normalized_similarity,
            score_cutoff=MIN_LIKENESS,
            limit=limit,
        )
        return [(word, likeness) for word, likeness, _ in found]

    def holding(self, query: str) -> list[str]:
        """Return the words that have `query` inside, where there are few enough to look."""
        few = (chunk.akin(query) for chunk in self._chunks if isinstance(chunk, _Few))
        return [word for word in chain(self._latest, *few) if query in word]


class _Few:
    """Words in the order of their lengths: who made few slips wrote about as many letters."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(words, key=len)
        self._lengths = list(map(len, self._words))

    def nearest(self, query: str) -> list[Near]:
        """Return the words that are nearest to `query` among those that are near at all."""
        most = _most(query)
        start = bisect_left(self._lengths, len(query) - most)
        end = bisect_right(self._lengths, len(query) + most)
        near = list(_compared(query, self._words[start:end], most))
        return [one for one in near if one[1] == 1] or near

    def akin(self, _query: str) -> list[str]:
        """Return all words: any may be like the query."""
        return self._words


class _Many:
    """Words that are too many to be compared with a query one by one."""

    def __init__(self, words: list[str], slips: Callable[[str], int]) -> None:
        self._words = words
        self._segments = Segments(words, slips)

    def nearest(self, query: str) -> list[Near]:
        """Return the words that are nearest to `query` among those that are near at all."""
        for slips in range(1, self._segments.most + 1):
            if found := list(_compared(query, self._sharing(query, slips), slips)):
                return found
        return []

    def akin(self, query: str) -> list[str]:
        """Return the words that share a third of their letters with `query`, in place."""
        return self._sharing(query, min(2, self._segments.most))

    def _sharing(self, query: str, slips: int) -> list[str]:
        return [self._words[number] for number in self._segments.candidates(query, slips)]


def _most(query: str) -> int:
    """Return the most slips that are looked for one by one: no word of its length bears more."""
    return max(2, len(query) // 4)


def _compared(query: str, words: list[str], most: int) -> Iterator[Near]:
    """Yield the words that are at most `most` slips away, with their distances."""
    found = process.extract(query, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    return ((word, int(distance)) for word, distance, _ in found)
