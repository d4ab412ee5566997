"""Which rules a proposal is under (LG): the regime named, older receipts kept, new and lapsed texts flagged."""

from collections.abc import Iterator

from workflows.checks.law_reading import as_day, find_table, param_day
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, failed, passed
from workflows.rules.model import CheckSpec


@check_kind("regime-named")
def regime_named(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """LG01: say under which law and decree the proposal is judged (NĐ 152/2025, Điều 59 and 60)."""
    law = facts.rules.law
    if law is not None:
        yield passed(law.code, regime=law.name, law=law.law, decree=law.decree)


@check_kind("earlier-regime-kept")
def earlier_regime_kept(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """LG02: a file sent before `sent_before` stays under one of the `kept` regimes to the end (Điều 60 khoản 3)."""
    sent_on = facts.first_sent_on or facts.received_on
    if sent_on is None or sent_on >= param_day(spec, "sent_before"):
        return
    pinned = facts.rules.law.code if facts.rules.law else ""
    answer = passed if pinned in spec.params["kept"] else failed
    yield answer("regime", sent_on=sent_on.isoformat(), pinned=pinned)


@check_kind("rules-confirmed-by-officer")
def rules_confirmed_by_officer(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """LG03: a pack for an amended law that nobody has confirmed yet needs a person's look."""
    law = facts.rules.law
    if law is not None:
        yield (passed if law.confirmed else failed)(law.code, pack=law.law or law.title_vi)


@check_kind("replacement-rules-loaded")
def replacement_rules_loaded(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """LG04: after the decree lapsed, a pack that holds nothing but this question is no rulebook at all."""
    law = facts.rules.law
    if law is not None:
        holds_rules = any(check.kind != spec.kind for check in law.checks)
        yield (passed if holds_rules else failed)(law.code, pack=law.name)


@check_kind("local-rules-in-force")
def local_rules_in_force(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """LG05: ministries and provinces set standards and dossier of their forms (Điều 6 khoản 2; Luật Điều 75.2)."""
    day = facts.ruled_on
    decider = facts.bodies.get("decider")
    for book in facts.rules.local:
        is_in_force = (book.starts_on is None or book.starts_on <= day) and (
            book.ends_on is None or day <= book.ends_on
        )
        if is_in_force and (not book.forms or facts.form in book.forms):
            yield passed("local-pack", pack=book.name, form=facts.form, on=day.isoformat(), issuer=book.issuer)
            return
    yield failed("local-pack", form=facts.form, on=day.isoformat(), issuer=decider.name if decider else "")


@check_kind("local-rules-reissued")
def local_rules_reissued(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """LG06: a local rule made under a decree of `old_decrees` served only until the transition ended."""
    for book in facts.rules.local:
        if not book.forms or facts.form in book.forms:
            is_old = book.made_under in spec.params["old_decrees"]
            yield (failed if is_old else passed)(book.code, pack=book.name, made_under=book.made_under)


@check_kind("printed-bases-in-force")
def printed_bases_in_force(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """LG07: a text that has lapsed should not be printed as căn cứ, except one that the transition keeps alive."""
    lapsed = find_table(facts, "lapsed").get("items", ())
    for basis in facts.move.decision.legal_bases:
        for item in lapsed:
            lapsed_on = as_day(item["lapsed_on"])
            is_printed = any(words.casefold() in basis.casefold() for words in item["words"])
            if is_printed and item["text"] not in spec.params["kept"] and lapsed_on and lapsed_on <= facts.decided_on:
                yield failed(item["text"], text=item["text"], lapsed_on=lapsed_on.isoformat())
    if facts.move.decision.legal_bases:
        yield passed("printed-bases", text="", lapsed_on="")


@check_kind("home-affairs-step-not-applicable")
def home_affairs_step_not_applicable(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """LG08: say that the provincial Home Affairs office has no part in this form, so that no step is silently gone."""
    yield passed("home-affairs-appraisal", form=facts.form)
