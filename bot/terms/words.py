"""Very many words, and those among them that are near to a query."""

from collections.abc import Callable, Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.terms.segments import Segments

MAX_KEY = 80
"""Letters of a query that are compared: no name is longer by far."""

MIN_LIKENESS = 0.5
"""Share of its letters in which a suggestion is like the query: below, people see no likeness."""

LATEST = 300
"""Words that came last and are compared one by one, until there are enough to cut in segments."""

COMPARED = 4_000
"""Words up to which comparing all of them (0.05 ms a thousand) is faster than to look for two slips
and then three by their segments (0.2 and 0.5 ms)."""


class Words:
    """Words that take additions: those that came last are compared one by one.

    Args:
        slips: how many are forgiven in a word.
    """

    def __init__(self, words: Iterable[str], slips: Callable[[str], int]) -> None:
        self._slips = slips
        self._chunks: list[tuple[list[str], Segments]] = []
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
            words = list(self._latest)
            self._chunks.append((words, Segments(words, self._slips)))
            self._latest = {}

    def within(self, query: str) -> list[tuple[str, int]]:
        """Return the words that `query` is at most their slips away from, with the distances.

        Words that are one slip away may hide those that are more.
        """
        asked = query[:MAX_KEY]
        near = list(_compared(asked, list(self._latest), max(2, len(asked) // 4)))
        for words, segments in self._chunks:
            near += _nearest(asked, words, segments)
        return [(word, distance) for word, distance in near if distance <= self._slips(word)]

    def like(self, query: str, limit: int) -> list[tuple[str, float]]:
        """Return the words most like `query`, with their likenesses from `MIN_LIKENESS` to 1.

        Of very many words, those that share a third of their letters in place are compared.
        """
        asked = query[:MAX_KEY]
        candidates = list(self._latest)
        for words, segments in self._chunks:
            if len(words) <= COMPARED:
                candidates += words
            else:
                sharing = segments.candidates(asked, min(2, segments.most))
                candidates += [words[number] for number in sharing]
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
        lists = (self._latest, *(words for words, _ in self._chunks if len(words) <= COMPARED))
        return [word for words in lists for word in words if query in word]


def _nearest(query: str, words: list[str], segments: Segments) -> Iterable[tuple[str, int]]:
    """Return the words that are nearest to `query` among those that are near at all."""
    for slips in range(1, segments.most + 1):
        if slips > 1 and len(words) <= COMPARED:
            return _compared(query, words, max(2, len(query) // 4))
        candidates = [words[number] for number in segments.candidates(query, slips)]
        if found := list(_compared(query, candidates, slips)):
            return found
    return ()


def _compared(query: str, words: list[str], most: int) -> Iterator[tuple[str, int]]:
    """Yield the words that are at most `most` slips away, with their distances."""
    found = process.extract(query, words, scorer=OSA.distance, score_cutoff=most, limit=None)
    return ((word, int(distance)) for word, distance, _ in found)
