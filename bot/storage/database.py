"""The database: SQLite in a file or PostgreSQL, opened, migrated and used in transactions."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Table, event, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.errors import ServiceError
from bot.storage.migrate import migrate

BUSY_TIMEOUT_MS = 10_000
"""How long a writer waits for another one on SQLite, which lets in one at a time."""

MOST_IDS = 5_000
"""Ids in a statement: SQLite takes 32,766 values in one, PostgreSQL 65,535."""

LIMITS = {"connect_timeout": "10", "tcp_user_timeout": "30000"}
"""How long a PostgreSQL server may leave us without an answer, in seconds and in milliseconds,
where its address does not say otherwise (libpq's own names)."""

_ENCODE = "write an @ in its password or name as %40"


class Database:
    """An open database of the newest schema; `read` and `write` are the ways in.

    It belongs to the event loop that opened it.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._reading = engine
        self._writing = engine.execution_options(hayami_writes=True)

    @classmethod
    async def open(cls, url: str) -> "Database":
        """Return the database at `url`, made and migrated where needed.

        Args:
            url: `sqlite:///path/to/file` or `postgresql://user:password@host/name`.

        Raises:
            ServiceError: it can't be reached or migrated.
        """
        try:
            address = with_driver(url)
            if address.get_backend_name() == "sqlite" and address.database:
                await asyncio.to_thread(_make_folder, Path(address.database))
            await asyncio.to_thread(migrate, address)
            return cls(_engine(address))
        except (SQLAlchemyError, OSError) as error:
            raise _as_service_error(error) from error

    async def close(self) -> None:
        """End all connections."""
        await self._reading.dispose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection that only reads.

        Raises:
            ServiceError: the database failed.
        """
        async with _transaction(self._reading) as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection whose changes are stored together at the end, or not at all.

        On SQLite it holds the only right to write from its beginning, so that what it reads stays
        true until it writes.

        Raises:
            ServiceError: the database failed, and nothing was stored.
        """
        async with _transaction(self._writing) as connection:
            yield connection

    async def alone(self, connection: AsyncConnection, *name: str) -> None:
        """Wait until no other transaction that has asked for `name` is open, and let none begin.

        So what a writer on PostgreSQL reads afterwards stays true until it writes; on SQLite it
        does so anyway.
        """
        if self._reading.dialect.name == "postgresql":
            digest = hashlib.blake2b("\0".join(name).encode(), digest_size=8).digest()
            number = int.from_bytes(digest, signed=True)
            await connection.execute(select(func.pg_advisory_xact_lock(number)))

    def insert(self, table: Table) -> postgresql.Insert | sqlite.Insert:
        """Return an insert into `table` that can say what to do with a row that is there."""
        if self._reading.dialect.name == "postgresql":
            return postgresql.insert(table)
        return sqlite.insert(table)


def with_driver(url: str) -> URL:
    """Return `url` with the driver that hayami uses for its kind of database.

    Raises:
        ServiceError: it is not clearly the address of an SQLite or a PostgreSQL database; the
            message repeats no part of it but its kind.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):  # from None: the text of either may repeat the password
        raise ServiceError(f"HAYAMI_DATABASE_URL is no address of a database; {_ENCODE}") from None
    kind = address.drivername.partition("+")[0]
    if kind != "sqlite" and url.count("@") > 1:  # what follows the first would pass for the host
        raise ServiceError(f"HAYAMI_DATABASE_URL has more than one @; {_ENCODE}")
    match kind:
        case "sqlite":
            return address.set(drivername="sqlite+aiosqlite")
        case "postgresql" | "postgres":
            limits = {name: limit for name, limit in LIMITS.items() if name not in address.query}
            return address.set(drivername="postgresql+psycopg").update_query_dict(limits)
        case other:
            raise ServiceError(f"{other} is no database that hayami knows: use PostgreSQL")


@asynccontextmanager
async def _transaction(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    try:
        async with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise _as_service_error(error) from error


def _as_service_error(error: Exception) -> ServiceError:
    """Return `error` without the statement and its values: they are the users'."""
    cause = getattr(error, "orig", None) or error
    lines = str(cause).splitlines() or [""]
    return ServiceError(f"the database failed: {type(error).__name__}: {lines[0]}")


def _make_folder(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)


def _engine(address: URL) -> AsyncEngine:
    engine = create_async_engine(address, hide_parameters=True, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _: object) -> None:  # noqa: ANN401 -- the driver's own, which SQLAlchemy wraps
    connection.isolation_level = None  # the driver begins nothing: `_begin_sqlite` does
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")  # what was stored survives a power cut
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("hayami_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
