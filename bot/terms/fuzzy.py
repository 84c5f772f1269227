"""Find the names that a misspelt one is near to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.terms.entry import Entry
from bot.terms.everyday import is_everyday
from bot.terms.fold import fold
from bot.terms.letters import is_spelled
from bot.terms.names import Names, Table, unqualified
from bot.terms.romaji import skeleton, skeleton_of_kana

MIN_LIKENESS = 0.5
"""Share of its letters in which a suggestion is like the query: below, people see no likeness."""

_KANA = re.compile(r"[ぁ-ゖ]+")
_KANJI = re.compile(r"[㐀-鿿]")
_DIGITS = re.compile(r"\d+")
_MIN_SOUND = 8
"""Letters of a romaji skeleton in which a slip is forgiven, and another for as many more."""

_MAX_KEY = 80
"""Letters of a key that are compared: no name is longer by far."""

_SHORTEST_KANJI = 3
_LONG = 10
_ABBREVIATION = re.compile(r"[A-Z0-9 ./&-]+|(?=.*[A-Z].*[A-Z])[A-Za-z0-9]{2,5}")


@dataclass(frozen=True, slots=True)
class Near:
    """An entry, and how like its nearest name is, from 0 to 1."""

    entry: Entry
    likeness: float


class Spellings:
    """All that can be misspelt: names and readings, and how they sound."""

    def __init__(self, entries: Iterable[Entry], names: Names) -> None:
        words = {
            fold(name)
            for entry in entries
            for name in (*entry.names(), *unqualified(entry), entry.reading)
            if not _ABBREVIATION.fullmatch(name)
        }
        self._written: Table = {
            key: {**names.readings.get(key, {}), **names.keys.get(key, {})}
            for key in (*names.keys, *names.readings)
            if key in words and not is_spelled(key)
        }
        self._sounds: Table = {
            key: found for key, found in names.sounds.items() if len(key) >= _MIN_SOUND
        }

    def misspelt(self, asked: str) -> tuple[Near, ...]:
        """Return the entries that `asked` is a slip away from, the nearest first.

        An everyday word is no slip, and an abbreviation is typed right or not at all.
        """
        key = fold(asked)
        if is_everyday(key):
            return ()
        near = [
            Near(entry, _likeness(key, name, distance))
            for name, distance in _within(key, self._written)
            if distance <= allowed_slips(key, name)
            for entry in self._written[name].values()
        ]
        sound = _sound(asked, key)
        near += [
            Near(entry, _likeness(sound, name, distance))
            for name, distance in _within(sound, self._sounds)
            if distance <= len(name) // _MIN_SOUND
            for entry in self._sounds[name].values()
        ]
        return _best(near)

    def like(self, asked: str, limit: int) -> tuple[Near, ...]:
        """Return the entries to suggest for `asked`, those whose names are most like it."""
        key = fold(asked)
        near = [
            Near(entry, len(key) / len(name))
            for name, found in self._written.items()
            if len(key) > 1 and key in name
            for entry in found.values()
        ]
        found_like = process.extract(
            key[:_MAX_KEY],
            self._written.keys(),
            scorer=OSA.normalized_similarity,
            score_cutoff=MIN_LIKENESS,
            limit=limit,
        )
        near += [
            Near(entry, likeness)
            for name, likeness, _ in found_like
            for entry in self._written[name].values()
        ]
        return _best(near)[:limit]


def allowed_slips(key: str, name: str) -> int:
    """Return in how many letters `key` may differ from `name`, both folded, and still mean it.

    Short words have too many neighbours. Of the 57,000 commonest English words two slips in six
    letters would take 900 for one of 600 terms; with these figures 390 are left, which
    `bot.terms.everyday` knows where they are common.
    """
    if not _may_slip(key, name):
        return 0
    if _KANJI.search(name):
        return 1 if len(name) < _LONG else len(name) // 5
    begins_alike = key[:1] == name[0]
    one_script = key.isascii() == name.isascii()
    shortest = 5 if name.isascii() else 4
    slips_below = (
        (shortest, 0),
        (shortest + 1, 1 if begins_alike else 0),
        (8, 1),
        (_LONG, 2 if begins_alike and one_script else 1),
    )
    return next((slips for length, slips in slips_below if len(name) < length), len(name) // 5)


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


def _best(near: Iterable[Near]) -> tuple[Near, ...]:
    """Return each entry once, with its likest name, the likest first."""
    best: dict[str, Near] = {}
    for one in near:
        if one.entry.id not in best or one.likeness > best[one.entry.id].likeness:
            best[one.entry.id] = one
    return tuple(sorted(best.values(), key=lambda one: -one.likeness))


def _within(key: str, names: Table) -> list[tuple[str, int]]:
    """Return the names within the most slips that any length allows, with their distances."""
    most = max(2, len(key) // 4)
    found = process.extract(
        key[:_MAX_KEY], names.keys(), scorer=OSA.distance, score_cutoff=most, limit=None
    )
    return [(name, int(distance)) for name, distance, _ in found]


def _likeness(key: str, name: str, distance: int) -> float:
    """Return 1 for equality; of two names equally far, the one of the same length is liker."""
    return 1 - (distance + 0.1 * (len(key) != len(name))) / max(len(key), len(name), 1)


def _sound(asked: str, key: str) -> str:
    if key.isascii():
        return skeleton(key)
    return skeleton_of_kana(asked) if _KANA.fullmatch(key) else ""
