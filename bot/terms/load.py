"""Read the glossary from its folder: the good files become entries, the others are reported."""

from dataclasses import dataclass
from pathlib import Path

from bot.errors import DataError
from bot.terms.entry import Entry
from bot.terms.parse import parse


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a folder holds.

    Args:
        entries: by id.
        faults: why files were left out.
    """

    entries: tuple[Entry, ...]
    faults: tuple[DataError, ...]


def load(folder: Path) -> Loaded:
    """Return the entries in `folder`, one `<id>.yaml` each."""
    if not folder.is_dir():
        return Loaded(
            (), (DataError(folder, 1, "folder", "does not exist; check HAYAMI_TERMS_DIR"),)
        )
    parsed = [parse(path) for path in sorted(folder.glob("*.yaml"))]
    entries = sorted((p.entry for p in parsed if p.entry), key=lambda entry: entry.id)
    faults = tuple(fault for p in parsed if p.entry is None for fault in p.faults)
    return Loaded(tuple(entries), faults)
