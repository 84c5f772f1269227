"""Find the names that a misspelt one is near to."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.terms.entry import Entry
from bot.terms.everyday import is_everyday
from bot.terms.finding.letters import is_spelled
from bot.terms.finding.names import Names, named, sounds
from bot.terms.finding.words import Words
from bot.terms.fold import fold
from bot.terms.romaji import skeleton, skeleton_of_kana

_KANA = re.compile(r"[ぁ-ゖ]+")
_KANJI = re.compile(r"[㐀-鿿]")
_DIGITS = re.compile(r"\d+")
_MIN_SOUND = 8
"""Letters of a romaji skeleton in which a slip is forgiven, and another for as many more."""

_SHORTEST_KANJI = 3
_MIDDLE, _LONG = 8, 10
_ABBREVIATION = re.compile(r"[A-Z0-9 ./&-]+|(?=.*[A-Z].*[A-Z])[A-Za-z0-9]{2,5}")


@dataclass(frozen=True, slots=True)
class Near:
    """An entry, and how like its nearest name is, from 0 to 1."""

    entry: Entry
    likeness: float


class Spellings:
    """All that can be misspelt: names and readings, and how they sound."""

    def __init__(self, entries: Iterable[Entry], names: Names) -> None:
        self._names = names
        abbreviations = {
            fold(name)
            for entry in entries
            for name in entry.names()
            if _ABBREVIATION.fullmatch(name)
        }
        keys = dict.fromkeys((*names.keys, *names.readings))
        self._written = Words(
            (key for key in keys if key not in abbreviations and not is_spelled(key)), most_slips
        )

    def prepare(self) -> None:
        """Work out how the names sound now."""
        _ = self._sounds

    @cached_property
    def _sounds(self) -> Words:
        return Words(self._names.sounds, _slips_of_sound)

    def add(self, entry: Entry) -> None:
        """Take up one entry more."""
        for word in _written(entry):
            self._written.add(word)
        if "_sounds" in self.__dict__:
            for sound in sounds(entry):
                self._sounds.add(sound)

    def remove(self, entry: Entry) -> None:
        """Forget an entry, of which the names know no more."""
        for word in _written(entry):
            if not self._called(word):
                self._written.discard(word)
        if "_sounds" in self.__dict__:
            for sound in sounds(entry):
                if not self._names.sounds.get(sound):
                    self._sounds.discard(sound)

    def misspelt(self, key: str, sound: str) -> tuple[Near, ...]:
        """Return the entries that a query is a slip away from, nearest first.

        An everyday word is no slip, and an abbreviation is typed right or not at all.

        Args:
            key: the query, folded.
            sound: its `sound_of`, where it is not to be taken by its letters alone.
        """
        if is_everyday(key):
            return ()
        near = [
            Near(entry, _likeness(key, name, distance))
            for name, distance in self._written.within(key)
            if distance <= allowed_slips(key, name)
            for entry in self._called(name)
        ]
        return _best(near or self._misheard(sound))

    def _misheard(self, sound: str) -> list[Near]:
        return [
            Near(entry, _likeness(sound, name, distance))
            for name, distance in (self._sounds.within(sound) if sound else ())
            for entry in self._names.sounds.get(name)
        ]

    def like(self, key: str, limit: int) -> tuple[Near, ...]:
        """Return the entries to suggest for a folded query, those whose names are most like it."""
        holding = self._written.holding(key) if len(key) > 1 else []
        likenesses = [(name, len(key) / len(name)) for name in holding]
        likenesses += self._written.like(key, limit)
        near = [
            Near(entry, likeness) for name, likeness in likenesses for entry in self._called(name)
        ]
        return _best(near)[:limit]

    def _called(self, name: str) -> tuple[Entry, ...]:
        return self._names.keys.get(name) + self._names.readings.get(name)


def _written(entry: Entry) -> Iterator[str]:
    """Yield the folded names and reading of an entry in which a slip is forgiven."""
    for name in (*named(entry), entry.reading):
        if not _ABBREVIATION.fullmatch(name) and (key := fold(name)) and not is_spelled(key):
            yield key


def most_slips(name: str) -> int:
    """Return the most slips that are forgiven in a folded name, however it is typed."""
    return _slips(name, begins_alike=True, one_script=True)


def allowed_slips(key: str, name: str) -> int:
    """Return in how many letters `key` may differ from `name`, both folded, and still mean it."""
    if not _may_slip(key, name):
        return 0
    return _slips(name, begins_alike=key[:1] == name[0], one_script=key.isascii() == name.isascii())


def _slips(name: str, *, begins_alike: bool, one_script: bool) -> int:
    """Return how many slips a name of its length and script bears.

    Short words have too many neighbours. Of the 57,000 commonest English words two slips in six
    letters would take 900 for one of 600 terms; with these figures 390 are left, which
    `bot.terms.everyday` knows where they are common.
    """
    length = len(name)
    if length >= _LONG:
        return length // 5
    if _KANJI.search(name):
        return 2 if length >= _MIDDLE and begins_alike else int(length >= _SHORTEST_KANJI)
    shortest = 5 if name.isascii() else 4
    if length <= shortest:
        return int(begins_alike and length == shortest)
    return 2 if length >= _MIDDLE and begins_alike and one_script else 1


def _may_slip(key: str, name: str) -> bool:
    """Return whether `key` can be a slip of `name` at all.

    Digits tell one thing from another (FP8, FP4) and are never mistyped. A word of a name, or
    more words than it has, is something else. Two kanji are a word in themselves.
    """
    if _DIGITS.findall(key) != _DIGITS.findall(name):
        return False
    if abs(len(name) - len(key)) > 1 and (key in name or name in key):
        return False
    if not _KANJI.search(name):
        return True
    return min(len(name), len(key)) >= _SHORTEST_KANJI and _KANJI.search(key) is not None


def _slips_of_sound(sound: str) -> int:
    return len(sound) // _MIN_SOUND


def _best(near: Iterable[Near]) -> tuple[Near, ...]:
    """Return each entry once, with its likest name, the likest first."""
    best: dict[str, Near] = {}
    for one in near:
        if one.entry.id not in best or one.likeness > best[one.entry.id].likeness:
            best[one.entry.id] = one
    return tuple(sorted(best.values(), key=lambda one: -one.likeness))


def _likeness(key: str, name: str, distance: int) -> float:
    """Return 1 for equality; of two names equally far, the one of the same length is liker."""
    return 1 - (distance + 0.1 * (len(key) != len(name))) / max(len(key), len(name), 1)


def sound_of(asked: str, key: str) -> str:
    """Return the romaji skeleton of `asked`, folded to `key`, where its letters tell it."""
    if key.isascii():
        return skeleton(key)
    return skeleton_of_kana(asked) if _KANA.fullmatch(key) else ""
