"""Rows for tests of the database: the smallest organisations, nominees, accounts and proposals that hold together."""

from typing import Any

from service.db import accounts, audit, nominees, organisations, proposals, tokens
from service.db.work import Work
from workflows.audit.digests import GENESIS

TOKEN = "d" * 64


def a_body(work: Work, code: str = "so-noi-vu", *, name: str = "Sở Nội vụ", **values: Any) -> str:
    """Add a body and return its id."""
    return organisations.add_organisation(work, {"code": code, "name": name, "level": "department", **values}).id


def a_person(work: Work, name: str = "Nguyễn Văn Đức", **values: Any) -> str:
    """Add a person and return its id."""
    return nominees.add_nominee(work, {"kind": "person", "name": name, **values}).id


def an_account(work: Work, username: str = "lan") -> str:
    """Add an account with a token whose digest is TOKEN and return its id."""
    account = accounts.add_account(work, username=username, name="Trần Thị Lan", password_hash="")
    tokens.add_token(work, account.id, TOKEN, name="test", prefix="vd_", scopes=["*"], expires_at=None)
    return account.id


def a_proposal(work: Work, nominee_id: str, unit_id: str, **values: Any) -> str:
    """Add a proposal with its first event and return its id."""
    key = work.new_id()
    seq, head_hash = audit.append(
        work,
        stream=f"proposal/{key}",
        event="proposal.drafted",
        payload={"number": key},
        actor_id=None,
        head=(0, GENESIS),
    )
    row = {
        "id": key,
        "number": f"{int(key, 16)}/2026/ĐN",
        "plan_code": "kon-tum",
        "plan_version": 1,
        "flow_code": "f4",
        "flow_version": 1,
        "form": "giay_khen",
        "nominee_id": nominee_id,
        "unit_id": unit_id,
        "agency_id": unit_id,
        "state": "drafted",
        "version": seq,
        "head_hash": head_hash,
    }
    return proposals.insert_proposal(work, row | values)


def move(work: Work, proposal_id: str, state: str) -> int:
    """Move a proposal as a use case would: load, record, advance; return the new version."""
    case = proposals.load_case(work, proposal_id).proposal
    seq, head_hash = audit.append(
        work,
        stream=f"proposal/{proposal_id}",
        event="proposal.moved",
        payload={"from": case.state, "to": state},
        actor_id=None,
        head=(case.version, case.head_hash),
    )
    values = {"state": state, "version": seq, "head_hash": head_hash}
    proposals.advance_proposal(work, proposal_id, expected_version=case.version, values=values)
    return seq
