"""The names in a text: words in Latin letters, and words in katakana."""

from functools import cache
from pathlib import Path

import regex

from bot.news.headlines.claim import Claim, Evidence
from bot.news.sentences import sentences

GENERIC = frozenset({"ai", "it", "pc", "web"})
"""What every text about the trade may say, in either language."""

_OPENING_WORDS = """
a about across after all also among an and any anyone are as at based because before being both
businesses but by can clear companies customers data developers documents during each early
employees engineers every everyone existing faster few fewer for from has have help helps here how
however if in instead is it its just knowing large later less like longer makers making managers
many may more most much new no not now of offices older on once only operators or organizations
other our over people planning please products programmers projects readers researchers reviewing
safety several since small so software some staff such support tasks teams than that the their then
there these they this those through to together tools training under until use users using via we
what when where whether which while who with within without work workers workflows working you your
"""
OPENERS = frozenset(_OPENING_WORDS.split())
"""Words that may begin an English sentence with a capital without being a name."""

_WORD = regex.compile(r"\p{Latin}+")
_POSSESSIVE = regex.compile(r"'s\b")
_KATAKANA = regex.compile(r"[\p{Katakana}ー]+")
_LONGEST_KATAKANA = 40
_SHORTEST_PART = 2


def unknown_name(claim: Claim, evidence: Evidence) -> str | None:
    """Return a word in Latin letters that is a name and not the item's.

    In English those are words with a capital letter, in Japanese all.
    """
    known = {_stem(word) for word in _words(evidence.words)} | GENERIC
    openers = set() if claim.language == "ja" else _openers(claim.text)
    for place, word in enumerate(_words(claim.text)):
        is_name = claim.language == "ja" or not word.islower()
        if is_name and place not in openers and _stem(word) not in known:
            return word
    return None


def unknown_katakana(claim: Claim, evidence: Evidence) -> str | None:
    """Return a katakana word that is neither the item's nor a word that everybody uses."""
    known = _common_katakana() | set(_KATAKANA.findall(evidence.words))
    return next(
        (word for word in _KATAKANA.findall(claim.text) if not _is_made_of(word, known)), None
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(_POSSESSIVE.sub("", text))


def _stem(word: str) -> str:
    """Return `word` without case and plural."""
    return word.casefold().removesuffix("s")


def _openers(text: str) -> set[int]:
    """Return the places, among all words, of harmless ones that begin a sentence."""
    places: set[int] = set()
    first = 0
    for sentence in sentences(text):
        words = _words(sentence)
        if words and words[0].casefold() in OPENERS:
            places.add(first)
        first += len(words)
    return places


@cache
def _common_katakana() -> frozenset[str]:
    lines = Path(__file__).with_name("katakana.txt").read_text("utf-8").splitlines()
    return frozenset(" ".join(line for line in lines if not line.startswith("#")).split())


def _is_made_of(word: str, parts: set[str] | frozenset[str]) -> bool:
    """Return whether `word` is one of `parts`, or several in a row."""
    if len(word) > _LONGEST_KATAKANA:
        return False
    reached = {0}
    for end in range(_SHORTEST_PART, len(word) + 1):
        if any(word[start:end] in parts for start in reached):
            reached.add(end)
    return len(word) in reached or word == "ー"
