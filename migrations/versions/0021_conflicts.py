"""Expand: declared kinship, and the ground by which somebody takes no part in a proposal.

Revision 0021 after 0020. Safe beside the running release: a table of its own, and a column with a default.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0021_conflicts", "0020_petitions"

ROLE = "vinhdanh_app"


def upgrade() -> None:
    op.create_table(
        "kinship",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("nominee_id", sa.String(32), nullable=False),
        sa.Column("relation", sa.String(80), nullable=False),
        sa.Column("declared_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_kinship_account_id"),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name="fk_kinship_nominee_id"),
        sa.PrimaryKeyConstraint("id", name="pk_kinship"),
        sa.UniqueConstraint("person_id", "nominee_id", name="uq_kinship_person_id_nominee_id"),
    )
    op.create_index("ix_kinship_nominee_id", "kinship", ["nominee_id"])
    op.add_column("recusal", sa.Column("ground", sa.String(80), nullable=False, server_default=""))
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT ON kinship TO {ROLE}")


def downgrade() -> None:
    op.drop_column("recusal", "ground")
    op.drop_table("kinship")


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
