"""Councils: founded for a body under a decision, with members who come and go by name, post and day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import count
from typing import Any, cast

from service.db import accounts, councils, organisations
from service.db.accounts import AccountRow
from service.db.councils import CouncilRow, MemberRow
from service.db.errors import NotFound as RowMissing
from service.db.models.councils import POSTS
from service.db.organisations import OrganisationRow, OrganisationValues
from service.db.work import Work
from service.usecases.accounts.sign_ins import normal_username
from service.usecases.cases import require
from service.usecases.councils.council_access import MANAGE, Sight, keeper_of, kept_bodies, see_council
from service.usecases.errors import Conflict, NotFound, PermissionDenied
from service.usecases.fields import FieldReader
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.scopes import require_scope
from service.usecases.streams import account_stream, council_stream, organisation_stream
from workflows.policy import Actor, Holding

ROLE = "council_member"
CHAIR = "chair"


def found_council(work: Work, *, actor: Actor, values: Mapping[str, Any]) -> dict[str, Any]:
    """Found a council of a body, itself a small body in the tree, and record `council.founded`.

    `values`: owner_id, name, decision_number, and optionally decided_on, starts_on, ends_on. Raises PermissionDenied,
    Invalid with every problem.
    """
    require_scope(actor, MANAGE)
    reader = FieldReader(values)
    owner_id = reader.text("owner_id", required=True)
    name = reader.text("name", required=True, longest=300)
    number = reader.text("decision_number", required=True, longest=200)
    decided_on = reader.day("decided_on")
    starts_on, ends_on = reader.period("starts_on", "ends_on")
    owner = organisations.load_organisations(work, [owner_id]).get(owner_id) if owner_id else None
    if owner_id and owner is None:
        reader.problem("owner_id", "not-found")
    reader.finish()
    assert owner is not None  # noqa: S101 - found above; tells the type checker
    holding = keeper_of(actor, owner.id, owner.path)
    if holding is None:
        raise PermissionDenied("permission-denied", {"permission": MANAGE})
    body = _add_body(work, actor, owner, name)
    row = councils.add_council(
        work,
        {
            "owner_id": owner.id,
            "body_id": body.id,
            "name": body.name,
            "decision_number": number,
            "decided_on": decided_on,
            "starts_on": starts_on,
            "ends_on": ends_on,
            "created_by": actor.account_id,
        },
    )
    facts = {"council": row.id, "name": row.name, "organisation": owner.id, "number": number, "body": body.id}
    record(work, stream=council_stream(row.id), event="council.founded", actor=actor, holding=holding, facts=facts)
    return council_as_data(row)


def add_member(work: Work, *, actor: Actor, council_id: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Seat somebody in a council: the membership, and with it the role that opens what its sessions consider.

    `values`: username, post, votes, document, and optionally title, starts_on. Nobody seats himself. Raises NotFound,
    PermissionDenied, Invalid with every problem, Conflict for somebody who sits there then or from a later day on.
    """
    sight = see_council(work, actor, council_id)
    holding = sight.require_keeper()
    councils.lock_council(work, council_id)
    account, wanted = _read_member(work, sight.council, values)
    if account.id == actor.account_id:
        raise PermissionDenied("permission-denied", {"permission": MANAGE, "ground": "own-account"})
    person_id = account.nominee_id or account.id
    sits = _sit_from(councils.list_members(work, council_id), wanted["starts_on"])
    if any(row.person_id == person_id for row in sits):
        raise Conflict("already-exists", {"kind": "council-member"})
    given = accounts.grant_role(
        work,
        account.id,
        ROLE,
        sight.council.body_id,
        valid_from=wanted["starts_on"],
        valid_to=None,
        granted_by=actor.account_id,
        document=wanted["document"],
    )
    own = {"council_id": council_id, "account_id": account.id, "person_id": person_id, "assignment_id": given.id}
    row = councils.add_member(work, own | wanted)
    _record_member(work, "council.member-added", "role.granted", (actor, holding), sight, row)
    return member_as_data(row)


def end_member(work: Work, *, actor: Actor, council_id: str, member_id: str, document: str) -> dict[str, Any]:
    """Let a membership end today with the role that went with it; raises NotFound, PermissionDenied, Conflict."""
    sight = see_council(work, actor, council_id)
    holding = sight.require_keeper()
    reader = FieldReader({"document": document})
    paper = reader.text("document", required=True, longest=200)
    reader.finish()
    try:
        row = councils.get_member(work, council_id, member_id)
    except RowMissing:
        raise NotFound("not-found", {"kind": "council-member", "id": member_id}) from None
    yesterday = max(work.today - timedelta(days=1), row.starts_on - timedelta(days=1))
    if not councils.end_member(work, row.id, yesterday):
        raise Conflict("council-member-ended", {"member": row.id})
    accounts.revoke_role(work, row.assignment_id, valid_to=yesterday)
    ended = councils.get_member(work, council_id, member_id)._replace(document=paper)
    _record_member(work, "council.member-ended", "role.revoked", (actor, holding), sight, ended)
    return member_as_data(ended)


def list_councils(work: Work, *, actor: Actor, after: str | None = None, limit: int = 50) -> Page:
    """Return the councils that are any business of the actor's, newest first; raises PermissionDenied."""
    require(actor, "proposal:read")
    owners = None if actor.reads_everything else kept_bodies(actor)
    rows = councils.list_councils(work, owner_ids=owners, person_id=actor.person_id, after=after, limit=limit + 1)
    return page_of([council_as_data(row) for row in rows], limit)


def show_council(work: Work, *, actor: Actor, council_id: str) -> dict[str, Any]:
    """Return one council with its members, those who sit there now first; raises NotFound."""
    sight = see_council(work, actor, council_id)
    rows = [member_as_data(row) | {"sits": _sits(work, row)} for row in councils.list_members(work, council_id)]
    rows.sort(key=lambda row: (not row["sits"], POSTS.index(row["post"]), row["id"]))
    acts = {"members": sight.keeper is not None, "sessions": sight.secretary is not None}
    return council_as_data(sight.council) | {"members": rows, "may": acts}


def council_as_data(row: CouncilRow) -> dict[str, Any]:
    """Return a council as it is shown."""
    shown = ("id", "owner_id", "owner_name", "body_id", "name", "decision_number", "decided_on", "starts_on", "ends_on")
    return {name: plain(getattr(row, name)) for name in shown}


def member_as_data(row: MemberRow) -> dict[str, Any]:
    """Return a member as he is shown."""
    shown = ("id", "council_id", "account_id", "name", "post", "title", "votes", "document", "starts_on", "ends_on")
    return {name: plain(getattr(row, name)) for name in shown}


def _read_member(work: Work, council: CouncilRow, values: Mapping[str, Any]) -> tuple[AccountRow, dict[str, Any]]:
    """Return the account of a new member and what is said of him; raises Invalid with every problem."""
    reader = FieldReader(values)
    username = reader.text("username", required=True, longest=80)
    post = reader.word("post", POSTS, required=True)
    wanted: dict[str, Any] = {
        "post": post,
        "title": reader.text("title", longest=300),
        "votes": bool(reader.flag("votes")) and post != "ex_officio",
        "document": reader.text("document", required=True, longest=200),
        "starts_on": reader.day("starts_on") or work.today,
        "ends_on": None,
    }
    account = accounts.find_account(work, normal_username(username)) if username else None
    if username and (account is None or not account.is_active):
        reader.problem("username", "not-found")
    if not council.lasts_on(wanted["starts_on"]):
        reader.problem("starts_on", "outside-term")
    _find_clash(work, reader, council.id, wanted)
    reader.finish()
    assert account is not None  # noqa: S101 - found above; tells the type checker
    return account, wanted


def _sits(work: Work, row: MemberRow) -> bool:
    return row.starts_on <= work.today and (row.ends_on is None or row.ends_on >= work.today)


def _sit_from(rows: Iterable[MemberRow], first_day: date) -> Iterator[MemberRow]:
    """Yield whose membership lasts beyond the day before this one; one that ended before it began lasts on no day."""
    for row in rows:
        if row.ends_on is None or (row.ends_on >= first_day and row.ends_on >= row.starts_on):
            yield row


def _find_clash(work: Work, reader: FieldReader, council_id: str, wanted: Mapping[str, Any]) -> None:
    """Note that a council has its one chair already, on the first day or on a later one."""
    sits = _sit_from(councils.list_members(work, council_id), wanted["starts_on"])
    if wanted["post"] == CHAIR and any(row.post == CHAIR for row in sits):
        reader.problem("post", "one-chair")


def _add_body(work: Work, actor: Actor, owner: OrganisationRow, name: str) -> OrganisationRow:
    """Put the council under its body in the tree; the code tells several councils of one body apart.

    Another body may have such a code, as the second council of `x` and the first of `x-2` would: the next is tried.
    """
    stem, first = f"hd-{owner.code}"[:70], councils.count_councils(work, owner.id) + 1
    codes = (f"{stem}-{number}" if number > 1 else stem for number in count(first))
    code = next(one for one in codes if organisations.find_organisation(work, one) is None)
    values = {"code": code, "name": name, "level": "unit", "parent_id": owner.id, "note": "Hội đồng"}
    body = organisations.add_organisation(work, cast("OrganisationValues", values))
    facts = {"organisation": body.id, **values}
    record(work, stream=organisation_stream(body.id), event="organisation.added", actor=actor, facts=facts)
    return body


def _record_member(
    work: Work, event: str, role_event: str, who: tuple[Actor, Holding], sight: Sight, row: MemberRow
) -> None:
    """Write a change of members where the council's history is read, and its role where the person's is."""
    actor, holding = who
    facts: dict[str, Any] = {"subject": row.account_id, "member": row.id, "post": row.post, "votes": row.votes}
    facts |= {"number": row.document, "name": sight.council.name}
    facts |= {"valid_from": plain(row.starts_on), "valid_to": plain(row.ends_on)}
    record(work, stream=council_stream(row.council_id), event=event, actor=actor, holding=holding, facts=facts)
    role = {"subject": row.account_id, "assignment": row.assignment_id, "role": ROLE, "document": row.document}
    role |= {"organisation": sight.council.body_id, "valid_from": facts["valid_from"], "valid_to": facts["valid_to"]}
    record(work, stream=account_stream(row.account_id), event=role_event, actor=actor, facts=role)
