"""Check the whole glossary: every fault at once, each with its line and its mend."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock, SystemClock
from bot.errors import DataError
from bot.terms.entry import Entry
from bot.terms.fold import fold
from bot.terms.parse import parse
from bot.terms.repeats import repeats
from bot.terms.rules import faults_of


@dataclass(frozen=True, slots=True)
class _File:
    """A file whose entry can be used."""

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
    faults = [
        DataError(path, 1, "file", f"is not read; name it {path.stem}.yaml")
        for path in folder.glob("*.yml")
    ]
    files: list[_File] = []
    paths = sorted(folder.glob("*.yaml"))
    for path in paths:
        parsed = parse(path)
        faults += parsed.faults
        if parsed.entry:
            files.append(_File(path, parsed.entry, parsed.lines))
    today = (clock or SystemClock()).now().date()
    for file in files:
        faults += (file.fault(*fault) for fault in faults_of(file.entry, today))
    faults += _shared_names(files)
    faults += _one_way_relations(files, {path.stem for path in paths})
    faults += _apart(files)
    faults += _repeats(files)
    return tuple(sorted(faults, key=lambda fault: (str(fault.path), fault.line, fault.field)))


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
            elif noted and not others:
                yield file.fault(
                    f"senses[{noted[0]}]", f"no other entry is called {name}; take the note out"
                )


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
    """Yield a fault for each entry that the first one's relations do not lead to."""
    by_id = {file.entry.id: file for file in files}
    reached: set[str] = set()
    waiting = [file.entry.id for file in files[:1]]
    while waiting:
        entry_id = waiting.pop()
        if entry_id in by_id and entry_id not in reached:
            reached.add(entry_id)
            waiting += by_id[entry_id].entry.related
    for file in files:
        if file.entry.id not in reached:
            yield file.fault(
                "related", f"leads nowhere near {files[0].entry.id}; relate it to the rest"
            )


def _repeats(files: Iterable[_File]) -> Iterator[DataError]:
    """Yield a fault for each sentence that another entry has too."""
    by_id = {file.entry.id: file for file in files}
    for one, other in repeats(file.entry for file in files):
        place = f"{other.entry_id}, {other.field} (“{other.text}”)"
        yield by_id[one.entry_id].fault(one.field, f"“{one.text}” stands in {place}; say it anew")
