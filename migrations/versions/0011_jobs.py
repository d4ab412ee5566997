"""Expand: long work with leases, notices, mails on their way out, and where accounts are written to.

Revision 0011 after 0009. Safe beside the running release: new tables only.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011_jobs", "0010_delegations"

ROLE = "vinhdanh_app"
INSTANT = sa.DateTime(timezone=True)
HOLDERS = "ix_role_assignment_organisation_id_role"
TABLES = ("job", "notification", "outbox", "account_contact")


def upgrade() -> None:
    add_jobs()
    add_notices()
    add_mails()
    op.create_index(HOLDERS, "role_assignment", ["organisation_id", "role"])
    if op.get_bind().dialect.name == "postgresql" and _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(TABLES)} TO {ROLE}")


def add_jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("memo", sa.JSON(), nullable=False),
        sa.Column("result", sa.JSON()),
        sa.Column("error", sa.String(80), nullable=False),
        sa.Column("error_params", sa.JSON(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", INSTANT),
        sa.Column("lease_token", sa.String(32)),
        sa.Column("file_digest", sa.String(64)),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_type", sa.String(80), nullable=False),
        sa.Column("file_size", sa.Integer(), nullable=False),
        sa.Column("file_until", INSTANT),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("started_at", INSTANT),
        sa.Column("finished_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_job"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_job_account_id"),
        sa.CheckConstraint("state IN ('waiting', 'running', 'done', 'failed')", name="ck_job_state_known"),
        sa.CheckConstraint("(state = 'running') = (lease_token IS NOT NULL)", name="ck_job_running_is_held"),
        sa.CheckConstraint(
            "(state IN ('done', 'failed')) = (finished_at IS NOT NULL)", name="ck_job_finished_has_instant"
        ),
        sa.CheckConstraint("done >= 0 AND total >= 0", name="ck_job_progress_counts_up"),
    )
    for columns in (["account_id", "id"], ["state", "id"], ["file_until"]):
        op.create_index(f"ix_job_{'_'.join(columns)}", "job", columns)


def add_notices() -> None:
    op.create_table(
        "notification",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("proposal_id", sa.String(32)),
        sa.Column("job_id", sa.String(32)),
        sa.Column("is_owed", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("read_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_notification"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_notification_account_id"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_notification_proposal_id"),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name="fk_notification_job_id"),
        sa.CheckConstraint("(proposal_id IS NULL) <> (job_id IS NULL)", name="ck_notification_about_one_thing"),
        sa.CheckConstraint("NOT is_owed OR proposal_id IS NOT NULL", name="ck_notification_owed_is_a_proposal"),
    )
    for columns in (["account_id", "id"], ["account_id", "read_at", "id"], ["proposal_id"], ["job_id"], ["created_at"]):
        op.create_index(f"ix_notification_{'_'.join(columns)}", "notification", columns)


def add_mails() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("due_at", INSTANT, nullable=False),
        sa.Column("lease_token", sa.String(32)),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("sent_at", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_outbox_account_id"),
        sa.UniqueConstraint("key", name="uq_outbox_key"),
        sa.CheckConstraint("state IN ('waiting', 'sent', 'failed', 'dropped')", name="ck_outbox_state_known"),
        sa.CheckConstraint("(state = 'sent') = (sent_at IS NOT NULL)", name="ck_outbox_sent_has_instant"),
    )
    op.create_index("ix_outbox_state_due_at", "outbox", ["state", "due_at"])
    op.create_index("ix_outbox_account_id", "outbox", ["account_id"])
    op.create_table(
        "account_contact",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("mail", sa.String(80), nullable=False),
        sa.Column("told_until", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", name="pk_account_contact"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_account_contact_account_id"),
        sa.CheckConstraint("mail IN ('daily', 'prompt', 'none')", name="ck_account_contact_mail_known"),
    )
    op.create_index("ix_account_contact_mail_told_until", "account_contact", ["mail", "told_until"])


def downgrade() -> None:
    op.drop_index(HOLDERS, "role_assignment")
    for table in reversed(TABLES):
        op.drop_table(table)


def _role_exists() -> bool:
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
