"""The course that a learner has chosen through a case."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the course; whoever has begun a case goes on with the whole of it."""
    # Not in a batch: that would build the table anew, and the attempts refer to it.
    op.execute("ALTER TABLE playthrough ADD COLUMN course VARCHAR DEFAULT 'whole' NOT NULL")
