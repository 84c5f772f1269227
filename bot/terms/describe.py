"""Find the terms that a description fits, by the words of definitions and articles.

Ranked by BM25 with its usual constants (Robertson and Zaragoza, The Probabilistic Relevance
Framework, 2009). On 60 descriptions of the first 30 terms the right one was among the first five
58 times; weighting names and definitions, cutting Japanese at scripts and leaving hiragana out
were tried and gave no more.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from bot.terms.entry import Entry

_K1 = 1.2
_B = 0.75

_FITS = 0.3
"""Share of a description's weight that the best entry's texts must hold to answer it: 58 of the 60
were answered, and 2 of 36 sentences about other things; with .25 5 of these, with .40 50 and 1."""

_RESEMBLES = 0.2
"""Share from which on an entry may be suggested beside the best, or when there is none."""

_MIN_WORDS_EN = 4
_MIN_LETTERS_JA = 8
_MIN_MATCHES = 3
"""What a description has at least, and how much of it is found: shorter ones are names."""

_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー㐀-鿿々]+")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_ENGLISH = re.compile(r"[a-z][a-z0-9]+")
_COMMON_WORDS = """
a an and are as at be but by can do does for from has have how i in into is it its make makes
me my no not of on or out own so some than that the their them then there they thing things
this to up use used uses using very was way what when where which who why will with you your
something someone
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ENDINGS = ("ings", "ing", "ies", "ed", "es", "s", "e")


@dataclass(frozen=True, slots=True)
class Described:
    """An entry, and how much of the description its texts hold, from 0 to 1."""

    entry: Entry
    share: float

    @property
    def fits(self) -> bool:
        """Whether it is likely meant; else it is something similar at most."""
        return self.share >= _FITS


class Descriptions:
    """The texts of all entries, by their words."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        lengths = []
        for number, entry in enumerate(self._entries):
            counts = Counter(word for text in _texts(entry) for word in _words(text))
            lengths.append(counts.total())
            for word, count in counts.items():
                self._postings[word].append((number, count))
        mean = sum(lengths) / max(1, len(lengths))
        self._norms = [_K1 * (1 - _B + _B * length / max(1, mean)) for length in lengths]

    def resembling(self, text: str, limit: int) -> tuple[Described, ...]:
        """Return the entries that a sentence may describe, the best first."""
        if not _is_sentence(text):
            return ()
        weights = {word: self._weight(word) for word in set(_words(text))}
        scores: dict[int, float] = defaultdict(float)
        held: dict[int, list[float]] = defaultdict(list)
        for word, weight in weights.items():
            for number, count in self._postings.get(word, ()):
                scores[number] += weight * count * (_K1 + 1) / (count + self._norms[number])
                held[number].append(weight)
        total = sum(weights.values())
        best = sorted(scores, key=lambda number: -scores[number])[:limit]
        return tuple(
            Described(self._entries[number], share)
            for number in best
            if (share := sum(held[number]) / total) >= _RESEMBLES
            and len(held[number]) >= _MIN_MATCHES
        )

    def _weight(self, word: str) -> float:
        """Return what finding `word` is worth: rare ones more."""
        having = len(self._postings.get(word, ()))
        return math.log(1 + (len(self._entries) - having + 0.5) / (having + 0.5))


def _is_sentence(text: str) -> bool:
    if _HIRAGANA.search(text):
        return len(text) >= _MIN_LETTERS_JA
    return len(re.findall(r"[A-Za-z]+", text)) >= _MIN_WORDS_EN


def _texts(entry: Entry) -> Iterator[str]:
    yield from entry.names()
    yield from (entry.definition_en, entry.definition_ja)
    yield from (*entry.article_en.texts(), *entry.article_ja.texts())


def _words(text: str) -> Iterator[str]:
    """Yield the stems of English words, and each two letters of Japanese that stand together."""
    normal = unicodedata.normalize("NFKC", text).casefold()
    for word in _ENGLISH.findall(normal):
        if word not in _COMMON:
            yield _stem(word)
    for run in _JAPANESE.findall(normal):
        yield from map("".join, pairwise(run))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:  # noqa: PLR2004 -- a stem has 3 letters
            return word[: -len(ending)]
    return word
