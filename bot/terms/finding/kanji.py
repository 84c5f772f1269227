"""How kanji are read: a table of some 3,000, made from a dictionary by tools/kanji_readings.py.

A morphological analyser would know whole words, but its dictionary takes 75 MB of memory and
more; the table takes 0.7 MB and 2 ms to load, and reads words that no dictionary has.
"""

import re
from functools import cache
from pathlib import Path

KANJI = re.compile(r"[㐀-鿿]")

TABLE = Path(__file__).with_name("kanji_readings.tsv")
"""A kanji and its readings a line; what begins with # tells the origin."""


def readings(kanji: str) -> tuple[str, ...]:
    """Return the readings of a kanji, folded, those in compounds first; a rare one has none."""
    return tuple(_table().get(kanji, "").split())


@cache
def _table() -> dict[str, str]:
    """Return the readings as they are written: only those that are asked for are worth parting."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))
