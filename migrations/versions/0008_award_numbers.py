"""Expand: records are found by the number of their decision.

Revision 0008 after 0007. Safe beside the running release: an index only.
"""

from alembic import op

revision, down_revision = "0008_award_numbers", "0007_application_role"

INDEX, TABLE = "ix_nominee_record_number_kind", "nominee_record"


def upgrade() -> None:
    """Add the index."""
    op.create_index(INDEX, TABLE, ["number", "kind"])


def downgrade() -> None:
    """Take it away."""
    op.drop_index(INDEX, TABLE)
