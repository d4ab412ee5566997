"""What each kind of registry record must say: initiatives, ratings, awards, discipline, holds, leave."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from service.usecases.fields import FieldReader
from workflows.labels import labels
from workflows.plans.vocabulary import TITLES

AREAS = ("unit", "agency", "commune", "district", "ministry", "province", "national")
PAPERS = ("decision", "form_13")
INITIATIVE_KINDS = ("initiative", "topic")
# A matter that may stop an award, by the kind of body that looks into it.
HOLD_KINDS = ("discipline", "investigation", "inspection", "complaint", "denunciation", "press")
FIRST_YEAR = 1945

Columns = dict[str, Any]


def read_record(reader: FieldReader, kind: str, today: date) -> Columns:
    """Return the columns of a record of this kind; every problem is kept by the reader."""
    row = READERS[kind](reader, today)
    data = {name: value for name, value in row.pop("data", {}).items() if value not in (None, "", [])}
    return {**row, "data": data}


def _initiative(reader: FieldReader, today: date) -> Columns:
    return {
        "code": reader.word("code", INITIATIVE_KINDS) or "initiative",
        **_decision(reader, today),
        "data": {
            "paper": reader.word("paper", PAPERS),
            "area": reader.word("area", AREAS),
            "used_for": reader.texts("used_for"),
            "used_year": reader.whole("used_year", least=FIRST_YEAR, most=today.year),
        },
    }


def _rating(reader: FieldReader, today: date) -> Columns:
    return {
        "code": reader.word("code", labels()["ratings"], required=True),
        "number": reader.text("number", longest=100),
        "issued_on": reader.day("issued_on"),
        "issuer": reader.text("issuer", required=True),
        "data": {"year": reader.whole("year", least=FIRST_YEAR, most=today.year, required=True)},
    }


def _award(reader: FieldReader, today: date) -> Columns:
    starts, ends = reader.period("starts_on", "ends_on")
    known = {**labels()["forms"], **{code: 1 for code in labels()["titles"] if code not in TITLES}}
    return {
        "code": reader.word("code", known, required=True),
        **_decision(reader, today),
        "starts_on": starts,
        "ends_on": ends,
        "data": {
            "basis": reader.word("basis", labels()["bases"]) or "movement",
            "theme": reader.text("theme"),
            "channel": reader.text("channel"),
            "achievement_key": reader.text("achievement_key"),
        },
    }


def _discipline(reader: FieldReader, today: date) -> Columns:
    starts, ends = reader.period("starts_on", "ends_on")
    kind = reader.text("code", required=True, longest=80)
    row = _decision(reader, today)
    return {"code": kind, **row, "starts_on": starts or row["issued_on"], "ends_on": ends, "data": {"kind": kind}}


def _hold(reader: FieldReader, today: date) -> Columns:
    """A hold names the verifying body and its document; a letter that nobody accepted is kept, and stops nothing."""
    accepted = reader.flag("accepted") is not False
    opened = reader.day("opened_on", required=True)
    if opened and opened > today:
        reader.problem("opened_on", "in-the-future")
    return {
        "code": reader.word("code", HOLD_KINDS, required=True),
        "number": reader.text("number", required=accepted, longest=100),
        "issuer": reader.text("issuer", required=accepted),
        "issued_on": opened,
        "starts_on": opened,
        "data": {"accepted": accepted},
    }


def _maternity(reader: FieldReader, _today: date) -> Columns:
    starts, ends = reader.period("starts_on", "ends_on", required=True)
    return {"number": reader.text("number", longest=100), "starts_on": starts, "ends_on": ends}


def _decision(reader: FieldReader, today: date) -> Columns:
    issued = reader.day("issued_on", required=True)
    if issued and issued > today:
        reader.problem("issued_on", "in-the-future")
    return {
        "number": reader.text("number", required=True, longest=100),
        "issued_on": issued,
        "issuer": reader.text("issuer", required=True),
    }


READERS: Mapping[str, Callable[[FieldReader, date], Columns]] = {
    "initiative": _initiative,
    "rating": _rating,
    "award": _award,
    "discipline": _discipline,
    "hold": _hold,
    "maternity": _maternity,
}
