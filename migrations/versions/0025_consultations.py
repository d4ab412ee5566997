"""Expand: bodies that were asked for an opinion, public notices, and what people say to them.

Revision 0025 after 0024. Safe beside the running release: tables of their own.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0025_consultations", "0024_guidance"

ROLE = "vinhdanh_app"
TABLES = ("notice_comment", "public_notice", "consultation")


def upgrade() -> None:
    _make_consultations()
    _make_notices()
    _make_comments()
    if _role_exists():
        for table in TABLES:
            op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO {ROLE}")


def _make_consultations() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("organisation_id", sa.String(32), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.String(32), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("secret_digest", sa.String(64), nullable=True),
        sa.Column("secret_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told", sa.String(80), nullable=False),
        sa.CheckConstraint(
            "(secret_digest IS NULL) = (secret_until IS NULL)", name="ck_consultation_a_link_ends_some_time"
        ),
        sa.CheckConstraint("told IN ('', 'due', 'late')", name="ck_consultation_told_is_known"),
        sa.ForeignKeyConstraint(["id"], ["proposal_act.id"], name="fk_consultation_id"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_consultation_proposal_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_consultation_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consultation"),
        sa.UniqueConstraint("secret_digest", name="uq_consultation_secret_digest"),
    )
    op.create_index("ix_consultation_organisation_id_id", "consultation", ["organisation_id", "id"])
    op.create_index("ix_consultation_proposal_id", "consultation", ["proposal_id"])
    op.create_index("ix_consultation_is_open_due_on_id", "consultation", ["is_open", "due_on", "id"])


def _make_notices() -> None:
    op.create_table(
        "public_notice",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("form", sa.String(80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.CheckConstraint("posted_on <= closes_on", name="ck_public_notice_window_runs_forward"),
        sa.ForeignKeyConstraint(["id"], ["proposal_act.id"], name="fk_public_notice_id"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_public_notice_proposal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_public_notice"),
    )
    op.create_index("ix_public_notice_is_open_id", "public_notice", ["is_open", "id"])
    op.create_index("ix_public_notice_proposal_id", "public_notice", ["proposal_id"])


def _make_comments() -> None:
    op.create_table(
        "notice_comment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("notice_id", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(80), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("settled_by", sa.String(32), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('', 'upheld', 'not-upheld', 'beside')", name="ck_notice_comment_outcome_is_known"
        ),
        sa.CheckConstraint("(outcome = '') = (settled_at IS NULL)", name="ck_notice_comment_a_settled_one_says_when"),
        sa.ForeignKeyConstraint(["notice_id"], ["public_notice.id"], name="fk_notice_comment_notice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_notice_comment"),
    )
    op.create_index("ix_notice_comment_notice_id_id", "notice_comment", ["notice_id", "id"])


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
