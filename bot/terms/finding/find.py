"""Look up a term however it was typed: the ladder from certain to a guess."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from bot.terms.entry import Entry
from bot.terms.finding.fuzzy import Near, sound_of
from bot.terms.finding.layer import Layer, visible
from bot.terms.finding.names import RUNGS, Rung
from bot.terms.fold import fold
from bot.terms.question import MAX_QUERY, forms, is_quoted
from bot.terms.spotting.spot import Spot

Match = Literal[
    "exact", "normalized", "reading", "romaji", "fuzzy", "homophone", "description", "none"
]
"""How a query was understood; the first four are certain, `none` has suggestions at most."""

_WRITTEN: tuple[Rung, ...] = ("exact", "normalized")
"""Rungs on which a query is looked up as it is, before the words of asking are taken from it: most
are a name and nothing else, and need not wait for that."""

_SOUNDED = tuple(rung for rung in RUNGS if rung not in _WRITTEN)

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

    Args:
        layers: where to look; an entry hides those of its id in the layers after its own.
        spot: finds the terms in a sentence.
    """

    def __init__(self, layers: Sequence[Layer], spot: Callable[[str], tuple[Spot, ...]]) -> None:
        self._layers = layers
        self._spot = spot

    def find(self, query: str, limit: int) -> Found:
        """Return what `query` means: all who are called so, else at most `limit` guesses."""
        typed = query.strip()
        whole = typed, fold(typed[:MAX_QUERY])
        if found := self._named(query, _WRITTEN, [whole]):
            return found
        asked = [(form, key) for form in forms(query) if (key := fold(form))]
        other = [form for form in asked if form != whole]
        sounded = [rung for rung in _SOUNDED if rung != "romaji" or not is_quoted(query)]
        found = self._named(query, _WRITTEN, other) or self._named(query, sounded, asked)
        if found:
            return found
        return self._guess(query, *asked[-1], limit) if asked else Found(query, "none", ())

    def _named(
        self, query: str, rungs: Sequence[Rung], asked: Sequence[tuple[str, str]]
    ) -> Found | None:
        """Return who is called so, on the most certain rung: `asked` are forms with their keys."""
        for rung in rungs:
            for form, key in asked:
                if named := self._near(partial(_named, rung, form, key)):
                    return Found(query, rung, _hits(named))
        return None

    def _guess(self, query: str, rest: str, key: str, limit: int) -> Found:
        """Return what is likely meant by `rest`, the query without the words of asking."""
        sound = "" if is_quoted(query) else sound_of(rest, key)
        slips = self._near(lambda layer: layer.misspelt(key, sound)) or self._near(
            lambda layer: layer.mixed(key)
        )
        alike = self._near(lambda layer: layer.heard(key))
        if near := sorted((*alike, *slips), key=lambda one: -one[1]):
            slipped = near[0][0].id in {entry.id for entry, _ in slips}
            return Found(query, "fuzzy" if slipped else "homophone", _hits(near, limit))
        described = visible(self._layers, lambda layer: layer.described(rest, limit))
        described.sort(key=lambda one: -one.share)
        similar = [(one.entry, one.share) for one in described]
        fits = bool(described) and described[0].fits
        if about := _about(self._spot(rest), similar if fits else [], len(rest)):
            return Found(query, "description", _hits(about, limit))
        like = self._near(lambda layer: layer.like(key, limit))
        return Found(query, "none", _hits(like + similar, limit))

    def _near(self, ask: Callable[[Layer], Iterable[Near]]) -> list[tuple[Entry, float]]:
        near = visible(self._layers, ask)
        near.sort(key=lambda one: -one.likeness)
        return [(one.entry, one.likeness) for one in near]


def _named(rung: Rung, form: str, key: str, layer: Layer) -> Iterable[Near]:
    return layer.named(rung, form, key)


def _about(
    named: Sequence[Spot], described: list[tuple[Entry, float]], length: int
) -> list[tuple[Entry, float]]:
    """Return what a sentence of `length` characters is about: what it names, what it describes."""
    share = sum(spot.end - spot.start for spot in named) / length
    mentioned = [(spot.entry, min(1.0, share)) for spot in named]
    return mentioned + described if share >= _NAMED_SHARE else described + mentioned


def _hits(scored: Iterable[tuple[Entry, float]], limit: int | None = None) -> tuple[Hit, ...]:
    """Return each entry once, in order."""
    first: dict[str, Hit] = {}
    for entry, score in scored:
        first.setdefault(entry.id, Hit(entry, score))
    return tuple(first.values())[:limit]
