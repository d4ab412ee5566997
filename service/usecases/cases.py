"""Opening a case: its rows, its pinned rules, and the walls in front of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from service.db import access, dossiers, organisations, petitions, proposals, recusals
from service.db.access import Reader
from service.db.errors import NotFound as RowMissing
from service.db.nominees import NomineeRow
from service.db.proposals import AuthorisedCase, CaseRow, ProposalRow
from service.db.work import Work
from service.usecases.calendars import working_calendar
from service.usecases.catalog import Catalog
from service.usecases.errors import MoveClosed, NotFound, PermissionDenied, Stale
from service.usecases.facts import CaseData
from service.usecases.guiding import Guided, guidance_of
from workflows.definition import FlowDefinition, TransitionSpec
from workflows.policy import Actor, Holding, find_holding, may

FORWARD_PHASES = frozenset({"T1", "T2", "T3", "T3C", "T4S", "T4"})
NOMINEE = "nominee"


def open_case(
    work: Work, catalog: Catalog, *, actor: Actor, proposal_id: str, known: AuthorisedCase | None = None
) -> CaseData:
    """Return the whole case; raises NotFound for a proposal that is absent or hidden from this actor.

    `known` is the case as it came with the actor's token in one select; whoever writes on it finds out by its version
    when it has changed since.
    """
    return gather_case(
        work,
        catalog,
        actor=actor,
        found=find_case(work, actor, proposal_id) if known is None else _known(actor, proposal_id, known),
    )


def demand_version(data: CaseData, expected: int | None) -> None:
    """Raise Stale when the proposal has changed since the caller saw it; None is for a caller who asks for none."""
    if expected is not None and expected != data.case.version:
        raise Stale("stale", {"expected": expected, "actual": data.case.version})


def gather_case(work: Work, catalog: Catalog, *, actor: Actor, found: CaseRow) -> CaseData:
    """Return everything of a case that the caller was let in to, by `open_case` or by another door."""
    case, nominee = found
    plan = catalog.plan(work, case.plan_code, case.plan_version)
    bodies = organisations.load_organisations(work, _organisation_ids(case, nominee, actor))
    # Other open proposals before awards: one approved in between then counts as the one or the other, never as neither.
    similar = tuple(proposals.list_similar(work, case.nominee_id, case.id))
    issuers = [bodies[key].code for part, key in case.bodies.items() if part in _ISSUERS and key in bodies]
    dossier = dossiers.load_dossier(work, case.id, case.nominee_id)
    return CaseData(
        case=case,
        nominee=nominee,
        definition=catalog.flow(work, case.flow_code, case.flow_version),
        plan=plan,
        rules=catalog.rules_for(
            work,
            pinned=case.rulebook,
            receipt_on=case.received_on or work.today,
            sent_on=case.first_sent_on,
            issuers=issuers,
            form=case.form,
        ),
        organisations=bodies,
        dossier=dossier,
        similar=similar,
        calendar=working_calendar(work),
        recused=_recused_principals(work, actor, case.id),
        guidance=guidance_of(work, catalog, Guided(case, nominee, plan, bodies, dossier)),
    )


def _recused_principals(work: Work, actor: Actor, proposal_id: str) -> frozenset[str]:
    """Return in whose place the actor may not act here: nobody speaks for somebody who is recused."""
    persons = {person for held in actor.holdings for person in held.in_place_of}
    return frozenset(person for person in persons if recusals.is_hidden(work, proposal_id, person))


def usable(data: CaseData, actor: Actor) -> Actor:
    """Return the actor without the roles of others who are recused from this case."""
    if not data.recused:
        return actor
    return replace(actor, holdings=tuple(held for held in actor.holdings if data.recused.isdisjoint(held.in_place_of)))


def find_case(work: Work, actor: Actor, proposal_id: str) -> CaseRow:
    """Return a proposal with its nominee; raises NotFound when it is absent or hidden from this actor."""
    try:
        found = proposals.load_case(work, proposal_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "proposal", "id": proposal_id}) from None
    if not may_open(work, actor, found.proposal):
        raise NotFound("not-found", {"kind": "proposal", "id": proposal_id})
    return found


def _known(actor: Actor, proposal_id: str, known: AuthorisedCase) -> CaseRow:
    found = known.case
    if found is None or known.is_recused or not _is_opened(actor, found.proposal, set(known.opened_to)):
        raise NotFound("not-found", {"kind": "proposal", "id": proposal_id})
    return found


def _is_opened(actor: Actor, case: ProposalRow, opened_to: set[str]) -> bool:
    mine = own_right(actor, case)
    return _in_token_scope(actor) and (mine is None or not opened_to.isdisjoint(mine))


_ISSUERS = ("decider", "authority", "submitter", "agency")  # bodies whose local packs may bear on the proposal


def _organisation_ids(case: ProposalRow, nominee: NomineeRow, actor: Actor) -> tuple[str, ...]:
    wanted = [*case.bodies.values(), nominee.organisation_id, *(held.organisation_id for held in actor.holdings)]
    return tuple(dict.fromkeys(key for key in wanted if key))


def may_open(work: Work, actor: Actor, case: ProposalRow) -> bool:
    """Tell whether the actor may read this proposal: an auditor, the nominee, or a body it was opened to.

    Never one who is recused from it, whoever he is.
    """
    if not _in_token_scope(actor):
        return False
    mine = own_right(actor, case)
    if mine is not None and not mine:
        return False
    return access.may_read(work, case.id, person_id=actor.person_id, organisation_ids=mine)


def own_right(actor: Actor, case: ProposalRow) -> tuple[str, ...] | None:
    """Return the bodies in whose name the actor would read a proposal; None when he reads it of his own right."""
    if actor.reads_everything or actor.person_id == case.nominee_id:
        return None
    return actor.organisation_ids()


def hidden_streams(work: Work, actor: Actor | None) -> Callable[[str], bool]:
    """Return whether a stream of the trail is kept from the actor: those of proposals from which he is recused.

    So are those of the petitions about them.
    """
    hidden: dict[str, frozenset[str]] = {}
    if actor is not None:
        hidden = {
            "proposal": recusals.hidden_proposals(work, actor.person_id),
            "petition": petitions.hidden_petitions(work, actor.person_id),
        }

    def is_hidden(stream: str) -> bool:
        kind, _, rest = stream.partition("/")
        return rest.partition("/")[0] in hidden.get(kind, ())

    return is_hidden


def reader_of(actor: Actor) -> Reader:
    """Return the actor as the reader of lists; every list of proposals is asked for with it."""
    return Reader(actor.person_id, None if actor.reads_everything else actor.organisation_ids())


def _in_token_scope(actor: Actor) -> bool:
    return "*" in actor.scopes or "proposal:read" in actor.scopes


def open_specs(
    definition: FlowDefinition, state: str, action: str, *, has_collector: bool
) -> tuple[TransitionSpec, ...]:
    """Return the moves of that action that the flow opens from a state, collector or not."""
    wanted = {"any", "with" if has_collector else "without"}
    return tuple(move for move in definition.find_transitions(state, action) if move.collector in wanted)


def authorize_move(data: CaseData, actor: Actor, action: str) -> tuple[TransitionSpec, Holding]:
    """Return the move and the role by which this actor may try it.

    Raises MoveClosed when the flow does not open the action from here, PermissionDenied when no role allows it.
    """
    case = data.case
    opened = open_specs(data.definition, case.state, action, has_collector="collector" in case.bodies)
    specs = [spec for spec in opened if not spec.resumes or case.resume_state in spec.resumes]
    if not specs or action == "reopen":
        raise MoveClosed("move-not-open", {"action": action, "state": case.state, "flow": data.definition.name})
    for spec in specs:
        holding = find_role(data, actor, spec)
        if holding is not None and ("*" in actor.scopes or "proposal:move" in actor.scopes):
            return spec, holding
    raise PermissionDenied(
        "permission-denied",
        {"action": action, "roles": list(specs[0].roles), "body": specs[0].body, "state": case.state},
    )


def find_role(data: CaseData, actor: Actor, spec: TransitionSpec) -> Holding | None:
    """Return the holding by which the actor may take a move: a role in the right body, or being the nominee."""
    body = data.body(spec.body)
    if NOMINEE in spec.roles and actor.person_id == data.case.nominee_id:
        return Holding(NOMINEE, body.id if body else "", body.path if body else "")
    if body is None:
        return None
    wanted = [role for role in spec.roles if role != NOMINEE]
    return find_holding(usable(data, actor), wanted, body.id, body.path, act=spec.action)


def forward_move(
    definition: FlowDefinition, state: str, *, has_collector: bool, resume_state: str = ""
) -> TransitionSpec | None:
    """Return the move that people wait for in this state: the next step, or the way back from a side state.

    A held proposal waits for whoever may let it go on from `resume_state`.
    """
    moves = [
        move
        for move in definition.find_transitions(state)
        if move.collector in {"any", "with" if has_collector else "without"}
        and (not move.resumes or resume_state in move.resumes)
    ]
    for move in moves:
        if move.phase in FORWARD_PHASES:
            return move
    return next((move for move in moves if move.action in {"resubmit", "release"}), None)


def require(actor: Actor, permission: str) -> None:
    """Raise PermissionDenied unless a role of the actor carries the permission."""
    if not may(actor, permission):
        raise PermissionDenied("permission-denied", {"permission": permission})


def require_any(actor: Actor, permissions: Iterable[str]) -> None:
    """Raise PermissionDenied unless a role of the actor carries one of the permissions."""
    wanted = tuple(permissions)
    if not any(may(actor, permission) for permission in wanted):
        raise PermissionDenied("permission-denied", {"permission": wanted[0]})
