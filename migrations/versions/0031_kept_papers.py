"""Expand: what a sent submission said, and what the addressee had done with its entries when it was settled.

Revision 0031 after 0030. Safe beside the running release: columns that may be empty; a submission that was sent before
is printed from what is on record now, and the outcomes of one that was settled before are read from the steps.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0031_kept_papers", "0030_guidance_entered_under"


def upgrade() -> None:
    op.add_column("submission", sa.Column("paper", sa.JSON(), nullable=True))
    op.add_column("submission_entry", sa.Column("outcome", sa.String(80), nullable=False, server_default=""))


def downgrade() -> None:
    op.drop_column("submission_entry", "outcome")
    op.drop_column("submission", "paper")
