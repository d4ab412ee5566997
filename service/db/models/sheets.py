"""Sheets of council sessions: the pending outcome of each item, and what its release came to."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Id
from service.db.models.nominees import one_of

OUTCOMES = ("agree", "not_agree", "higher", "lower", "put_off")
ROW_STATES = ("draft", "stayed", "released")


class CouncilSheetRow(Base):
    """What the secretary means to release for one item; `answer` is what the last attempt to release it said."""

    __tablename__ = "council_sheet_row"
    item_id: Mapped[Id] = mapped_column(ForeignKey("council_item.id"), primary_key=True)
    session_id: Mapped[Id] = mapped_column(ForeignKey("council_session.id"))
    outcome: Mapped[Code] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    state: Mapped[Code] = mapped_column(default="draft")
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    set_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    set_at: Mapped[datetime]
    tried_at: Mapped[datetime | None] = mapped_column(default=None)
    released_by: Mapped[Id | None] = mapped_column(ForeignKey("account.id"), default=None)
    started_id: Mapped[Id | None] = mapped_column(ForeignKey("proposal.id"), default=None)

    __table_args__ = (
        CheckConstraint(one_of("outcome", ("", *OUTCOMES)), name="outcome_is_known"),
        CheckConstraint(one_of("state", ROW_STATES), name="state_is_known"),
        CheckConstraint("state = 'draft' OR tried_at IS NOT NULL", name="an_attempt_says_when"),
        CheckConstraint("(state = 'released') = (released_by IS NOT NULL)", name="a_released_one_says_by_whom"),
        CheckConstraint("state <> 'released' OR outcome <> ''", name="a_released_one_has_its_outcome"),
        CheckConstraint("started_id IS NULL OR outcome IN ('higher', 'lower')", name="starts_another_form"),
        Index(None, "session_id", "item_id"),
        Index(None, "started_id"),
    )
