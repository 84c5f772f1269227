"""The tables in which a name is found without guessing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from bot.terms.english import inflections
from bot.terms.entry import Entry
from bot.terms.everyday import is_everyday
from bot.terms.fold import fold, hiragana
from bot.terms.letters import spelled
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

Table = dict[str, dict[str, Entry]]
"""key → the entries that it means, by id."""

Meant = dict[str, Entry] | None
"""What a table has for a key."""


@dataclass(frozen=True, slots=True)
class _Folded:
    """The tables under folded keys.

    Args:
        inflected: forms of names, such as their plurals.
    """

    keys: Table
    readings: Table
    sounds: Table
    inflected: Table


class Names:
    """Who is called what; the tables of a rung are made when it is first asked."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._exact: Table = {}
        for entry in self._entries:
            for name in (*entry.names(), *unqualified(entry)):
                _enter(self._exact, name, entry)

    @property
    def keys(self) -> Table:
        """Return folded name → its entries, forms of the name such as its plural left out."""
        return self._folded.keys

    @property
    def readings(self) -> Table:
        """Return folded reading → its entries."""
        return self._folded.readings

    @property
    def sounds(self) -> Table:
        """Return romaji skeleton of a reading or of a name in kana → its entries."""
        return self._folded.sounds

    @cached_property
    def _folded(self) -> _Folded:
        tables = _Folded({}, {}, {}, {})
        for entry in self._entries:
            _fold_into(tables, entry)
        return tables

    def on(self, rung: Rung, asked: str, key: str) -> tuple[Entry, ...]:
        """Return the entries that `asked` names on `rung`.

        Args:
            asked: as typed.
            key: `asked`, folded.
        """
        match rung:
            case "exact":
                found = self._exact.get(asked)
            case "normalized":
                found = self._normalized(asked, key)
            case "reading":
                found = None if key.isascii() else self._read(key)
            case _:  # romaji
                found = self._in_romaji(key) if key.isascii() else None
        return tuple((found or {}).values())

    def _normalized(self, asked: str, key: str) -> Meant:
        if len(key) <= _SHORT and is_everyday(key):
            return None
        return self.keys.get(name_key(asked)) or self._folded.inflected.get(key)

    def _read(self, key: str) -> Meant:
        found = self.readings.get(key)
        read = spelled(key)
        if found or read == key:
            return found
        return self.readings.get(read) or self.keys.get(read)

    def _in_romaji(self, key: str) -> Meant:
        letters = skeleton(key)
        if len(letters) < _MIN_ROMAJI or is_everyday(key):
            return None
        return self.sounds.get(letters)


def _fold_into(tables: _Folded, entry: Entry) -> None:
    for name in (*entry.names(), *unqualified(entry)):
        key = name_key(name)
        _enter(tables.keys, key, entry)
        if _KANA.fullmatch(key):
            _enter(tables.sounds, skeleton_of_kana(name), entry)
        for form in inflections(name, key):
            _enter(tables.inflected, form, entry)
    _enter(tables.readings, fold(entry.reading), entry)
    _enter(tables.sounds, skeleton_of_kana(entry.reading), entry)


def name_key(text: str) -> str:
    """Return the key under which a name is kept.

    Two kana are told apart by their long marks too: ローラ, which LoRA is called, is no ローラー.
    """
    key = fold(text)
    return hiragana(text).strip() if len(key) <= _SHORT and _KANA.fullmatch(key) else key


def unqualified(entry: Entry) -> Iterator[str]:
    """Yield the headwords without what tells them from a common word: Fairness (AI).

    An alias keeps its bracket: 精度（適合率） says that 精度 alone is something else.
    """
    for name in (entry.en, entry.ja):
        if match := _QUALIFIED.fullmatch(name):
            yield match[1]


def _enter(table: Table, key: str, entry: Entry) -> None:
    """Add an entry; a name without a letter has no key and is no name."""
    if key:
        table.setdefault(key, {})[entry.id] = entry
