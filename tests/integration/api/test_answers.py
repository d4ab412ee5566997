"""Answers are what the description says: every address over the whole demonstration, every act of a case."""

import hashlib
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.demo import load_demo
from service.usecases.services import Services
from tests.integration.api.balloting import read_ballots
from tests.integration.api.conftest import Headers, Ministry
from tests.integration.api.described import API, Reader
from tests.integration.api.lifecycle import PDF, Case, add_nominee, draft, everyone
from tests.support.databases import Clock

PROPOSAL = f"{API}/proposals/{{proposal_id}}"
LETTERS = f"{API}/council-sessions/{{session_id}}/items/{{item_id}}/opinions"


def sign_in(client: FlaskClient, username: str, password: str) -> Headers:
    """Return the headers of a demo account."""
    answer = client.post(f"{API}/tokens", json={"username": username, "password": password})
    assert answer.status_code == 201
    assert answer.json is not None
    return {"Authorization": f"Bearer {answer.json['token']}"}


# What is answered with something else than JSON.
NOT_JSON = {
    f"{PROPOSAL}/documents/{{document_id}}",
    f"{API}/{{plural}}/{{code}}/source",
    f"{API}/flows/{{code}}/diagram",
    f"{API}/audit/export",
    f"{API}/audit/packages",
    f"{API}/petitions/{{petition_id}}/paper",
    f"{API}/council-sessions/{{session_id}}/minutes",
    LETTERS + "/{writer_id}/file",
}
# What the demonstration does not hold: nobody is asked, nothing is posted, nothing was registered, sent or reported.
UNHELD = {
    f"{API}/guidances/{{code}}/use",
    f"{API}/registrations/summary",
    f"{API}/registrations/{{registration_id}}",
    f"{API}/consultations/{{act_id}}",
    f"{API}/consultations/{{act_id}}/documents/{{document_id}}",
    f"{API}/proposals/{{proposal_id}}/public-notices/{{act_id}}/comments",
    f"{API}/plans/{{plan_code}}/reports/{{report_id}}/file",
    f"{API}/submissions/candidates",
    f"{API}/submissions/{{submission_id}}",
    f"{API}/submissions/{{submission_id}}/paper",
}


@pytest.fixture
def readers(services: Services, client: FlaskClient) -> dict[str, Reader]:
    """The auditor, the administrator and a clerk of the demonstration."""
    summary = load_demo(services)
    people = {
        "head": "truongphong.hatinh",
        "auditor": "kiemtoan",
        "administrator": "quantri",
        "clerk": "chuyenvien.hatinh",
        "secretary": "thuky.hatinh",
    }
    return {who: Reader(client, sign_in(client, name, summary.password)) for who, name in people.items()}


def test_every_answer_of_the_demonstration_is_as_described(readers: dict[str, Reader], services: Services) -> None:
    auditor, administrator, clerk = readers["auditor"], readers["administrator"], readers["clerk"]
    read_councils(readers["secretary"])
    for reader in (auditor, clerk):
        reader.read(f"{API}/me")
        reader.read(f"{API}/tokens")
        reader.read(f"{API}/inbox")
    people = administrator.read(f"{API}/accounts")["items"]
    for account in people[:3]:
        administrator.read(f"{API}/accounts/{{account_id}}", account_id=account["id"])
    for plural in ("plans", "flows", "rulebooks"):
        published = auditor.read(f"{API}/{{plural}}", plural=plural)["items"]
        auditor.read(f"{API}/{{plural}}/{{code}}", plural=plural, code=published[0]["code"])
    administrator.read(f"{API}/publications")
    settled = auditor.client.get(f"{API}/publications?settled=true", headers=auditor.headers).json["items"]
    assert {row["state"] for row in settled} == {"confirmed"}
    for publication in settled:
        auditor.read(f"{API}/publications/{{pending_id}}", pending_id=publication["id"])
    for body in auditor.read(f"{API}/organisations")["items"]:
        auditor.read(f"{API}/organisations/{{organisation_id}}", organisation_id=body["id"])
    for nominee in auditor.read(f"{API}/nominees")["items"]:
        auditor.read(f"{API}/nominees/{{nominee_id}}", nominee_id=nominee["id"])
    auditor.read(f"{API}/audit/verification")
    read_delegations(readers["head"])
    auditor.read(f"{API}/audit/events")
    read_proposals(auditor, clerk)
    read_petitions(readers["head"], auditor)
    auditor.read(f"{API}/holds")
    read_ballots(services, readers["secretary"])
    for path in ("consultations", "deadlines", "public-notices", "registrations", "submissions", "submissions/lanes"):
        auditor.read(f"{API}/{path}")
    for path in ("published-awards", "owed-acts"):
        assert auditor.read(f"{API}/{path}")["items"]
    auditor.read(f"{API}/plans/{{plan_code}}/reports", plan_code="kon-tum-snn")
    described = {path for path, operations in auditor.description["paths"].items() if "get" in operations}
    assert described >= UNHELD
    assert set(chain.from_iterable(reader.templates for reader in readers.values())) == described - NOT_JSON - UNHELD


def read_petitions(head: Reader, auditor: Reader) -> None:
    """Ask something about a plan, and read all that is told about it."""
    asked = {"kind": "difficulty", "subject": "Hỏi (giả định)", "text": "Nội dung", "plan_code": "ha-tinh-stp"}
    made = head.client.post(f"{API}/petitions", json=asked, headers=head.headers)
    head.hold(made, f"{API}/petitions", "post")
    assert made.status_code == 201
    head.read(f"{API}/petitions/{{petition_id}}", petition_id=made.json["id"])
    auditor.read(f"{API}/petitions")


def read_councils(secretary: Reader) -> None:
    """Read a council of the demonstration, its sessions, and all that is told about one of them."""
    secretary.read(f"{API}/council-votes/owed")
    council = secretary.read(f"{API}/councils")["items"][0]["id"]
    secretary.read(f"{API}/councils/{{council_id}}", council_id=council)
    session = secretary.read(f"{API}/councils/{{council_id}}/sessions", council_id=council)["items"][0]["id"]
    at = f"{API}/council-sessions/{{session_id}}"
    shown = secretary.read(at, session_id=session)
    for part in ("candidates", "fairness", "missing", "sheet"):
        secretary.read(f"{at}/{part}", session_id=session)
    here = {"session_id": session, "item_id": shown["items"][0]["id"]}
    write_letter(secretary, here, shown)


def write_letter(secretary: Reader, here: dict[str, str], shown: Any) -> None:
    """Record what an absent member wrote, with his letter and without it, and read it again."""
    at = f"{API}/council-sessions/{{session_id}}"
    away = next(seat["member_id"] for seat in shown["seats"] if seat["post"] == "member")
    came = {"came": {away: "absent"}}
    marked = secretary.client.post(f"{at}/attendance".format(**here), json=came, headers=secretary.headers)
    assert marked.status_code == 200, marked.text
    for sent, status in ((form("y-kien"), 201), ({}, 422)):
        data = {"member_id": away, "choice": "no", "paper": "05/YK (giả định)"}
        data |= {"file": sent["data"]["file"]} if sent else {}
        made = secretary.client.post(
            LETTERS.format(**here), data=data, headers=secretary.headers, content_type="multipart/form-data"
        )
        assert made.status_code == status, made.text
        secretary.hold(made, LETTERS, "post")
    assert [problem["path"] for problem in made.json["problems"]] == ["file"]
    item = secretary.read(f"{at}/items/{{item_id}}", **here)
    (vote,) = (vote for vote in item["votes"] if vote["manner"] == "written")
    letter = secretary.client.get(f"{LETTERS}/{away}/file".format(**here), headers=secretary.headers)
    assert (letter.status_code, letter.headers["X-Document-Digest"]) == (200, f"sha256:{vote['digest']}")
    assert hashlib.sha256(letter.data).hexdigest() == vote["digest"]


def read_delegations(head: Reader) -> None:
    """Lend a role of the demonstration, and read all that is told about it."""
    own = head.read(f"{API}/me")["account_id"]
    source = head.read(f"{API}/accounts/{{account_id}}/delegable", account_id=own)["items"][0]
    today = datetime.now(UTC).date()
    days = {"valid_from": str(today), "valid_to": str(today + timedelta(days=9))}
    lent = {"assignment_id": source["assignment_id"], "delegate": "vanphong.hatinh", "acts": ["review"], **days}
    made = head.client.post(f"{API}/delegations", json=lent | {"document": "12/UQ (giả định)"}, headers=head.headers)
    head.hold(made, f"{API}/delegations", "post")
    assert made.status_code == 201
    head.read(f"{API}/delegations")
    head.read(f"{API}/delegations/{{delegation_id}}", delegation_id=made.json["id"])
    head.read(f"{API}/accounts/{{account_id}}/separations", account_id=own)


def read_proposals(auditor: Reader, clerk: Reader) -> None:
    """Read every proposal of the demonstration with all that hangs on it."""
    proposals = auditor.read(f"{API}/proposals")["items"]
    assert len({proposal["state"] for proposal in proposals}) > 10
    for proposal in proposals:
        shown = {"proposal_id": proposal["id"]}
        for part in (
            "",
            "/documents",
            "/texts",
            "/preflight",
            "/history",
            "/recusals",
            "/conflicts",
            "/overrides",
            "/petitions",
            "/after",
            "/consultations",
            "/limits",
            "/reliance",
            "/revocation",
        ):
            auditor.read(f"{API}/proposals/{{proposal_id}}{part}", **shown)
        auditor.read(f"{API}/proposals/{{proposal_id}}/overrides/offers", **shown)
        auditor.read(f"{API}/audit/streams/{{stream}}", stream=f"proposal/{proposal['id']}")
    for proposal in clerk.read(f"{API}/proposals")["items"]:
        clerk.read(f"{API}/proposals/{{proposal_id}}/transitions", proposal_id=proposal["id"])


def form(name: str) -> dict[str, Any]:
    """Return what a report is uploaded with."""
    file = (io.BytesIO(PDF.replace(b"{}", name.encode())), f"{name}.pdf")
    return {"data": {"type": "D03", "file": file}, "content_type": "multipart/form-data"}


def test_every_act_on_a_proposal_answers_as_described(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, services: Services, clock: Clock
) -> None:
    clock.now = datetime(2024, 12, 10, 2, 0, tzinfo=UTC)
    case = Case(client, everyone(sign_in, tree))
    draft(case, tree, add_nominee(services, tree))
    reader = Reader(client, case.people["auditor"])

    def act(who: str, method: str, path: str, template: str, status: int, **options: Any) -> Any:
        answer = case.call(who, method, path, **options)
        assert answer.status_code == status, answer.text
        reader.hold(answer, f"{PROPOSAL}{template}", method.lower())
        if status < 300:
            case.version = answer.json["version"]
        return answer.json

    review = {"json": {"action": "review"}}
    refused = act("head", "POST", "/transitions", "/transitions", 409, **review)
    assert refused["refusals"]
    assert len(refused["findings"]) > len(refused["refusals"])
    document = act("clerk", "POST", "/documents", "/documents", 201, **form("mot"))["id"]
    one = "/documents/{document_id}"
    document = act("clerk", "PUT", f"/documents/{document}", one, 200, **form("hai"))["id"]
    act("clerk", "PATCH", "", "", 200, json={"theme": "đọc sách"})
    moved = act("head", "POST", "/transitions", "/transitions", 200, **review)
    assert all(finding["message"] for finding in moved["findings"] if finding["verdict"] != "pass")
    judged = {"json": {"criterion": "HT-CN-0", "met": True, "reason": "Đã đối chiếu (giả định)."}}
    act("hr", "POST", "/judgements", "/judgements", 201, **judged)
    act("clerk", "POST", "/judgements", "/judgements", 403, **judged)
    case.version -= 1
    act("hr", "POST", "/transitions", "/transitions", 412, json={"action": "verify"})
    rows = {"json": {"action": "verify", "rows": [{"proposal_id": case.id}], "dry_run": True}}
    batch = client.post(f"{API}/batches", headers=case.people["hr"], **rows)
    reader.hold(batch, f"{API}/batches", "post")
    assert batch.json is not None
    assert batch.json["rows"][0]["result"] == "refused"
    assert all(finding["message"] for finding in batch.json["rows"][0]["findings"])


def test_every_act_on_the_registry_answers_as_described(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("quantri", "administrator", tree.government)
    reader = Reader(client, headers)

    def act(method: str, template: str, status: int, body: dict[str, Any], **values: str) -> Any:
        answer = client.open(template.format(**values), method=method, headers=headers, json=body)
        assert answer.status_code == status, answer.text
        reader.hold(answer, template, method.lower())
        return answer.json

    bodies = f"{API}/organisations"
    new = {"code": "ht-so-moi", "name": "Sở mới (giả định)", "level": "department", "parent_id": tree.province}
    made = act("POST", bodies, 201, new)
    act("PATCH", f"{bodies}/{{organisation_id}}", 200, {"note": "giả định"}, organisation_id=made["id"])
    took_over = {"new_id": made["id"], "since": "2025-07-01", "source": "văn bản giả định"}
    act("POST", f"{bodies}/{{organisation_id}}/successors", 201, took_over, organisation_id=tree.department)
    person = {"username": "minh", "name": "Minh (giả định)", "password": "mật khẩu giả định 2027"}
    account = act("POST", f"{API}/accounts", 201, person)["id"]
    role = {"role": "auditor", "organisation_id": tree.government}
    act("POST", f"{API}/accounts/{{account_id}}/roles", 201, role, account_id=account)
    one = f"{API}/accounts/{{account_id}}"
    act("PATCH", one, 422, {"is_active": False}, account_id=account)
    told = act("PATCH", one, 200, {"is_active": False, "reason": "nghỉ việc (giả định)"}, account_id=account)
    assert (told["is_active"], len(told["roles"])) == (False, 1)
    assert client.get(f"{API}/accounts/{account}", headers=headers).json == told
