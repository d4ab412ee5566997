"""Submissions (tờ trình): proposals that go from one body to the next together, each with its own result."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, PrimaryKey


class Submission(Base):
    """One submission of a body; `version` is the number of its last audit event, `head_hash` that event's hash.

    `registered_as` keeps a number from being given twice by one body in one year; `paper` is what it said when it was
    sent, with everything that may be hidden from some readers apart.
    """

    __tablename__ = "submission"
    id: Mapped[PrimaryKey]
    from_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    to_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"))
    part: Mapped[Code]
    level: Mapped[Code]
    state: Mapped[Code]
    subject: Mapped[str] = mapped_column(default="")
    grounds: Mapped[str] = mapped_column(default="")
    opinions: Mapped[str] = mapped_column(default="")
    appraisal: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None] = mapped_column(default=None)
    signer_name: Mapped[str] = mapped_column(default="")
    signer_post: Mapped[Code] = mapped_column(default="")
    sign_mode: Mapped[Code] = mapped_column(default="")
    mandate_number: Mapped[str] = mapped_column(default="")
    mandate_from: Mapped[date | None] = mapped_column(default=None)
    mandate_to: Mapped[date | None] = mapped_column(default=None)
    registered_as: Mapped[str | None] = mapped_column(default=None)
    drawn_up_by: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    job_id: Mapped[Id | None] = mapped_column(default=None)
    sent_on: Mapped[date | None] = mapped_column(default=None)
    received_on: Mapped[date | None] = mapped_column(default=None)
    settled_on: Mapped[date | None] = mapped_column(default=None)
    paper: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    version: Mapped[int]
    head_hash: Mapped[Digest]
    created_at: Mapped[datetime]

    __table_args__ = (
        CheckConstraint(
            "state IN ('drafted', 'signed', 'sent', 'received', 'settled', 'discarded')", name="state_is_known"
        ),
        CheckConstraint(
            "state IN ('drafted', 'discarded') OR (number <> '' AND signed_on IS NOT NULL AND signer_name <> '')",
            name="signed_is_whole",
        ),
        CheckConstraint("version >= 1", name="version_counts_events"),
        UniqueConstraint("registered_as"),
        Index(None, "from_id", "id"),
        Index(None, "to_id", "id"),
    )


class SubmissionEntry(Base):
    """One proposal of a submission: the version that was seen, what the trial or the sending said, what became of it.

    `open_level` is the level while the entry is open and null afterwards: a proposal is in one open submission of a
    level at most. `outcome` is what the addressee had done with it when the submission was settled.
    """

    __tablename__ = "submission_entry"
    submission_id: Mapped[Id] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), primary_key=True)
    place: Mapped[int]
    open_level: Mapped[Code | None] = mapped_column(default=None)
    version: Mapped[int]
    result: Mapped[Code] = mapped_column(default="")
    answer: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), default=None)
    sent_seq: Mapped[int | None] = mapped_column(default=None)
    outcome: Mapped[Code] = mapped_column(default="", server_default="")

    __table_args__ = (
        CheckConstraint("result IN ('', 'sent', 'stayed')", name="result_is_known"),
        CheckConstraint("(result = 'sent') = (sent_seq IS NOT NULL)", name="sent_is_whole"),
        UniqueConstraint("proposal_id", "open_level"),
    )
