"""Expand: former names of bodies, accounts found by name without diacritics, who holds a role in a body.

Revision 0016. Safe beside the running release: a table, a column with a default, an index. Accounts that the running
release adds meanwhile are found by their user name only until their name changes.
"""

import sqlalchemy as sa
from alembic import op

from workflows.names import fold

revision, down_revision = "0016_names_of_bodies", "0015_second_factors"

ROLE = "vinhdanh_app"
BYTEWISE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Add the table, the column with what it holds, and the index."""
    op.create_table(
        "organisation_name",
        sa.Column("organisation_id", sa.String(32), nullable=False),
        sa.Column("used_to", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_fold", BYTEWISE, nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "used_to", name="pk_organisation_name"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_organisation_name_organisation_id"),
    )
    op.add_column("account", sa.Column("name_fold", BYTEWISE, server_default="", nullable=False))
    account = sa.table("account", sa.column("id"), sa.column("name"), sa.column("name_fold"))
    bind = op.get_bind()
    for key, name in bind.execute(sa.select(account.c.id, account.c.name)).all():
        bind.execute(sa.update(account).where(account.c.id == key).values(name_fold=fold(name)))
    op.create_index("ix_role_assignment_organisation_id", "role_assignment", ["organisation_id"])
    is_served = "SELECT 1 FROM pg_roles WHERE rolname = :role"
    if bind.dialect.name == "postgresql" and bind.scalar(sa.text(is_served), {"role": ROLE}):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON organisation_name TO {ROLE}")


def downgrade() -> None:
    """Take them away."""
    op.drop_index("ix_role_assignment_organisation_id", "role_assignment")
    op.drop_column("account", "name_fold")
    op.drop_table("organisation_name")
