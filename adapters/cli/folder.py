"""Make the data folder, or say what is in the way."""

from bot.errors import UsageError
from bot.i18n import N_
from bot.settings import Settings


def make_data_folder(settings: Settings) -> None:
    """Make the folder that the settings name, where it is not there.

    Raises:
        UsageError: it can't be made, or a file has its name.
    """
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            N_("The data folder {folder} can't be made ({reason}). Set HAYAMI_DATA_DIR."),
            folder=str(settings.data_dir),
            reason=error.strerror or str(error),
        ) from error
