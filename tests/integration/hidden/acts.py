"""What is done between the states of the hidden proposal: its place on an agenda, a petition, a request, a case."""

from datetime import timedelta
from typing import Any

from service.db import (
    accounts,
    acts,
    consultations,
    council_items,
    council_sessions,
    council_sheets,
    councils,
    petitions,
    proposals,
)
from service.db.council_sessions import SeatRow, SessionRow
from service.db.dossier_rows import ActRow
from service.db.work import Work
from service.usecases.drafting.kept_files import KeptFile

NOTE, LETTER = "Ghi chú thảo luận zq21", "zq25/YK (giả định)"
PETITION, ASKED = "Đơn về hồ sơ kín zq22 (giả định)", "Cơ quan được hỏi zq23 (giả định)"


def seat(work: Work, account: accounts.AccountRow) -> None:
    """Let somebody sit, with a vote, in the council that the demonstration has called."""
    session, council = _session(work)
    person_id = account.nominee_id or account.id
    given = accounts.grant_role(work, account.id, "council_member", council.body_id, document="QĐ giả định")
    own = {"council_id": council.id, "account_id": account.id, "person_id": person_id, "assignment_id": given.id}
    member = councils.add_member(work, own | {"post": "member", "votes": True, "starts_on": work.today})
    seated = SeatRow(session.id, member.id, account.id, person_id, account.name, "member", "", True, "present")
    council_sessions.add_seats(work, [seated])


def schedule(work: Work, proposal_id: str, by: accounts.AccountRow, letter: KeptFile) -> dict[str, str]:
    """Put the proposal on the agenda of that session, with a note, a letter and a pending outcome; returns the ids.

    By hand, so that the version of the session stays what it is where the proposal is not: only the walls matter here.
    """
    session, council = _session(work)
    case = proposals.load_case(work, proposal_id).proposal
    proposals.advance_proposal(work, case.id, expected_version=case.version, values={"state": "hr_verified"})
    act = _begin(work, proposal_id, "council", council.body_id)
    values = {"session_id": session.id, "proposal_id": proposal_id, "act_id": act.id, "form": "giay_khen"}
    item = council_items.add_item(work, values | {"note": NOTE})
    chair = council_sessions.list_seats(work, session.id)[0]
    vote = council_items.VoteRow(item.id, chair.member_id, "yes", "written", LETTER, by.id, work.now)
    council_items.put_vote(work, vote._replace(**letter._asdict()))
    council_sheets.put_row(work, session.id, item.id, outcome="put_off", reason=NOTE, by=by.id)
    return {
        "session_id": session.id, "council_id": council.id, "item_id": item.id, "writer_id": chair.member_id,
    }  # fmt: skip


def petition(work: Work, proposal_id: str, body_id: str, by: accounts.AccountRow) -> str:
    """File a complaint about the proposal with the agency; returns its id."""
    row: dict[str, Any] = dict.fromkeys(petitions.PetitionRow._fields, "")
    row |= dict.fromkeys(("known_on", "forwarded_on", "closed_on", "due_on", "body_id", "collector_id"))
    row |= {"id": work.new_id(), "number": "KN-zq24", "kind": "complaint", "state": "filed", "version": 1}
    row |= {"plan_code": "ha-tinh-stp", "plan_version": 1, "proposal_id": proposal_id, "decider_id": body_id}
    row |= {"account_id": by.id, "person_id": by.nominee_id or by.id, "subject": PETITION, "text": PETITION}
    row |= {"filed_on": work.today, "created_at": work.now}
    petitions.add_petition(work, petitions.PetitionRow(**row))
    return str(row["id"])


def ask(work: Work, proposal_id: str, body_id: str, by: accounts.AccountRow) -> str:
    """Ask a body for its opinion on the proposal; returns the id of the act."""
    act = _begin(work, proposal_id, "consultation", ASKED)
    due = work.today + timedelta(days=9)
    row = consultations.ConsultationRow(
        act.id, proposal_id, body_id, ASKED, by.id, work.now, due, is_open=True, secret_digest=None,
        secret_until=None, told="",
    )  # fmt: skip
    consultations.add_consultation(work, row)
    return act.id


def _begin(work: Work, proposal_id: str, kind: str, subject: str) -> ActRow:
    row = ActRow(work.new_id(), proposal_id, kind, "open", "", subject, {}, 1, work.today, None, None, None)
    acts.add_act(work, row)
    return row


def _session(work: Work) -> tuple[SessionRow, councils.CouncilRow]:
    council = councils.list_councils(work, owner_ids=None, person_id="", after=None, limit=1)[0]
    session = council_sessions.list_sessions(work, council.id, states=("convened",), after=None, limit=1)[0]
    return session, council
