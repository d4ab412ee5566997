"""Working copies: what one account has typed and not yet saved into a proposal; nobody else's business, no record."""

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Document, Id, PrimaryKey


class WorkingCopy(Base):
    """Unsaved values of one account for one part of a proposal, begun upon a version of it (`base_version`).

    `version` rises with each keeping and `window` names the page that kept it last, so that two windows of one person
    notice each other.
    """

    __tablename__ = "working_copy"
    id: Mapped[PrimaryKey]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    proposal_id: Mapped[Id] = mapped_column(ForeignKey("proposal.id"))
    part: Mapped[Code]
    values: Mapped[Document] = mapped_column(JSON, default=dict)
    base_version: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    window: Mapped[Code] = mapped_column(default="")
    updated_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("account_id", "proposal_id", "part"),)
