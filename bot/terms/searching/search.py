"""Search names, definitions and articles for words, and show where they stand."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.i18n import Language
from bot.terms.entry import Entry
from bot.terms.searching.excerpt import Excerpt, excerpt
from bot.terms.searching.postings import Postings
from bot.terms.searching.wanted import Wanted, wanted


@dataclass(frozen=True, slots=True)
class Result:
    """An entry that holds the words, and where."""

    entry: Entry
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class Results:
    """A part of what a search found, the most relevant first.

    Args:
        total: how many entries there are in all.
    """

    results: tuple[Result, ...]
    total: int


def search(
    layers: Sequence[Postings], query: str, language: Language, limit: int, offset: int = 0
) -> Results:
    """Return the entries that hold all words of `query`, in either language.

    Args:
        layers: where to look; an entry hides those of its id in the layers after its own.
        language: of the excerpts, where the words stand in it.
    """
    words = wanted(query)
    found = _found(layers, words)
    shown = found[offset : offset + limit]
    return Results(
        tuple(Result(entry, excerpt(entry, words, language)) for entry in shown), len(found)
    )


def _found(layers: Sequence[Postings], words: Sequence[Wanted]) -> list[Entry]:
    """Return the entries that hold all of the words, the most relevant first."""
    scored = [
        (score, layer.entries[entry_id])
        for number, layer in enumerate(layers)
        for entry_id, score in _scores(layer, words).items()
        if not any(entry_id in before.entries for before in layers[:number])
    ]
    scored.sort(key=lambda found: (-found[0], found[1].id))
    return [entry for _, entry in scored]


def _scores(postings: Postings, words: Sequence[Wanted]) -> dict[str, float]:
    """Return how relevant each entry is that holds all of the words, by id."""
    stems = frozenset[str]().union(*(word.stems for word in words))
    if not stems:
        return {}
    fewest, *others = sorted(map(postings.effects, stems), key=len)
    return {
        entry_id: effect + sum(other[entry_id] for other in others)
        for entry_id, effect in fewest.items()
        if all(entry_id in other for other in others)
        and all(word.is_in(postings.text(entry_id)) for word in words)
    }
