"""Councils: their members, sessions, who sits in them, agendas, and open votes."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, PrimaryKey
from service.db.models.nominees import one_of

POSTS = ("chair", "deputy", "standing", "secretary", "member", "ex_officio")
SESSION_STATES = ("planned", "convened", "closed", "cancelled")
PURPOSES = ("award", "general")
ATTENDANCES = ("expected", "present", "absent")
TURNS = ("present", "absent", "presides")
MODES = ("open", "counted", "secret")
ITEM_STATES = ("open", "closed", "dropped")
CHOICES = ("yes", "no", "blank")
MANNERS = ("meeting", "written", "late")


class Council(Base):
    """A council that advises a body (`owner_id`), and is itself a small body (`body_id`) in which its members sit."""

    __tablename__ = "council"
    id: Mapped[PrimaryKey]
    owner_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    body_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"), unique=True)
    name: Mapped[str]
    decision_number: Mapped[str] = mapped_column(default="")
    decided_on: Mapped[date | None] = mapped_column(default=None)
    starts_on: Mapped[date | None] = mapped_column(default=None)
    ends_on: Mapped[date | None] = mapped_column(default=None)
    created_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint("ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        Index(None, "owner_id", "id"),
    )


class CouncilMember(Base):
    """Somebody in a council between two days, under a document; the role that goes with it is `assignment_id`."""

    __tablename__ = "council_member"
    id: Mapped[PrimaryKey]
    council_id: Mapped[Id] = mapped_column(ForeignKey("council.id"))
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[Id]
    assignment_id: Mapped[Id] = mapped_column(ForeignKey("role_assignment.id"))
    post: Mapped[Code]
    title: Mapped[str] = mapped_column(default="")
    votes: Mapped[bool]
    document: Mapped[str] = mapped_column(default="")
    starts_on: Mapped[date]
    ends_on: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint(one_of("post", POSTS), name="post_is_known"),
        CheckConstraint("post <> 'ex_officio' OR NOT votes", name="ex_officio_has_no_vote"),
        Index(None, "council_id", "id"),
        Index(None, "person_id", "council_id"),
    )


class CouncilSession(Base):
    """One meeting of a council under a pinned rule; `version` rises with everything that happens in it."""

    __tablename__ = "council_session"
    id: Mapped[PrimaryKey]
    council_id: Mapped[Id] = mapped_column(ForeignKey("council.id"))
    number: Mapped[str]
    held_on: Mapped[date]
    starts_at: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    purpose: Mapped[Code] = mapped_column(default="award")
    chair_id: Mapped[Id | None] = mapped_column(ForeignKey("council_member.id"), default=None)
    state: Mapped[Code] = mapped_column(default="planned")
    rule_code: Mapped[Code]
    rule_version: Mapped[int]
    rule_digest: Mapped[Digest]
    note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    planned_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    planned_at: Mapped[datetime]
    convened_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_by: Mapped[Id | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint(one_of("state", SESSION_STATES), name="state_is_known"),
        CheckConstraint(one_of("purpose", PURPOSES), name="purpose_is_known"),
        CheckConstraint("(state IN ('closed', 'cancelled')) = (closed_at IS NOT NULL)", name="end_says_when"),
        Index(None, "council_id", "id"),
    )


class CouncilSeat(Base):
    """A member as he was when the session was convened, and whether he came."""

    __tablename__ = "council_seat"
    session_id: Mapped[Id] = mapped_column(ForeignKey("council_session.id"), primary_key=True)
    member_id: Mapped[Id] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    person_id: Mapped[Id]
    name: Mapped[str]
    post: Mapped[Code]
    title: Mapped[str] = mapped_column(default="")
    votes: Mapped[bool]
    attendance: Mapped[Code] = mapped_column(default="expected")

    __table_args__ = (
        CheckConstraint(one_of("attendance", ATTENDANCES), name="attendance_is_known"),
        Index(None, "person_id", "session_id"),
    )


class CouncilItem(Base):
    """One proposal on an agenda, with the act that stands for it; `result` is what the vote came to once closed."""

    __tablename__ = "council_item"
    id: Mapped[PrimaryKey]
    session_id: Mapped[Id] = mapped_column(ForeignKey("council_session.id"))
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"))
    act_id: Mapped[Id] = mapped_column(ForeignKey("proposal_act.id"))
    form: Mapped[Code]
    mode: Mapped[Code] = mapped_column(default="open")
    state: Mapped[Code] = mapped_column(default="open")
    outcome: Mapped[Code] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    counted: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    added_at: Mapped[datetime]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint(one_of("mode", MODES), name="mode_is_known"),
        CheckConstraint(one_of("state", ITEM_STATES), name="state_is_known"),
        CheckConstraint("(state = 'open') = (closed_at IS NULL)", name="end_says_when"),
        Index(None, "session_id", "id"),
        Index(
            "uq_council_item_one_open",
            "proposal_id",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )


class CouncilTurn(Base):
    """Who came, left or presided in the course of a session, from an item of its agenda on; rows are only added."""

    __tablename__ = "council_turn"
    id: Mapped[PrimaryKey]
    session_id: Mapped[Id] = mapped_column(ForeignKey("council_session.id"))
    item_id: Mapped[Id] = mapped_column(ForeignKey("council_item.id"))
    member_id: Mapped[Id] = mapped_column(ForeignKey("council_member.id"))
    said: Mapped[Code]
    said_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    said_at: Mapped[datetime]

    __table_args__ = (CheckConstraint(one_of("said", TURNS), name="said_is_known"), Index(None, "session_id", "id"))


class CouncilVote(Base):
    """How one member voted openly or wrote from afar, then with the file of his letter; whoever recorded it too."""

    __tablename__ = "council_vote"
    item_id: Mapped[Id] = mapped_column(ForeignKey("council_item.id"), primary_key=True)
    member_id: Mapped[Id] = mapped_column(ForeignKey("council_member.id"), primary_key=True)
    choice: Mapped[Code]
    manner: Mapped[Code] = mapped_column(default="meeting")
    paper: Mapped[str] = mapped_column(default="")
    recorded_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    recorded_at: Mapped[datetime]
    file_name: Mapped[str | None] = mapped_column(default=None)
    media_type: Mapped[Code | None] = mapped_column(default=None)
    size: Mapped[int | None] = mapped_column(BigInteger, default=None)
    digest: Mapped[Digest | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint(one_of("choice", CHOICES), name="choice_is_known"),
        CheckConstraint(one_of("manner", MANNERS), name="manner_is_known"),
        CheckConstraint(
            "(digest IS NULL) = (file_name IS NULL) AND (digest IS NULL) = (media_type IS NULL)"
            " AND (digest IS NULL) = (size IS NULL)",
            name="a_file_is_whole",
        ),
        CheckConstraint("digest IS NULL OR manner = 'written'", name="only_what_was_written_has_a_file"),
        CheckConstraint("size > 0", name="a_file_counts_bytes"),
    )
