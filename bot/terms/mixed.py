"""Find a name that is typed in two scripts: transfer学習, てんい学習."""

import re
from collections.abc import Iterable, Iterator
from itertools import product

from bot.terms.entry import Entry
from bot.terms.fold import fold
from bot.terms.fuzzy import Near

_RUN = re.compile(r"[a-z0-9+]+|[ぁ-ゖ]+|[^a-z0-9+ぁ-ゖ]+")
_RUNS = (2, 3)
_MIN_LETTERS = 4
_MIN_LIKENESS = 0.6
"""How nearly the parts add up to one name, found on the development queries: vector検索 has .83."""


class Faces:
    """How each entry is written in English, in Japanese and in kana."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._faces = [
            (
                entry,
                {
                    "english": [fold(name) for name in (entry.en, *entry.aliases_en)],
                    "japanese": [fold(name) for name in (entry.ja, *entry.aliases_ja)],
                    "reading": [fold(entry.reading)],
                },
            )
            for entry in entries
        ]

    def mixed(self, key: str) -> tuple[Near, ...]:
        """Return the entries whose names the parts of `key` add up to, the likest first."""
        runs = _RUN.findall(key)
        if len(runs) not in _RUNS or len(key) < _MIN_LETTERS:
            return ()
        near = [
            Near(entry, likeness)
            for entry, faces in self._faces
            if (likeness := _likeness(runs, faces)) >= _MIN_LIKENESS
        ]
        return tuple(sorted(near, key=lambda one: -one.likeness))


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
            if fits and name:
                yield face, len(run) / len(name)
