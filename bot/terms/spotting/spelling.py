"""The names that are looked for in texts, and how a text may spell one of them."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from bot.terms.english import inflections
from bot.terms.entry import HEADWORDS, Entry
from bot.terms.everyday import is_everyday
from bot.terms.fold import Folded, fold_mapped
from bot.terms.spotting.common import is_common
from bot.terms.spotting.light import JOINERS, LONG_MARKS

_FEW = 2
"""Gaps of a name in which one may differ: more of them would double what is searched for."""

_SHORTEST = 2
"""Letters of a name that can be found in a text."""

LONG, JOINED = "ー", " "
"""What all long marks, and all joiners, are in a gap."""

_NORMAL = {
    **dict.fromkeys(map(ord, JOINERS), JOINED),
    **dict.fromkeys(map(ord, LONG_MARKS), LONG),
    ord("’"): "'",
}
_REPEATED = re.compile("(ー| )\\1+")

OWN = re.compile("[ぁ-ゖゝ々]")
"""Letters that a text has as the name is written, or not at all."""

KANA = re.compile("[ぁ-ゖァ-ヺ]")

Place = tuple[int, int, tuple["Name", ...]]
"""Where a text spells names: the first character, the one after the last, and the names."""

Gap = tuple[int, str]
"""A letter of a key, and what the text has before it: one space for all joiners, one long mark."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a piece of text has besides its key.

    Args:
        gaps: those that are not empty, in order.
        own: the letters that are hiragana or 々.
    """

    gaps: tuple[Gap, ...]
    own: frozenset[int]

    @classmethod
    def of(cls, text: str, folded: Folded, first: int, last: int) -> "Shape":
        """Return the shape of the letters `first` to `last` of the folded `text`."""
        gaps = (
            (at - first, text[folded.ends[at - 1] : folded.starts[at]])
            for at in range(first + 1, last)
            if folded.gap(at)
        )
        piece = text[folded.starts[first] : folded.ends[last - 1]]
        own = (
            [at - first for at in range(first, last) if OWN.search(source(text, folded, at))]
            if OWN.search(unicodedata.normalize("NFKC", piece))
            else ()
        )
        return cls(tuple((at, _normal(gap)) for at, gap in gaps), frozenset(own))


@dataclass(frozen=True, slots=True, eq=False)
class Name:
    """A name to look for.

    Args:
        key: of the name as written.
        capitals: whether it is an everyday word without its capitals, as RAG is.
        is_common: whether it is an everyday word, or a term that very many texts have.
    """

    entry: Entry
    written: str
    key: str
    shape: Shape
    capitals: bool
    is_headword: bool
    is_common: bool

    def forms(self) -> tuple[str, ...]:
        """Return the keys that it has in sentences, its own first."""
        return tuple(dict.fromkeys((self.key, *inflections(self.written, self.key))))

    def is_tight(self, at: int) -> bool:
        """Return whether two Latin letters meet before the letter `at` of the key."""
        return self.key[at - 1 : at + 1].isascii()

    def ways(self) -> set[tuple[Gap, ...]]:
        """Return what gaps there may be between Latin letters.

        They are those of the name, none, joiners for all, or in a name with few gaps those of the
        name but for one.
        """
        own = {at: gap for at, gap in self.shape.gaps if self.is_tight(at)}
        ways = [own, {}, dict.fromkeys(own, JOINED)]
        for at, gap in own.items() if len(own) <= _FEW else ():
            ways += [{**own, at: other} for other in ("", JOINED, gap.replace(JOINED, ""))]
        return {tuple((at, gap) for at, gap in way.items() if gap) for way in ways}

    def may_be(self, shape: Shape) -> bool:
        """Return whether a piece of text is the name, given that it has one of its keys.

        Hiragana and 々 are as in the name, or there are none. Latin letters are parted as `ways`
        says; elsewhere joiners may stand, long marks after kana, and other marks of the name.
        """
        if shape.own and shape.own != self.shape.own:
            return False
        tight = tuple(each for each in shape.gaps if self.is_tight(each[0]))
        return (not tight or tight in self.ways()) and all(
            gap == JOINED
            or (gap in (LONG, LONG + JOINED) and KANA.match(self.key[at - 1]))
            or (at, gap) in self.shape.gaps
            for at, gap in shape.gaps
            if (at, gap) not in tight
        )


def names_of(entry: Entry) -> Iterator[Name]:
    """Yield the names of `entry` that are looked for in texts."""
    for number, written in enumerate(entry.names()):
        folded = fold_mapped(written)
        key = folded.key
        everyday, capitals = is_everyday(key), sum(map(str.isupper, written)) > 1
        is_headword = number < HEADWORDS
        if len(key) < _SHORTEST or (everyday and not capitals and not is_headword):
            continue
        if written not in entry.asked_only:
            yield Name(
                entry,
                written,
                key,
                Shape.of(written, folded, 0, len(key)),
                everyday and capitals,
                is_headword,
                (everyday and not capitals) or is_common(key),
            )


def source(text: str, folded: Folded, at: int) -> str:
    """Return what a letter of the key was made from."""
    return unicodedata.normalize("NFKC", text[folded.starts[at] : folded.ends[at]])


def _normal(gap: str) -> str:
    return _REPEATED.sub("\\1", gap.translate(_NORMAL))
