"""The program, run with the data that ship with it and a folder of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from adapters.cli import app

Run = Callable[..., Result]


@pytest.fixture
def hayami(tmp_path: Path) -> Run:
    """Runs the program as from a shell; further environment is given by name."""

    def run(*words: str, given: str | None = None, **environment: str) -> Result:
        settings = {
            "HAYAMI_DATA_DIR": str(tmp_path / "data"),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
            "LANG": "en_US.UTF-8",
            "LC_ALL": "",
            **environment,
        }
        return CliRunner(env=settings).invoke(app, list(words), input=given)

    return run
