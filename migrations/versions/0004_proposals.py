"""Expand: proposals with their dossiers, steps and judgements, keys that make retries safe, and counters.

Revision 0004 after 0003.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004_proposals", "0003_publications"

INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "proposal",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("plan_code", sa.String(80), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("flow_code", sa.String(80), nullable=False),
        sa.Column("flow_version", sa.Integer(), nullable=False),
        sa.Column("rulebook", sa.String(80), nullable=False),
        sa.Column("form", sa.String(80), nullable=False),
        sa.Column("occasion", sa.String(80), nullable=False),
        sa.Column("category", sa.String(80), nullable=False),
        sa.Column("basis", sa.String(80), nullable=False),
        sa.Column("standard", sa.String(80), nullable=False),
        sa.Column("nominee_id", sa.String(32), nullable=False),
        sa.Column("unit_id", sa.String(32), nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("decider_id", sa.String(32), nullable=True),
        sa.Column("bodies", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("resume_state", sa.String(80), nullable=False),
        sa.Column("awaits_role", sa.String(80), nullable=False),
        sa.Column("awaits_body_id", sa.String(32), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(64), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("first_sent_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("achievement_key", sa.Text(), nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("movement", sa.Text(), nullable=False),
        sa.Column("drafted_by", sa.String(32), nullable=True),
        sa.Column("decision", sa.JSON(), nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("dossier_version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_proposal"),
        sa.CheckConstraint(
            "starts_on IS NULL OR ends_on IS NULL OR starts_on <= ends_on", name=op.f("ck_proposal_period_runs_forward")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_proposal_version_counts_events")),
        sa.ForeignKeyConstraint(["agency_id"], ["organisation.id"], name="fk_proposal_agency_id"),
        sa.ForeignKeyConstraint(["decider_id"], ["organisation.id"], name="fk_proposal_decider_id"),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name="fk_proposal_nominee_id"),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name="fk_proposal_unit_id"),
        sa.UniqueConstraint("number", name="uq_proposal_number"),
    )
    op.create_index("ix_proposal_awaits_body_id_awaits_role_id", "proposal", ["awaits_body_id", "awaits_role", "id"])
    op.create_index("ix_proposal_nominee_id", "proposal", ["nominee_id"])
    op.create_index("ix_proposal_plan_code_state_id", "proposal", ["plan_code", "state", "id"])
    op.create_index("ix_proposal_state_id", "proposal", ["state", "id"])
    op.create_index("ix_proposal_unit_id_state_id", "proposal", ["unit_id", "state", "id"])
    op.create_table(
        "proposal_text",
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_account", sa.String(32), nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("stream_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", "version", name="pk_proposal_text"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_text_proposal_id"),
    )
    op.create_table(
        "proposal_access",
        sa.Column("organisation_id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("since_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("organisation_id", "proposal_id", name="pk_proposal_access"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_proposal_access_organisation_id"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_access_proposal_id"),
    )
    op.create_table(
        "proposal_step",
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(80), nullable=False),
        sa.Column("source", sa.String(80), nullable=False),
        sa.Column("target", sa.String(80), nullable=False),
        sa.Column("person_id", sa.String(32), nullable=True),
        sa.Column("account_id", sa.String(32), nullable=True),
        sa.Column("role", sa.String(80), nullable=False),
        sa.Column("organisation_id", sa.String(32), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("proposal_id", "seq", name="pk_proposal_step"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_proposal_step_proposal_id"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("type", sa.String(80), nullable=False),
        sa.Column("criterion", sa.String(80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("copy", sa.String(80), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("meta", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.String(32), nullable=True),
        sa.Column("attached_seq", sa.Integer(), nullable=False),
        sa.Column("attached_by", sa.String(32), nullable=True),
        sa.Column("attached_at", INSTANT, nullable=False),
        sa.Column("status", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.CheckConstraint("size >= 0", name=op.f("ck_document_size_counts_bytes")),
        sa.CheckConstraint("status IN ('current', 'replaced', 'removed')", name=op.f("ck_document_status_is_known")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_document_proposal_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["document.id"], name="fk_document_replaces_id"),
    )
    op.create_index("ix_document_proposal_id_status", "document", ["proposal_id", "status"])
    op.create_table(
        "judgement",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("criterion", sa.String(80), nullable=False),
        sa.Column("met", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.String(32), nullable=True),
        sa.Column("person_id", sa.String(32), nullable=True),
        sa.Column("role", sa.String(80), nullable=False),
        sa.Column("organisation_id", sa.String(32), nullable=True),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("voided_seq", sa.Integer(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_judgement"),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_judgement_proposal_id"),
    )
    op.create_index("ix_judgement_proposal_id", "judgement", ["proposal_id"])
    op.create_table(
        "idempotency_key",
        sa.Column("account_id", sa.String(32), nullable=False),
        sa.Column("key", sa.String(80), nullable=False),
        sa.Column("request_digest", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("response", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("account_id", "key", name="pk_idempotency_key"),
    )
    op.create_table(
        "counter",
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_counter"),
    )


def downgrade() -> None:
    op.drop_table("counter")
    op.drop_table("idempotency_key")
    op.drop_table("judgement")
    op.drop_table("document")
    op.drop_table("proposal_step")
    op.drop_table("proposal_access")
    op.drop_table("proposal_text")
    op.drop_table("proposal")
