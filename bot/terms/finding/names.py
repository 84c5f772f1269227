"""The tables in which a name is found without guessing."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, get_args

from bot.terms.english import inflections, stems
from bot.terms.entry import Entry
from bot.terms.everyday import is_everyday
from bot.terms.finding.letters import spelled
from bot.terms.fold import fold, hiragana
from bot.terms.romaji import skeleton, skeleton_of_kana

Rung = Literal["exact", "normalized", "reading", "romaji"]
"""How certain a name was found, the most certain first."""

RUNGS: tuple[Rung, ...] = get_args(Rung)

_QUALIFIED = re.compile(r"(.+?)\s*[(（].*[)）]")
_KANA = re.compile(r"[ぁ-ゖ]+")
_MIN_ROMAJI = 4
"""Letters of a skeleton that is looked up: `rag` is no romaji for らぐ."""

_SHORT = 2
"""Kana of a name that long marks and everyday words are told apart from."""


class Table:
    """Which entries a key means.

    Almost every key means one entry, which is kept without a list around it: of 780,000 names
    that saves 40 MB.
    """

    def __init__(self) -> None:
        self._found: dict[str, Entry | tuple[Entry, ...]] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def get(self, key: str) -> tuple[Entry, ...]:
        """Return the entries of a key, in the order in which they were added."""
        found = self._found.get(key, ())
        return found if isinstance(found, tuple) else (found,)

    def add(self, key: str, entry: Entry) -> None:
        """Add an entry under a key; a name without a letter has no key and is no name."""
        if key not in self._found:
            if key:
                self._found[key] = entry
        elif all(other.id != entry.id for other in self.get(key)):
            self._found[key] = (*self.get(key), entry)

    def discard(self, key: str, entry: Entry) -> None:
        """Take an entry away from under a key."""
        left = tuple(other for other in self.get(key) if other.id != entry.id)
        if left:
            self._found[key] = left[0] if len(left) == 1 else left
        else:
            self._found.pop(key, None)


class Names:
    """Who is called what; how names sound is worked out when it is first asked."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = {entry.id: entry for entry in entries}
        self.keys, self.readings = Table(), Table()
        for entry in self._entries.values():
            self._enter(entry)

    def add(self, entry: Entry) -> None:
        """Take up one entry more."""
        self._entries[entry.id] = entry
        self._enter(entry)
        if "sounds" in self.__dict__:
            for sound in sounds(entry):
                self.sounds.add(sound, entry)

    def remove(self, entry: Entry) -> None:
        """Forget an entry."""
        del self._entries[entry.id]
        self.readings.discard(fold(entry.reading), entry)
        for name in named(entry):
            self.keys.discard(name_key(name), entry)
        if "sounds" in self.__dict__:
            for sound in sounds(entry):
                self.sounds.discard(sound, entry)

    def _enter(self, entry: Entry) -> None:
        self.readings.add(fold(entry.reading), entry)
        for name in named(entry):
            self.keys.add(name_key(name), entry)

    @cached_property
    def sounds(self) -> Table:
        """Return romaji skeleton of a reading or of a name in kana → its entries."""
        table = Table()
        for entry in self._entries.values():
            for sound in sounds(entry):
                table.add(sound, entry)
        return table

    def on(self, rung: Rung, asked: str, key: str) -> tuple[Entry, ...]:
        """Return the entries that `asked` names on `rung`.

        Args:
            asked: as typed.
            key: `asked`, folded.
        """
        match rung:
            case "exact":
                called = self.keys.get(_name_key(asked, key))
                return tuple(entry for entry in called if asked in named(entry))
            case "normalized":
                return self._normalized(asked, key)
            case "reading":
                return () if key.isascii() else self._read(key)
            case _:  # romaji
                return self._in_romaji(key) if key.isascii() else ()

    def _normalized(self, asked: str, key: str) -> tuple[Entry, ...]:
        if len(key) <= _SHORT and is_everyday(key):
            return ()
        return self.keys.get(_name_key(asked, key)) or self._inflected(key)

    def _inflected(self, key: str) -> tuple[Entry, ...]:
        """Return the entries of whose names `key` is a form, such as the plural."""
        found = {
            entry.id: entry
            for stem in stems(key)
            for entry in self.keys.get(stem)
            for name in named(entry)
            if fold(name) == stem and key in inflections(name, stem)
        }
        return tuple(found.values())

    def _read(self, key: str) -> tuple[Entry, ...]:
        found = self.readings.get(key)
        read = spelled(key)
        if found or read == key:
            return found
        return self.readings.get(read) or self.keys.get(read)

    def _in_romaji(self, key: str) -> tuple[Entry, ...]:
        letters = skeleton(key)
        if len(letters) < _MIN_ROMAJI or is_everyday(key):
            return ()
        return self.sounds.get(letters)


def named(entry: Entry) -> tuple[str, ...]:
    """Return all names of an entry, and its headwords without what qualifies them."""
    return (*entry.names(), *unqualified(entry))


def name_key(name: str) -> str:
    """Return the key under which a name is kept.

    Two kana are told apart by their long marks too: ローラ, which LoRA is called, is no ローラー.
    """
    return _name_key(name, fold(name))


def _name_key(name: str, key: str) -> str:
    return hiragana(name).strip() if len(key) <= _SHORT and _KANA.fullmatch(key) else key


def sounds(entry: Entry) -> Iterator[str]:
    """Yield the romaji skeletons of an entry's reading and of its names in kana."""
    yield skeleton_of_kana(entry.reading)
    for name in named(entry):
        if _KANA.fullmatch(name_key(name)):
            yield skeleton_of_kana(name)


def unqualified(entry: Entry) -> Iterator[str]:
    """Yield the headwords without what tells them from a common word: Fairness (AI).

    An alias keeps its bracket: 精度（適合率） says that 精度 alone is something else.
    """
    for name in (entry.en, entry.ja):
        if match := _QUALIFIED.fullmatch(name):
            yield match[1]
