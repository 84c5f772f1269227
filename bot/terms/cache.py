"""Keep parsed entries in a file of their own, so that a start parses only what has changed.

The file is MessagePack of the entries' structs: 300 entries are back in a twentieth of the time
that PyYAML's C parser takes (`benchmarks/loading.py`). A cache that is lost, old or broken only
costs the time.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, encode

from bot.terms.entry import Entry

FORMAT = 2
"""To be raised when an entry's fields change, or what is read into them."""


class Stamp(Struct, frozen=True, array_like=True):
    """What tells that a file is still the same."""

    changed_ns: int
    size: int

    @classmethod
    def of(cls, stat: os.stat_result) -> "Stamp":
        """Return the stamp of a file."""
        return cls(stat.st_mtime_ns, stat.st_size)


class Kept(Struct, frozen=True, array_like=True):
    """An entry, and the stamp of the file that it was parsed from."""

    stamp: Stamp
    entry: Entry


class _File(Struct, array_like=True):
    """What the cache holds: entries by the name of their file."""

    version: int
    kept: dict[str, Kept]


_DECODER = Decoder(_File)

_MAX_BYTES = 500_000_000
"""Of a cache that is read: 300 entries have 2 MB."""


def read(cache: Path) -> Mapping[str, Kept]:
    """Return what is kept, by the name of its file; nothing where the cache is of no use."""
    try:
        if not cache.is_file() or cache.stat().st_size > _MAX_BYTES:
            return {}
        file = _DECODER.decode(cache.read_bytes())
    except (OSError, DecodeError, UnicodeDecodeError):
        return {}
    return file.kept if file.version == FORMAT else {}


def write(cache: Path, kept: Mapping[str, Kept]) -> None:
    """Keep these entries; where nothing can be written, nothing is kept."""
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=cache.parent, prefix=cache.name)
    except OSError:
        return
    made = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(encode(_File(FORMAT, dict(kept))))
        made.replace(cache)  # whole or not at all, whoever else writes it
    except OSError:
        made.unlink(missing_ok=True)
