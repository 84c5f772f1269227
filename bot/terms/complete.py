"""Complete a term while it is being typed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.i18n import Language
from bot.terms.entry import Entry
from bot.terms.fold import fold
from bot.terms.romaji import skeleton, skeleton_of_kana

MAX_LABEL = 100
"""Characters of a label: Discord's limit for a choice (docs.discord.com, read 2026-11)."""

MAX_TYPED = 100
"""Characters that are looked at; no name is longer."""


Rank = tuple[int, int, str]
"""How it was found, the length of what was found, and that."""


@dataclass(frozen=True, slots=True)
class Completion:
    """An entry that what is typed may become.

    Args:
        label: what to offer, in the reader's language.
        rank: the likelier, the smaller.
    """

    entry: Entry
    label: str
    rank: Rank


@dataclass(frozen=True, slots=True)
class _Name:
    entry: Entry
    written: str
    key: str


class Completer:
    """Knows how every name begins."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._names: list[_Name] = []
        self._readings: list[tuple[Entry, str, str]] = []
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take up one entry more."""
        self._names += (_Name(entry, written, fold(written)) for written in entry.names())
        self._readings.append((entry, fold(entry.reading), skeleton_of_kana(entry.reading)))

    def remove(self, entry: Entry) -> None:
        """Forget an entry."""
        self._names = [name for name in self._names if name.entry.id != entry.id]
        self._readings = [one for one in self._readings if one[0].id != entry.id]

    def complete(self, typed: str, language: Language, limit: int) -> tuple[Completion, ...]:
        """Return the entries that `typed` may become, the likeliest first.

        Names that begin so come first, then readings, then names with it inside; without a
        letter typed all entries are offered.
        """
        key = fold(typed[:MAX_TYPED])
        found: dict[str, Completion] = {}
        for entry, written, rank in self._candidates(key) if key else self._all(language):
            if len(found) == limit:
                break
            found.setdefault(entry.id, Completion(entry, _label(entry, written, language), rank))
        return tuple(found.values())

    def _all(self, language: Language) -> Iterator[tuple[Entry, str, Rank]]:
        return ((entry, entry.name(language), (0, 0, entry.id)) for entry, *_ in self._readings)

    def _candidates(self, key: str) -> Iterator[tuple[Entry, str, Rank]]:
        beginning = [name for name in self._names if name.key.startswith(key)]
        for name in sorted(beginning, key=lambda name: (len(name.key), name.key)):
            yield name.entry, name.written, (0, len(name.key), name.key)
        letters = skeleton(key) if key.isascii() else ""
        for entry, reading, sound in self._readings:
            if reading.startswith(key) or (letters and sound.startswith(letters)):
                yield entry, entry.ja, (1, len(reading), reading)
        for name in self._names:
            if key in name.key:
                yield name.entry, name.written, (2, len(name.key), name.key)


def _label(entry: Entry, written: str, language: Language) -> str:
    """Return the headword, with the name that was typed or else the other headword beside it."""
    name = entry.name(language)
    beside = written if written != name else entry.name("en" if language == "ja" else "ja")
    label = name if beside == name else f"{name} ({beside})"
    return label if len(label) <= MAX_LABEL else name[:MAX_LABEL]
