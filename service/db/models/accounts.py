"""Accounts: who signs in, which roles are held where, and which tokens speak for them."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, BytewiseText, Code, Digest, Id, PrimaryKey


class Account(Base):
    """One who may sign in; `nominee_id` is the person behind the account."""

    __tablename__ = "account"
    id: Mapped[PrimaryKey]
    username: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[str]
    name_fold: Mapped[BytewiseText] = mapped_column(default="", server_default="")
    password_hash: Mapped[str] = mapped_column(default="")
    nominee_id: Mapped[Id | None] = mapped_column(ForeignKey("nominee.id"), default=None)
    is_active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class RoleAssignment(Base):
    """A role held in a body between two days, under a document."""

    __tablename__ = "role_assignment"
    id: Mapped[PrimaryKey]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), index=True)
    role: Mapped[Code]
    organisation_id: Mapped[Id] = mapped_column(ForeignKey("organisation.id"), index=True)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
    granted_by: Mapped[Id | None] = mapped_column(default=None)
    document: Mapped[str] = mapped_column(default="")

    __table_args__ = (Index(None, "organisation_id", "role"),)


class ApiToken(Base):
    """A bearer token: only its SHA-256 is kept."""

    __tablename__ = "api_token"
    id: Mapped[PrimaryKey]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    prefix: Mapped[Code] = mapped_column(default="")
    digest: Mapped[Digest] = mapped_column(unique=True)
    scopes: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    revoked_at: Mapped[datetime | None] = mapped_column(default=None)


class BrowserSession(Base):
    """One sign-in of a browser: only the SHA-256 of its cookie is kept; `confirmed_at` is when a password was given.

    `factor_at` is when the second factor was proven, None as long as it was not.
    """

    __tablename__ = "browser_session"
    id: Mapped[PrimaryKey]
    account_id: Mapped[Id] = mapped_column(ForeignKey("account.id"), index=True)
    digest: Mapped[Digest] = mapped_column(unique=True)
    method: Mapped[Code]
    network: Mapped[Code] = mapped_column(default="")
    agent: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    confirmed_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    factor_at: Mapped[datetime | None] = mapped_column(default=None)


class LoginAttempt(Base):
    """One attempt to sign in, for throttling."""

    __tablename__ = "login_attempt"
    id: Mapped[PrimaryKey]
    username: Mapped[Code]
    network: Mapped[Code]
    at: Mapped[datetime]
    succeeded: Mapped[bool]

    __table_args__ = (Index(None, "username", "at"), Index(None, "network", "at"))
