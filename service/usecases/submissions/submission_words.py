"""What a new submission says before anybody writes in it: only what the proposals, their plans and the law give."""

from collections.abc import Sequence

from service.db.lines import ListedProposal
from service.db.work import Work
from service.usecases.catalog import Catalog
from workflows.plans.model import Plan
from workflows.submission_papers import forms_in_words, grounds_on, words


def suggested_words(work: Work, catalog: Catalog, chosen: Sequence[ListedProposal]) -> dict[str, str]:
    """Return subject, grounds, recipients and place; opinions and appraisal are left to whoever draws it up."""
    said = words()
    plans = [catalog.plan(work, code, version) for code, version in _plans(chosen)]
    grounds = [*grounds_on(work.today), *(said["plan"].format(plan=named(plan)) for plan in plans)]
    return {
        "subject": str(said["about"]).format(forms=forms_in_words(line.form for line in chosen)),
        "grounds": "\n".join(grounds),
        "opinions": "",
        "appraisal": "",
        "recipients": f"{said['as_above']}\n{said['kept']}",
        "place": _place(plans),
    }


def named(plan: Plan) -> str:
    """Return a plan as a paper names it: its title, and its number where it has one."""
    if not plan.number:
        return plan.title
    return str(words()["plan_number"]).format(title=plan.title, number=plan.number)


def _plans(chosen: Sequence[ListedProposal]) -> list[tuple[str, int]]:
    return list(dict.fromkeys((line.plan_code, line.plan_version) for line in chosen))


def _place(plans: Sequence[Plan]) -> str:
    """Return the place that the plans name, where it is one."""
    places = {plan.place for plan in plans if plan.place}
    return places.pop() if len(places) == 1 else ""
