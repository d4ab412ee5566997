"""Who may give a form, who may submit upward, and in which capacity a paper may be signed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from workflows.checks.evidence import of_organisation
from workflows.checks.registry import check_kind
from workflows.facts import DecisionFacts, OrganisationFacts, ProposalFacts
from workflows.findings import Answer, Json, failed, passed, unknown
from workflows.rules.model import CheckSpec


@check_kind("decider-matches-form")
def decider_matches_form(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the deciding office may give this form (law Đ78 to 80), or the submitter may submit (Đ83.4).

    `params.part` = `decision`: `params.deciders.<form>` lists rows of `levels`, `posts`, `needs_one_of` (legal
    personality, specialised agency), `valid_from`, `valid_to`; levels in `params.unclear.<form>` are named by no
    source, so a person answers. `params.part` = `submission`: `params.submitters.<form>` lists the posts.
    """
    if spec.params["part"] == "submission":
        yield from _answer_submitter(facts, spec.params["submitters"])
        return
    decider = facts.bodies.get("decider")
    if decider is None:
        yield unknown("decider-not-named", decider="", form=facts.form, post="")
        return
    post = facts.move.decision.decider_post or decider.head_role
    named: dict[str, Json] = {"decider": decider.name, "form": facts.form, "post": post}
    evidence = of_organisation(decider)
    if facts.nominee.kind == "territory" and _is_own_territory(facts, decider):
        yield failed("own-territory", evidence, **named)
    rows = [row for row in spec.params["deciders"].get(facts.form, ()) if decider.level in row["levels"]]
    if any(_fits(row, decider, post, facts.decided_on) for row in rows):
        yield passed("", evidence, **named)
    elif not rows and decider.level in spec.params["unclear"].get(facts.form, ()):
        yield unknown("decider-power-not-stated", evidence, **named)
    else:
        yield failed(_why_not(rows, decider, facts.decided_on), evidence, **named)


def _is_own_territory(facts: ProposalFacts, decider: OrganisationFacts) -> bool:
    return facts.nominee.organisation is not None and facts.nominee.organisation.id == decider.id


def _fits(row: Mapping[str, Any], decider: OrganisationFacts, post: str, on: date) -> bool:
    return _is_valid(row, on) and _has_standing(row, decider) and (not post or post in row["posts"])


def _is_valid(row: Mapping[str, Any], on: date) -> bool:
    return bool(row.get("valid_from", date.min) <= on <= row.get("valid_to", date.max))


def _has_standing(row: Mapping[str, Any], decider: OrganisationFacts) -> bool:
    needs = row.get("needs_one_of", ())
    return not needs or any(getattr(decider, need) for need in needs)


def _why_not(rows: Iterable[Mapping[str, Any]], decider: OrganisationFacts, on: date) -> str:
    valid = [row for row in rows if _is_valid(row, on)]
    if rows and not valid:
        return "power-ended"
    if valid and not any(_has_standing(row, decider) for row in valid):
        return "no-legal-personality"
    return "other-post" if valid else "no-power"


def _answer_submitter(facts: ProposalFacts, submitters: Mapping[str, Any]) -> Iterator[Answer]:
    posts = submitters.get(facts.form)
    if posts is None:
        return
    post = facts.move.submission.signer_post
    named: dict[str, Json] = {"decider": "", "form": facts.form, "post": post}
    if post in posts:
        yield passed("submitter", **named)
    elif post:
        yield failed("submitter", **named)
    elif not facts.actor.is_assumed:
        yield unknown("submitter-not-named", **named)


@check_kind("signer-acts-within-delegation")
def signer_acts_within_delegation(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask whether the signer may sign for the deciding office (NĐ 30/2020 Đ13; conflict C8).

    `params.modes` gives for each capacity ("", TM, KT, TL, TUQ) `own` (the office's holder signs), `deputy` (no
    mandate asked), `mandate` (a written mandate with dates) or `unclear`. `params.part` says which paper is signed.
    """
    if facts.actor.is_assumed:
        return
    if spec.params["part"] == "submission":
        submission = facts.move.submission
        signed = DecisionFacts(
            signed_on=submission.signed_on, signer_post=submission.signer_post, sign_mode=submission.sign_mode
        )
    else:
        signed = facts.move.decision
    if signed.signer_post or signed.signer_name or signed.sign_mode:
        yield _answer_signer(facts, signed, spec.params["modes"])


def _answer_signer(facts: ProposalFacts, signed: DecisionFacts, modes: Mapping[str, str]) -> Answer:
    rule = modes.get(signed.sign_mode, "")
    named: dict[str, Json] = {"signer": signed.signer_name or signed.signer_post, "mode": signed.sign_mode}
    if rule == "own":
        stranger = signed.signer_post and signed.decider_post and signed.signer_post != signed.decider_post
        return failed("capacity-not-stated", **named) if stranger else passed("", **named)
    if rule == "deputy":
        return passed("", **named)
    if rule == "mandate":
        return _answer_mandate(signed, signed.signed_on or facts.today, named)
    return unknown("capacity-unclear", **named) if rule == "unclear" else failed("capacity-unknown", **named)


def _answer_mandate(signed: DecisionFacts, on: date, named: dict[str, Json]) -> Answer:
    if not signed.mandate_number or signed.mandate_from is None or signed.mandate_to is None:
        return failed("mandate-absent", **named)
    if not signed.mandate_from <= on <= signed.mandate_to:
        return failed("mandate-lapsed", **named)
    return passed("", **named)
