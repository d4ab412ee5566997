"""Keys that make a retry safe, and counters that number things."""

from datetime import datetime

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, Code, Digest, Document, Id


class IdempotencyKey(Base):
    """The answer once given to a request that carried a key."""

    __tablename__ = "idempotency_key"
    account_id: Mapped[Id] = mapped_column(primary_key=True)
    key: Mapped[Code] = mapped_column(primary_key=True)
    request_digest: Mapped[Digest]
    status: Mapped[int]
    response: Mapped[Document] = mapped_column(JSON)
    created_at: Mapped[datetime]


class Counter(Base):
    """The last number given out under a name."""

    __tablename__ = "counter"
    name: Mapped[Code] = mapped_column(primary_key=True)
    value: Mapped[int]
