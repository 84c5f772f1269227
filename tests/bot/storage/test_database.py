"""A database opens at its newest schema, keeps all of a transaction or nothing, and fails as one
kind of error."""

import asyncio
from datetime import datetime
from pathlib import Path
from traceback import format_exception
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import URL, Connection, NullPool, create_engine, func, select, text

from bot.errors import ServiceError
from bot.storage.database import Database, with_driver
from bot.storage.items import Items
from bot.storage.migrate import MIGRATIONS
from bot.storage.records import SourceState
from bot.storage.source_states import SourceStates
from bot.storage.tables import metadata, preferences

ROW = {
    "platform": "slack",
    "tenant": "T1",
    "kind": "user",
    "subject": "U1",
    "language": "ja",
}


async def test_a_new_database_has_the_tables_that_the_code_knows(
    database_url_without_tables: str,
) -> None:
    async with (
        await Database.open(database_url_without_tables) as database,
        database.read() as connection,
    ):
        differences = await connection.run_sync(_differences)

    assert differences == []


async def test_processes_that_open_a_new_database_at_once_all_succeed(
    database_url_without_tables: str,
) -> None:
    opened = await asyncio.gather(*(Database.open(database_url_without_tables) for _ in range(4)))

    for database in opened:
        assert not await Items(database).any()
        await database.close()


async def test_an_open_database_opens_again_with_what_it_holds(database_url: str) -> None:
    async with await Database.open(database_url) as database, database.write() as connection:
        await connection.execute(preferences.insert().values(ROW))

    async with await Database.open(database_url) as database:
        assert await _count(database) == 1


async def test_a_transaction_that_fails_stores_nothing(database: Database) -> None:
    async def break_off() -> None:
        async with database.write() as connection:
            await connection.execute(preferences.insert().values(ROW))
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        await break_off()

    assert await _count(database) == 0


async def test_what_a_writer_reads_on_sqlite_stays_true_until_it_writes(tmp_path: Path) -> None:
    async def count_up(database: Database) -> None:
        async with database.write() as connection:
            counted = await connection.execute(select(func.count()).select_from(preferences))
            name = f"U{counted.scalar_one()}"
            await connection.execute(preferences.insert().values(ROW | {"subject": name}))

    async with await Database.open(f"sqlite:///{tmp_path}/hayami.db") as database:
        await asyncio.gather(*(count_up(database) for _ in range(20)))
        assert await _count(database) == 20


async def test_a_fault_of_the_database_is_a_service_error_without_the_users_words(
    database: Database,
) -> None:
    async def store() -> None:
        async with database.write() as connection:
            await connection.execute(preferences.insert().values(ROW | {"subject": "SECRET"}))

    await store()
    with pytest.raises(ServiceError, match="IntegrityError") as raised:
        await store()

    assert "SECRET" not in str(raised.value)


async def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    state = SourceState("meti", next_try_at=datetime(2026, 11, 24))  # noqa: DTZ001 -- on purpose

    with pytest.raises(ServiceError, match="has no time zone"):
        await SourceStates(database).put(state)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://hayami:hunter2@127.0.0.1:1/hayami",
        "mysql://root@localhost/hayami",
        "hunter2 is no address",
        "sqlite:////dev/null/hayami.db",
        "postgresql://u:top@hunter2:ret@127.0.0.1/x",
        "postgresql://u:top@hunter2@127.0.0.1/x",
        "postgresql://u:top@hunter2/word@127.0.0.1/x",
        "postgresql://u:hunter2/x",
    ],
)
async def test_an_address_that_leads_nowhere_is_a_service_error_without_its_password(
    url: str,
) -> None:
    with pytest.raises(ServiceError) as raised:
        await Database.open(url)

    assert "hunter2" not in "".join(format_exception(raised.value))


def test_an_address_with_an_unclear_password_says_how_to_write_it() -> None:
    with pytest.raises(ServiceError, match="%40"):
        with_driver("postgresql://u:top@secret@127.0.0.1/x")

    assert with_driver("postgresql://u:top%40secret@127.0.0.1/x").host == "127.0.0.1"
    assert with_driver("sqlite:////home/me@work/@.db").database == "/home/me@work/@.db"


@pytest.mark.parametrize(
    ("url", "driver"),
    [
        ("postgres://u@h/n", "postgresql+psycopg"),
        ("postgresql://u@h/n", "postgresql+psycopg"),
        ("postgresql+asyncpg://u@h/n", "postgresql+psycopg"),
        ("sqlite:///hayami.db", "sqlite+aiosqlite"),
    ],
)
def test_an_address_gets_the_driver_that_is_installed(url: str, driver: str) -> None:
    assert with_driver(url).drivername == driver


def test_a_server_that_does_not_answer_is_given_up_on_unless_its_address_says_otherwise() -> None:
    assert with_driver("postgresql://u@h/n").query["connect_timeout"] == "10"
    assert with_driver("postgresql://u@h/n?connect_timeout=3").query["connect_timeout"] == "3"


def _differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, metadata))


async def _count(database: Database) -> int:
    async with database.read() as connection:
        counted = await connection.execute(select(func.count()).select_from(preferences))
        return counted.scalar_one()


def _make_first_schema_with_an_item(address: URL) -> None:
    """Make what the first revision did; blocks meanwhile."""
    sync = {"sqlite+aiosqlite": "sqlite"}.get(address.drivername, address.drivername)
    Path(address.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address.set(drivername=sync), poolclass=NullPool)
    with engine.begin() as connection:
        settings = Config(attributes={"connection": connection})
        settings.set_main_option("script_location", str(MIGRATIONS))
        command.upgrade(settings, "0001")
        connection.execute(
            text(
                "INSERT INTO items (source, key, title, url, first_seen, dated, summary, folded,"
                " language, recorded, backlog) VALUES ('a', 'b', 'c', 'd', '2026-11-24 09:00:00',"
                " '2026-11-24 09:00:00', '', '', 'en', false, false)"
            )
        )


async def test_what_was_stored_before_the_list_of_an_admin_is_official(
    database_url_without_tables: str,
) -> None:
    """Given a database of the first schema with an item, then opening it keeps the item."""
    address = with_driver(database_url_without_tables)
    await asyncio.to_thread(_make_first_schema_with_an_item, address)

    async with await Database.open(database_url_without_tables) as database:
        (found,) = await Items(database).latest(limit=9)

    assert found.official
