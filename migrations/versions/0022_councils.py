"""Expand: councils with their members, sessions, agendas and votes; rules of councils may be published.

Revision 0022 after 0021. Safe beside the running release: tables of its own, and one more kind of publication.
"""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0022_councils", "0021_conflicts"

ROLE = "vinhdanh_app"
INSTANT = sa.DateTime(timezone=True)
TABLES = ("council", "council_member", "council_session", "council_seat", "council_item", "council_vote")
BEFORE = "'plan', 'flow', 'rulebook', 'calendar', 'template', 'guidance'"
AFTER = f"{BEFORE}, 'council_rule'"
POSTS = "'chair', 'deputy', 'standing', 'secretary', 'member', 'ex_officio'"


def upgrade() -> None:
    _add_council()
    _add_session()
    _add_item()
    _widen()
    if _role_exists():
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {', '.join(TABLES)} TO {ROLE}")


def _id(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String(32), nullable=nullable)


def _code(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(80), nullable=False)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _keys(table: str, *names: str, **far: str) -> list[sa.ForeignKeyConstraint | sa.PrimaryKeyConstraint]:
    """Return the primary key of these columns, and a foreign key for each `column=table`."""
    keys = [sa.ForeignKeyConstraint([own], [f"{other}.id"], name=f"fk_{table}_{own}") for own, other in far.items()]
    return [sa.PrimaryKeyConstraint(*names, name=f"pk_{table}"), *keys]


def _add_council() -> None:
    op.create_table(
        "council",
        *(_id("id"), _id("owner_id"), _id("body_id"), _text("name"), _text("decision_number")),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _id("created_by"),
        sa.Column("created_at", INSTANT, nullable=False),
        *_keys("council", "id", owner_id="organisation", body_id="organisation", created_by="account"),
        sa.UniqueConstraint("body_id", name="uq_council_body_id"),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="ck_council_ends_after_start"
        ),
    )
    op.create_index("ix_council_owner_id_id", "council", ["owner_id", "id"])
    op.create_table(
        "council_member",
        *(_id("id"), _id("council_id"), _id("account_id"), _id("person_id"), _id("assignment_id")),
        *(_code("post"), _text("title"), sa.Column("votes", sa.Boolean(), nullable=False), _text("document")),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        *_keys("council_member", "id", council_id="council", account_id="account", assignment_id="role_assignment"),
        sa.CheckConstraint(f"post IN ({POSTS})", name="ck_council_member_post_is_known"),
        sa.CheckConstraint(
            "post <> 'ex_officio' OR NOT votes",
            name="ck_council_member_ex_officio_has_no_vote",
        ),
    )
    op.create_index("ix_council_member_council_id_id", "council_member", ["council_id", "id"])
    op.create_index("ix_council_member_person_id_council_id", "council_member", ["person_id", "council_id"])


def _add_session() -> None:
    op.create_table(
        "council_session",
        *(_id("id"), _id("council_id"), _text("number"), sa.Column("held_on", sa.Date(), nullable=False)),
        *(_text("starts_at"), _text("place"), _code("purpose"), _id("chair_id", nullable=True), _code("state")),
        *(_code("rule_code"), sa.Column("rule_version", sa.Integer(), nullable=False)),
        *(sa.Column("rule_digest", sa.String(64), nullable=False), _text("note")),
        sa.Column("version", sa.Integer(), nullable=False),
        _id("planned_by"),
        sa.Column("planned_at", INSTANT, nullable=False),
        sa.Column("convened_at", INSTANT, nullable=True),
        _id("closed_by", nullable=True),
        sa.Column("closed_at", INSTANT, nullable=True),
        *_keys("council_session", "id", council_id="council", chair_id="council_member", planned_by="account"),
        sa.CheckConstraint(
            "state IN ('planned', 'convened', 'closed', 'cancelled')", name="ck_council_session_state_is_known"
        ),
        sa.CheckConstraint("purpose IN ('award', 'general')", name="ck_council_session_purpose_is_known"),
        sa.CheckConstraint(
            "(state IN ('closed', 'cancelled')) = (closed_at IS NOT NULL)", name="ck_council_session_end_says_when"
        ),
    )
    op.create_index("ix_council_session_council_id_id", "council_session", ["council_id", "id"])
    op.create_table(
        "council_seat",
        *(_id("session_id"), _id("member_id"), _id("account_id"), _id("person_id"), _text("name")),
        *(_code("post"), _text("title"), sa.Column("votes", sa.Boolean(), nullable=False), _code("attendance")),
        *_keys(
            "council_seat",
            *("session_id", "member_id"),
            session_id="council_session",
            member_id="council_member",
            account_id="account",
        ),
        sa.CheckConstraint(
            "attendance IN ('expected', 'present', 'absent')", name="ck_council_seat_attendance_is_known"
        ),
    )
    op.create_index("ix_council_seat_person_id_session_id", "council_seat", ["person_id", "session_id"])


def _add_item() -> None:
    op.create_table(
        "council_item",
        *(_id("id"), _id("session_id"), _id("proposal_id"), _id("act_id"), _code("form"), _code("mode")),
        *(_code("state"), _code("outcome"), _text("note"), sa.Column("counted", sa.JSON(), nullable=True)),
        sa.Column("result", sa.JSON(), nullable=True),
        sa.Column("added_at", INSTANT, nullable=False),
        sa.Column("closed_at", INSTANT, nullable=True),
        *_keys("council_item", "id", session_id="council_session", proposal_id="proposal", act_id="proposal_act"),
        sa.CheckConstraint("mode IN ('open', 'counted', 'secret')", name="ck_council_item_mode_is_known"),
        sa.CheckConstraint("state IN ('open', 'closed', 'dropped')", name="ck_council_item_state_is_known"),
        sa.CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="ck_council_item_end_says_when"),
    )
    op.create_index("ix_council_item_session_id_id", "council_item", ["session_id", "id"])
    is_open = sa.text("state = 'open'")
    op.create_index(
        "uq_council_item_one_open",
        "council_item",
        ["proposal_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    op.create_table(
        "council_vote",
        *(_id("item_id"), _id("member_id"), _code("choice"), _code("manner"), _text("paper")),
        _id("recorded_by"),
        sa.Column("recorded_at", INSTANT, nullable=False),
        *_keys(
            "council_vote",
            *("item_id", "member_id"),
            item_id="council_item",
            member_id="council_member",
            recorded_by="account",
        ),
        sa.CheckConstraint("choice IN ('yes', 'no', 'blank')", name="ck_council_vote_choice_is_known"),
        sa.CheckConstraint("manner IN ('meeting', 'written', 'late')", name="ck_council_vote_manner_is_known"),
    )


def _widen() -> None:
    """Let rules of councils be published; SQLite makes the table anew, with its index and its triggers."""
    name, bind = "published_document", op.get_bind()
    if bind.dialect.name == "postgresql":
        op.drop_constraint(op.f(f"ck_{name}_kind_is_known"), name, type_="check")
        op.create_check_constraint(op.f(f"ck_{name}_kind_is_known"), name, f"kind IN ({AFTER})")
        return
    made = bind.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE type = 'table' AND name = '{name}'").scalar_one()
    if AFTER in made:
        return  # widened before, and taken back only as far as its tables went
    around = bind.exec_driver_sql(
        f"SELECT sql FROM sqlite_master WHERE tbl_name = '{name}' AND type <> 'table' AND sql IS NOT NULL"
    ).scalars()
    guards = list(around)
    wider = str(made).replace(f"({BEFORE})", f"({AFTER})").replace(f"TABLE {name}", f"TABLE {name}_wider", 1)
    bind.exec_driver_sql(wider)
    bind.exec_driver_sql(f"INSERT INTO {name}_wider SELECT * FROM {name}")
    bind.exec_driver_sql(f"DROP TABLE {name}")
    bind.exec_driver_sql(f"ALTER TABLE {name}_wider RENAME TO {name}")
    for guard in guards:
        bind.exec_driver_sql(guard)


def downgrade() -> None:
    """Take the tables away; the wider list of kinds harms nothing and what was published stays."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _role_exists() -> bool:
    if op.get_bind().dialect.name != "postgresql":
        return False
    query = sa.text("SELECT 1 FROM pg_roles WHERE rolname = :role")
    return op.get_bind().scalar(query, {"role": ROLE}) is not None
