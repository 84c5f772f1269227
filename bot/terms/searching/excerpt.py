"""Show where an entry says what was searched for: the sentence, and which part it stands in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.i18n import LANGUAGES, Language
from bot.terms.entry import Entry
from bot.terms.searching.stems import normal
from bot.terms.searching.wanted import Wanted

LENGTH = 120
"""Characters of a sentence that are shown: two or three lines on a phone."""

_LEAD = 40
"""Characters before the first word found, where a sentence has to be cut."""

_WORD = 15
"""Characters among which a word is expected to end."""

_SENTENCE = re.compile(r"[^。！？\n]+?(?:[。！？]+|[.!?]+(?=\s|$)|$)\s*")

Part = Literal["name", "definition", "introduction", "section"]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A sentence of an entry.

    Args:
        heading: of the section that it is from; else empty.
        pieces: the sentence, each piece with whether it is one of the words searched for.
    """

    part: Part
    heading: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    part: Part
    heading: str
    text: str


def excerpt(entry: Entry, words: Sequence[Wanted], language: Language) -> Excerpt:
    """Return the sentence of `entry` that holds most of the words, the first of such.

    Those in `language` come before the others, and names at last: they are shown anyway.
    """
    passage = max(_passages(entry, language), key=lambda passage: _held(passage.text, words))
    sentences = _SENTENCE.findall(passage.text) or [passage.text]
    sentence = max(sentences, key=lambda sentence: _held(sentence, words)).strip()
    pieces = tuple(piece for piece in _pieces(sentence, words) if piece[0])
    return Excerpt(passage.part, passage.heading, pieces)


def _passages(entry: Entry, language: Language) -> Iterator[_Passage]:
    for known in sorted(LANGUAGES, key=lambda known: known != language):
        yield _Passage("definition", "", entry.definition(known))
        article = entry.article(known)
        yield _Passage("introduction", "", article.introduction)
        for section in article.sections:
            yield _Passage("section", section.heading, section.body)
        for section in article.sections:
            yield _Passage("section", section.heading, section.heading)
    for name in entry.names():
        yield _Passage("name", "", name)


def _held(text: str, words: Sequence[Wanted]) -> int:
    """Return how many of the words stand in a text."""
    letters = normal(text)
    return sum(word.is_in(letters) for word in words)


def _pieces(sentence: str, words: Sequence[Wanted]) -> Iterator[tuple[str, bool]]:
    """Yield a sentence, cut where it is long, in pieces that are words searched for and others."""
    places = _places(sentence, words)
    if len(sentence) > LENGTH:
        sentence = _cut(sentence, places[0][0] if places else 0)
        places = _places(sentence, words)
    at = 0
    for start, end in places:
        if at <= start:
            yield sentence[at:start], False
            yield sentence[start:end], True
            at = end
    yield sentence[at:], False


def _cut(sentence: str, first: int) -> str:
    """Return the part of a long sentence that has what stands at `first`."""
    start = _space_after(sentence, first - _LEAD) if first > _LEAD else 0
    last = _space_after(sentence, start + LENGTH)
    return "…" * (start > 0) + sentence[start:last].strip() + "…" * (last < len(sentence))


def _space_after(sentence: str, at: int) -> int:
    """Return where a word ends soon after `at`; there, where no space is near, as in Japanese."""
    space = sentence.find(" ", at, at + _WORD)
    return at if space < 0 else space


def _places(sentence: str, words: Sequence[Wanted]) -> list[tuple[int, int]]:
    """Return where the words stand in a sentence as it is written, in order."""
    letters, origins = "", list[int]()
    for number, character in enumerate(sentence):
        folded = normal(character)
        letters += folded
        origins += [number] * len(folded)
    return sorted(
        (origins[start], origins[end - 1] + 1)
        for word in words
        for start, end in word.places(letters)
    )
