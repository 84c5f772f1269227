"""Spot the terms in running text.

Of names that overlap, the one inside another is dropped. Of entries that share a name, the words
around tell which is meant; where they do not, it is the one whose headword it is, or all.
"""

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Protocol

from msgspec import Struct

from bot.terms.entry import Entry
from bot.terms.spotting.hidden import hide
from bot.terms.spotting.lexicon import Lexicon, together, without
from bot.terms.spotting.meaning import Meanings
from bot.terms.spotting.spelling import Name, Place

_START, _END = itemgetter(0), itemgetter(1)


class Spot(Struct, frozen=True, gc=False):
    """A term in a text.

    Args:
        start: where it begins, in code points of the text.
        end: the offset after it.
        is_common: whether it goes by a word here that very many texts have: it says less than the
            others of what the text is about.
    """

    entry: Entry
    start: int
    end: int
    is_common: bool = False


class Lexical(Protocol):
    """What has a lexicon, which may be made when it is first asked for."""

    @property
    def lexicon(self) -> Lexicon:
        """Return the same at each time."""


class Spotter:
    """Tells what texts mean by the names that some lexicons know.

    Args:
        layers: each with a lexicon; of entries that have the same id, the one in the first lexicon
            is found.
    """

    def __init__(self, layers: Sequence[Lexical]) -> None:
        self._layers = layers
        self._meanings = Meanings()

    def spot(self, text: str) -> tuple[Spot, ...]:
        """Return the terms in `text`, each once, where it stands first, in order."""
        shown = hide(text)
        first: dict[str, Spot] = {}
        told: dict[tuple[Name, ...], Sequence[Name]] = {}
        for start, end, names in _outermost(self._places(shown), shown):
            meant: Sequence[Name] = names
            if len(names) > 1:  # a text means one thing by a name
                if names not in told:
                    told[names] = self._meant(names, shown, start, end)
                meant = told[names]
            for name in meant:
                entry = name.entry
                if entry.id not in first:
                    first[entry.id] = Spot(entry, start, end, name.is_common)
        return tuple(first.values())

    def _places(self, text: str) -> list[Place]:
        first, *others = (layer.lexicon for layer in self._layers)
        before = [first]
        found = [first.find(text)]
        for lexicon in others:
            found.append(without(lexicon.find(text), *before))
            before.append(lexicon)
        return together(*found)

    def _meant(self, names: Sequence[Name], text: str, start: int, end: int) -> Sequence[Name]:
        """Return the names of the entries that are meant."""
        entries = list({name.entry.id: name.entry for name in names}.values())
        owners = [name for name in names if name.is_headword]
        if len(entries) > 1:
            usual = owners[0].entry if len(owners) == 1 else None
            meant = self._meanings.meant(entries, text, start, end, usual)
            if meant:
                return [name for name in names if name.entry is meant]
        return owners or names


def _outermost(places: list[Place], text: str) -> Iterator[Place]:
    """Yield the places that no other covers, in order.

    Two may share a Latin word, as マルチモーダルAIエージェント has two terms in it; of two that
    share anything else the first is meant.
    """
    if len(places) > 1:
        places.sort(key=_END, reverse=True)
        places.sort(key=_START)
    covered = 0
    for place in places:
        start, end, _ = place
        if end > covered and (start >= covered or text[start:covered].isascii()):
            covered = end
            yield place
