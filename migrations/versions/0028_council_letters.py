"""Expand: the file of the letter in which an absent member of a council wrote, kept beside his vote.

Revision 0028 after 0027. Safe beside the running release: columns that may be empty, since letters recorded before have
no file. Rights on them are those on the table.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0028_council_letters", "0027_council_sheets"

TABLE = "council_vote"
COLUMNS = {"file_name": sa.Text(), "media_type": sa.String(80), "size": sa.BigInteger(), "digest": sa.String(64)}
CHECKS = {
    "a_file_is_whole": "(digest IS NULL) = (file_name IS NULL) AND (digest IS NULL) = (media_type IS NULL)"
    " AND (digest IS NULL) = (size IS NULL)",
    "only_what_was_written_has_a_file": "digest IS NULL OR manner = 'written'",
    "a_file_counts_bytes": "size > 0",
}


def upgrade() -> None:
    """Add the columns; on SQLite the checks come with the last of them, since a table takes none later."""
    *plain, last = COLUMNS
    for name in plain:
        op.add_column(TABLE, sa.Column(name, COLUMNS[name], nullable=True))
    if op.get_bind().dialect.name == "postgresql":
        op.add_column(TABLE, sa.Column(last, COLUMNS[last], nullable=True))
        for name, said in CHECKS.items():
            op.create_check_constraint(op.f(f"ck_{TABLE}_{name}"), TABLE, said)
        return
    checks = " ".join(f"CONSTRAINT ck_{TABLE}_{name} CHECK ({said})" for name, said in CHECKS.items())
    op.execute(f"ALTER TABLE {TABLE} ADD COLUMN {last} VARCHAR(64) {checks}")


def downgrade() -> None:
    """Take them away, first the one that the checks came with; the trail keeps the hashes."""
    if op.get_bind().dialect.name == "postgresql":
        for name in CHECKS:
            op.drop_constraint(op.f(f"ck_{TABLE}_{name}"), TABLE, type_="check")
    for name in reversed(COLUMNS):
        op.drop_column(TABLE, name)
