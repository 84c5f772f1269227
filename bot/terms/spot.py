"""Find the terms in running text.

Names are searched in the folded text; whether a hit is a word of its own is judged on the text
as written. Of hits that overlap, the one inside another is dropped.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from bot.terms.english import inflections
from bot.terms.entry import HEADWORDS, Entry
from bot.terms.everyday import is_everyday
from bot.terms.fold import Folded, fold_mapped
from bot.terms.hidden import hide

_LONG_MARKS = "ーｰ"
_JOINERS = frozenset(" \u3000\n-\u2010\u2011\u2012\u2013\u2212_・･·'’" + _LONG_MARKS)
"""What may stand inside a name in a text, although the name has nothing there."""

_KANJI = re.compile(r"[㐀-鿿々]+")
_KANA = re.compile(r"[ぁ-ゖ]+")
_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_KATAKANA = re.compile(r"[ァ-ヺー\u3099\u309a]")
_TAIL_NOUN = re.compile(
    r"(?:時|中|用|前|後|速度|性能|時間|処理|結果|能力|基盤|環境|精度)(?![㐀-鿿々])"
)
"""Nouns that follow any term and make no other word of it: 推論速度, but not 蒸留水."""

_ADJECTIVE = ("型", "的", "系")
"""What makes an adjective of a loose name: エージェント型 is agentic, and need be no agent."""

_SHORTEST = 2
"""Letters of the start by which names are kept, and so of a name that can be found."""

_PART_OF_A_WORD = 2
"""Kanji of a name that may be a part of a longer word: 蒸留水."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A term in a text.

    Args:
        start: where it begins, in code points of the text.
        end: the offset after it.
    """

    entry: Entry
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Name:
    """A name to look for.

    Args:
        breaks: the letters of the key before which the name as written has a space or a mark.
        capitals: whether it is an everyday word without its capitals, as RAG is.
    """

    entry: Entry
    written: str
    breaks: frozenset[int]
    capitals: bool
    is_headword: bool


class Spotter:
    """Knows all names of a glossary."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names: dict[str, list[_Name]] = defaultdict(list)
        self._lengths: dict[str, list[int]] = defaultdict(list)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take up one entry more."""
        for form, name in _spotted(entry):
            self._names[form].append(name)
            lengths = self._lengths[form[:_SHORTEST]]
            if len(form) not in lengths:
                lengths.append(len(form))
                lengths.sort(reverse=True)

    def remove(self, entry: Entry) -> None:
        """Forget an entry; its lengths stay, which costs nothing but time."""
        for form, _ in _spotted(entry):
            self._names[form] = [name for name in self._names[form] if name.entry.id != entry.id]

    def spot(self, text: str) -> tuple[Spot, ...]:
        """Return the terms in `text`, each once, where it stands first, in order."""
        shown = hide(text)
        first: dict[str, Spot] = {}
        for spot in _outermost(self._hits(shown), shown):
            first.setdefault(spot.entry.id, spot)
        return tuple(first.values())

    def _hits(self, text: str) -> Iterator[tuple[Spot, ...]]:
        """Yield, for each place where a name begins, the longest one: all who are called so.

        Where it is the headword of one, as 推論 is, others who are loosely called so are not meant.
        """
        folded = fold_mapped(text)
        size = len(folded.key)
        for first in range(size - 1):
            for length in self._lengths.get(folded.key[first : first + _SHORTEST], ()):
                last = first + length
                names = self._names.get(folded.key[first:last]) if last <= size else None
                if not names or not folded.is_whole(first, last):
                    continue
                place = _Place(text, folded, first, last)
                if suited := [name for name in names if place.suits(name)]:
                    meant = [name for name in suited if name.is_headword] or suited
                    yield tuple(Spot(name.entry, place.start, place.end) for name in meant)
                    break


def _spotted(entry: Entry) -> Iterator[tuple[str, _Name]]:
    """Yield the forms of the names that mean an entry in running text."""
    for number, written in enumerate(entry.names()):
        folded = fold_mapped(written)
        key, is_headword = folded.key, number < HEADWORDS
        everyday, capitals = is_everyday(key), sum(map(str.isupper, written)) > 1
        if written in entry.asked_only or len(key) < _SHORTEST:
            continue
        if everyday and not capitals and not is_headword:
            continue
        breaks = frozenset(at for at in range(1, len(key)) if folded.gap(at))
        name = _Name(entry, written, breaks, everyday and capitals, is_headword)
        yield from ((form, name) for form in dict.fromkeys((key, *inflections(written, key))))


class _Place:
    """Where a key stands in a text."""

    def __init__(self, text: str, folded: Folded, first: int, last: int) -> None:
        self._text = text
        self.start, self.end = folded.starts[first], folded.ends[last - 1]
        while self.end < len(text) and text[self.end] in _LONG_MARKS:
            self.end += 1
        self._words = text[self.start : self.end]
        self._gaps = [
            (at - first, text[folded.ends[at - 1] : folded.starts[at]].strip(_LONG_MARKS))
            for at in range(first + 1, last)
            if folded.gap(at)
        ]
        self._is_latin = folded.key[first:last].isascii()

    def suits(self, name: _Name) -> bool:
        """Return whether `name` stands here as a word of its own."""
        return self._is_bordered() and self._is_written_like(name) and self._is_parted_like(name)

    def _is_bordered(self) -> bool:
        """Return whether the neighbours leave the words alone."""
        words = self._words
        before = self._text[max(0, self.start - 1) : self.start]
        after = self._text[self.end : self.end + 1]
        if _joins(before, words[0]) or _joins(words[-1], after):
            return False
        if not _KANJI.fullmatch(words):
            return True
        if _script(before) == "kanji":
            return False
        if len(words) > _PART_OF_A_WORD:
            return True
        return _script(after) != "kanji" or _TAIL_NOUN.match(self._text, self.end) is not None

    def _is_written_like(self, name: _Name) -> bool:
        if name.capitals:
            return unicodedata.normalize("NFKC", self._words).startswith(name.written)
        if not name.is_headword and self._text[self.end : self.end + 1] in _ADJECTIVE:
            return False
        return not _HIRAGANA.search(self._words) or _HIRAGANA.search(name.written) is not None

    def _is_parted_like(self, name: _Name) -> bool:
        return all(
            all(mark in _JOINERS or mark in name.written for mark in gap)
            and (at in name.breaks or not (self._is_latin and gap))
            for at, gap in self._gaps
        )


def _outermost(hits: Iterable[tuple[Spot, ...]], text: str) -> Iterator[Spot]:
    """Yield the hits that no other covers.

    Two may share a Latin word, as マルチモーダルAIエージェント has two terms in it; of two that
    share anything else the first is meant.
    """
    covered = 0
    for spots in hits:
        start, end = spots[0].start, spots[0].end
        if end > covered and (start >= covered or text[start:covered].isascii()):
            covered = end
            yield from spots


def apart(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Yield spots of several spotters in order, without those inside a longer one."""
    covered = 0
    start = -1
    for spot in sorted(spots, key=lambda spot: (spot.start, -spot.end)):
        if spot.start >= covered or (spot.start, spot.end) == (start, covered):
            start, covered = spot.start, spot.end
            yield spot


def _joins(before: str, after: str) -> bool:
    """Return whether two neighbours are of one word, as far as their scripts tell."""
    return _script(before) == _script(after) in ("latin", "katakana")


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    normal = unicodedata.normalize("NFKC", character)[:1]
    if normal == "_" or (normal.isascii() and normal.isalnum()):
        return "latin"
    if _KATAKANA.match(normal):
        return "katakana"
    return "kanji" if _KANJI.match(normal) else ""
