"""What operators see of sources: items set aside, alarms, habits; whose items are official."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add them; all that is stored so far is of the official list."""
    op.add_column(
        "items", sa.Column("official", sa.Boolean(), nullable=False, server_default=sa.true())
    )
    op.add_column("source_states", sa.Column("newest_at", INSTANT))
    op.add_column("source_states", sa.Column("gap_s", sa.Float()))
    op.create_table(
        "set_aside_items",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("last_seen", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("source", "url", name="pk_set_aside_items"),
    )
    op.create_index(
        "ix_set_aside_items_source_last_seen", "set_aside_items", ["source", "last_seen"]
    )
    op.create_table(
        "alarms",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("cause", sa.Text(), nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("posted", sa.Boolean(), nullable=False),
        sa.Column("ended_at", INSTANT),
        sa.PrimaryKeyConstraint("source", "trouble", name="pk_alarms"),
    )
