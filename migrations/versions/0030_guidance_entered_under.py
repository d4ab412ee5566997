"""Expand: the version of an award guidance that a proposal was entered under.

Revision 0030 after 0029. Safe beside the running release: a column with a default; entries that hold a place are under
the version that their place was taken by.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0030_guidance_entered_under", "0029_owed_acts"

HELD = """
UPDATE proposal SET guidance = (
    SELECT MIN(place.guidance || '@' || place.version) FROM guidance_place AS place
    WHERE place.proposal_id = proposal.id AND place.freed_seq IS NULL
) WHERE id IN (SELECT proposal_id FROM guidance_place WHERE freed_seq IS NULL)
"""


def upgrade() -> None:
    op.add_column("proposal", sa.Column("guidance", sa.Text(), nullable=False, server_default=""))
    op.execute(HELD)


def downgrade() -> None:
    op.drop_column("proposal", "guidance")
