"""Expand: published documents, which the database itself refuses to change or remove.

Revision 0003 after 0002. Stops INSERT OR REPLACE on SQLite by answering as its unique constraints would.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003_publications", "0002_accounts"

INSTANT = sa.DateTime(timezone=True)

POSTGRESQL_GUARDS = (
    """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append only', TG_TABLE_NAME USING ERRCODE = 'VD002';
    END $$
    """,
    """
    CREATE TRIGGER published_document_refuses_change BEFORE UPDATE OR DELETE ON published_document
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER published_document_refuses_truncate BEFORE TRUNCATE ON published_document
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
)


def upgrade() -> None:
    op.create_table(
        "published_document",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("published_at", INSTANT, nullable=False),
        sa.Column("published_by", sa.String(32), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_published_document"),
        sa.CheckConstraint(
            "kind IN ('plan', 'flow', 'rulebook', 'calendar', 'template', 'guidance')",
            name=op.f("ck_published_document_kind_is_known"),
        ),
        sa.UniqueConstraint("kind", "code", "version", name="uq_published_document_kind_code_version"),
    )
    op.create_index(
        "ix_published_document_kind_code_effective_on", "published_document", ["kind", "code", "effective_on"]
    )
    if op.get_bind().dialect.name == "sqlite":
        _guard_sqlite()
    else:
        for statement in POSTGRESQL_GUARDS:
            op.execute(statement)


def _guard_sqlite() -> None:
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER published_document_refuses_{act.lower()} BEFORE {act} ON published_document "
            "BEGIN SELECT RAISE(ABORT, 'published_document is append only'); END"
        )
    # INSERT OR REPLACE would remove a row without asking those triggers; this one is asked first.
    for place, columns in enumerate((("id",), ("kind", "code", "version"))):
        same = " AND ".join(f"{column} = NEW.{column}" for column in columns)
        named = ", ".join(f"published_document.{column}" for column in columns)
        op.execute(
            f"CREATE TRIGGER published_document_is_new_{place} BEFORE INSERT ON published_document "
            f"WHEN EXISTS (SELECT 1 FROM published_document WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {named}'); END"
        )


def downgrade() -> None:
    op.drop_table("published_document")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
