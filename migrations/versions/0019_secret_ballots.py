"""Expand: secret ballots, with who may vote apart from what was voted.

Revision 0019 after 0018. Safe beside the running release: tables of their own.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0019_secret_ballots", "0018_acts"

ROLE = "vinhdanh_app"
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.create_table(
        "secret_ballot",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("item_id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("box", sa.Text(), nullable=True),
        sa.Column("yes", sa.Integer(), nullable=True),
        sa.Column("no", sa.Integer(), nullable=True),
        sa.Column("blank", sa.Integer(), nullable=True),
        sa.Column("sum_key", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'closed', 'void')", name="ck_secret_ballot_state_is_known"),
        sa.CheckConstraint(
            "(state = 'open') = (box IS NOT NULL)", name="ck_secret_ballot_only_an_open_ballot_has_a_box"
        ),
        sa.CheckConstraint("(state = 'open') = (ended_on IS NULL)", name="ck_secret_ballot_an_ended_ballot_says_when"),
        sa.CheckConstraint(
            "(state = 'closed') = (yes IS NOT NULL AND no IS NOT NULL AND blank IS NOT NULL)",
            name="ck_secret_ballot_sums",
        ),
        sa.CheckConstraint(
            "issued > 0 AND (state <> 'closed' OR yes + no + blank <= issued)",
            name="ck_secret_ballot_none_over_issued",
        ),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_secret_ballot_proposal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_secret_ballot"),
    )
    op.create_index("ix_secret_ballot_proposal_id", "secret_ballot", ["proposal_id"])
    op.create_index(
        "uq_secret_ballot_open_item",
        "secret_ballot",
        ["item_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "secret_ballot_voter",
        sa.Column("ballot_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("has_voted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["secret_ballot.id"], name="fk_secret_ballot_voter_ballot_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_secret_ballot_voter_account_id"),
        sa.PrimaryKeyConstraint("ballot_id", "person_id", name="pk_secret_ballot_voter"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_secret_ballot_voter_person_id_ballot_id", "secret_ballot_voter", ["person_id", "ballot_id"])
    op.create_table(
        "secret_ballot_paper",
        sa.Column("ballot_id", sa.String(32), nullable=False),
        sa.Column("receipt", sa.String(32), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["ballot_id"], ["secret_ballot.id"], name="fk_secret_ballot_paper_ballot_id"),
        sa.PrimaryKeyConstraint("ballot_id", "receipt", name="pk_secret_ballot_paper"),
        sqlite_with_rowid=False,
    )
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON secret_ballot TO {ROLE}")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON secret_ballot_voter TO {ROLE}")
        op.execute(f"GRANT SELECT, INSERT ON secret_ballot_paper TO {ROLE}")


def downgrade() -> None:
    op.drop_table("secret_ballot_paper")
    op.drop_table("secret_ballot_voter")
    op.drop_table("secret_ballot")


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
