"""The data folder."""

from pathlib import Path

from bot.errors import UsageError
from bot.i18n import N_


def make_folder(folder: Path) -> None:
    """Make `folder` where it is not there.

    Raises:
        UsageError: it can't be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            N_("The data folder {folder} can’t be made ({reason}). Set HAYAMI_DATA_DIR."),
            folder=str(folder),
            reason=error.strerror or "",
        ) from error
