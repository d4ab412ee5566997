"""Expand: the audit trail, to which the database itself only lets the next event of a stream be added.

Revision 0005 after 0004. Both engines check the number and the previous hash of each new event.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005_audit", "0004_proposals"

INSTANT = sa.DateTime(timezone=True)
ROW_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
GENESIS = "0" * 64

SQLITE_GUARDS = (
    """
    CREATE TRIGGER audit_event_refuses_update BEFORE UPDATE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit_event is append only'); END
    """,
    """
    CREATE TRIGGER audit_event_refuses_delete BEFORE DELETE ON audit_event
    BEGIN SELECT RAISE(ABORT, 'audit_event is append only'); END
    """,
    # Asked before INSERT OR REPLACE removes anything: not a row of this stream, nor one of another by id or hash.
    f"""
    CREATE TRIGGER audit_event_is_next BEFORE INSERT ON audit_event
    WHEN NEW.stream_seq IS NOT (SELECT coalesce(max(stream_seq), 0) + 1 FROM audit_event WHERE stream = NEW.stream)
        OR NEW.prev_hash IS NOT coalesce(
            (SELECT hash FROM audit_event WHERE stream = NEW.stream ORDER BY stream_seq DESC LIMIT 1), '{GENESIS}')
        OR EXISTS (SELECT 1 FROM audit_event WHERE id = NEW.id)
        OR EXISTS (SELECT 1 FROM audit_event WHERE hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'audit chain: not the next event'); END
    """,
)
POSTGRESQL_GUARDS = (
    f"""
    CREATE FUNCTION audit_event_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        last_seq integer;
        last_hash text;
    BEGIN
        SELECT stream_seq, hash INTO last_seq, last_hash FROM {{schema}}.audit_event
            WHERE stream = NEW.stream ORDER BY stream_seq DESC LIMIT 1;
        IF NEW.stream_seq IS DISTINCT FROM coalesce(last_seq, 0) + 1
            OR NEW.prev_hash IS DISTINCT FROM coalesce(last_hash, '{GENESIS}')
        THEN
            RAISE EXCEPTION 'audit chain: not the next event' USING ERRCODE = 'VD001';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER audit_event_is_next BEFORE INSERT ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_is_next()
    """,
    """
    CREATE TRIGGER audit_event_refuses_change BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION refuse_change()
    """,
    """
    CREATE TRIGGER audit_event_refuses_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
    """,
)


def upgrade() -> None:
    op.create_table(
        "audit_event",
        sa.Column("id", ROW_NUMBER, sa.Identity(always=False), nullable=False),
        sa.Column("stream", sa.String(120), nullable=False),
        sa.Column("stream_seq", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(80), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("actor_id", sa.String(32), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("prev_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_event"),
        sa.CheckConstraint("id >= 1", name=op.f("ck_audit_event_id_counts_from_one")),
        sa.CheckConstraint("stream_seq >= 1", name=op.f("ck_audit_event_seq_counts_from_one")),
        sa.UniqueConstraint("hash", name="uq_audit_event_hash"),
        sa.UniqueConstraint("stream", "stream_seq", name="uq_audit_event_stream_stream_seq"),
    )
    op.create_table(
        "audit_secret",
        sa.Column("stream", sa.String(120), nullable=False),
        sa.Column("stream_seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("stream", "stream_seq", "name", name="pk_audit_secret"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_GUARDS:
            op.execute(statement)
    else:
        # The table is named with its schema, so that a temporary table of the same name deceives no one.
        schema = op.get_bind().scalar(sa.text("SELECT current_schema()"))
        for statement in POSTGRESQL_GUARDS:
            op.execute(statement.replace("{schema}", f'"{schema}"'))


def downgrade() -> None:
    op.drop_table("audit_secret")
    op.drop_table("audit_event")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_event_is_next()")
