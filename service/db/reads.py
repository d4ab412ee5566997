"""Who has looked at what within the hour, so that a reload is no second event."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from service.db.base import table_of
from service.db.models import RecentRead
from service.db.statements import Prepared, Query
from service.db.work import Work

TABLE = table_of(RecentRead)
_KEY = ("account_id", "proposal_id", "subject", "hour")
_VALUES = {name: bindparam(name, type_=TABLE.c[name].type) for name in _KEY}
_FIND = Query(select(TABLE.c.hour).where(*(TABLE.c[name] == _VALUES[name] for name in _KEY)), tuple)
_INSERT = {
    "sqlite": Prepared(sqlite.insert(TABLE).values(_VALUES).on_conflict_do_nothing()),
    "postgresql": Prepared(postgresql.insert(TABLE).values(_VALUES).on_conflict_do_nothing()),
}
_FORGET = Prepared(delete(TABLE).where(TABLE.c.hour < bindparam("before", type_=TABLE.c.hour.type)))


def is_noted(work: Work, account_id: str, proposal_id: str, subject: str, hour: datetime) -> bool:
    """Tell whether this look is recorded already."""
    return _FIND.first(work, _row(account_id, proposal_id, subject, hour)) is not None


def note(work: Work, account_id: str, proposal_id: str, subject: str, hour: datetime) -> bool:
    """Remember a look; False when it was remembered before."""
    return _INSERT[work.engine_name].execute(work, _row(account_id, proposal_id, subject, hour)) > 0


def forget_before(work: Work, hour: datetime) -> int:
    """Forget the looks of earlier hours, whose events stay in the trail, and return how many there were."""
    return _FORGET.execute(work, {"before": hour})


def _row(account_id: str, proposal_id: str, subject: str, hour: datetime) -> dict[str, object]:
    return dict(zip(_KEY, (account_id, proposal_id, subject, hour), strict=True))
