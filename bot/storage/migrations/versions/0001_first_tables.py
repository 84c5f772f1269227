"""The first tables: items, sources, preferences, subscriptions and their deliveries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables of news, then those of the channels."""
    _make_items()
    _make_source_states()
    _make_preferences()
    _make_subscriptions()
    _make_deliveries()


def _make_items() -> None:
    op.create_table(
        "items",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("published", INSTANT),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("dated", INSTANT, nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.Column("backlog", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.UniqueConstraint("source", "key", name="uq_items_source_key"),
    )
    for column in ("dated", "first_seen", "recorded"):
        op.create_index(f"ix_items_{column}", "items", [column])
    op.create_table(
        "item_terms",
        sa.Column("item_id", NUMBER, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_item_terms_item_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("item_id", "position", name="pk_item_terms"),
    )
    op.create_index("ix_item_terms_term_item_id", "item_terms", ["term", "item_id"])


def _make_source_states() -> None:
    op.create_table(
        "source_states",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.Column("next_try_at", INSTANT),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_good_at", INSTANT),
        sa.Column("last_new_at", INSTANT),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("source", name="pk_source_states"),
    )


def _make_preferences() -> None:
    op.create_table(
        "preferences",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "tenant", "kind", "subject", name="pk_preferences"),
    )


def _make_subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", NUMBER, nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("tenant", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("thread", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("at", sa.Time(), nullable=False),
        sa.Column("weekdays", sa.JSON(), nullable=False),
        sa.Column("timezone", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.Text()),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("paused", sa.Text()),
        sa.Column("next_due_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint(
            "platform",
            "tenant",
            "channel",
            "thread",
            "at",
            name="uq_subscriptions_platform_tenant_channel_thread_at",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscriptions_next_due_at", "subscriptions", ["next_due_at"])


def _make_deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("subscription_id", NUMBER, nullable=False),
        sa.Column("slot", INSTANT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_try_at", INSTANT, nullable=False),
        sa.Column("chosen_at", INSTANT),
        sa.Column("first_try_at", INSTANT),
        sa.Column("last_try_at", INSTANT),
        sa.Column("reply", sa.JSON()),
        sa.Column("message", sa.Text()),
        sa.Column("error", sa.Text()),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name="fk_deliveries_subscription_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscription_id", "slot", name="pk_deliveries"),
    )
    for column in ("slot", "state"):
        op.create_index(f"ix_deliveries_{column}", "deliveries", [column])
    op.create_table(
        "delivery_items",
        sa.Column("subscription_id", NUMBER, nullable=False),
        sa.Column("slot", INSTANT, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item_id", NUMBER, nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"], ["items.id"], name="fk_delivery_items_item_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id", "slot"],
            ["deliveries.subscription_id", "deliveries.slot"],
            name="fk_delivery_items_subscription_id_slot",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("subscription_id", "slot", "position", name="pk_delivery_items"),
    )
    op.create_index("ix_delivery_items_item_id", "delivery_items", ["item_id"])
    op.create_index(
        "ix_delivery_items_subscription_id_item_id",
        "delivery_items",
        ["subscription_id", "item_id"],
    )
