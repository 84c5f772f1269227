"""Look up a term however it was typed: the ladder from certain to a guess."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.terms.describe import resembling
from bot.terms.entry import Entry
from bot.terms.fold import fold
from bot.terms.fuzzy import Spellings
from bot.terms.heard import Heard
from bot.terms.mixed import Faces
from bot.terms.names import RUNGS, Names
from bot.terms.postings import Postings
from bot.terms.question import forms
from bot.terms.spot import Spot

Match = Literal[
    "exact", "normalized", "reading", "romaji", "fuzzy", "homophone", "description", "none"
]
"""How a query was understood; the first four are certain, `none` has suggestions at most."""

_NAMED_SHARE = 1 / 3
"""Share of a sentence from which on the terms in it are what it is about: in 聞いたけどRAG it is
.38, in トークンを一つずつ予測する仕組み .25."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that a query may mean.

    Args:
        score: from 0 to 1, comparable within one answer.
    """

    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a query was understood as.

    Args:
        hits: the likeliest first.
    """

    query: str
    match: Match
    hits: tuple[Hit, ...]

    @property
    def certain(self) -> bool:
        """Whether one entry is meant beyond doubt."""
        return self.match in RUNGS and len(self.hits) == 1


class Finder:
    """Finds entries by name, by a slip of a name, or by what they are.

    Guessing needs tables that a look-up by name does not wait for; they are made at the first
    guess.

    Args:
        spot: finds the terms in a sentence.
    """

    def __init__(self, entries: Iterable[Entry], spot: Callable[[str], tuple[Spot, ...]]) -> None:
        self._entries = tuple(entries)
        self._names = Names(self._entries)
        self._spot = spot

    def find(self, query: str, limit: int) -> Found:
        """Return what `query` means: all who are called so, else at most `limit` guesses."""
        asked = [(form, key) for form in forms(query) if (key := fold(form))]
        for rung in RUNGS:
            for form, key in asked:
                if entries := self._names.on(rung, form, key):
                    return Found(query, rung, tuple(Hit(entry, 1.0) for entry in entries))
        if not asked:
            return Found(query, "none", ())
        return self._guess(query, *asked[-1], limit)

    def _guess(self, query: str, rest: str, key: str, limit: int) -> Found:
        """Return what is likely meant by `rest`, the query without the words of asking."""
        slips = self._spellings.misspelt(rest) or self._faces.mixed(key)
        alike = self._heard.heard(rest)
        if near := sorted((*alike, *slips), key=lambda one: -one.likeness):
            slipped = near[0].entry.id in {one.entry.id for one in slips}
            hits = _hits(((one.entry, one.likeness) for one in near), limit)
            return Found(query, "fuzzy" if slipped else "homophone", hits)
        described = resembling(self.postings, rest, limit)
        similar = [(one.entry, one.share) for one in described]
        fits = bool(described) and described[0].fits
        if about := _about(self._spot(rest), similar if fits else [], len(rest)):
            return Found(query, "description", _hits(about, limit))
        like = [(one.entry, one.likeness) for one in self._spellings.like(rest, limit)]
        return Found(query, "none", _hits(like + similar, limit))

    def prepare(self) -> None:
        """Make the tables for guessing now."""
        _ = self._spellings, self._faces, self._heard, self.postings

    @cached_property
    def _spellings(self) -> Spellings:
        return Spellings(self._entries, self._names)

    @cached_property
    def _faces(self) -> Faces:
        return Faces(self._entries)

    @cached_property
    def _heard(self) -> Heard:
        return Heard(self._entries)

    @cached_property
    def postings(self) -> Postings:
        """The index of all texts."""
        return Postings(self._entries)


def _about(
    named: Sequence[Spot], described: list[tuple[Entry, float]], length: int
) -> list[tuple[Entry, float]]:
    """Return what a sentence of `length` characters is about: what it names, what it describes."""
    share = sum(spot.end - spot.start for spot in named) / length
    mentioned = [(spot.entry, min(1.0, share)) for spot in named]
    return mentioned + described if share >= _NAMED_SHARE else described + mentioned


def _hits(scored: Iterable[tuple[Entry, float]], limit: int) -> tuple[Hit, ...]:
    """Return each entry once, in order."""
    first: dict[str, Hit] = {}
    for entry, score in scored:
        first.setdefault(entry.id, Hit(entry, score))
    return tuple(first.values())[:limit]
