"""Kinship that people have declared: whose relative somebody is, once for each pair of persons."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Id, PrimaryKey


class Kinship(Base):
    """Somebody has declared to be a relative of a nominee; the declaration stays, whatever is proposed later."""

    __tablename__ = "kinship"
    id: Mapped[PrimaryKey]
    person_id: Mapped[Id]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    nominee_id: Mapped[Id] = mapped_column(ForeignKey("nominee.id"), index=True)
    relation: Mapped[Code]
    declared_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("person_id", "nominee_id"),)
