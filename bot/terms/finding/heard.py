"""Find the entries that a query sounds like: 転位学習 and 天意学習 are read as 転移学習 is.

Who speaks a term, or types it by its sound, gets the kanji that an input method prefers. A query
is heard as an entry if its kanji can be read so that together they are the entry's reading.

It is a guess: 上流 sounds like 蒸留 and means itself. Asked for each of the 1.1 million words with
kanji in SudachiDict core, 604 terms were heard in 86 that are no name of theirs. All but a few were
heard as a term of two letters, or had three of which the term has none, whence the two rules
below. With them 8 are left, of which 4 are other ways to write the term (埋めこみ); of 1.3 million
parts of the glossary's own articles 11, of 415 words of offices and everyday life none (2026-11).
"""

import re
from bisect import bisect_left, insort
from collections.abc import Iterable

from rapidfuzz.distance import LCSseq

from bot.terms.entry import Entry
from bot.terms.everyday import is_everyday
from bot.terms.finding.fuzzy import Near
from bot.terms.finding.kanji import KANJI, readings
from bot.terms.finding.letters import spelled
from bot.terms.fold import fold

_SHORTEST = 3
"""Letters of a name, and of a query, that are heard at all: what an input method offers for the
sound of two kanji are words in themselves (怪奇, 会期 and 買い気 for 回帰)."""

_SOUND = 0.5
"""What the same sound counts in a likeness; the rest are the letters in common. Words of three
letters sound alike by chance: 施行日 is no 正規化."""

_HIRAGANA = re.compile(r"[ぁ-ゖー]+")
_LATIN = re.compile(r"[a-z0-9+]")
_UNIT = re.compile(r"[a-z0-9+]+|.", re.DOTALL)


class Heard:
    """The readings of the entries that have a name in kanji.

    They are kept in order, so that a query is read from its beginning and every reading of a
    kanji that leads nowhere is dropped at once.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._meant: dict[str, tuple[Entry, ...]] = {}
        for entry in entries:
            self._enter(entry)
        self._ordered = sorted(self._meant)

    def add(self, entry: Entry) -> None:
        """Hear one entry more."""
        for reading in self._enter(entry):
            insort(self._ordered, reading)

    def remove(self, entry: Entry) -> None:
        """Hear an entry no more."""
        for reading in _readings(entry):
            left = tuple(other for other in self._meant[reading] if other.id != entry.id)
            if left:
                self._meant[reading] = left
            else:
                del self._meant[reading]
                del self._ordered[bisect_left(self._ordered, reading)]

    def _enter(self, entry: Entry) -> list[str]:
        """Add the readings of an entry, and return those that no other has."""
        found = _readings(entry)
        new = [reading for reading in found if reading not in self._meant]
        for reading in found:
            self._meant[reading] = (*self._meant.get(reading, ()), entry)
        return new

    def heard(self, key: str) -> tuple[Near, ...]:
        """Return the entries that a folded query sounds like.

        Those it shares most letters with come first. An everyday word is meant as it is.
        """
        if len(key) < _SHORTEST or not KANJI.search(key) or is_everyday(key):
            return ()
        found = {
            entry.id: entry
            for reading in self._spoken(key) & self._meant.keys()
            for entry in self._meant[reading]
        }
        near = (Near(entry, _likeness(key, entry)) for entry in found.values())
        likely = (one for one in near if len(key) > _SHORTEST or one.likeness > _SOUND)
        return tuple(sorted(likely, key=lambda one: -one.likeness))

    def _spoken(self, key: str) -> set[str]:
        """Return all that `key` may be read as and with which some reading begins."""
        spoken = {""}
        for unit in _UNIT.finditer(key):
            sounds = _sounds(unit[0])
            spoken = {
                longer
                for begun in spoken
                for sound in sounds
                if self._is_beginning(longer := begun + sound)
            }
            if not spoken:
                break
        return spoken

    def _is_beginning(self, part: str) -> bool:
        at = bisect_left(self._ordered, part)
        return at < len(self._ordered) and self._ordered[at].startswith(part)


def _likeness(key: str, entry: Entry) -> float:
    names = (fold(name) for name in (entry.ja, *entry.aliases_ja))
    shared = max(LCSseq.normalized_similarity(key, name) for name in names if KANJI.search(name))
    return _SOUND + (1 - _SOUND) * shared


def _readings(entry: Entry) -> set[str]:
    """Return how an entry is read: as declared, as an alias in hiragana, as an alias likely is."""
    written = [key for name in entry.aliases_ja if len(key := fold(name)) >= _SHORTEST]
    name = fold(entry.ja)
    found = {reading for key in written if (reading := _likely(key))}
    if len(name) >= _SHORTEST and KANJI.search(name):
        found.add(fold(entry.reading))
        if _LATIN.search(name):  # read by its letters or as a word
            found.add(_likely(name))
    if found:
        found |= {fold(alias) for alias in entry.aliases_ja if _HIRAGANA.fullmatch(alias)}
    return found - {""}


def _likely(key: str) -> str:
    """Return the likeliest reading of a folded name with kanji, Latin letters as they are.

    No alias has a declared reading. Kanji that a query leaves as they are need not be right in
    it, since the query may be read so too.
    """
    if not KANJI.search(key):
        return ""
    sounds = [readings(letter) if KANJI.match(letter) else (letter,) for letter in key]
    return "".join(sound[0] for sound in sounds) if all(sounds) else ""


def _sounds(unit: str) -> Iterable[str]:
    """Return how a kanji, a kana or a run of Latin letters may be read."""
    return readings(unit) if KANJI.match(unit) else {unit, spelled(unit)}
