"""Expand: delegations, and for whom a step or a judgement was made.

Revision 0010 after 0009. Safe beside the running release: two tables, and two columns with a default.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0010_delegations", "0009_browser_sessions"

ROLE = "vinhdanh_app"
INSTANT = sa.DateTime(timezone=True)
TABLES = ("delegation", "delegation_link")


def upgrade() -> None:
    """Add the tables and the columns."""
    _add_delegation()
    op.create_table(
        "delegation_link",
        sa.Column("delegation_id", sa.String(32), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("rests_on_id", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("delegation_id", "place", name="pk_delegation_link"),
        sa.ForeignKeyConstraint(["delegation_id"], ["delegation.id"], name="fk_delegation_link_delegation_id"),
        sa.ForeignKeyConstraint(["rests_on_id"], ["delegation.id"], name="fk_delegation_link_rests_on_id"),
    )
    op.create_index("ix_delegation_link_rests_on_id", "delegation_link", ["rests_on_id"])
    for table in ("proposal_step", "judgement"):
        op.add_column(table, sa.Column("in_place_of", sa.JSON(), server_default="[]", nullable=False))
    _grant()


def _add_delegation() -> None:
    op.create_table(
        "delegation",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("assignment_id", sa.String(32), nullable=False),
        sa.Column("source_id", sa.String(32), nullable=True),
        sa.Column("delegator_id", sa.String(32), nullable=False),
        sa.Column("delegate_id", sa.String(32), nullable=False),
        sa.Column("acts", sa.JSON(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("made_by", sa.String(32), nullable=False),
        sa.Column("made_at", INSTANT, nullable=False),
        sa.Column("revoked_by", sa.String(32), nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_delegation"),
        sa.ForeignKeyConstraint(["assignment_id"], ["role_assignment.id"], name="fk_delegation_assignment_id"),
        sa.ForeignKeyConstraint(["source_id"], ["delegation.id"], name="fk_delegation_source_id"),
        sa.ForeignKeyConstraint(["delegator_id"], ["account.id"], name="fk_delegation_delegator_id"),
        sa.ForeignKeyConstraint(["delegate_id"], ["account.id"], name="fk_delegation_delegate_id"),
        sa.CheckConstraint("valid_to >= valid_from", name="ck_delegation_ends_after_start"),
        sa.CheckConstraint("delegate_id <> delegator_id", name="ck_delegation_two_people"),
    )
    op.create_index("ix_delegation_assignment_id", "delegation", ["assignment_id"])
    op.create_index("ix_delegation_delegate_id_id", "delegation", ["delegate_id", "id"])
    op.create_index("ix_delegation_delegator_id_id", "delegation", ["delegator_id", "id"])


def _grant() -> None:
    """Let the service's own role on PostgreSQL write the new tables, where there is such a role."""
    bind = op.get_bind()
    if bind.dialect.name != "postgresql":
        return
    if bind.scalar(sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": ROLE}):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(TABLES)} TO {ROLE}")


def downgrade() -> None:
    """Take them away."""
    for table in ("judgement", "proposal_step"):
        op.drop_column(table, "in_place_of")
    op.drop_table("delegation_link")
    op.drop_table("delegation")
