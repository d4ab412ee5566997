"""Expand: second factors, codes for a lost device, identities of a provider; when a browser proved its second factor.

Revision 0015 after 0014. Safe beside the running release: tables that it does not know, and a column it leaves empty.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0015_second_factors", "0014_audit_search"

INSTANT = sa.DateTime(timezone=True)
TABLES = ("second_factor", "recovery_code", "linked_identity")
# The role of 0007 in which the service acts; where it could not be made then, there is nobody to grant to.
GRANT = """
DO $$ BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'vinhdanh_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO vinhdanh_app;
    END IF;
END $$
"""


def upgrade() -> None:
    """Add the tables and the column."""
    op.create_table(
        "second_factor",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("pending", sa.Text(), nullable=False),
        sa.Column("last_step", sa.BigInteger(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("confirmed_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("account_id", name="pk_second_factor"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_second_factor_account_id"),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("used_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_recovery_code"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_recovery_code_account_id"),
        sa.UniqueConstraint("account_id", "digest", name="uq_recovery_code_account_id_digest"),
    )
    op.create_table(
        "linked_identity",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_linked_identity"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_linked_identity_account_id"),
        sa.UniqueConstraint("issuer", "subject", name="uq_linked_identity_issuer_subject"),
        sa.UniqueConstraint("account_id", "issuer", name="uq_linked_identity_account_id_issuer"),
    )
    op.add_column("browser_session", sa.Column("factor_at", INSTANT, nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            op.execute(GRANT.format(table=table))


def downgrade() -> None:
    """Take them away; the password alone opens every account again."""
    op.drop_column("browser_session", "factor_at")
    for table in reversed(TABLES):
        op.drop_table(table)
