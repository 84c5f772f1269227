"""Find the terms that a description fits, by the words of definitions and articles.

Measured on 160 descriptions without the words of the names and 125 sentences about other things
(`descriptions.tsv`, 300 entries, 2026-11), one half to choose everything by, the other to report;
of that one only the figures were looked at, never what was missed. There the right term is the
first for .73, among the first three for .88 and five for .90; .90 are answered, and 6 of 62 other
sentences. Plain BM25 over all texts, with the share of the words that the best entry held as its
bar, gave .59, .70, .79, .93, and 37 of 62.

What brought that, on 40 and 40 descriptions to choose by: weighing names and definitions above
articles with a slow saturation (four more Japanese and three more English ones among the first
three), single kanji beside pairs (three more Japanese ones in the first place), synonyms for what
the texts hardly have (two more English ones among five). An answer must stand out from the crowd
and be about this field, by the square root of the length: with a bar on the score alone, seven of
ten long sentences about anything passed. What brought nothing: letter triples and whole katakana
or kanji words (fewer in the first place), leaving hiragana out (four fewer among five), pairs of
English words, a longer list of common words, the length of fields, adding the scores of related
terms.
"""

import math
import re
from dataclasses import dataclass
from heapq import nlargest
from operator import itemgetter

from bot.terms.entry import Entry
from bot.terms.searching.postings import Postings
from bot.terms.searching.stems import normal, stems
from bot.terms.searching.synonyms import synonyms

_FITS = 0.06
_RESEMBLES = 0.005
"""Standings from which on an entry answers a description, or may be suggested. On the half to
choose by .06 answers 73 of 80 and 6 of 63 sentences about other things, .05 76 and 12, .08 67 and
3; below .005 nothing right was found."""

_CROWD = 10
"""How many entries come before the one that the best must stand out from: words of anything are
shared by many entries, what describes a term by few."""

_SPOKEN_OF = 1 / 60
"""Share of the entries whose definitions have a word that is certainly one of this field."""

_RARE = 1 / 30
"""Share of the entries up to which a word is hardly known, so that synonyms stand in for it."""

_MIN_WORDS_EN = 4
_MIN_LETTERS_JA = 8
"""What a description has at least: shorter ones are names."""

_HIRAGANA = re.compile(r"[ぁ-ゖ]")
_WORD = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Described:
    """An entry that resembles a description.

    Args:
        share: how much of the description's weight it holds, from 0 to 1.
        fits: whether it is likely meant; else it is something similar at most.
    """

    entry: Entry
    share: float
    fits: bool


def resembling(postings: Postings, text: str, limit: int) -> tuple[Described, ...]:
    """Return the entries that a sentence may describe, the best first."""
    asked = set(stems(normal(text))) if _is_sentence(text) else set()
    if not (asked and postings.entries):
        return ()
    total = sum(map(postings.weight, asked))
    best = nlargest(max(limit, _CROWD + 1), _scores(postings, asked).items(), key=itemgetter(1))
    crowd = best[_CROWD][1] if len(best) > _CROWD else 0.0
    scale = _known(postings, asked, total) / math.sqrt(total * postings.weight_of(1))
    return tuple(
        Described(postings.entries[entry_id], min(1.0, score / total), standing >= _FITS)
        for entry_id, score in best[:limit]
        if (standing := (score - crowd) * scale) >= _RESEMBLES
    )


def _is_sentence(text: str) -> bool:
    if _HIRAGANA.search(text):
        return len(text) >= _MIN_LETTERS_JA
    return len(_WORD.findall(text)) >= _MIN_WORDS_EN


def _scores(postings: Postings, asked: set[str]) -> dict[str, float]:
    """Return what the stems asked for say for each entry, by id."""
    scores: dict[str, float] = {}
    for stem in asked:
        effects = postings.effects(stem)
        for other in _also_meant(postings, stem) - asked:
            for entry_id, effect in postings.effects(other).items():
                effects[entry_id] = max(effect, effects.get(entry_id, 0.0))
        for entry_id, effect in effects.items():
            scores[entry_id] = scores.get(entry_id, 0.0) + effect
    return scores


def _known(postings: Postings, asked: set[str], total: float) -> float:
    """Return how much of what is asked definitions speak of: from 0 to 1, by weight."""
    enough = max(1.0, len(postings.entries) * _SPOKEN_OF)
    known = 0.0
    for stem in asked:
        defined_by = max(map(postings.defined_by, (stem, *_also_meant(postings, stem))))
        known += postings.weight(stem) * min(1.0, defined_by / enough)
    return known / total


def _also_meant(postings: Postings, stem: str) -> frozenset[str]:
    """Return the synonyms of a stem that the texts hardly have."""
    is_rare = len(postings.holding(stem)) <= len(postings.entries) * _RARE
    return synonyms(stem) if is_rare else frozenset()
