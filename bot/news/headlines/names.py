"""The names in a text: words in Latin letters, and words in katakana."""

from collections.abc import Set as AbstractSet
from functools import cache
from pathlib import Path

import regex

from bot.news.headlines.claim import Claim, Evidence
from bot.news.headlines.quantities import MONTHS
from bot.news.sentences import sentences

GENERIC = frozenset({"ai", "it", "pc", "web"})
"""What every text about the trade may say, in either language."""

_WORD = regex.compile(r"\p{Latin}+")
_POSSESSIVE = regex.compile(r"'s\b")
_UNIT = regex.compile(r"(?<=\d)(?:[kKMBT]|bn|[kMGT]i?B|[kMG]W)(?![\p{Latin}\d])")
"""What belongs to a number, which is checked as one."""
_KATAKANA = regex.compile(r"[\p{Katakana}ー]+")
_LONGEST_KATAKANA = 40
_SHORTEST_PART = 2


def unknown_name(claim: Claim, evidence: Evidence) -> str | None:
    """Return a word in Latin letters that is a name and not the item's.

    In English those are words with a capital letter, in Japanese all. Months count as numbers.
    """
    known = {_stem(word) for word in _words(evidence.words)} | GENERIC
    openers = set() if claim.language == "ja" else _openers(claim.text)
    for place, word in enumerate(_words(claim.text)):
        is_name = claim.language == "ja" or not (word.islower() or word in MONTHS)
        if is_name and place not in openers and _stem(word) not in known:
            return word
    return None


def unknown_katakana(claim: Claim, evidence: Evidence) -> str | None:
    """Return a katakana word that is neither the item's nor a word that everybody uses."""
    known = _listed("katakana.txt") | set(_KATAKANA.findall(evidence.words))
    return next(
        (word for word in _KATAKANA.findall(claim.text) if not _is_made_of(word, known)), None
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(_UNIT.sub("", _POSSESSIVE.sub("", text)))


def _stem(word: str) -> str:
    """Return `word` without case and plural."""
    return word.casefold().removesuffix("s")


def _openers(text: str) -> set[int]:
    """Return the places, among all words, of ordinary ones that begin a sentence."""
    ordinary = _listed("english.txt")
    places: set[int] = set()
    first = 0
    for sentence in sentences(text):
        words = _words(sentence)
        if words and words[0].casefold() in ordinary:
            places.add(first)
        first += len(words)
    return places


@cache
def _listed(file: str) -> frozenset[str]:
    """Return the words of a list beside this module."""
    lines = Path(__file__).with_name(file).read_text("utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def _is_made_of(word: str, parts: AbstractSet[str]) -> bool:
    """Return whether `word` is one of `parts`, or several in a row."""
    if len(word) > _LONGEST_KATAKANA:
        return False
    reached = {0}
    for end in range(_SHORTEST_PART, len(word) + 1):
        if any(word[start:end] in parts for start in reached):
            reached.add(end)
    return len(word) in reached or word == "ー"
