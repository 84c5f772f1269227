"""What tables of names are made of: letters, whose they are, and which of the owner's names.

A line is one string, because nothing is faster to compare and to sort.
"""

from collections.abc import Iterable

from bot.terms.completing.starts import MAX_LETTERS, starts_of
from bot.terms.entry import Entry

_END = "\0"  # neither this nor the next is a letter of a folded name
_LATER = "\1" * MAX_LETTERS


Lines = tuple[list[str], list[str], list[str]]
"""Of names, of how they are read, and of the words in them."""


def lines_of(entry: Entry) -> Lines:
    """Return the lines of an entry.

    Names that are for asking only come after all others, however short they are.
    """
    known, names = starts_of(entry), entry.names()
    later = {number for number, name in enumerate(names) if name in entry.asked_only}

    def lines(numbers: dict[str, int]) -> list[str]:
        return [
            f"{letters}{_LATER if number in later else ''}{_END}{entry.id}{_END}{number}"
            for letters, number in numbers.items()
        ]

    return lines(known.names), lines(known.readings), lines(known.words)


def together(parts: Iterable[Lines]) -> Lines:
    """Return all lines of these."""
    names: list[str] = []
    readings: list[str] = []
    words: list[str] = []
    for more_names, more_readings, more_words in parts:
        names += more_names
        readings += more_readings
        words += more_words
    return names, readings, words


def weight(line: str) -> int:
    """Return how long the letters of a line are, those that put it later included."""
    return line.index(_END)


def owner(line: str) -> str:
    """Return the id of the entry."""
    return line.split(_END, 2)[1]


def number(line: str) -> int:
    """Return which of its owner's names it is."""
    return int(line[line.rindex(_END) + 1 :])


def ranked(lines: Iterable[str]) -> list[str]:
    """Return the lines, the best first: the shorter, and of one length in the order of letters."""
    return sorted(sorted(lines), key=weight)
