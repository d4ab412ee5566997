"""Registry rows turned into the facts that checks read: titles, initiatives, ratings, awards, discipline, holds."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from service.db.records import RecordRow
from workflows.facts import (
    AwardFacts,
    DisciplineFacts,
    HoldFacts,
    InitiativeFacts,
    RatingFacts,
    TitleFacts,
)

T = TypeVar("T")
SAY_REVOKED = frozenset({"title", "award"})  # their facts say so themselves


def _title(row: RecordRow, data: Mapping[str, Any]) -> TitleFacts:
    return TitleFacts(
        id=row.id,
        title=row.code,
        number=row.number,
        decided_on=row.issued_on or row.created_at.date(),
        issuer=row.issuer,
        level=data.get("level", ""),
        grade=data.get("grade"),
        criteria_set=data.get("criteria_set", ""),
        total=data.get("total"),
        min_indicator=data.get("min_indicator"),
        valid_until=row.ends_on,
        revoked=row.status == "revoked",
    )


def _initiative(row: RecordRow, data: Mapping[str, Any]) -> InitiativeFacts:
    return InitiativeFacts(
        id=row.id,
        number=row.number,
        recognised_on=row.issued_on or row.created_at.date(),
        issuer=row.issuer,
        paper=data.get("paper", ""),
        kind=row.code or "initiative",
        area=data.get("area", ""),
        used_for=tuple(data.get("used_for", ())),
        used_year=data.get("used_year"),
    )


def _rating(row: RecordRow, data: Mapping[str, Any]) -> RatingFacts:
    return RatingFacts(year=int(data["year"]), grade=row.code, number=row.number, issuer=row.issuer)


def _award(row: RecordRow, data: Mapping[str, Any]) -> AwardFacts:
    return AwardFacts(
        id=row.id,
        code=row.code,
        number=row.number,
        decided_on=row.issued_on or row.created_at.date(),
        issuer=row.issuer,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        achievement_key=data.get("achievement_key", ""),
        theme=data.get("theme", ""),
        basis=data.get("basis", "movement"),
        channel=data.get("channel", ""),
        revoked=row.status == "revoked",
        campaign=data.get("campaign", ""),
    )


def _discipline(row: RecordRow, data: Mapping[str, Any]) -> DisciplineFacts:
    starts = row.starts_on or row.issued_on or row.created_at.date()
    return DisciplineFacts(
        id=row.id, kind=data.get("kind", row.code), number=row.number, starts_on=starts, ends_on=row.ends_on
    )


def _hold(row: RecordRow, data: Mapping[str, Any]) -> HoldFacts:
    return HoldFacts(
        id=row.id,
        kind=row.code,
        body=row.issuer,
        number=row.number,
        opened_on=row.issued_on or row.created_at.date(),
        accepted=data.get("accepted", True),
        closed_on=row.ends_on,
        conclusion=data.get("conclusion", ""),
        cleared=data.get("cleared"),
    )


def _of_kind(rows: Iterable[RecordRow], kind: str, build: Callable[[RecordRow, Mapping[str, Any]], T]) -> tuple[T, ...]:
    return tuple(build(row, row.data) for row in rows if row.kind == kind and _is_read(row))


def _is_read(row: RecordRow) -> bool:
    """Tell whether the rules read a record: a revoked one only where they ask themselves whether it was revoked."""
    return row.status != "revoked" or row.kind in SAY_REVOKED


def record_facts(rows: Iterable[RecordRow]) -> dict[str, Any]:
    """Return the fields of ProposalFacts that the registry's records fill."""
    held = tuple(rows)
    return {
        "titles": _of_kind(held, "title", _title),
        "initiatives": _of_kind(held, "initiative", _initiative),
        "ratings": _of_kind(held, "rating", _rating),
        "awards": _of_kind(held, "award", _award),
        "disciplines": _of_kind(held, "discipline", _discipline),
        "holds": _of_kind(held, "hold", _hold),
    }


def maternity_periods(rows: Iterable[RecordRow]) -> tuple[Any, ...]:
    """Return the leave periods that count as time (NĐ 152/2025, Điều 4 khoản 5)."""
    leaves = (row for row in rows if row.kind == "maternity" and _is_read(row))
    return tuple((row.starts_on, row.ends_on) for row in leaves if row.starts_on and row.ends_on)
