"""Bring a database to the newest schema, one process at a time."""

from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, event, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"
WAIT_MS = 60_000
"""How long a process waits while another one migrates."""
LOCK = 0x686179616D69
"""Number of PostgreSQL's advisory lock for it: the letters of hayami."""


def migrate(address: URL) -> None:
    """Run the migrations that the database at `address` lacks; blocks meanwhile.

    All of them run in one transaction, behind a lock: a process that dies in the middle leaves
    the schema as it was, and of two processes the second finds nothing left to do.
    """
    sqlite = address.get_backend_name() == "sqlite"
    if sqlite:
        address = address.set(drivername="sqlite")
    engine = create_engine(address, poolclass=NullPool, hide_parameters=True)
    if sqlite:
        event.listen(engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
        event.listen(engine, "begin", _begin_alone)
    with engine.begin() as connection:
        if not sqlite:
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        if _revision(connection) != newest_revision():
            _upgrade(connection)


def newest_revision() -> str:
    """Return the number of the newest revision: its file's name begins with it."""
    return max(file.name for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))[:4]


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version"))
    return found.scalar_one_or_none()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 -- 0.2 s that only a new schema has to wait for
    from alembic.config import Config  # noqa: PLC0415 -- likewise

    settings = Config(attributes={"connection": connection})
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(settings, "head")


def _begin_alone(connection: Connection) -> None:
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT_MS}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
