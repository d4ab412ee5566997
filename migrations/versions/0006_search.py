"""Expand: words by which nominees and proposals are found, in the full-text index of either engine.

Revision 0006 after 0005. Kept beside the hot tables, so that a transition never touches a text index.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006_search", "0005_audit"

ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

TABLES = ("nominee_search", "proposal_search")
# The words arrive folded and cut; the index keeps only which row has which word.
SQLITE_INDEX = (
    """
    CREATE VIRTUAL TABLE {table}_fts USING fts5(
        words, content='{table}', content_rowid='id', tokenize='unicode61 remove_diacritics 0', detail=none)
    """,
    """
    CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN
        INSERT INTO {table}_fts(rowid, words) VALUES (NEW.id, NEW.words); END
    """,
    """
    CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN
        INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', OLD.id, OLD.words);
        INSERT INTO {table}_fts(rowid, words) VALUES (NEW.id, NEW.words); END
    """,
    """
    CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN
        INSERT INTO {table}_fts({table}_fts, rowid, words) VALUES ('delete', OLD.id, OLD.words); END
    """,
)


def upgrade() -> None:
    op.create_table(
        "nominee_search",
        sa.Column("id", ROW_NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("nominee_id", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_nominee_search"),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name="fk_nominee_search_nominee_id"),
        sa.UniqueConstraint("nominee_id", name="uq_nominee_search_nominee_id"),
    )
    op.create_table(
        "proposal_search",
        sa.Column("id", ROW_NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposal_search"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_search_proposal_id"),
        sa.UniqueConstraint("proposal_id", name="uq_proposal_search_proposal_id"),
    )
    for table in TABLES:
        if op.get_bind().dialect.name == "sqlite":
            for statement in SQLITE_INDEX:
                op.execute(statement.replace("{table}", table))
        else:
            op.execute(
                f"CREATE INDEX ix_{table}_words ON {table} USING gin (array_to_tsvector(string_to_array(words, ' ')))"
            )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            op.execute(f"DROP TABLE {table}_fts")
    op.drop_table("proposal_search")
    op.drop_table("nominee_search")
