"""Published documents: plans, flows, rulebooks and the like, which never change after publishing."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Id, PrimaryKey
from service.db.models.nominees import one_of

KINDS = ("plan", "flow", "rulebook", "calendar", "template", "guidance")


class PublishedDocument(Base):
    """One immutable version, with its source exactly as it was published; triggers forbid any change."""

    __tablename__ = "published_document"
    id: Mapped[PrimaryKey]
    kind: Mapped[Code]
    code: Mapped[Code]
    version: Mapped[int]
    digest: Mapped[Digest]
    effective_on: Mapped[date]
    title: Mapped[str]
    source: Mapped[str]
    published_at: Mapped[datetime]
    published_by: Mapped[Id | None] = mapped_column(default=None)

    __table_args__ = (
        UniqueConstraint("kind", "code", "version"),
        CheckConstraint(one_of("kind", KINDS), name="kind_is_known"),
        Index(None, "kind", "code", "effective_on"),
    )
