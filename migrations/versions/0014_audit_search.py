"""Expand: by what the trail is searched, and who looked at what within the hour.

Revision 0014. Nothing is filled here: marks are derived from the trail in steps, by whoever searches or by
`vinhdanh audit index`, so that an installation with a long trail is not held up.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0014_audit_search", "0013_pending_publications"

INSTANT = sa.DateTime(timezone=True)
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROLE = "vinhdanh_app"
TABLES = ("audit_term", "audit_mark", "audit_passed", "audit_index_state", "recent_read")


def upgrade() -> None:
    op.create_table(
        "audit_term",
        sa.Column("id", ROW_NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_term"),
        sa.UniqueConstraint("term", name="uq_audit_term_term"),
    )
    op.create_table(
        "audit_mark",
        sa.Column("event_id", ROW_NUMBER, autoincrement=False, nullable=False),
        sa.Column("term_id", ROW_NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", ROW_NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("event_id", "term_id", name="pk_audit_mark"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_audit_mark_term_id_at_event_id", "audit_mark", ["term_id", "at", "event_id"])
    op.create_table(
        "audit_passed",
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("term_id", ROW_NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("code", "term_id", name="pk_audit_passed"),
        sa.ForeignKeyConstraint(["term_id"], ["audit_term.id"], name="fk_audit_passed_term_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "audit_index_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("marked_id", ROW_NUMBER, nullable=False),
        sa.Column("seen_id", ROW_NUMBER, nullable=False),
        sa.Column("seen_at", ROW_NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_index_state"),
        sa.CheckConstraint("id = 1", name=op.f("ck_audit_index_state_one_row")),
    )
    op.execute("INSERT INTO audit_index_state (id, marked_id, seen_id, seen_at) VALUES (1, 0, 0, 0)")
    op.create_table(
        "recent_read",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(64), nullable=False),
        sa.Column("hour", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "proposal_id", "subject", "hour", name="pk_recent_read"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_recent_read_hour", "recent_read", ["hour"])
    if _has_role():
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(TABLES)} TO {ROLE}")


def downgrade() -> None:
    op.drop_table("recent_read")
    op.drop_table("audit_index_state")
    op.drop_table("audit_passed")
    op.drop_table("audit_mark")
    op.drop_table("audit_term")


def _has_role() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
