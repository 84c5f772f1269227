"""Entries that look like real ones, as many as a benchmark asks for.

Their names are compounds of words that the glossary's own articles use: English words, words in
katakana, words in kanji, in the shares of the real names.
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from bot.terms.entry import Article, Entry
from bot.terms.fold import hiragana
from bot.terms.load import load

FOLDER = Path(__file__).parents[1] / "data" / "terms"
SEED = 20261124

_ENGLISH = re.compile(r"\b[a-z]{4,12}\b")
_KATAKANA = re.compile(r"(?<![ァ-ヺー])[ァ-ヺー]{3,10}(?![ァ-ヺー])")
_KANJI = re.compile(r"(?<![㐀-鿿])[㐀-鿿]{2,4}(?![㐀-鿿])")
_KANA = re.compile(r"[ぁ-ヺー]")
_READINGS = [
    first + second
    for first in "かきくけこさしすせそたちつてと"
    for second in ("い", "う", "ん", "く", "つ")
]
_COMPOUNDS = ("kk", "kn", "nn", "nnn", "knn")
"""How names in Japanese are made: of katakana and kanji words."""

_COMMONEST = 3_000
_EMPTY = Article("", ())


def real() -> tuple[Entry, ...]:
    """Return the glossary's own entries."""
    return load(FOLDER).entries


def entries(count: int) -> list[Entry]:
    """Return `count` entries: the real ones, then synthetic ones."""
    known = real()
    return [*known[:count], *_synthetic(known, count - len(known))]


def _synthetic(known: Iterable[Entry], count: int) -> Iterator[Entry]:
    words = _Words(known)
    chosen = random.Random(SEED)  # noqa: S311 -- no secret
    taken: set[str] = set()
    number = 0
    while number < count:
        english, japanese = words.english(chosen), words.japanese(chosen)
        if english in taken or japanese in taken:
            continue
        taken |= {english, japanese}
        aliases = (japanese + words.tail(chosen),) if chosen.random() < 0.6 else ()  # noqa: PLR2004
        reading = "".join(_spoken(letter, chosen) for letter in japanese)
        number += 1
        yield _entry(f"made-{number}", english, japanese, reading, aliases)


class _Words:
    """What compounds are made of, the commoner words more often."""

    def __init__(self, known: Iterable[Entry]) -> None:
        texts = {
            language: "\n".join(text for entry in known for text in entry.article(language).texts())
            for language in ("en", "ja")
        }
        self._english = _common(_ENGLISH.findall(texts["en"].casefold()))
        self._katakana = _common(_KATAKANA.findall(texts["ja"]))
        self._kanji = _common(_KANJI.findall(texts["ja"]))

    def english(self, chosen: random.Random) -> str:
        return " ".join(
            word.title() for word in chosen.sample(self._english, chosen.choice((2, 2, 3)))
        )

    def japanese(self, chosen: random.Random) -> str:
        sorts = chosen.choice(
            (("k", "k"), ("k", "n"), ("n", "n"), ("n", "n", "n"), ("k", "n", "n"))
        )
        words = [chosen.choice(self._katakana if sort == "k" else self._kanji) for sort in sorts]
        return "".join(words)

    def tail(self, chosen: random.Random) -> str:
        return chosen.choice(self._kanji)


def _common(words: Iterable[str]) -> list[str]:
    return [word for word, _ in Counter(words).most_common(_COMMONEST)]


def _spoken(letter: str, chosen: random.Random) -> str:
    """Return a reading: that of kana is its own, a kanji has one of many."""
    return hiragana(letter) if _KANA.fullmatch(letter) else chosen.choice(_READINGS)


def _entry(
    entry_id: str, english: str, japanese: str, reading: str, aliases: tuple[str, ...]
) -> Entry:
    return Entry(
        id=entry_id,
        en=english,
        ja=japanese,
        reading=reading,
        aliases_en=(),
        aliases_ja=aliases,
        category="foundations",
        definition_en="",
        definition_ja="",
        article_en=_EMPTY,
        article_ja=_EMPTY,
        related=(),
        sources=(),
        checked=date(2026, 11, 24),
    )
