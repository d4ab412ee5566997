"""Expand: browsers sign in; each sign-in is a row that its owner can end.

Revision 0009 after 0008. Safe beside the running release: a table that it does not know.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0009_browser_sessions", "0008_award_numbers"

INSTANT = sa.DateTime(timezone=True)
# The role of 0007 in which the service acts; where it could not be made then, there is nobody to grant to.
GRANT = """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'vinhdanh_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON browser_session TO vinhdanh_app;
    END IF;
END $$
"""


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "browser_session",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("method", sa.String(80), nullable=False),
        sa.Column("network", sa.String(80), nullable=False),
        sa.Column("agent", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("seen_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=False),
        sa.Column("expires_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_browser_session"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_browser_session_account_id"),
        sa.UniqueConstraint("digest", name="uq_browser_session_digest"),
    )
    op.create_index("ix_browser_session_account_id", "browser_session", ["account_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(GRANT)


def downgrade() -> None:
    """Take it away; everybody signs in again."""
    op.drop_table("browser_session")
