"""The glossary's files, for those who write them."""

from bot.app import read_data
from bot.errors import UsageError
from bot.settings import Settings
from bot.terms.check import check


def check_lines(settings: Settings) -> tuple[list[str], int]:
    """Return what to tell of the entries, and how many faults there are."""
    faults = check(settings.terms_dir)
    if faults:
        return [*map(str, faults), f"{len(faults)} faults"], len(faults)
    count = len(list(settings.terms_dir.glob("*.yaml")))
    return [f"{count} entries, no fault"], 0


def check_known(settings: Settings, term_id: str) -> None:
    """Let the id of an entry through.

    Raises:
        UsageError: there is none.
    """
    if read_data(settings).terms.get(term_id) is None:
        raise UsageError("there is no entry {id}; see hayami terms list", id=term_id)


def list_lines(settings: Settings) -> list[str]:
    """Return one line an entry, tab-separated."""
    return [
        f"{entry.id}\t{entry.ja}\t{entry.en}\t{entry.reading}"
        for entry in read_data(settings).terms.entries
    ]
