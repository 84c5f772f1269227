"""The glossary's files, for those who write them."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from prompt_toolkit.utils import get_cwidth

from bot.app import read_data
from bot.errors import UsageError
from bot.settings import Settings
from bot.terms.check import check
from bot.terms.counts import counts
from bot.terms.draft import write_draft
from bot.terms.due import due, due_on
from bot.terms.entry import Entry
from bot.terms.export import EXPORTS

_COUNTED = re.compile(r"(<!-- counts -->\n).*?(<!-- end of counts -->)", re.DOTALL)


def check_lines(settings: Settings) -> tuple[list[str], int]:
    """Return what to tell of the entries, and how many faults there are."""
    faults = check(settings.terms_dir)
    if faults:
        told = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        return [*map(str, faults), told], len(faults)
    count = len(list(settings.terms_dir.glob("*.yaml")))
    return [f"{count} entries, no fault"], 0


def check_known(settings: Settings, term_id: str) -> None:
    """Let the id of an entry through.

    Raises:
        UsageError: there is none.
    """
    if read_data(settings).terms.get(term_id) is None:
        raise UsageError(
            "there is no entry {id} that can be used; see hayami terms list and hayami terms check",
            id=term_id,
        )


def all_entries(settings: Settings) -> tuple[Entry, ...]:
    """Return the entries, where none is left out: half a glossary is no answer.

    Raises:
        UsageError: there are files that can't be used.
    """
    data = read_data(settings)
    if data.term_faults:
        files = ", ".join(sorted({fault.path.name for fault in data.term_faults}))
        raise UsageError("{files} can't be used; mend what hayami terms check names", files=files)
    return data.terms.entries


def listing(settings: Settings, form: str) -> str:
    """Return the entries as a table for people, or in one of `EXPORTS`.

    Raises:
        UsageError: an export would not be whole.
    """
    if form in EXPORTS:
        return EXPORTS[form](all_entries(settings))
    return _table(read_data(settings).terms.entries)


def _table(entries: Iterable[Entry]) -> str:
    rows = [("id", "Japanese", "English", "reading")]
    rows += [(entry.id, entry.ja, entry.en, entry.reading) for entry in entries]
    return "".join(f"{line}\n" for line in _aligned(rows))


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the rows in columns; a Japanese letter is two wide."""
    widths = [max(map(get_cwidth, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell + " " * (width - get_cwidth(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]


def due_lines(settings: Settings, today: date) -> list[str]:
    """Return the entries that are to be compared with their sources again, the oldest first."""
    rows = [
        (entry.id, f"checked {entry.checked}", f"due {due_on(entry)}", entry.ja)
        for entry in due(all_entries(settings), today)
    ]
    return _aligned(rows) if rows else []


def new_lines(settings: Settings, term_id: str, today: date) -> list[str]:
    """Write a draft, and return what to do with it.

    Raises:
        UsageError: the id is no id, or is taken.
    """
    path = write_draft(settings.terms_dir, term_id, today)
    return [
        f"{path} is written. Fill it in as CONTRIBUTING.md says; until then it is not shown.",
        "hayami terms check names what is left to do, line by line.",
    ]


def count_lines(settings: Settings, into: Path | None) -> str:
    """Return the size of the glossary as Markdown tables, written into a file where one is given.

    Raises:
        UsageError: the file has no place for them.
    """
    told = counts(all_entries(settings))
    if into is None:
        return told
    try:
        text = into.read_text("utf-8")
        changed, places = _COUNTED.subn(lambda match: f"{match[1]}{told}\n{match[2]}", text)
        if not places:
            raise UsageError("{file} has no <!-- counts --> and its end", file=str(into))
        into.write_text(changed, "utf-8")
    except OSError as error:
        raise UsageError("{file}: {reason}", file=str(into), reason=error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise UsageError("{file} is not UTF-8; save it as UTF-8", file=str(into)) from error
    return f"{into} is up to date"
