"""Expand: submissions (tờ trình) that carry proposals from one body to the next, and their entries.

Revision 0023 after 0022. Safe beside the running release: tables of their own.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0023_submissions", "0022_councils"

ROLE = "vinhdanh_app"
STATES = "state IN ('drafted', 'signed', 'sent', 'received', 'settled', 'discarded')"


def upgrade() -> None:
    op.create_table(
        "submission",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("from_id", sa.String(32), nullable=False),
        sa.Column("to_id", sa.String(32), nullable=False),
        sa.Column("part", sa.String(80), nullable=False),
        sa.Column("level", sa.String(80), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("opinions", sa.Text(), nullable=False),
        sa.Column("appraisal", sa.Text(), nullable=False),
        sa.Column("recipients", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("signer_name", sa.Text(), nullable=False),
        sa.Column("signer_post", sa.String(80), nullable=False),
        sa.Column("sign_mode", sa.String(80), nullable=False),
        sa.Column("mandate_number", sa.Text(), nullable=False),
        sa.Column("mandate_from", sa.Date(), nullable=True),
        sa.Column("mandate_to", sa.Date(), nullable=True),
        sa.Column("registered_as", sa.Text(), nullable=True),
        sa.Column("drawn_up_by", sa.String(32), nullable=False),
        sa.Column("job_id", sa.String(32), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(STATES, name="ck_submission_state_is_known"),
        sa.CheckConstraint(
            "state IN ('drafted', 'discarded') OR (number <> '' AND signed_on IS NOT NULL AND signer_name <> '')",
            name="ck_submission_signed_is_whole",
        ),
        sa.CheckConstraint("version >= 1", name="ck_submission_version_counts_events"),
        sa.ForeignKeyConstraint(["from_id"], ["organisation.id"], name="fk_submission_from_id"),
        sa.ForeignKeyConstraint(["to_id"], ["organisation.id"], name="fk_submission_to_id"),
        sa.ForeignKeyConstraint(["drawn_up_by"], ["account.id"], name="fk_submission_drawn_up_by"),
        sa.PrimaryKeyConstraint("id", name="pk_submission"),
        sa.UniqueConstraint("registered_as", name="uq_submission_registered_as"),
    )
    op.create_index("ix_submission_from_id_id", "submission", ["from_id", "id"])
    op.create_index("ix_submission_to_id_id", "submission", ["to_id", "id"])
    op.create_table(
        "submission_entry",
        sa.Column("submission_id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("open_level", sa.String(80), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("result", sa.String(80), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("sent_seq", sa.Integer(), nullable=True),
        sa.CheckConstraint("result IN ('', 'sent', 'stayed')", name="ck_submission_entry_result_is_known"),
        sa.CheckConstraint("(result = 'sent') = (sent_seq IS NOT NULL)", name="ck_submission_entry_sent_is_whole"),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name="fk_submission_entry_submission_id"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_submission_entry_proposal_id"),
        sa.PrimaryKeyConstraint("submission_id", "proposal_id", name="pk_submission_entry"),
        sa.UniqueConstraint("proposal_id", "open_level", name="uq_submission_entry_proposal_id_open_level"),
    )
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON submission TO {ROLE}")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON submission_entry TO {ROLE}")


def downgrade() -> None:
    op.drop_table("submission_entry")
    op.drop_table("submission")


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
