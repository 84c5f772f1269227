"""Entries that are searched for together; what that needs is made for the first search."""

from collections.abc import Iterable
from functools import cached_property, lru_cache

from bot.terms.entry import Entry
from bot.terms.spotting.search import Search
from bot.terms.spotting.spelling import Place

_FEW = 100
"""Entries whose search is made again when it was not used for long: it takes 20 ms for 100 names
(2026-11)."""

_MOST_KEPT = 50
"""Searches for few entries that are kept: 0.5 MB each for 100 names, in place of as many as there
are teams with terms of their own."""


class Batch:
    """Entries by their ids, and the search for them."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}

    def find(self, text: str) -> list[Place]:
        """Return where names stand as words of their own, in no order; some places come twice."""
        if not self.entries:
            return []
        search = self._own if len(self.entries) > _FEW else _borrowed(self)
        return search.find(text)

    def prepare(self) -> None:
        """Make the search now, if it is one that is kept."""
        if len(self.entries) > _FEW:
            self._own.prepare()

    @cached_property
    def _own(self) -> Search:
        return Search(self.entries.values())


@lru_cache(maxsize=_MOST_KEPT)
def _borrowed(batch: Batch) -> Search:
    return Search(batch.entries.values())
