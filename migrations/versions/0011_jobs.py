"""Expand: long work with leases.

Revision 0011. Safe beside the running release: new tables only.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0011_jobs", "0009_browser_sessions"

ROLE = "vinhdanh_app"
INSTANT = sa.DateTime(timezone=True)
TABLES = ("job",)


def upgrade() -> None:
    add_jobs()
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
    for columns in (["account_id", "id"], ["state", "id"], ["file_until"], ["file_digest"]):
        op.create_index(f"ix_job_{'_'.join(columns)}", "job", columns)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _role_exists() -> bool:
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
