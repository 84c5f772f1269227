"""Know the names of entries that come and go, and find them in texts."""

from collections import defaultdict
from collections.abc import Container, Iterable
from itertools import chain

from bot.terms.entry import Entry
from bot.terms.spotting.batch import Batch
from bot.terms.spotting.spelling import Name, Place


class Lexicon:
    """Finds the names of entries.

    What is added is searched for on its own until all is made anew by `prepare`; what is removed
    is passed over.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._settled = Batch(entries)
        self._added = Batch(())
        self._gone: frozenset[str] = frozenset()

    def __contains__(self, entry_id: object) -> bool:
        """Return whether an entry of this id is known."""
        return entry_id in self._added.entries or (
            entry_id in self._settled.entries and entry_id not in self._gone
        )

    def add(self, entry: Entry) -> None:
        """Find `entry` from now on, and none of the same id."""
        self.remove(entry)
        self._added = Batch((*self._added.entries.values(), entry))

    def remove(self, entry: Entry) -> None:
        """Find the entry of this id no more."""
        if entry.id in self._settled.entries:
            self._gone |= {entry.id}
        if entry.id in self._added.entries:
            self._added = Batch(
                each for each in self._added.entries.values() if each.id != entry.id
            )

    def prepare(self) -> None:
        """Make one search of all that is known: 0.4 s for 300 entries (2026-11, one core).

        Nothing may be added or removed meanwhile.
        """
        if self._gone or self._added.entries:
            settled = self._settled.entries.items()
            kept = {name: entry for name, entry in settled if name not in self._gone}
            self._settled = Batch((kept | self._added.entries).values())
            self._added, self._gone = Batch(()), frozenset()
        self._settled.prepare()

    def find(self, text: str) -> list[Place]:
        """Return where names stand as words of their own, in no order; some places come twice."""
        places = self._settled.find(text)
        if self._gone:
            places = without(places, self._gone)
        return together(places, self._added.find(text))


def together(*found: list[Place]) -> list[Place]:
    """Return what several lexicons found: each place once, with the names of all."""
    some = [places for places in found if places]
    if len(some) < 2:  # noqa: PLR2004 -- nothing to join
        return some[0] if some else []
    names: dict[tuple[int, int], dict[Name, None]] = defaultdict(dict)  # sets that keep the order
    for start, end, called in chain.from_iterable(some):
        names[start, end].update(dict.fromkeys(called))
    return [(start, end, tuple(called)) for (start, end), called in names.items()]


def without(places: Iterable[Place], *hidden: Container[str]) -> list[Place]:
    """Return the places without the entries whose ids are hidden."""
    left = (
        (
            start,
            end,
            tuple(name for name in names if not any(name.entry.id in ids for ids in hidden)),
        )
        for start, end, names in places
    )
    return [place for place in left if place[2]]
