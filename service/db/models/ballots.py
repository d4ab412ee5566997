"""Secret ballots: who may vote and has voted, and what was voted, without anything that joins the two."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, PrimaryKey

OPEN = "state = 'open'"


class SecretBallot(Base):
    """A secret ballot on one proposal; `box` is sealed under a key outside the database and gone with the ballot.

    No instant of a vote is kept anywhere. `yes`, `no`, `blank` and `sum_key` are the sums that open the published list.
    """

    __tablename__ = "secret_ballot"
    id: Mapped[PrimaryKey]
    item_id: Mapped[Id]
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"), index=True)
    state: Mapped[Code] = mapped_column(default="open")
    issued: Mapped[int]
    box: Mapped[str | None]
    yes: Mapped[int | None] = mapped_column(default=None)
    no: Mapped[int | None] = mapped_column(default=None)
    blank: Mapped[int | None] = mapped_column(default=None)
    sum_key: Mapped[Digest] = mapped_column(default="")
    digest: Mapped[Digest] = mapped_column(default="")
    opened_on: Mapped[date]
    ended_on: Mapped[date | None] = mapped_column(default=None)

    __table_args__ = (
        CheckConstraint("state IN ('open', 'closed', 'void')", name="state_is_known"),
        CheckConstraint("(state = 'open') = (box IS NOT NULL)", name="only_an_open_ballot_has_a_box"),
        CheckConstraint("(state = 'open') = (ended_on IS NULL)", name="an_ended_ballot_says_when"),
        CheckConstraint("(state = 'closed') = (yes IS NOT NULL AND no IS NOT NULL AND blank IS NOT NULL)", name="sums"),
        CheckConstraint("issued > 0 AND (state <> 'closed' OR yes + no + blank <= issued)", name="none_over_issued"),
        Index(
            "uq_secret_ballot_open_item", "item_id", unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN)
        ),
    )


class SecretBallotVoter(Base):
    """One who may vote in a ballot, and whether he has; never when, and never what."""

    __tablename__ = "secret_ballot_voter"
    ballot_id: Mapped[Id] = mapped_column(ForeignKey("secret_ballot.id"), primary_key=True)
    person_id: Mapped[Id] = mapped_column(primary_key=True)
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    has_voted: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index(None, "person_id", "ballot_id"), {"sqlite_with_rowid": False})


class SecretBallotPaper(Base):
    """A sealed paper of a closed ballot under its receipt, as it is published."""

    __tablename__ = "secret_ballot_paper"
    ballot_id: Mapped[Id] = mapped_column(ForeignKey("secret_ballot.id"), primary_key=True)
    receipt: Mapped[Id] = mapped_column(primary_key=True)
    paper: Mapped[str]

    __table_args__ = ({"sqlite_with_rowid": False},)
