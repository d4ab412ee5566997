"""Expand: places under the quotas of a guidance, numbers of eligible subjects, and registrations.

Revision 0024 after 0023. Safe beside the running release: tables of their own.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0024_guidance", "0023_submissions"

ROLE = "vinhdanh_app"
INSTANT = sa.DateTime(timezone=True)
RIGHTS = {
    "guidance_place": ("SELECT, INSERT", "UPDATE (freed_seq, freed_on)"),
    "eligible_number": ("SELECT, INSERT",),
    "registration": ("SELECT, INSERT, UPDATE",),
    "registration_entry": ("SELECT, INSERT, UPDATE, DELETE",),
}


def upgrade() -> None:
    """Add the tables, and let the service's own role write them."""
    _add_places()
    _add_numbers()
    _add_registrations()
    _add_entries()
    if _role_exists():
        for table, rights in RIGHTS.items():
            for right in rights:
                op.execute(f"GRANT {right} ON {table} TO {ROLE}")


def _add_places() -> None:
    op.create_table(
        "guidance_place",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("guidance", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("quota", sa.String(80), nullable=False),
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.String(32), nullable=False),
        sa.Column("taken_seq", sa.Integer(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("freed_seq", sa.Integer(), nullable=True),
        sa.Column("freed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_guidance_place_number_counts_from_one")),
        sa.CheckConstraint("(freed_seq IS NULL) = (freed_on IS NULL)", name=op.f("ck_guidance_place_freeing_is_whole")),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposal.id"], name="fk_guidance_place_proposal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_guidance_place"),
    )
    held = sa.text("freed_seq IS NULL")
    for name, columns in (
        ("uq_guidance_place_held_number", ["guidance", "quota", "body_id", "number"]),
        ("uq_guidance_place_held_by_proposal", ["proposal_id", "guidance", "quota"]),
    ):
        op.create_index(name, "guidance_place", columns, unique=True, sqlite_where=held, postgresql_where=held)


def _add_numbers() -> None:
    op.create_table(
        "eligible_number",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("guidance", sa.String(80), nullable=False),
        sa.Column("quota", sa.String(80), nullable=False),
        sa.Column("body_id", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.String(32), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.CheckConstraint("number >= 0", name=op.f("ck_eligible_number_number_is_not_negative")),
        sa.ForeignKeyConstraint(["body_id"], ["organisation.id"], name="fk_eligible_number_body_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["account.id"], name="fk_eligible_number_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_eligible_number"),
    )
    op.create_index(
        "ix_eligible_number_guidance_body_id_quota_id", "eligible_number", ["guidance", "body_id", "quota", "id"]
    )


def _add_registrations() -> None:
    op.create_table(
        "registration",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("plan_code", sa.String(80), nullable=False),
        sa.Column("plan_version", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(80), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(32), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("submitted_by", sa.String(32), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'submitted')", name=op.f("ck_registration_state_is_known")),
        sa.CheckConstraint(
            "(state = 'submitted') = (submitted_on IS NOT NULL)", name=op.f("ck_registration_a_sent_list_says_when")
        ),
        sa.CheckConstraint(
            "(submitted_on IS NULL) = (submitted_by IS NULL)", name=op.f("ck_registration_a_sent_list_says_who")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["organisation.id"], name="fk_registration_unit_id"),
        sa.ForeignKeyConstraint(["created_by"], ["account.id"], name="fk_registration_created_by"),
        sa.ForeignKeyConstraint(["submitted_by"], ["account.id"], name="fk_registration_submitted_by"),
        sa.PrimaryKeyConstraint("id", name="pk_registration"),
        sa.UniqueConstraint("number", name="uq_registration_number"),
        sa.UniqueConstraint(
            "plan_code", "occasion", "year", "unit_id", "round",
            name="uq_registration_plan_code_occasion_year_unit_id_round",
        ),
    )  # fmt: skip
    op.create_index("ix_registration_unit_id_id", "registration", ["unit_id", "id"])
    draft = sa.text("state = 'draft'")
    op.create_index(
        "uq_registration_one_draft",
        "registration",
        ["plan_code", "occasion", "year", "unit_id"],
        unique=True,
        sqlite_where=draft,
        postgresql_where=draft,
    )


def _add_entries() -> None:
    table = "registration_entry"
    op.create_table(
        table,
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("registration_id", sa.String(32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("nominee_id", sa.String(32), nullable=False),
        sa.Column("form", sa.String(80), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("number", sa.String(80), nullable=False),
        sa.Column("plan_code", sa.String(80), nullable=False),
        sa.Column("occasion", sa.String(80), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.CheckConstraint("position >= 1", name=op.f("ck_registration_entry_position_counts_from_one")),
        sa.ForeignKeyConstraint(["registration_id"], ["registration.id"], name="fk_registration_entry_registration_id"),
        sa.ForeignKeyConstraint(["nominee_id"], ["nominee.id"], name="fk_registration_entry_nominee_id"),
        sa.PrimaryKeyConstraint("id", name="pk_registration_entry"),
        sa.UniqueConstraint(
            "registration_id", "nominee_id", "form", name="uq_registration_entry_registration_id_nominee_id_form"
        ),
        sa.UniqueConstraint("registration_id", "position", name="uq_registration_entry_registration_id_position"),
    )
    op.create_index("ix_registration_entry_nominee_id_submitted_on", table, ["nominee_id", "submitted_on"])
    op.create_index("ix_registration_entry_plan_code_submitted_on", table, ["plan_code", "submitted_on"])


def downgrade() -> None:
    """Take them away, with what was recorded in them."""
    for table in reversed(RIGHTS):
        op.drop_table(table)


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
