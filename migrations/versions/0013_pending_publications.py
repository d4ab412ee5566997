"""Expand: texts proposed for publication, which wait for a second person.

Revision 0013 after 0012. Safe beside the running release: a new table only. What is published already stays published.
What was proposed can't be rewritten: on PostgreSQL the service's role lacks the right, on SQLite triggers refuse.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0013_pending_publications", "0012_queues"

TABLE, ROLE = "pending_publication", "vinhdanh_app"
PROPOSED = (
    *("id", "kind", "code", "version", "digest", "title", "source", "note"),
    *("proposed_by", "proposed_person", "proposed_at"),
)
DECIDED = ("state", "decided_by", "decided_at", "reason")
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the table, and let the service's own role write it."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(32), nullable=False),
        sa.Column("proposed_person", sa.String(32), nullable=False),
        sa.Column("proposed_at", INSTANT, nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("decided_by", sa.String(32), nullable=True),
        sa.Column("decided_at", INSTANT, nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=f"pk_{TABLE}"),
        sa.CheckConstraint(
            "state IN ('pending', 'confirmed', 'rejected', 'withdrawn')", name=op.f(f"ck_{TABLE}_state_is_known")
        ),
        sa.CheckConstraint("(state = 'pending') = (decided_by IS NULL)", name=op.f(f"ck_{TABLE}_decided_by_somebody")),
        sa.CheckConstraint(
            "state <> 'confirmed' OR decided_by <> proposed_by", name=op.f(f"ck_{TABLE}_confirmed_by_another")
        ),
    )
    op.create_index(f"ix_{TABLE}_state_id", TABLE, ["state", "id"])
    is_open = sa.text("state = 'pending'")
    op.create_index(
        f"uq_{TABLE}_one_open",
        TABLE,
        ["kind", "code", "version"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    elif _role_exists():
        op.execute(f"GRANT SELECT, INSERT ON {TABLE} TO {ROLE}")
        op.execute(f"GRANT UPDATE ({', '.join(DECIDED)}) ON {TABLE} TO {ROLE}")


def _guard_sqlite() -> None:
    for act in (f"UPDATE OF {', '.join(PROPOSED)}", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {TABLE}_refuses_{act.split()[0].lower()} BEFORE {act} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{TABLE} is append only'); END"
        )


def downgrade() -> None:
    """Take it away; texts that still waited have to be proposed again."""
    op.drop_table(TABLE)


def _role_exists() -> bool:
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
