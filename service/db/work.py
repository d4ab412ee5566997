"""The unit of work: one transaction, with the instant, the day, and the tools of the one who acts in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Executable, Result
from sqlalchemy.orm import Session

from service.db.bells import Bell
from service.db.statements import Cursor
from service.db.translation import translated

# Vietnam keeps one offset all year; naming it here spares machines that have no time zone files.
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


@dataclass(frozen=True, slots=True)
class Tools:
    """What a unit of work is given from outside: clock, identifiers, random bytes, and who counts statements."""

    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    random_bytes: Callable[[int], bytes]
    watchers: list[Callable[[str], None]]
    bell: Bell = field(default_factory=Bell)
    kept: dict[str, Any] = field(default_factory=dict)  # what use cases keep in memory of this database, by name


class Work:
    """One transaction in progress. `now` is aware UTC; `today` is the day in Vietnam at that instant."""

    __slots__ = ("_driver", "_session", "_tools", "_watchers", "connection", "now", "rings", "today")

    def __init__(self, connection: Connection, tools: Tools) -> None:
        self.connection = connection
        self.now: datetime
        self.today: date
        self.stand_at(tools.clock())
        self._tools = tools
        self._watchers = tools.watchers
        self._driver: Any = connection.connection.dbapi_connection
        self._session: Session | None = None
        self.rings = False  # set by an act that leaves work for a background worker: the commit rings the bell

    def stand_at(self, instant: datetime) -> None:
        """Let what follows in this transaction happen at another instant; for data that tell a past of their own."""
        self.now = instant
        self.today = instant.astimezone(VIETNAM).date()

    @property
    def dialect(self) -> Dialect:
        """The engine's dialect."""
        return self.connection.dialect

    @property
    def engine_name(self) -> str:
        """Either `sqlite` or `postgresql`."""
        return self.connection.dialect.name

    @property
    def kept(self) -> dict[str, Any]:
        """What use cases keep in memory of this database between units of work, by name."""
        return self._tools.kept

    def new_id(self) -> str:
        """Return a fresh identifier: 32 lower-case hexadecimal digits that rise with time."""
        return self._tools.new_id()

    def random_bytes(self, count: int) -> bytes:
        """Return that many random bytes."""
        return self._tools.random_bytes(count)

    @property
    def session(self) -> Session:
        """The object mapper on this transaction, made when first asked for; it flushes at the end or when told."""
        if self._session is None:
            self._session = Session(
                self.connection, join_transaction_mode="create_savepoint", autoflush=False, expire_on_commit=False
            )
        return self._session

    def execute(self, statement: Executable, parameters: Mapping[str, Any] | None = None) -> Result[*tuple[Any, ...]]:
        """Run a statement that is built per call (lists with filters) through SQLAlchemy Core."""
        return self.connection.execute(statement, parameters)

    def run(self, text: str, parameters: Sequence[Any] | Mapping[str, Any]) -> Cursor:
        """Run prepared text on the driver's own connection; for `service.db.statements`."""
        for watch in self._watchers:
            watch(text)
        try:
            return cast("Cursor", self._driver.execute(text, parameters))
        except self.dialect.loaded_dbapi.Error as error:
            raise translated(error) from error

    def finish(self) -> None:
        """Write what the object mapper still holds; the transaction itself is committed by its owner."""
        if self._session is not None:
            self._session.commit()
            self._session.close()

    def discard(self) -> None:
        """Forget what the object mapper holds."""
        if self._session is not None:
            self._session.close()
