"""Expand: acts between two states of a proposal, such as a council's review or a consultation.

Revision 0018 after 0017. Safe beside the running release: a table of its own.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0018_acts", "0017_working_copies"

ROLE = "vinhdanh_app"


def upgrade() -> None:
    op.create_table(
        "proposal_act",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("outcome", sa.String(80), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("begun_seq", sa.Integer(), nullable=False),
        sa.Column("begun_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("ended_seq", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'done', 'dropped')", name="ck_proposal_act_state_is_known"),
        sa.CheckConstraint("(state = 'open') = (ended_seq IS NULL)", name="ck_proposal_act_an_ended_act_says_when"),
        sa.CheckConstraint("(ended_seq IS NULL) = (ended_on IS NULL)", name="ck_proposal_act_end_is_whole"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_act_proposal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposal_act"),
    )
    op.create_index("ix_proposal_act_proposal_id_kind", "proposal_act", ["proposal_id", "kind"])
    op.create_index("ix_proposal_act_kind_state_due_on_id", "proposal_act", ["kind", "state", "due_on", "id"])
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON proposal_act TO {ROLE}")


def downgrade() -> None:
    op.drop_table("proposal_act")


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
