"""What texts are compared by: the stems of words, and the pairs of Japanese letters.

Japanese has no spaces, so each two letters that stand together count, and each kanji by itself.
On 40 Japanese descriptions of terms (the half of `descriptions.tsv` to choose by)
the right term was the first for 32 by pairs, for 35 with single kanji too, for 29 with groups of
three, for 30 with single kanji and without pairs of hiragana.
"""

import re
from functools import lru_cache
from operator import add

from bot.terms.fold import hiragana

_JAPANESE = re.compile(r"[ぁ-ゖー㐀-鿿々]+")
_KANJI = re.compile(r"[㐀-鿿]")
_LATIN = re.compile(r"[a-z0-9]{2,}")
_COMMON_WORDS = """
a an and are as at be but by can do does for from has have how i in into is it its make makes
me my no not of on or out own so some than that the their them then there they thing things
this to up use used uses using very was way what when where which who why will with you your
something someone
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ENDINGS = (
    *("ations", "ation", "ings", "ing", "ers", "er", "ies", "ied"),
    *("ed", "es", "ly", "s", "e", "y"),
)
_STEM = 3
"""Letters that a stem has at least."""


def normal(text: str) -> str:
    """Return `text` in one width, case and kana, its punctuation kept.

    Normalising is two fifths of what indexing a text takes, so plain English is spared it.
    """
    if text.isascii():
        return text.lower()
    return hiragana(text).casefold()


def stems(text: str) -> list[str]:
    """Return what a normal text is found by, once for each place."""
    found = [stem(word) for word in _LATIN.findall(text) if word not in _COMMON]
    for run in _JAPANESE.findall(text):
        found += map(add, run, run[1:])
    return found + _KANJI.findall(text)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return what a Latin word begins with in all its forms: train of trained, trainers, training.

    The table brings two more of 40 English descriptions to the right term than a plainer one did.
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            word = word[: -len(ending)]
            break
    if len(word) > _STEM and word[-1] == word[-2] and word[-1] not in "ls":  # planned, but not all
        word = word[:-1]
    return word.rstrip("e") if len(word) > _STEM else word
