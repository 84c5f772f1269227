"""Items whose source dates them in the future are marked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Mark no stored item: their sources' own dates were not kept."""
    op.add_column(
        "items", sa.Column("clamped", sa.Boolean(), nullable=False, server_default=sa.false())
    )
