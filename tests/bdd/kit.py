"""A complete dossier by the rules of its plan and form, so that a scenario changes one thing and sees what happens."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from workflows.documents import document_types
from workflows.labels import label, labels
from workflows.names import fold
from workflows.plans.model import Criterion, Occasion, Plan
from workflows.rules.catalog import packaged_rulebooks
from workflows.rules.selection import select_rules

LEGAL = {"person": "CN", "collective": "TT", "clan": "TT", "territory": "TT", "household": "HGD", "enterprise": "DN"}
UNREAD = {"R", "U"}
LETTER_PARTS = ["bases", "content", "achievements", "opinions", "appraisal"]
Row = dict[str, Any]


@dataclass(frozen=True)
class Request:
    """What a dossier is made for."""

    plan: Plan
    form: str
    category: str
    nominee: dict[str, Any]
    body: dict[str, Any] | None
    starts_on: date
    ends_on: date
    today: date
    lacking: Collection[str] = ()

    def lacks(self, *names: str) -> bool:
        """Tell whether the scenario says that this paper, title or criterion is missing, by its code or its name."""
        called = {fold(call) for name in names for call in (name, *_names_of(name))}
        return bool(called & {fold(name) for name in self.lacking})

    def __post_init__(self) -> None:
        """Refuse a missing thing that nothing is called: a slip would make the dossier whole without a word."""
        known = {*document_types(), *labels()["titles"], *(item.code for item in self.plan.criteria), "sáng kiến"}
        called = {fold(call) for name in known for call in (name, *_names_of(name))}
        unknown = [name for name in self.lacking if fold(name) not in called]
        assert not unknown, f"không có gì tên là {unknown}; hãy dùng mã tài liệu, mã tiêu chí hoặc tên danh hiệu"


def _names_of(code: str) -> tuple[str, ...]:
    return label("titles", code), label("document_types", code)


def choose_category(plan: Plan, nominee: dict[str, Any], body: dict[str, Any] | None) -> str:
    """Return the category of the plan that is meant for such a nominee; the first of its kind where none fits."""
    kind = [item for item in plan.categories if nominee["kind"] in item.nominee_kinds]
    level = nominee.get("level") or (body or {}).get("level", "")
    function = (body or {}).get("function", "administration")
    for item in kind:
        fits_level = not item.levels or level in item.levels
        fits_function = not item.functions or function in item.functions
        if fits_level and fits_function and function not in item.excluded_functions:
            return item.code
    return (kind or list(plan.categories))[0].code


def choose_occasion(plan: Plan, form: str) -> str:
    """Return the first occasion of the plan on which the form may be given."""
    for occasion in plan.occasions:
        listed = occasion.forms.value or ()
        open_to_it = bool(occasion.open_wording) and not listed and form == "giay_khen"
        if form in listed or open_to_it or (occasion.forms.state == "not_stated" and not occasion.open_wording):
            return occasion.code
    return plan.occasions[-1].code


def choose_period(occasion: Occasion, today: date) -> tuple[date, date]:
    """Return the achievement period: the year before for yearly awards, else the occasion's up to last month."""
    last_month = today.replace(day=1) - timedelta(days=1)
    if occasion.starts_on is None or occasion.ends_on is None:
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return occasion.starts_on, max(min(occasion.ends_on, last_month), occasion.starts_on)


def choose_standard(form: str, nominee_kind: str, basis: str, today: date) -> str:
    """Return the first standard that the law's pack of the day lists for this form, subject and basis, or none."""
    law = select_rules(packaged_rulebooks(), receipt_on=today, issuer_codes=(), form=form).law
    items = law.values.get("standards", {}).get("items", ()) if law else ()
    fitting = [
        item["code"]
        for item in items
        if form in item["forms"]
        and LEGAL[nominee_kind] in item.get("subjects", ())
        and basis in item.get("bases", (basis,))
    ]
    return fitting[0] if fitting else ""


def documents(request: Request) -> Iterator[Row]:
    """Yield every paper of a complete dossier, except those that are said to be missing."""
    for row in (*_papers(request), *_evidence(request)):
        if not request.lacks(row["type"], row.get("criterion") or "-"):
            yield row


def _papers(request: Request) -> Iterator[Row]:
    day, form, plan = request.today, request.form, request.plan
    council = {"members": 9, "present": 9, "in_favour": 9}
    yield _paper("D03", day, confirmed_by="Cấp trình (giả định)")
    yield _paper("D04", day, **council)
    yield _paper("D05", day, **council)
    yield _paper("D07", day)
    yield _paper("D08", day, parts=LETTER_PARTS, sets=2)
    occasions_say_nothing = all(item.forms.state == "not_stated" and not item.open_wording for item in plan.occasions)
    if plan.source_quality != "official" or occasions_say_nothing:
        yield _paper("D01", day, forms=[form])
    if plan.registration_required.is_stated and plan.registration_required.value:
        yield _paper("D02", day, forms=[form])
    if request.nominee["kind"] == "enterprise" or request.nominee.get("is_head"):
        yield _paper("D11", day, duties=["thuế", "bảo hiểm xã hội"])
    if request.nominee["kind"] == "household" and form != "giay_khen":
        yield _paper("E07", _inside(request), confirmed_by="Ủy ban nhân dân xã")
    if form == "bang_khen_thu_tuong":
        received = {"electronic_received_on": day, "paper_received_on": day}
        yield _paper("D20", day, formats=["pdf", "word"], **received)
        if request.nominee.get("party_managed"):
            yield _paper("D18", day, agrees=True)


def _evidence(request: Request) -> Iterator[Row]:
    for criterion in request.plan.criteria_of(request.category):
        for need in criterion.evidence:
            for number in range(need.count):
                years = range(request.starts_on.year, request.ends_on.year + 1) if need.per == "year" else [None]
                for year in years:
                    yield {**_paper(need.document_type, _inside(request, year)), "criterion": criterion.code,
                           "number": f"{criterion.code}-{year or request.starts_on.year}-{number + 1}"}  # fmt: skip
    for item in initiatives(request):
        yield _paper("D10", item["issued_on"]) | {"number": item["number"]}


def titles(request: Request) -> Iterator[Row]:
    """Yield the recognition titles that the criteria of the category ask for."""
    for criterion in _of_kind_a(request):
        need = criterion.title
        if need is None or request.lacks(*need.titles):
            continue
        code = _title_of(need.titles, request.nominee["kind"])
        day = _inside(request, need.year)
        row: Row = {"code": code, "number": f"{code}-{criterion.code}/QĐ", "issued_on": day, "level": need.level or ""}
        if code == "CDHT":
            row |= {"total": 90, "min_indicator": 8}
        if need.criteria_set:
            row["criteria_set"] = need.criteria_set
        yield row


def initiatives(request: Request) -> Iterator[Row]:
    """Yield as many recognised initiatives as the criteria of the category ask for."""
    for criterion in _of_kind_a(request):
        for number in range(criterion.initiatives):
            if not request.lacks("sáng kiến"):
                yield {
                    "number": f"{number + 1}/QĐ-SK",
                    "issued_on": _inside(request) + timedelta(days=number),
                    "paper": "decision",
                    "area": "agency",
                }


def _of_kind_a(request: Request) -> list[Criterion]:
    found = request.plan.criteria_of(request.category)
    return [criterion for criterion in found if criterion.kind == "A" and not request.lacks(criterion.code)]


def _title_of(titles_wanted: tuple[str, ...], kind: str) -> str:
    return "DHHT" if kind == "clan" and "DHHT" in titles_wanted else titles_wanted[0]


def _inside(request: Request, year: int | None = None) -> date:
    """Return a day inside the achievement period, in a given year where one is asked for."""
    middle = request.starts_on + (request.ends_on - request.starts_on) // 2
    wanted = date(year, 6, 15) if year else middle
    return min(max(wanted, request.starts_on), request.ends_on)


def _paper(kind: str, day: date, **meta: Any) -> Row:
    return {"type": kind, "number": f"{kind}/{day.year}", "dated_on": day, **meta}
