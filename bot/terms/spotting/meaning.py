"""Tell by the words around which of several entries a shared name means in a text.

The entries' own texts say which words go with each of them: that entry is meant in whose texts
all the words around are likeliest (naive Bayes, with each word counted once).
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from bot.terms.entry import Entry

_REACH = 200
"""Characters on each side of a name that are read."""

_SHORT_TEXTS = 3
"""What a word counts in names, definition and senses: as much as three times in the article."""

_DECIDED = 1.5
"""By how much the logarithm of the best likelihood must exceed the second. Of the 37 sentences in
`tests/bot/terms/spotting/senses.tsv` that have one meaning, 36 are so decided, all rightly, and
none of the 4 that leave it open (2026-11)."""

_CLEAR = 3.2
"""The same where the name is the headword of another entry. Of the 9 places in the glossary's
articles that say in brackets which 推論 they mean, 8 are then told rightly (2026-11)."""

_WORD = re.compile(r"[a-z][a-z0-9]+|[ァ-ヺー]{2,}|[一-鿿々]{2,}")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """How likely words are in an entry's texts, each counted once more than there (Laplace).

    Args:
        gains: for each word there, the logarithm of how much likelier it is than one that is not.
        unknown: the logarithm of how likely a word is that is not there.
    """

    gains: dict[str, float]
    unknown: float

    @classmethod
    def of(cls, entry: Entry) -> "_Vocabulary":
        counts = Counter(
            word for weight, text in _texts(entry) for word in [*_words(text)] * weight
        )
        gains = {word: log(count + 1) for word, count in counts.items()}
        return cls(gains, -log(counts.total() + len(counts)))


class Meanings:
    """Knows which words go with the entries that it was asked for."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Entry, _Vocabulary]] = {}

    def meant(
        self, entries: Sequence[Entry], text: str, start: int, end: int, usual: Entry | None
    ) -> Entry | None:
        """Return the entry that a name between two places of a text means, if it can be told.

        Args:
            usual: the entry that has the name as its headword, if only one has.
        """
        around = f"{text[max(0, start - _REACH) : start]}\n{text[end : end + _REACH]}"
        words = set(_words(around)).difference(_words(text[start:end]))
        vocabularies = [self._vocabulary(entry) for entry in entries]
        known = [{word for word in words if word in each.gains} for each in vocabularies]
        count = len(set().union(*known))
        scores = [
            sum(map(vocabulary.gains.__getitem__, there)) + count * vocabulary.unknown
            for vocabulary, there in zip(vocabularies, known, strict=True)
        ]
        best, second = sorted(scores, reverse=True)[:2]
        entry = entries[scores.index(best)]
        needed = _DECIDED if usual in (None, entry) else _CLEAR
        return entry if best - second >= needed else None

    def _vocabulary(self, entry: Entry) -> _Vocabulary:
        entry_then, vocabulary = self._known.get(entry.id, (None, None))
        if vocabulary is None or entry_then is not entry:  # it may have been changed since
            vocabulary = _Vocabulary.of(entry)
            self._known[entry.id] = entry, vocabulary
        return vocabulary


def _texts(entry: Entry) -> Iterator[tuple[int, str]]:
    yield from ((_SHORT_TEXTS, name) for name in entry.names())
    yield from ((_SHORT_TEXTS, f"{sense.en}\n{sense.ja}") for sense in entry.senses)
    yield from ((_SHORT_TEXTS, text) for text in (entry.definition_en, entry.definition_ja))
    for article in (entry.article_en, entry.article_ja):
        yield from ((1, text) for text in article.texts())


def _words(text: str) -> Iterator[str]:
    """Yield the words of a text: Latin and katakana ones, and each two neighbouring kanji."""
    for word in _WORD.findall(unicodedata.normalize("NFKC", text).lower()):
        if "一" <= word[0] <= "鿿":
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word.removesuffix("s")
