"""The glossary: everything that is asked of the terms, over tables that are made once."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from math import gcd

from bot.errors import UsageError
from bot.i18n import N_, Language
from bot.terms.complete import Completer
from bot.terms.entry import Entry, Sense
from bot.terms.find import Finder, Found
from bot.terms.fold import fold
from bot.terms.index import Row, by_category, index
from bot.terms.search import Results, search
from bot.terms.spot import Spot, Spotter


class Glossary:
    """Terms that do not change any more; a new version of them is another glossary.

    Tables that only some questions need are made at the first of these; `prepare` makes them all.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_id = {entry.id: entry for entry in self.entries}

    def prepare(self) -> None:
        """Make all tables now: 0.8 s for 600 terms (2026-11, one core), best spent in a thread."""
        self._finder.prepare()
        _ = self._spotter, self._completer

    def get(self, entry_id: str) -> Entry | None:
        """Return the entry of that id."""
        return self._by_id.get(entry_id)

    def related(self, entry: Entry) -> tuple[Entry, ...]:
        """Return the related entries that the glossary has, the nearest first."""
        return tuple(self._by_id[near] for near in entry.related if near in self._by_id)

    def namesakes(self, entry: Entry) -> tuple[tuple[Sense, Entry], ...]:
        """Return what names of `entry` that it shares mean elsewhere in the glossary, and where."""
        names = {fold(sense.name) for sense in entry.senses}
        return tuple(
            (sense, other)
            for sense, other in self._senses
            if other.id != entry.id and fold(sense.name) in names
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
        return self._completer.complete(typed, language, limit)

    def search(self, words: str, language: Language, limit: int, offset: int = 0) -> Results:
        """Return the entries that say `words`, the most relevant first, and where they do.

        Args:
            language: of the sentences shown, where the words stand in it.
        """
        return search((self._finder.postings,), words, language, limit, offset)

    def index(self, language: Language) -> tuple[Row, ...]:
        """Return the rows of the index: あ to わ by reading, or A to Z."""
        return index(self.entries, language)

    def categories(self, language: Language) -> tuple[Row, ...]:
        """Return the terms of each category, in the order of the index in `language`."""
        return by_category(self.entries, language)

    def of_day(self, day: date) -> Entry:
        """Return the term of a day; all come once before one comes again.

        Raises:
            UsageError: the glossary is empty.
        """
        if not self.entries:
            raise UsageError(N_("The glossary is empty."))
        count = len(self.entries)
        return self.entries[day.toordinal() * _stride(count) % count]

    @cached_property
    def _senses(self) -> tuple[tuple[Sense, Entry], ...]:
        return tuple((sense, entry) for entry in self.entries for sense in entry.senses)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.entries, self.spot)

    @cached_property
    def _spotter(self) -> Spotter:
        return Spotter(self.entries)

    @cached_property
    def _completer(self) -> Completer:
        return Completer(self.entries)


def _stride(count: int) -> int:
    """Return a step that visits all of `count` places and does not go through them in order."""
    step = round(count * 0.618)
    while gcd(step, count) != 1:
        step += 1
    return step
