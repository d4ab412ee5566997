"""What proves a person beside the password: a code from a device, codes for the day it is lost, a linked identity."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Digest, Id, PrimaryKey


class SecondFactor(Base):
    """The device of an account: its secret and one not yet confirmed are sealed; `last_step` was used last."""

    __tablename__ = "second_factor"
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(default="")
    pending: Mapped[str] = mapped_column(default="")
    last_step: Mapped[int] = mapped_column(BigInteger, default=0)
    failures: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)


class RecoveryCode(Base):
    """One code that stands in for a lost device, once; only a keyed digest is kept."""

    __tablename__ = "recovery_code"
    id: Mapped[PrimaryKey]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    digest: Mapped[Digest]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None] = mapped_column(default=None)

    __table_args__ = (UniqueConstraint("account_id", "digest"),)


class LinkedIdentity(Base):
    """The subject by which an identity provider knows an account."""

    __tablename__ = "linked_identity"
    id: Mapped[PrimaryKey]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"))
    issuer: Mapped[str]
    subject: Mapped[str]
    created_at: Mapped[datetime]

    __table_args__ = (UniqueConstraint("issuer", "subject"), UniqueConstraint("account_id", "issuer"))
