"""Find a name that is typed in two scripts: transfer学習, てんい学習."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

from bot.terms.entry import Entry
from bot.terms.finding.fuzzy import Near
from bot.terms.fold import fold

_RUN = re.compile(r"[a-z0-9+]+|[ぁ-ゖ]+|[^a-z0-9+ぁ-ゖ]+")
_RUNS = (2, 3)
_MIN_LETTERS = 4
_MIN_LIKENESS = 0.6
"""How nearly the parts add up to one name, found on the development queries: vector検索 has .83."""

_EDGE = 2
"""Letters at the ends of names by which those to compare are picked."""


class Faces:
    """How each entry is written in English, in Japanese and in kana."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, Entry] = {}
        self._starting: dict[str, set[str]] = defaultdict(set)
        self._ending: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Take up one entry more."""
        self._entries[entry.id] = entry
        for names in _faces(entry).values():
            for name in names:
                for length in range(1, _EDGE + 1):
                    self._starting[name[:length]].add(entry.id)
                    self._ending[name[-length:]].add(entry.id)

    def remove(self, entry: Entry) -> None:
        """Forget an entry; the letters that led to it lead nowhere then."""
        self._entries.pop(entry.id, None)

    def mixed(self, key: str) -> tuple[Near, ...]:
        """Return the entries whose names the parts of `key` add up to, the likest first."""
        runs = _RUN.findall(key)
        if len(runs) not in _RUNS or len(key) < _MIN_LETTERS:
            return ()
        starting = self._starting.get(runs[0][:_EDGE], set())
        ending = self._ending.get(runs[-1][-_EDGE:], set())
        near = [
            Near(entry, likeness)
            for entry_id in starting & ending
            if (entry := self._entries.get(entry_id))
            and (likeness := _likeness(runs, _faces(entry))) >= _MIN_LIKENESS
        ]
        return tuple(sorted(near, key=lambda one: (-one.likeness, one.entry.id)))


def _faces(entry: Entry) -> dict[str, list[str]]:
    """Return the folded names of an entry, by the script in which one reads them."""
    written = {
        "english": (entry.en, *entry.aliases_en),
        "japanese": (entry.ja, *entry.aliases_ja),
        "reading": (entry.reading,),
    }
    return {face: list(filter(None, map(fold, names))) for face, names in written.items()}


def _likeness(runs: list[str], faces: dict[str, list[str]]) -> float:
    """Return 1 where the parts make one whole name, less where they make less or more.

    The first part begins a name and the last ends one; two faces at least are needed, since
    parts of one face alone are another name.
    """
    shares = []
    for number, run in enumerate(runs):
        found = list(_shares(run, faces, first=number == 0, last=number == len(runs) - 1))
        if not found:
            return 0
        shares.append(found)
    sums = [
        abs(1 - sum(share for _, share in choice))
        for choice in product(*shares)
        if len({face for face, _ in choice}) > 1
    ]
    return 1 - min(sums, default=1)


def _shares(
    run: str, faces: dict[str, list[str]], *, first: bool, last: bool
) -> Iterator[tuple[str, float]]:
    """Yield in which face `run` stands where it should, and how much of the name it is."""
    for face, names in faces.items():
        for name in names:
            fits = name.startswith(run) if first else name.endswith(run) if last else run in name
            if fits:
                yield face, len(run) / len(name)
