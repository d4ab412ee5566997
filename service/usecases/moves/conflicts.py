"""Conflicts of interest found from data: shown with their evidence, confirmed by a person, never applied in silence."""

from collections.abc import Iterable, Mapping
from typing import Any

from service.db import accounts, kinships, nominees
from service.db.accounts import AccountRow
from service.db.errors import DuplicateKey
from service.db.work import Work
from service.usecases.cases import open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid
from service.usecases.facts import CaseData, build_facts
from service.usecases.moves.recusals import RECORD, declare_recusal, speak_of
from service.usecases.recording import record
from service.usecases.scopes import require_scope
from service.usecases.streams import nominee_stream
from workflows.conflicts import Conflict as Found
from workflows.conflicts import Interests, Matter, Part, find_conflicts, grounds, relations
from workflows.facts import ActorFacts, MoveFacts, ProposalFacts
from workflows.labels import label
from workflows.policy import Actor

NOBODY = ActorFacts("", "", None)


def list_conflicts(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, account_id: str = "", part: Part = "voting"
) -> list[dict[str, Any]]:
    """Return the grounds that stand between the actor, or somebody of whom he may speak, and a proposal.

    Raises NotFound, PermissionDenied, Invalid for an unknown account.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    account = _subject(work, actor, account_id)
    return conflicts_of(work, data, [account], part=part)[account.id]


def confirm_conflict(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, ground: str, account_id: str = ""
) -> dict[str, Any]:
    """Record that somebody takes no part, on a ground that the data show; raises as `declare_recusal`.

    Raises Conflict (`conflict-not-found`) for a ground that does not stand.
    """
    found = list_conflicts(work, catalog, actor=actor, proposal_id=proposal_id, account_id=account_id)
    standing = next((one for one in found if one["ground"] == ground), None)
    if standing is None:
        raise Conflict("conflict-not-found", {"ground": ground})
    reason = f"{standing['names']['vi']}. {standing['told']['vi']}"
    return declare_recusal(
        work, actor=actor, proposal_id=proposal_id, reason=reason, account_id=account_id, ground=ground
    )


def declare_kinship(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, relation: str, nominee_id: str = ""
) -> dict[str, Any]:
    """Declare once to be a relative of a proposal's nominee, or of a person behind a collective one.

    Every later proposal for that person then names it. Raises NotFound, Invalid, Conflict when it was declared before.
    """
    require_scope(actor, RECORD)
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    problems = [] if relation in relations() else [{"path": "relation", "code": "required"}]
    wanted = nominee_id or data.nominee.id
    if wanted not in facts_of(work, data).nominee.person_ids:
        problems.append({"path": "nominee_id", "code": "not-found"})
    if wanted == actor.person_id:
        problems.append({"path": "nominee_id", "code": "own-kinship"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    try:
        row = kinships.add_kinship(
            work, person_id=actor.person_id, account_id=actor.account_id, nominee_id=wanted, relation=relation
        )
    except DuplicateKey:
        raise Conflict("kinship-declared") from None
    record(
        work,
        stream=nominee_stream(wanted),
        event="kinship.declared",
        actor=actor,
        holding=actor.holdings[0] if actor.holdings else None,
        facts={"nominee": wanted, "subject": actor.account_id},
        private={"reason": relations()[relation]["vi"]},
    )
    return {"id": row.id, "nominee_id": wanted, "relation": relation}


def conflicts_of(
    work: Work, data: CaseData, people: Iterable[AccountRow], *, part: Part = "voting"
) -> dict[str, list[dict[str, Any]]]:
    """Return the grounds that stand between each of these accounts and an opened case, by account."""
    facts = facts_of(work, data)
    matter = Matter(facts.nominee, facts.steps)
    listed = list(people)
    persons = {row.id: row.nominee_id or row.id for row in listed}
    declared: dict[str, dict[str, str]] = {}
    for kin in kinships.list_kinships(work, persons.values(), facts.nominee.person_ids):
        declared.setdefault(kin.person_id, {})[kin.nominee_id] = kin.relation
    return {
        row.id: [
            _as_data(one)
            for one in find_conflicts(_interests(work, row, declared.get(persons[row.id], {})), matter, part)
        ]
        for row in listed
    }


def facts_of(work: Work, data: CaseData) -> ProposalFacts:
    """Return the facts of a case that no move is tried on."""
    return build_facts(work, data, actor=NOBODY, move=MoveFacts())


def _subject(work: Work, actor: Actor, account_id: str) -> AccountRow:
    if account_id in ("", actor.account_id):
        return accounts.get_account(work, actor.account_id)
    return speak_of(work, actor, account_id)[0]


def _interests(work: Work, account: AccountRow, relatives: Mapping[str, str]) -> Interests:
    """Return what the tables say of a person: where he works, which roles he holds, whom he has declared as kin."""
    held = accounts.list_holdings(work, account.id, on=work.today)
    own = {row.organisation_id for row in held}
    if account.nominee_id:
        own.add(nominees.get_nominee(work, account.nominee_id).organisation_id or "")
    return Interests(
        person_id=account.nominee_id or account.id,
        own_bodies=frozenset(own - {""}),
        held=frozenset((row.role, row.organisation_id) for row in held),
        relatives=relatives,
    )


def _as_data(found: Found) -> dict[str, Any]:
    ground = found.ground
    told = {spoken: text.format_map(_spoken(found.evidence, spoken)) for spoken, text in ground.told.items()}
    cited = ground.citation
    return {
        "ground": ground.code,
        "names": dict(ground.names),
        "told": told,
        "citation": {"text": cited.text, "source": cited.source, "confidence": str(cited.confidence)},
    }


def _spoken(evidence: Mapping[str, str], language: str) -> dict[str, str]:
    words = dict(evidence)
    if "relation" in words:
        words["relation"] = relations()[words["relation"]][language].lower()
    if "action" in words:
        words["action"] = label("actions", words["action"], language).lower()
    if "day" in words:
        year, month, day = words["day"].split("-")
        words["day"] = f"{day}/{month}/{year}"
    return words


def ground_name(code: str, language: str) -> str:
    """Return the name of a ground, empty for a recusal that names none."""
    return grounds()[code].names[language] if code in grounds() else ""
