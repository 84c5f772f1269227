"""Check the whole glossary: every fault at once, each with its line and its mend."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.errors import DataError
from bot.terms.entry import Entry, Sense
from bot.terms.fold import fold
from bot.terms.parse import parse
from bot.terms.repeats import repeats
from bot.terms.rules import faults_of


@dataclass(frozen=True, slots=True)
class _File:
    """A file, and what could be read of its entry."""

    path: Path
    entry: Entry
    lines: dict[str, int]

    def fault(self, field: str, problem: str) -> DataError:
        return DataError(self.path, self.lines.get(field, 1), field, problem)


def check(folder: Path, clock: Clock | None = None) -> tuple[DataError, ...]:
    """Return every fault of the glossary in `folder`, by file and line.

    What a file says by itself is checked in files that can be read, what they say of each other
    among those.

    Args:
        clock: tells whether a date is in the future.
    """
    if not folder.is_dir():
        return (DataError(folder, 1, "folder", "does not exist; give the folder of the terms"),)
    today = (clock or SystemClock()).now().date()
    faults = list(_overlooked(folder))
    files: list[_File] = []
    paths = sorted(folder.glob("*.yaml"))
    for path in paths:
        parsed = parse(path)
        faults += parsed.faults
        if parsed.entry:
            files.append(_File(path, parsed.entry, parsed.lines))
        if parsed.draft:
            faults += _own_faults(_File(path, parsed.draft, parsed.lines), parsed.faults, today)
    faults += _shared_names(files)
    faults += _one_way_relations(files, {path.stem for path in paths})
    faults += _apart(files)
    faults += _repeats(files)
    return tuple(sorted(faults, key=lambda fault: (str(fault.path), fault.line, fault.field)))


def _overlooked(folder: Path) -> Iterator[DataError]:
    """Yield a fault for each file that is not read, although it may be meant to be."""
    for path in folder.iterdir():
        if path.suffix != ".yaml" and not path.name.startswith("."):
            is_meant = path.suffix.lower() in (".yml", ".yaml")
            mend = f"name it {path.stem}.yaml" if is_meant else "take it out"
            yield DataError(path, 1, "file", f"is not read; {mend}")


def _own_faults(file: _File, known: Iterable[DataError], today: date) -> Iterator[DataError]:
    """Yield what is wrong with an entry by itself, beside the fields that can't be read at all."""
    unread = [fault.field for fault in known]
    for field, problem in faults_of(file.entry, today):
        if not any(_is_within(field, other) or _is_within(other, field) for other in unread):
            yield file.fault(field, problem)


def _is_within(field: str, whole: str) -> bool:
    return field == whole or field.startswith((f"{whole}.", f"{whole}["))


def _shared_names(files: Iterable[_File]) -> Iterator[DataError]:
    """Yield a fault for each name of several entries that one of them does not tell apart.

    A note on a name that no other entry has is one as well.
    """
    owners: dict[str, dict[str, tuple[_File, str, str]]] = defaultdict(dict)
    for file in files:
        for field, name in file.entry.name_fields():
            owners[fold(name)].setdefault(file.entry.id, (file, field, name))
    for key, owned in owners.items():
        for file, field, name in owned.values() if key else ():
            noted = [n for n, sense in enumerate(file.entry.senses) if fold(sense.name) == key]
            others = ", ".join(other for other in owned if other != file.entry.id)
            if others and not noted:
                yield file.fault(
                    field,
                    f"{name} is also a name of {others}; leave it to one, or write under senses "
                    "what it means here",
                )
            elif noted and others and not _is_apart(file.entry.senses[noted[0]], key, owned):
                yield file.fault(
                    f"senses[{noted[0]}]", f"says the same of {name} as {others}; tell them apart"
                )
            elif noted and not others:
                yield file.fault(
                    f"senses[{noted[0]}]", f"no other entry is called {name}; take the note out"
                )


def _is_apart(sense: Sense, key: str, owned: Mapping[str, tuple[_File, str, str]]) -> bool:
    """Return whether no other owner of a name says the same of it, in either language."""
    others = [
        other
        for file, _, _ in owned.values()
        for other in file.entry.senses
        if fold(other.name) == key and other is not sense
    ]
    return all(sense.en != other.en and sense.ja != other.ja for other in others)


def _one_way_relations(files: Iterable[_File], known: set[str]) -> Iterator[DataError]:
    """Yield a fault for each related id that there is not, or that does not point back.

    Args:
        known: the ids of all files, those that can't be read among them.
    """
    related = {file.entry.id: file.entry.related for file in files}
    for file in files:
        own = file.entry.id
        for number, other in enumerate(file.entry.related):
            field = f"related[{number}]"
            if other not in known:
                yield file.fault(field, f"{other} is no entry; write the id of one or take it out")
            elif own not in related.get(other, (own,)):
                yield file.fault(
                    field, f"{other} does not name {own}; add {own} there or take {other} out here"
                )


def _apart(files: Sequence[_File]) -> Iterator[DataError]:
    """Yield a fault for each entry that the relations of most others do not lead to."""
    left = {file.entry.id: file for file in files}
    islands: list[list[_File]] = []
    while left:
        island: list[_File] = []
        waiting = [next(iter(left))]
        while waiting:
            if file := left.pop(waiting.pop(), None):
                island.append(file)
                waiting += file.entry.related
        islands.append(island)
    islands.sort(key=len)
    for island in islands[:-1]:
        for file in island:
            yield file.fault("related", "leads to no other part of the glossary; relate it to one")


def _repeats(files: Iterable[_File]) -> Iterator[DataError]:
    """Yield a fault for each sentence that another entry has too."""
    by_id = {file.entry.id: file for file in files}
    for one, other in repeats(file.entry for file in files):
        place = f"{other.entry_id}, {other.field} (“{other.text}”)"
        yield by_id[one.entry_id].fault(one.field, f"“{one.text}” stands in {place}; say it anew")
