"""Steps 1 and 2: plan and form that this unit may propose under, then the nominee; the proposal opens at the end.

What was chosen travels in the address: nothing is kept before the proposal exists, and every step can be sent on or
opened again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from flask import Response, flash, request, url_for
from flask_babel import gettext as _

from service.db.work import Work
from service.http.context import actor, language, services
from service.i18n import name_of
from service.schemas.drafting import AddNomineeInput, ChoiceQuery, OpenInput
from service.usecases.drafting.categories import list_categories
from service.usecases.drafting.drafting import DraftValues, draft_proposal
from service.usecases.drafting.offers import list_offers, list_units
from service.usecases.drafting.working_copies import list_unfinished
from service.usecases.errors import Invalid, PermissionDenied, TransitionRefused
from service.usecases.registry.nominees import add_nominee, find_same_name, list_nominees
from service.usecases.streams import proposal_stream
from service.usecases.views import findings_as_data, in_words
from service.web.drafting.area import pages, steps
from service.web.forms import Form
from service.web.kit import attempt_as, go, missing, read, write
from service.web.rendering import render_page
from workflows.labels import labels
from workflows.plans.vocabulary import NOMINEE_KINDS, TERRITORY_LEVELS

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen so far, and the offer that it stands for."""

    query: Mapping[str, Any]
    unit: Mapping[str, Any]
    plan: Mapping[str, Any]
    occasion: Mapping[str, Any]
    form: Mapping[str, Any]

    def address(self, view: str, **more: str) -> str:
        """Return a later step with what was chosen, and with what is chosen now."""
        kept = {name: value for name, value in (dict(self.query) | more).items() if value and name != "lang"}
        return f"{url_for(f'pages.drafting.{view}')}?{urlencode(kept)}"


@pages.get("/proposals/new")
def new() -> Response:
    """Show what the unit may propose: plans in force, occasions, forms with whoever decides."""
    query, who, catalog = _query(), actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        units = list_units(work, actor=who)
        unit = next((row for row in units if row["id"] == query["unit"]), units[0] if units else None)
        offers = list_offers(work, catalog, actor=who, unit_id=unit["id"]) if unit else None
        spoken = _with_words(work, offers) if offers else None
        return {"units": units, "unit": unit, "offers": spoken, "unfinished": list_unfinished(work, actor=who)}

    return render_page("drafting/new.html", steps=steps("opening"), chosen=query["offer"], **read(act))


@pages.get("/proposals/new/nominee")
def choose_nominee() -> Response:
    """Find the nominee among those of the unit, without diacritics, or go on to add one."""
    choice, who = _choice(), actor()
    query = choice.query

    def act(work: Work) -> Any:
        return list_nominees(
            work,
            actor=who,
            query=query["q"],
            kind=query["kind"] if query["kind"] in NOMINEE_KINDS else "",
            organisation_id="" if query["kind"] in {"household", "clan", "territory"} else choice.unit["id"],
            after=query["after"],
            limit=SHOWN,
        )

    found = read(act)
    return render_page(
        "drafting/nominee.html",
        fragment="results",
        steps=steps("nominee"),
        choice=choice,
        found=found,
        kinds=NOMINEE_KINDS,
        onward=choice.address("choose_nominee", after=found.next) if found.next else "",
    )


@pages.route("/proposals/new/nominee/add", methods=["GET", "POST"])
def add() -> Response:
    """Add a nominee of the chosen kind; whoever bears the same name is shown first."""
    choice, who = _choice(), actor()
    kind = choice.query["kind"] if choice.query["kind"] in NOMINEE_KINDS else "person"
    form = Form(AddNomineeInput, {"kind": kind, "organisation_id": choice.unit["id"], "name": choice.query["q"]})
    same: list[dict[str, Any]] = []
    if request.method == "POST" and (values := form.load()) is not None:
        anyway = values.pop("anyway")
        given = {name: value for name, value in values.items() if value is not None}
        same = [] if anyway else read(lambda work: find_same_name(work, actor=who, values=given))
        if not same:
            try:
                made = write(lambda work: add_nominee(work, actor=who, values=given))
            except Invalid as error:
                form.refuse(error)
            else:
                flash(_("Đã thêm %(name)s.", name=made["name"]))
                return go(choice.address("confirm", nominee=made["id"], q="", after=""))
    return render_page(
        "drafting/nominee_add.html",
        steps=steps("nominee"),
        choice=choice,
        kind=kind,
        kinds=NOMINEE_KINDS,
        levels_named=_named("levels", TERRITORY_LEVELS),
        occupations=_named("occupations", labels()["occupations"]),
        special_groups=_named("special_groups", labels()["special_groups"]),
        areas=_named("living_areas", labels()["living_areas"]),
        form=form,
        same=same,
        status=422 if form.has_problems or same else 200,
    )


@pages.route("/proposals/new/confirm", methods=["GET", "POST"])
def confirm() -> Response:
    """Choose the category and, where several may decide, who does; then open the proposal."""
    choice, who, catalog = _choice(), actor(), services().catalog

    def act(work: Work) -> dict[str, Any]:
        found = list_categories(
            work,
            catalog,
            actor=who,
            plan_code=choice.plan["code"],
            form=choice.form["form"],
            nominee_id=choice.query["nominee"],
        )
        for category in found["categories"]:
            category["findings"] = in_words(work, catalog, category["findings"], language())
        return found

    found = read(act)
    fitting = [item["code"] for item in found["categories"] if item["fits"]]
    form = Form(OpenInput, {"category": fitting[0] if fitting else "", "decider": choice.form["deciders"][0]["id"]})
    findings: list[dict[str, Any]] = []
    if request.method == "POST" and (values := form.load()) is not None:
        try:
            return _open(choice, values)
        except TransitionRefused as refusal:
            refused = refusal.findings
            findings = read(lambda work: findings_as_data(work, catalog, refused, language()))
        except Invalid as error:
            form.refuse(error)
    return render_page(
        "drafting/confirm.html",
        steps=steps("nominee"),
        choice=choice,
        found=found,
        form=form,
        deciders_named=[(row["id"], row["name"]) for row in choice.form["deciders"]],
        findings=findings,
        status=422 if form.has_problems or findings else 200,
    )


def _open(choice: Choice, values: Mapping[str, Any]) -> Response:
    who, catalog = actor(), services().catalog
    usual = choice.form["deciders"][0]["id"]
    decider = values["decider"] if values["decider"] in {row["id"] for row in choice.form["deciders"]} else usual
    draft = DraftValues(
        plan_code=choice.plan["code"],
        form=choice.form["form"],
        occasion=choice.occasion["code"],
        category=values["category"],
        nominee_id=choice.query["nominee"],
        unit_id=choice.unit["id"],
        decider_id=decider,
    )
    done = attempt_as(
        lambda work: draft_proposal(work, catalog, actor=who, values=draft),
        stream=proposal_stream("new"),
        action="draft",
    )
    flash(_("Đã mở hồ sơ %(number)s. Hãy ghi thời gian và thành tích.", number=done["number"]))
    return go(url_for("pages.drafting.edit", proposal_id=done["id"]))


def _named(family: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    return [(code, name_of(family, code, language())) for code in codes]


def _query() -> dict[str, Any]:
    known = ChoiceQuery().fields
    given = {name: value for name, value in request.args.items() if name in known and value.strip()}
    return cast("dict[str, Any]", ChoiceQuery().load(given))


def _choice() -> Choice:
    """Return what was chosen; an offer that the unit does not have (any more) is not there: 404."""
    query, who, catalog = _query(), actor(), services().catalog
    try:
        offers = read(lambda work: list_offers(work, catalog, actor=who, unit_id=query["unit"]))
    except PermissionDenied:
        raise missing() from None
    wanted = query["offer"]
    for plan in offers["plans"]:
        for occasion in plan["occasions"]:
            for form in occasion["forms"]:
                if wanted == f"{plan['code']}|{occasion['code']}|{form['form']}":
                    return Choice(query, offers["unit"], plan, occasion, form)
    raise missing()


def _with_words(work: Work, offers: dict[str, Any]) -> dict[str, Any]:
    """Put the rules' remarks and reasons into the reader's words."""
    catalog = services().catalog
    for plan in offers["plans"]:
        for occasion in plan["occasions"]:
            for form in (*occasion["forms"], *occasion["refused"]):
                form["reasons"] = in_words(work, catalog, form["reasons"], language())
                for decider in form["deciders"]:
                    decider["remarks"] = in_words(work, catalog, decider["remarks"], language())
        plan["remarks"] = _hoist([form["deciders"][0] for item in plan["occasions"] for form in item["forms"]])
    return offers


def _hoist(deciders: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take out of the single forms what is remarked at every one of them, and return it to be said once."""
    said = [{(item["code"], item["message"]) for item in decider["remarks"]} for decider in deciders]
    common = set.intersection(*said) if said else set()
    told = [
        item for decider in deciders[:1] for item in decider["remarks"] if (item["code"], item["message"]) in common
    ]
    for decider in deciders:
        decider["remarks"] = [item for item in decider["remarks"] if (item["code"], item["message"]) not in common]
    return told
