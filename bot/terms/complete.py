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


@dataclass(frozen=True, slots=True)
class _Name:
    entry: Entry
    written: str
    key: str


class Completer:
    """Knows how every name begins."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._names = [
            _Name(entry, written, fold(written))
            for entry in self._entries
            for written in entry.names()
        ]
        self._readings = [
            (entry, fold(entry.reading), skeleton_of_kana(entry.reading)) for entry in self._entries
        ]

    def complete(self, typed: str, language: Language, limit: int) -> tuple[tuple[Entry, str], ...]:
        """Return the entries that `typed` may become, each with its label, the likeliest first.

        Names that begin so come first, then readings, then names with it inside; without a
        letter typed all entries are offered.
        """
        key = fold(typed[:MAX_TYPED])
        labels: dict[str, tuple[Entry, str]] = {}
        for entry, written in self._candidates(key) if key else self._all(language):
            if len(labels) == limit:
                break
            labels.setdefault(entry.id, (entry, _label(entry, written, language)))
        return tuple(labels.values())

    def _all(self, language: Language) -> Iterator[tuple[Entry, str]]:
        return ((entry, entry.name(language)) for entry in self._entries)

    def _candidates(self, key: str) -> Iterator[tuple[Entry, str]]:
        beginning = [name for name in self._names if name.key.startswith(key)]
        for name in sorted(beginning, key=lambda name: (len(name.key), name.key)):
            yield name.entry, name.written
        letters = skeleton(key) if key.isascii() else ""
        for entry, reading, sound in self._readings:
            if reading.startswith(key) or (letters and sound.startswith(letters)):
                yield entry, entry.ja
        for name in self._names:
            if key in name.key:
                yield name.entry, name.written


def _label(entry: Entry, written: str, language: Language) -> str:
    """Return the headword, with the name that was typed or else the other headword beside it."""
    name = entry.name(language)
    beside = written if written != name else entry.name("en" if language == "ja" else "ja")
    label = name if beside == name else f"{name} ({beside})"
    return label if len(label) <= MAX_LABEL else name[:MAX_LABEL]
