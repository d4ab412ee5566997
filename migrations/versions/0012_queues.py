"""Expand: when the awaited step is due and who may not take it; recusals; batches.

Revision 0012 after 0011. Safe beside the running release: its rows get the defaults, which `vinhdanh queues refresh`
replaces by what flows and calendar say; it runs with `vinhdanh db upgrade`.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0012_queues", "0011_jobs"

ROLE = "vinhdanh_app"
INSTANT = sa.DateTime(timezone=True)
BY_ROLE = "ix_proposal_awaits_role_due_on_id_awaits_body_id"
QUEUE, OLD_QUEUE = "ix_proposal_awaits_body_id_awaits_role_due_on_id", "ix_proposal_awaits_body_id_awaits_role_id"


def upgrade() -> None:
    """Add the columns with "no limit" and "nobody", the new order of queues, and the table."""
    op.add_column("proposal", sa.Column("awaits_action", sa.String(80), nullable=False, server_default=""))
    op.add_column("proposal", sa.Column("due_on", sa.Date(), nullable=False, server_default="9999-12-31"))
    op.add_column("proposal", sa.Column("kept_apart", sa.Text(), nullable=False, server_default=""))
    op.create_index(QUEUE, "proposal", ["awaits_body_id", "awaits_role", "due_on", "id"])
    op.create_index(BY_ROLE, "proposal", ["awaits_role", "due_on", "id", "awaits_body_id"])
    op.drop_index(OLD_QUEUE, "proposal")
    op.create_table(
        "recusal",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(32), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("lifted_by", sa.String(32), nullable=True),
        sa.Column("lifted_at", INSTANT, nullable=True),
        sa.Column("lift_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_recusal"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_recusal_proposal_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_recusal_account_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name="fk_recusal_recorded_by"),
        sa.ForeignKeyConstraint(["lifted_by"], ["account.id"], name="fk_recusal_lifted_by"),
    )
    op.create_index("ix_recusal_person_id_proposal_id", "recusal", ["person_id", "proposal_id"])
    op.create_index("ix_recusal_proposal_id", "recusal", ["proposal_id"])
    _add_batches()
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON recusal, batch, batch_row TO {ROLE}")


def _add_batches() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("statement", sa.JSON(), nullable=False),
        sa.Column("check_job", sa.String(32), nullable=False),
        sa.Column("run_job", sa.String(32), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_batch"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_batch_account_id"),
    )
    op.create_index("ix_batch_account_id_id", "batch", ["account_id", "id"])
    op.create_table(
        "batch_row",
        sa.Column("batch_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("is_chosen", sa.Boolean(), nullable=False),
        sa.Column("checked", sa.JSON(), nullable=True),
        sa.Column("done", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("batch_id", "place", name="pk_batch_row"),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name="fk_batch_row_batch_id"),
    )


def downgrade() -> None:
    """Take them away; recusals that were recorded stay in the trail."""
    op.drop_table("batch_row")
    op.drop_table("batch")
    op.drop_table("recusal")
    op.create_index(OLD_QUEUE, "proposal", ["awaits_body_id", "awaits_role", "id"])
    op.drop_index(BY_ROLE, "proposal")
    op.drop_index(QUEUE, "proposal")
    op.drop_column("proposal", "kept_apart")
    op.drop_column("proposal", "due_on")
    op.drop_column("proposal", "awaits_action")


def _role_exists() -> bool:
    """Tell whether this is a PostgreSQL server with the service's role, which revision 0007 makes."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return False
    return connection.scalar(sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": ROLE}) is not None
