"""Expand: working copies, in which an account keeps what it has typed and not yet saved into a proposal.

Revision 0017 after 0016. Safe beside the running release: a table of its own.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0017_working_copies", "0016_names_of_bodies"

ROLE = "vinhdanh_app"


def upgrade() -> None:
    op.create_table(
        "working_copy",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("part", sa.String(80), nullable=False),
        sa.Column("values", sa.JSON(), nullable=False),
        sa.Column("base_version", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("window", sa.String(80), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_working_copy_account_id"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_working_copy_proposal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_working_copy"),
        sa.UniqueConstraint("account_id", "proposal_id", "part", name="uq_working_copy_account_id_proposal_id_part"),
    )
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON working_copy TO {ROLE}")


def downgrade() -> None:
    op.drop_table("working_copy")


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
