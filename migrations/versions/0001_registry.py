"""Expand: organisations with their successors, nominees with what is on record about them.

Revision 0001, the first.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0001_registry", None

INSTANT = sa.DateTime(timezone=True)
BYTEWISE = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_fold", BYTEWISE, nullable=False),
        sa.Column("sort_key", BYTEWISE, nullable=False),
        sa.Column("level", sa.String(80), nullable=False),
        sa.Column("function", sa.String(80), nullable=False),
        sa.Column("parent_id", sa.String(32), nullable=True),
        sa.Column("path", BYTEWISE, nullable=False),
        sa.Column("agency_id", sa.String(32), nullable=False),
        sa.Column("legal_personality", sa.Boolean(), nullable=False),
        sa.Column("specialised_agency", sa.Boolean(), nullable=False),
        sa.Column("head_role", sa.String(80), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sa.ForeignKeyConstraint(["parent_id"], ["organisation.id"], name="fk_organisation_parent_id"),
        sa.UniqueConstraint("code", name="uq_organisation_code"),
        sa.UniqueConstraint("path", name="uq_organisation_path"),
    )
    op.create_index("ix_organisation_parent_id_sort_key_id", "organisation", ["parent_id", "sort_key", "id"])
    op.create_index("ix_organisation_sort_key_id", "organisation", ["sort_key", "id"])
    op.create_table(
        "organisation_successor",
        sa.Column("old_id", sa.String(32), nullable=False),
        sa.Column("new_id", sa.String(32), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("old_id", "new_id", name="pk_organisation_successor"),
        sa.ForeignKeyConstraint(["new_id"], ["organisation.id"], name="fk_organisation_successor_new_id"),
        sa.ForeignKeyConstraint(["old_id"], ["organisation.id"], name="fk_organisation_successor_old_id"),
    )
    op.create_table(
        "nominee",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_fold", BYTEWISE, nullable=False),
        sa.Column("sort_key", BYTEWISE, nullable=False),
        sa.Column("organisation_id", sa.String(32), nullable=True),
        sa.Column("level", sa.String(80), nullable=False),
        sa.Column("sex", sa.String(80), nullable=False),
        sa.Column("women_percent", sa.Integer(), nullable=True),
        sa.Column("is_leader", sa.Boolean(), nullable=False),
        sa.Column("is_head", sa.Boolean(), nullable=False),
        sa.Column("party_managed", sa.Boolean(), nullable=True),
        sa.Column("occupation", sa.Text(), nullable=False),
        sa.Column("special_group", sa.Text(), nullable=False),
        sa.Column("representative", sa.Text(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_nominee"),
        sa.CheckConstraint(
            "kind IN ('person', 'collective', 'household', 'clan', 'enterprise', 'territory')",
            name=op.f("ck_nominee_kind_is_known"),
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_nominee_organisation_id"),
    )
    op.create_index("ix_nominee_organisation_id_sort_key_id", "nominee", ["organisation_id", "sort_key", "id"])
    op.create_index("ix_nominee_sort_key_id", "nominee", ["sort_key", "id"])
    op.create_table(
        "nominee_record",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("nominee_id", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("code", sa.String(80), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(80), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_nominee_record"),
        sa.CheckConstraint(
            "kind IN ('title', 'initiative', 'rating', 'award', 'discipline', 'hold', 'maternity', 'registration')",
            name=op.f("ck_nominee_record_kind_is_known"),
        ),
        sa.CheckConstraint("status IN ('active', 'revoked', 'closed')", name=op.f("ck_nominee_record_status_is_known")),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name="fk_nominee_record_nominee_id"),
    )
    op.create_index("ix_nominee_record_nominee_id_kind", "nominee_record", ["nominee_id", "kind"])


def downgrade() -> None:
    op.drop_table("nominee_record")
    op.drop_table("nominee")
    op.drop_table("organisation_successor")
    op.drop_table("organisation")
