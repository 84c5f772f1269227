"""The one index of all texts, for descriptions and for search: which entry holds which stem.

Ranked by BM25F (Robertson and Zaragoza, The Probabilistic Relevance Framework, 2009), whose fields
are summed by their weights before they saturate. Dividing by the length of a field changed
nothing, because the guide for writers keeps lengths alike; so nothing is divided, and an entry
comes and goes without touching the others. What else was measured stands in
`bot.terms.searching.describe`.
"""

import math
import struct
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.terms.entry import Entry
from bot.terms.searching.stems import normal, stems

_NAME, _DEFINITION = 8, 4
"""What a place there weighs; one in the article weighs 1."""

_MOST_PLACES = 255
"""Weighted places that are counted: more would add next to nothing to a stem's effect."""

_PLACE = struct.Struct("=I")
"""The number of an entry, and in the lowest byte its weighted places. Such strings take 3 MB for
300 entries, tuples of ids and places 7 MB, mappings 13 MB (2026-11)."""

_SATURATION = 4.0
"""Weighted places at which a stem has half of its effect."""


@dataclass(frozen=True, slots=True)
class _Texts:
    """What an entry says, in normal letters, a line for each text."""

    names: str
    definitions: str
    articles: str


class Postings:
    """The stems of entries; entries come and go."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries: dict[str, Entry] = {}
        self._texts: dict[str, _Texts] = {}
        self._numbers: dict[str, int] = {}
        self._ids: dict[int, str] = {}
        self._freed: list[int] = []
        self._places: dict[str, bytes] = {}
        self._defining: Counter[str] = Counter()
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take up one entry more."""
        self.entries[entry.id] = entry
        self._texts[entry.id] = texts = _texts(entry)
        number = self._freed.pop() if self._freed else len(self._ids)
        self._numbers[entry.id] = number
        self._ids[number] = entry.id
        defining, places = _places(texts)
        for stem, weight in places.items():
            self._places[stem] = self._places.get(stem, b"") + _place(number, weight)
        self._defining.update(defining)

    def remove(self, entry: Entry) -> None:
        """Forget an entry."""
        del self.entries[entry.id]
        defining, places = _places(self._texts.pop(entry.id))
        number = self._numbers.pop(entry.id)
        del self._ids[number]
        self._freed.append(number)
        for stem, weight in places.items():
            if left := _without(self._places.pop(stem), _place(number, weight)):
                self._places[stem] = left
        for stem in defining:
            self._defining[stem] -= 1
            if not self._defining[stem]:
                del self._defining[stem]

    def text(self, entry_id: str) -> str:
        """Return all that an entry says, in normal letters, a line for each text."""
        texts = self._texts[entry_id]
        return f"{texts.names}\n{texts.definitions}\n{texts.articles}"

    def holding(self, stem: str) -> Mapping[str, int]:
        """Return the weighted places of a stem, by the ids of the entries that hold it."""
        return dict(self._held(stem))

    def _held(self, stem: str) -> Iterator[tuple[str, int]]:
        for place in memoryview(self._places.get(stem, b"")).cast("I"):
            yield self._ids[place >> 8], place & _MOST_PLACES

    def defined_by(self, stem: str) -> int:
        """Return how many entries hold a stem in a name or a definition."""
        return self._defining[stem]

    def weight(self, stem: str) -> float:
        """Return what finding a stem is worth: rare ones more."""
        return self.weight_of(len(self._places.get(stem, b"")) // _PLACE.size)

    def weight_of(self, having: int) -> float:
        """Return what finding a stem is worth that `having` entries hold."""
        return math.log(1 + (len(self.entries) - having + 0.5) / (having + 0.5))

    def effects(self, stem: str) -> dict[str, float]:
        """Return what finding a stem says for each entry that holds it, by id."""
        weight = self.weight(stem)
        return {
            entry_id: weight * places / (places + _SATURATION)
            for entry_id, places in self._held(stem)
        }


def _place(number: int, weight: int) -> bytes:
    return _PLACE.pack(number << 8 | min(weight, _MOST_PLACES))


def _without(places: bytes, place: bytes) -> bytes:
    """Return the places without one that is among them."""
    at = places.find(place)
    while at % _PLACE.size:  # four bytes of two places that look like it
        at = places.find(place, at + 1)
    return places[:at] + places[at + _PLACE.size :]


def _texts(entry: Entry) -> _Texts:
    return _Texts(
        normal("\n".join(entry.names())),
        "\n".join(map(normal, (entry.definition_en, entry.definition_ja))),
        "\n".join(map(normal, (*entry.article_en.texts(), *entry.article_ja.texts()))),
    )


def _places(texts: _Texts) -> tuple[frozenset[str], Counter[str]]:
    """Return the stems that define an entry, and the weighted places of all."""
    names, definitions = Counter(stems(texts.names)), Counter(stems(texts.definitions))
    places = Counter(stems(texts.articles))
    for stem, count in definitions.items():
        places[stem] += _DEFINITION * count
    for stem, count in names.items():
        places[stem] += _NAME * count
    return frozenset((*names, *definitions)), places
