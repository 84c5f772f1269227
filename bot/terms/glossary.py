"""The glossary: everything that is asked of the terms, over tables that follow them."""

from collections.abc import Iterable
from datetime import date
from math import gcd

from bot.errors import UsageError
from bot.i18n import N_, Language
from bot.terms.entry import Entry, Sense
from bot.terms.finding.find import Finder, Found
from bot.terms.finding.layer import Layer, visible
from bot.terms.fold import fold
from bot.terms.index import Row, by_category, index, newest
from bot.terms.searching.search import Results, search
from bot.terms.spotting.spot import Spot, Spotter


class Glossary:
    """Terms that may come, change and go.

    Tables that only some questions need are made at the first of these; `prepare` makes them all.

    Args:
        base: another glossary whose terms are here too, as they are there; one that has the id of
            an own entry is hidden by it. Many glossaries may stand on one.
    """

    def __init__(self, entries: Iterable[Entry], base: "Glossary | None" = None) -> None:
        self._own = Layer(entries)
        self.layers: tuple[Layer, ...] = (self._own, *(base.layers if base else ()))
        self._spotter = Spotter(self.layers)
        self._finder = Finder(self.layers, self._spotter.spot)

    def prepare(self) -> None:
        """Make all tables now: 0.8 s for 600 terms (2026-11, one core), best spent in a thread."""
        for layer in self.layers:
            layer.prepare()

    def add(self, entry: Entry) -> None:
        """Take up one entry more, or a new version of an own one."""
        self._own.add(entry)

    def remove(self, entry_id: str) -> None:
        """Forget an own entry; nothing happens where there is none."""
        self._own.remove(entry_id)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Return all entries, by id."""
        known: dict[str, Entry] = {}
        for layer in reversed(self.layers):
            known |= layer.entries
        return tuple(known[entry_id] for entry_id in sorted(known))

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry of that id."""
        found = (layer.entries.get(entry_id) for layer in self.layers)
        return next((entry for entry in found if entry), None)

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the related entries that the glossary has, the nearest first."""
        return tuple(filter(None, map(self.get, entry.related)))

    def namesakes(self, entry: Entry) -> tuple[tuple[Sense, Entry], ...]:
        """Return what names of `entry` that it shares mean elsewhere in the glossary, and where."""
        return tuple(
            (sense, other)
            for name in entry.senses
            for other in (hit.entry for hit in self.find(name.name).hits)
            for sense in other.senses
            if other.id != entry.id and fold(sense.name) == fold(name.name)
        )

    def named(self, query: str) -> Entry | None:
        """Return the entry that `query`, an id or a name in any spelling, certainly means."""
        entry = self.get(query)  # buttons carry ids, which need no search
        if entry is None:
            found = self.find(query)
            entry = found.hits[0].entry if found.certain else None
        return entry

    def find(self, query: str, limit: int = 5) -> Found:
        """Return what `query` means, in whatever spelling, at most `limit` guesses."""
        return self._finder.find(query, limit)

    def spot(self, text: str) -> tuple[Spot, ...]:
        """Return the terms in running text, each once, in order of appearance."""
        return self._spotter.spot(text)

    def complete(
        self, typed: str, language: Language, limit: int = 25
    ) -> tuple[tuple[Entry, str], ...]:
        """Return the entries that `typed` may become, each with a label, the likeliest first."""
        found = visible(self.layers, lambda layer: layer.complete(typed, language, limit))
        found.sort(key=lambda one: one.rank)
        return tuple((one.entry, one.label) for one in found[:limit])

    def search(self, words: str, language: Language, limit: int, offset: int = 0) -> Results:
        """Return the entries that say `words`, the most relevant first, and where they do.

        Args:
            language: of the sentences shown, where the words stand in it.
        """
        layers = [layer.postings for layer in self.layers]
        return search(layers, words, language, limit, offset)

    def index(self, language: Language) -> tuple[Row, ...]:
        """Return the rows of the index: あ to わ by reading, or A to Z."""
        return index(self.entries, language)

    def categories(self, language: Language) -> tuple[Row, ...]:
        """Return the terms of each category, in the order of the index in `language`."""
        return by_category(self.entries, language)

    def newest(self, language: Language) -> tuple[Entry, ...]:
        """Return all terms, those that were written or checked last first."""
        return newest(self.entries, language)

    def of_day(self, day: date) -> Entry:
        """Return the term of a day; all come once before one comes again.

        Raises:
            UsageError: the glossary is empty.
        """
        entries = self.entries
        if not entries:
            raise UsageError(N_("The glossary is empty."))
        count = len(entries)
        return entries[day.toordinal() * _stride(count) % count]


def _stride(count: int) -> int:
    """Return a step that visits all of `count` places and does not go through them in order."""
    step = round(count * 0.618)
    while gcd(step, count) != 1:
        step += 1
    return step
