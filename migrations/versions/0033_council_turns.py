"""Expand: who came, left or presided in the course of a council session, each from an item of the agenda on.

Revision 0033 after 0032. Safe beside the running release: a table of its own, to which rows are only added.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0033_council_turns", "0032_steps_taken_back"

ROLE = "vinhdanh_app"
TABLE = "council_turn"
KEYS = {
    "session_id": "council_session",
    "item_id": "council_item",
    "member_id": "council_member",
    "said_by": "account",
}


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("session_id", sa.String(32), nullable=False),
        sa.Column("item_id", sa.String(32), nullable=False),
        sa.Column("member_id", sa.String(32), nullable=False),
        sa.Column("said", sa.String(80), nullable=False),
        sa.Column("said_by", sa.String(32), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("said IN ('present', 'absent', 'presides')", name=f"ck_{TABLE}_said_is_known"),
        *(sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_{TABLE}_{name}") for name, table in KEYS.items()),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
    )
    op.create_index(f"ix_{TABLE}_session_id_id", TABLE, ["session_id", "id"])
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT ON {TABLE} TO {ROLE}")


def downgrade() -> None:
    op.drop_table(TABLE)


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
