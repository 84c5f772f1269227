"""All that one may begin to type when one means a term."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.terms.entry import Entry
from bot.terms.fold import fold, fold_mapped
from bot.terms.romaji import skeleton_of_kana

MAX_LETTERS = 100
"""Letters of a start: nobody types more."""

_RUN = re.compile(r"(?P<kanji>[㐀-鿿々]+)|[ァ-ヺｦ-ﾟー]+|[ぁ-ゖ]+|[^\W_㐀-鿿々ァ-ヺｦ-ﾟーぁ-ゖ]+")
_KANA = re.compile(r"[ぁ-ゖ]+")
_JA = 1
"""The number of the name that the reading is the reading of."""


@dataclass(frozen=True, slots=True)
class Starts:
    """Folded texts by which an entry may be typed, each with the number of the name that it is of.

    Args:
        names: the names.
        readings: how names are read, in kana and as the skeleton of romaji.
        words: the names from a word inside them on.
    """

    names: dict[str, int] = field(default_factory=dict)
    readings: dict[str, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)


def starts_of(entry: Entry) -> Starts:
    """Return the starts of an entry, each once: as a name, else as a reading or a word."""
    read = (fold(entry.reading), skeleton_of_kana(entry.reading))
    found = Starts(readings={reading[:MAX_LETTERS]: _JA for reading in read})
    for number, name in enumerate(entry.names()):
        folded = fold_mapped(name)
        found.names.setdefault(folded.key[:MAX_LETTERS], number)
        if _KANA.fullmatch(folded.key) and folded.key not in found.readings:
            found.readings.setdefault(skeleton_of_kana(name)[:MAX_LETTERS], number)
        for start in _words(name[:MAX_LETTERS]):
            at = bisect_left(folded.starts, start)
            found.words.setdefault(folded.key[at : at + MAX_LETTERS], number)
    for known in ("", *found.names):
        found.readings.pop(known, None)
        found.words.pop(known, None)
    found.names.pop("", None)
    return found


def _words(name: str) -> Iterator[int]:
    """Yield where words begin: where the script changes, and every two kanji from either end.

    In the runs of kanji in the glossary's names (2026-11), these are 90 % of the places where
    SudachiPy (mode A, core) sees a word begin, and half of all places.
    """
    for run in _RUN.finditer(name):
        start, end = run.span()
        yield start
        if run["kanji"]:
            yield from range(start + 2, end, 2)
            yield from range(end - 2, start, -2)
