"""The tables in which a name is found without guessing."""

import re
from collections.abc import Iterable, Iterator
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


class Names:
    """Who is called what.

    Attributes:
        keys: folded name → its entries, forms of the name such as its plural left out.
        readings: folded reading → its entries.
        sounds: romaji skeleton of a reading or of a name in kana → its entries.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.keys: Table = {}
        self.readings: Table = {}
        self.sounds: Table = {}
        self._exact: Table = {}
        self._inflected: Table = {}
        for entry in entries:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        for name in (*entry.names(), *unqualified(entry)):
            key = name_key(name)
            _enter(self._exact, name, entry)
            _enter(self.keys, key, entry)
            if _KANA.fullmatch(key):
                _enter(self.sounds, skeleton_of_kana(name), entry)
            for form in inflections(name, key):
                _enter(self._inflected, form, entry)
        _enter(self.readings, fold(entry.reading), entry)
        _enter(self.sounds, skeleton_of_kana(entry.reading), entry)

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
        return self.keys.get(name_key(asked)) or self._inflected.get(key)

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
