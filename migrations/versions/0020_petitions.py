"""Expand: petitions, with the bodies of their route and the answer; open matters are found by their kind.

Revision 0020 after 0019. Safe beside the running release: a table of its own.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0020_petitions", "0019_secret_ballots"

ROLE = "vinhdanh_app"
CODES = ("number", "kind", "state", "plan_code", "category", "criterion")
TEXTS = ("subject", "text", "opinion", "answer", "answer_number", "paper_name", "paper_digest")
BODIES = ("body_id", "collector_id", "decider_id")


def upgrade() -> None:
    op.create_table(
        "petition",
        sa.Column("id", sa.String(32), nullable=False),
        *(sa.Column(name, sa.String(80), nullable=False) for name in CODES),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=True),
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=False),
        *(sa.Column(name, sa.String(32), nullable=name != "decider_id") for name in BODIES),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.Column("filed_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=True) for name in ("known_on", "forwarded_on", "closed_on", "due_on")),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "state IN ('filed', 'forwarded', 'answered', 'withdrawn')", name="ck_petition_state_is_known"
        ),
        sa.CheckConstraint(
            "(state IN ('answered', 'withdrawn')) = (closed_on IS NOT NULL)",
            name="ck_petition_an_ended_petition_says_when",
        ),
        sa.CheckConstraint("(paper_name = '') = (paper_digest = '')", name="ck_petition_a_paper_has_its_hash"),
        sa.CheckConstraint("state <> 'answered' OR answer <> ''", name="ck_petition_an_answer_has_words"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_petition_proposal_id"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_petition_account_id"),
        *(sa.ForeignKeyConstraint([name], ["organisation.id"], name=f"fk_petition_{name}") for name in BODIES),
        sa.PrimaryKeyConstraint("id", name="pk_petition"),
        sa.UniqueConstraint("number", name="uq_petition_number"),
    )
    op.create_index("ix_petition_proposal_id", "petition", ["proposal_id"])
    for name in ("account_id", *BODIES):
        op.create_index(f"ix_petition_{name}_id", "petition", [name, "id"])
    op.create_index("ix_nominee_record_kind_status_nominee_id", "nominee_record", ["kind", "status", "nominee_id"])
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON petition TO {ROLE}")


def downgrade() -> None:
    op.drop_index("ix_nominee_record_kind_status_nominee_id", table_name="nominee_record")
    op.drop_table("petition")


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
