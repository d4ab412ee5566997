"""Values of statements and particulars in people's words: codes by their names, days as people write them."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Any

from flask_babel import gettext as _

from service.http.context import language
from service.i18n import name_of
from service.usecases.drafting.versions import NOT_RECORDED
from service.web.words import spell_day
from workflows.plans.model import Plan

# Particulars whose values are codes, and the family that names them.
FAMILIES = {"forms": "forms", "titles": "titles", "title": "titles", "council_level": "levels", "level": "levels"}
PARTICULAR_VALUES = "particular_values"


def say_particular(name: str, value: Any) -> str:
    """Return the value of a particular as people read it."""
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, list):
        return ", ".join(say_particular(name, item) for item in value)
    return _as_day(str(value)) or name_of(FAMILIES.get(name, PARTICULAR_VALUES), str(value), language())


def statement_sayer(plan: Plan) -> Any:
    """Return the function that says a statement's value under a plan."""
    return partial(_say_statement, plan)


def _say_statement(plan: Plan, field: str, value: str) -> str:
    if value == NOT_RECORDED:
        return str(_("chưa được ghi ở bản phát hành cũ"))
    if not value:
        return "—"
    if field == "basis":
        return name_of("bases", value, language())
    if field == "occasion":
        return next((_label(item) for item in plan.occasions if item.code == value), value)
    if field == "category":
        return next((_label(item) for item in plan.categories if item.code == value), value)
    return _as_day(value) or value


def _label(item: Any) -> str:
    return str(item.label if language() == "vi" else item.label_en)


def _as_day(text: str) -> str:
    try:
        return spell_day(language(), date.fromisoformat(text))
    except ValueError:
        return ""


def record_name(row: Mapping[str, Any]) -> str:
    """Return what a record of the registry is called: its title, form, matter, or the words of its kind."""
    code = str(row["code"] or "")
    for family in ("titles", "forms", "ratings", "matters", "record_codes"):
        if (said := name_of(family, code, language())) != code:
            return said
    return code or "—"
