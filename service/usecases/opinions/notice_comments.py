"""What the public reads and says: notices without a sign-in, comments that nobody else reads in public, conclusions."""

from typing import Any

from service.db import public_notices
from service.db.public_notices import CommentRow, NoticeRow
from service.db.work import Work
from service.usecases.accounts.throttling import LONGEST_NAME, open_try
from service.usecases.attempts import insist
from service.usecases.cases import demand_version, open_case
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid, NotFound
from service.usecases.moves.acts import act_holder
from service.usecases.noting import note_event
from service.usecases.opinions.public_notices import find_act, open_notice
from service.usecases.pages import Page, page_of
from service.usecases.recording import plain, record
from service.usecases.services import Services
from service.usecases.streams import is_id, proposal_stream
from workflows.names import nfc
from workflows.policy import Actor

COMMENTS = "notice-comment"
OUTCOMES = ("not-upheld", "upheld", "beside")
LONGEST_TEXT, LONGEST_LINE = 4000, 200


def list_public(work: Work, *, after: str | None = None, limit: int = 50) -> Page:
    """Return the notices that anybody may read today; published on purpose, so nobody is asked who he is."""
    rows = public_notices.list_public(work, after=after, limit=limit + 1)
    return page_of([_for_the_public(row) for row in rows], limit)


def show_public(work: Work, *, notice_id: str) -> dict[str, Any]:
    """Return a notice that anybody may read today; raises NotFound for one that is over, taken down or moved on."""
    return _for_the_public(_find_public(work, notice_id))


def comment(services: Services, *, notice_id: str, name: str, contact: str, text: str, network: str) -> None:
    """Keep what somebody says to a notice, for those who deal with it; nothing of it is shown in public.

    Raises NotFound, Invalid, TooManyAttempts when too many come from one network.
    """
    counted = f"{COMMENTS} {network}"[:LONGEST_NAME]

    def act(work: Work) -> None:
        row = _find_public(work, notice_id)
        _check(name, contact, text)
        open_try(work, services.settings, name=counted, network=counted)
        key = work.new_id()
        said = {"name": nfc(name).strip(), "contact": nfc(contact).strip(), "text": nfc(text).strip()}
        kept = CommentRow(
            id=key, notice_id=row.id, at=work.now, **said, outcome="", conclusion="", settled_by=None, settled_at=None
        )
        public_notices.add_comment(work, kept)
        record(
            work,
            stream=f"{proposal_stream(row.proposal_id)}/comments",
            event="public-notice.commented",
            actor=None,
            facts={"act": row.id, "comment": key},
            private={"text": said["text"]},
        )

    insist(services, act)


def list_comments(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    act_id: str,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """Return what people said to a notice, oldest first, to those who may open the proposal but for its nominee.

    Who said it is told to those only who deal with the notice. Raises NotFound.
    """
    data = open_case(work, catalog, actor=actor, proposal_id=proposal_id)
    act = find_act(work, proposal_id, act_id)
    if actor.person_id == data.case.nominee_id:
        raise NotFound("not-found", {"kind": "act", "id": act_id})
    deals = act_holder(data, actor, act) is not None
    rows = public_notices.list_comments(work, act.id, after=after, limit=limit + 1)
    return page_of([_for_the_house(row, deals=deals) for row in rows], limit)


def settle_comment(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    proposal_id: str,
    act_id: str,
    comment_id: str,
    expected_version: int | None,
    outcome: str,
    conclusion: str,
) -> dict[str, Any]:
    """Settle a comment with a conclusion in words; raises NotFound, PermissionDenied, Stale, Invalid, Conflict."""
    found = open_notice(work, catalog, actor=actor, proposal_id=proposal_id, act_id=act_id)
    demand_version(found.data, expected_version)
    row = public_notices.find_comment(work, act_id, comment_id)
    if row is None:
        raise NotFound("not-found", {"kind": "comment", "id": comment_id})
    problems: list[dict[str, Any]] = []
    if outcome not in OUTCOMES:
        problems.append({"path": "outcome", "code": "unknown-code", "params": {"known": ", ".join(OUTCOMES)}})
    if not conclusion.strip():
        problems.append({"path": "conclusion", "code": "reason-needed"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
    facts = {"act": act_id, "comment": comment_id, "outcome": outcome}
    who = (actor, found.holding)
    event = "public-notice.settled"
    moved = note_event(work, found.data, event=event, who=who, facts=facts, private={"reason": conclusion})
    said = nfc(conclusion).strip()
    if not public_notices.settle_comment(work, comment_id, outcome=outcome, conclusion=said, by=actor.account_id):
        raise Conflict("comment-settled")
    return {"id": comment_id, "version": moved.case.version, "state": found.data.case.state}


def _find_public(work: Work, notice_id: str) -> NoticeRow:
    row = public_notices.find_public(work, notice_id) if is_id(notice_id) else None
    if row is None:
        raise NotFound("not-found", {"kind": "public-notice", "id": notice_id})
    return row


def _for_the_public(row: NoticeRow) -> dict[str, Any]:
    names = ("id", "name", "unit", "form", "reason", "body", "posted_on", "closes_on")
    shown: dict[str, Any] = plain({name: getattr(row, name) for name in names})
    return shown


def _for_the_house(row: CommentRow, *, deals: bool) -> dict[str, Any]:
    shown: dict[str, Any] = plain(row._asdict())
    return shown if deals else shown | {"name": "", "contact": "", "settled_by": None}


def _check(name: str, contact: str, text: str) -> None:
    problems: list[dict[str, Any]] = []
    for path, value, longest in (
        ("name", name, LONGEST_LINE),
        ("contact", contact, LONGEST_LINE),
        ("text", text, LONGEST_TEXT),
    ):
        if len(value) > longest:
            problems.append({"path": path, "code": "too-long", "params": {"longest": longest}})
    if not text.strip():
        problems.append({"path": "text", "code": "required"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})
