"""Expand: the sheet of a council session, one row for each item with its pending outcome and its release.

Revision 0027 after 0026. Safe beside the running release: a table of its own.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0027_council_sheets", "0026_deadlines"

ROLE = "vinhdanh_app"
TABLE = "council_sheet_row"
KEYS = {
    "item_id": "council_item",
    "session_id": "council_session",
    "set_by": "account",
    "released_by": "account",
    "started_id": "proposal",
}
CHECKS = {
    "outcome_is_known": "outcome IN ('', 'agree', 'not_agree', 'higher', 'lower', 'put_off')",
    "state_is_known": "state IN ('draft', 'stayed', 'released')",
    "an_attempt_says_when": "state = 'draft' OR tried_at IS NOT NULL",
    "a_released_one_says_by_whom": "(state = 'released') = (released_by IS NOT NULL)",
    "a_released_one_has_its_outcome": "state <> 'released' OR outcome <> ''",
    "starts_another_form": "started_id IS NULL OR outcome IN ('higher', 'lower')",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("item_id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String(80), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=True),
        sa.Column("set_by", sa.String(32), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_by", sa.String(32), nullable=True),
        sa.Column("started_id", sa.String(32), nullable=True),
        *(sa.CheckConstraint(said, name=f"ck_{TABLE}_{name}") for name, said in CHECKS.items()),
        *(sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_{TABLE}_{name}") for name, table in KEYS.items()),
        sa.PrimaryKeyConstraint("item_id", name=f"pk_{TABLE}"),
    )
    op.create_index(f"ix_{TABLE}_session_id_item_id", TABLE, ["session_id", "item_id"])
    op.create_index(f"ix_{TABLE}_started_id", TABLE, ["started_id"])
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {TABLE} TO {ROLE}")


def downgrade() -> None:
    op.drop_table(TABLE)


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
