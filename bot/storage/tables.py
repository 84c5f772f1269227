"""The tables of hayami. A change here needs a revision in `migrations/versions`."""

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    Time,
    UniqueConstraint,
    false,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An instant: aware and in UTC in Python, on either database."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- the base's signature
        """Return `value` in UTC, because SQLite stores it without its zone.

        Raises:
            ValueError: it names no zone.
        """
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 -- the base's signature
        """Return `value` in UTC: PostgreSQL answers in its session's zone, SQLite in none."""
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(UTC)
        return value.replace(tzinfo=UTC)


Number = BigInteger().with_variant(Integer, "sqlite")
"""A row's number: SQLite counts up by itself only in a plain INTEGER."""

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

items = Table(
    "items",
    metadata,
    Column("id", Number, primary_key=True),
    Column("source", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("published", Instant),
    Column("first_seen", Instant, nullable=False, index=True),
    # published, else first_seen: what the newest-first order goes by
    Column("dated", Instant, nullable=False, index=True),
    Column("summary", Text, nullable=False),
    # title and summary, folded: SQLite knows upper and lower case of ASCII only
    Column("folded", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("recorded", Boolean, nullable=False, index=True),
    Column("backlog", Boolean, nullable=False),
    Column("official", Boolean, nullable=False),
    Column("clamped", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("source", "key"),
)

item_terms = Table(
    "item_terms",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("term", Text, nullable=False),
    Index(None, "term", "item_id"),
)

writings = Table(
    "writings",
    metadata,
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), primary_key=True),
    # of the item's words, which its publisher may change later
    Column("version", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try_at", Instant, nullable=False),
    # by language and field; null before there are any
    Column("texts", JSON(none_as_null=True)),
)

spending = Table(
    "spending",
    metadata,
    # such as 2026-11, in UTC
    Column("month", Text, primary_key=True),
    Column("requests", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("dropped", Integer, nullable=False),
    Column("input_tokens", BigInteger, nullable=False),
    Column("output_tokens", BigInteger, nullable=False),
    # by requests that are under way or whose end is not known
    Column("held_tokens", BigInteger, nullable=False),
    # the budget that operators were told is used up
    Column("told_budget", BigInteger),
    Column("error", Text),
)

source_states = Table(
    "source_states",
    metadata,
    Column("source", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    Column("next_try_at", Instant),
    Column("failures", Integer, nullable=False),
    Column("last_good_at", Instant),
    Column("last_new_at", Instant),
    Column("error", Text),
    Column("newest_at", Instant),
    Column("gap_s", Float),
)

set_aside_items = Table(
    "set_aside_items",
    metadata,
    Column("source", Text, primary_key=True),
    Column("url", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("fault", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("last_seen", Instant, nullable=False),
    Index(None, "source", "last_seen"),
)

alarms = Table(
    "alarms",
    metadata,
    Column("source", Text, primary_key=True),
    Column("trouble", Text, primary_key=True),
    Column("cause", Text, nullable=False),
    Column("since", Instant, nullable=False),
    # whether the operators' channel has been told of the trouble; its end is told only then
    Column("posted", Boolean, nullable=False),
    Column("ended_at", Instant),
)

preferences = Table(
    "preferences",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("tenant", Text, primary_key=True),
    # "user" or "channel", and that one's id
    Column("kind", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("language", Text, nullable=False),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Number, primary_key=True),
    Column("platform", Text, nullable=False),
    Column("tenant", Text, nullable=False),
    Column("channel", Text, nullable=False),
    # empty where it is no thread: a NULL would count as different from every other in the key
    Column("thread", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Time, nullable=False),
    Column("weekdays", JSON, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("created_by", Text),
    Column("created_at", Instant, nullable=False),
    Column("paused", Text),
    Column("next_due_at", Instant, index=True),
    UniqueConstraint("platform", "tenant", "channel", "thread", "at"),
    # a number must not come back: the keys of past posts were made from it
    sqlite_autoincrement=True,
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("subscription_id", ForeignKey(subscriptions.c.id, ondelete="CASCADE"), primary_key=True),
    Column("slot", Instant, primary_key=True, index=True),
    Column("state", Text, nullable=False, index=True),
    Column("next_try_at", Instant, nullable=False),
    Column("chosen_at", Instant),
    Column("first_try_at", Instant),
    Column("last_try_at", Instant),
    # what it says, from the choice of its items to its end: the same for every try
    Column("reply", JSON(none_as_null=True)),
    Column("message", Text),
    Column("error", Text),
)

delivery_items = Table(
    "delivery_items",
    metadata,
    Column("subscription_id", Number, primary_key=True),
    Column("slot", Instant, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("item_id", ForeignKey(items.c.id, ondelete="CASCADE"), nullable=False, index=True),
    ForeignKeyConstraint(
        ["subscription_id", "slot"],
        [deliveries.c.subscription_id, deliveries.c.slot],
        ondelete="CASCADE",
    ),
    Index(None, "subscription_id", "item_id"),
)
