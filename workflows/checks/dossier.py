"""Whether the papers that a step needs are in the dossier."""

from collections.abc import Iterator

from workflows.checks.evidence import of_documents
from workflows.checks.recorded_letters import of_recorded
from workflows.checks.registry import check_kind
from workflows.facts import ProposalFacts
from workflows.findings import Answer, failed, passed
from workflows.rules.model import CheckSpec


@check_kind("dossier-complete")
def dossier_complete(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """Ask for each paper of the form's set (law Đ84.2; NĐ 152/2025 Đ42).

    `params.sets.<form>` lists document types; `D04|D05` is satisfied by either. A letter and its list are also there
    when the proposal was sent in a submission that has number, day and signer on record.
    """
    for wanted in spec.params["sets"].get(facts.form, ()):
        types = wanted.split("|")
        filed = (*of_documents(facts.documents_of(*types)), *of_recorded(facts, types))
        if filed:
            yield passed(types[0], *filed, documents=types)
        else:
            yield failed(types[0], documents=types, form=facts.form)


@check_kind("enterprise-duties-confirmed")
def enterprise_duties_confirmed(facts: ProposalFacts, _spec: CheckSpec) -> Iterator[Answer]:
    """Ask for confirmed duties (tax, insurance, …) of an enterprise or of the one who heads it (W123)."""
    body = facts.nominee.organisation
    heads_enterprise = facts.nominee.is_head and body is not None and body.level == "enterprise"
    if facts.nominee.kind != "enterprise" and not heads_enterprise:
        return
    filed = facts.documents_of("D11")
    yield passed("D11", *of_documents(filed)) if filed else failed("D11", nominee=facts.nominee.name)
