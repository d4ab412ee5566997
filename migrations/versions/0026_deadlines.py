"""Expand: who was reminded of which step, the yearly reports that came in, and an index of what has a limit.

Revision 0026 after 0025. Safe beside the running release: tables of their own and a small partial index.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0026_deadlines", "0025_consultations"

ROLE = "vinhdanh_app"
HAS_LIMIT = sa.text("due_on < '9999-12-31'")


def upgrade() -> None:
    _reminders()
    _reports()
    op.create_index(
        "ix_proposal_limited", "proposal", ["due_on", "id"], sqlite_where=HAS_LIMIT, postgresql_where=HAS_LIMIT
    )
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, DELETE ON reminder TO {ROLE}")
        op.execute(f"GRANT SELECT, INSERT ON yearly_report TO {ROLE}")


def downgrade() -> None:
    op.drop_index("ix_proposal_limited", "proposal")
    op.drop_table("yearly_report")
    op.drop_table("reminder")


def _reminders() -> None:
    op.create_table(
        "reminder",
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("mark", sa.String(80), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_reminder_proposal_id"),
        sa.PrimaryKeyConstraint("proposal_id", "state", "due_on", "mark", name="pk_reminder"),
    )
    op.create_index("ix_reminder_told_on", "reminder", ["told_on"])


def _reports() -> None:
    op.create_table(
        "yearly_report",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("plan_code", sa.String(80), nullable=False),
        sa.Column("chain", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("filed_by", sa.String(32), nullable=False),
        sa.Column("filed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "dated_on IS NULL OR dated_on <= received_on", name="ck_yearly_report_dated_before_received"
        ),
        sa.CheckConstraint("size > 0", name="ck_yearly_report_is_not_empty"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_yearly_report_organisation_id"),
        sa.ForeignKeyConstraint(["filed_by"], ["account.id"], name="fk_yearly_report_filed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_yearly_report"),
    )
    op.create_index(
        "ix_yearly_report_plan_code_year_chain_organisation_id_id",
        "yearly_report",
        ["plan_code", "year", "chain", "organisation_id", "id"],
    )


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
