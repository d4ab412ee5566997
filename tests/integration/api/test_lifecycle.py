"""A proposal from draft to decision over HTTP, with every wall in front of it."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime

import orjson
import pytest
from flask.testing import FlaskClient

from service.usecases.services import Services
from tests.integration.api.conftest import Headers, Ministry
from tests.integration.api.lifecycle import PDF, Case, add_nominee, draft, everyone, fill
from tests.support.databases import Clock
from workflows.audit.chains import find_breaks
from workflows.audit.entries import read_line

PACKAGE = "/api/v1/audit/packages?decision=45/QĐ-STP"
DECISION = {
    "number": "45/QĐ-STP",
    "signed_on": "2024-12-10",
    "decider_post": "agency_head",
    "signer_name": "Trần Văn Giám (giả định)",
    "signer_post": "agency_head",
}


@pytest.fixture
def clock() -> Clock:
    """A working day under the regime of NĐ 98/2023."""
    return Clock(datetime(2024, 12, 10, 2, 0, tzinfo=UTC))


@pytest.fixture
def case(client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, services: Services) -> Case:
    """A drafted, complete dossier."""
    opened = Case(client, everyone(sign_in, tree))
    draft(opened, tree, add_nominee(services, tree))
    fill(opened)
    return opened


def advance(case: Case, *, until: str = "approve") -> None:
    """Make the forward moves up to one action."""
    moves = [("head", "review", {}), ("hr", "verify", {}), ("director", "approve", {"decision": DECISION})]
    for who, action, statement in moves:
        if action == "verify":
            case.judge("hr", "HT-CN-0")
            case.judge("hr", "HT-CN-1")
        answer = case.move(who, action, **statement)
        assert answer.status_code == 200, [
            (item["code"], item["about"], item["message"]) for item in answer.json["refusals"]
        ]
        if action == until:
            return


def test_proposal_is_approved_and_its_history_tells_it(case: Case) -> None:
    advance(case)
    shown = case.call("auditor", "GET", "").json
    assert (shown["state"], shown["version"]) == ("approved", case.version)
    assert shown["decision"]["number"] == "45/QĐ-STP"
    skipped = [step["step"] for step in shown["path"] if step["standing"] == "not-applicable"]
    assert "home_affairs_appraised" in skipped
    told = case.call("auditor", "GET", "/history").json["items"]
    assert len(told) == case.version
    checked = case.client.get("/api/v1/audit/verification", headers=case.people["auditor"])
    assert checked.json["breaks"] == []


def test_refusal_lists_every_reason_and_changes_nothing(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, services: Services
) -> None:
    bare = Case(client, everyone(sign_in, tree))
    draft(bare, tree, add_nominee(services, tree, initiatives=1))
    bare.attach("clerk", "D03", "2024-12-02")
    advance(bare, until="review")
    before = bare.call("auditor", "GET", "").json
    answer = bare.move("hr", "verify")
    assert (answer.status_code, answer.json["code"]) == (409, "transition-refused")
    refused = {(item["code"], item["about"]) for item in answer.json["refusals"]}
    assert {("G03", "HT-CN-2"), ("DS01", "D08"), ("G05", "HT-CN-0"), ("G05", "HT-CN-1")} <= refused
    for item in answer.json["refusals"]:
        assert item["message"], item["code"]
        assert item["remedy"], item["code"]
        assert item["citation"]["text"], item["code"]
    assert bare.call("auditor", "GET", "").json == before
    told = bare.call("auditor", "GET", "/history").json["items"]
    assert told[-1]["event"] == "proposal.move-refused"


def test_english_reader_gets_english_reasons(case: Case) -> None:
    answer = case.call("head", "GET", "/preflight?lang=en")
    steps = {step["action"]: step for step in answer.json["steps"]}
    assert list(steps) == ["review", "verify", "approve"]
    missing = [item for item in steps["verify"]["findings"] if item["blocks"]]
    assert {"G05"} == {item["code"] for item in missing}
    assert all(item["message"].isascii() or "“" in item["message"] for item in missing)


def test_hidden_case_is_told_as_absent_and_the_look_is_recorded(case: Case) -> None:
    for who in ("stranger", "administrator"):
        for path in ("", "/history", "/preflight", "/documents", "/transitions"):
            answer = case.call(who, "GET", path)
            assert (answer.status_code, answer.json["code"]) == (404, "not-found"), (who, path)
        assert case.move(who, "review").status_code == 404
        assert case.id not in case.client.get("/api/v1/proposals", headers=case.people["auditor"]).json["items"][0]
    stream = f"/api/v1/audit/streams/proposal/{case.id}/attempts"
    kept = case.client.get(stream, headers=case.people["auditor"]).json["items"]
    assert {item["event"] for item in kept} == {"proposal.access-denied"}


def test_wrong_role_is_forbidden_and_the_attempt_is_recorded(case: Case) -> None:
    answer = case.move("clerk", "review")
    assert (answer.status_code, answer.json["code"]) == (403, "permission-denied")
    told = case.call("auditor", "GET", "/history").json["items"]
    assert told[-1]["event"] == "proposal.move-forbidden"


def test_action_that_the_flow_does_not_open_is_a_conflict(case: Case) -> None:
    for action in ("appraise", "approve", "reopen", "khong-co"):
        answer = case.move("head", action)
        assert (answer.status_code, answer.json["code"]) == (409, "move-not-open"), action


def test_change_without_the_seen_version_is_refused(case: Case) -> None:
    path = f"/api/v1/proposals/{case.id}/transitions"
    answer = case.client.post(path, headers=case.people["head"], json={"action": "review"})
    assert (answer.status_code, answer.json["code"]) == (428, "version-required")


def test_change_on_an_old_version_is_refused(case: Case) -> None:
    case.version -= 1
    answer = case.move("head", "review")
    assert (answer.status_code, answer.json["code"]) == (412, "stale")


def test_retry_with_the_same_key_answers_the_same_and_acts_once(case: Case) -> None:
    seen = case.version
    key = {"Idempotency-Key": "thu-lai-1"}
    first = case.move("head", "review", headers=key)
    case.version = seen
    again = case.move("head", "review", headers=key)
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json == again.json
    told = case.call("auditor", "GET", "/history").json["items"]
    assert [item["event"] for item in told].count("proposal.reviewed") == 1
    case.version = seen
    other = case.move("head", "return", headers=key, reason="khác")
    assert (other.status_code, other.json["code"]) == (409, "idempotency-key-reused")


def test_replaced_document_sends_the_proposal_back_and_voids_the_judgement(case: Case) -> None:
    advance(case, until="verify")
    before = case.call("auditor", "GET", "").json
    assert {row["criterion"] for row in before["judgements"]} == {"HT-CN-0", "HT-CN-1"}
    case.attach("clerk", "E06", "2024-10-11", criterion="HT-CN-1")
    assert case.call("auditor", "GET", "").json["state"] == "hr_verified"
    path = f"/documents/{case.documents['D03']}"
    kept = case.call("auditor", "GET", path)
    answer = replace(case, "D03")
    assert answer["state"] == "drafted"
    after = case.call("auditor", "GET", "").json
    assert (after["state"], after["judgements"]) == ("drafted", [])
    assert case.call("auditor", "GET", path).data == kept.data
    told = [item["event"] for item in case.call("auditor", "GET", "/history").json["items"]]
    assert told[-2:] == ["document.replaced", "proposal.reopened"]


def replace(case: Case, type_code: str) -> dict[str, str]:
    """Put another file in the place of a document, as the clerk."""
    file = (io.BytesIO(PDF.replace(b"{}", b"ban moi")), "moi.pdf")
    form = {"type": type_code, "dated_on": "2024-12-06", "file": file}
    path = f"/documents/{case.documents[type_code]}"
    answer = case.call("clerk", "PUT", path, data=form, content_type="multipart/form-data")
    body: dict[str, str] = case.keep(answer, 200)
    return body


def test_edited_text_keeps_its_old_version_and_sends_the_proposal_back(case: Case) -> None:
    advance(case, until="review")
    first = case.call("auditor", "GET", "/texts").json["items"]
    done = case.keep(case.call("clerk", "PATCH", "", json={"text": "Báo cáo viết lại (giả định)."}), 200)
    assert done["state"] == "drafted"
    kept = case.call("auditor", "GET", "/texts").json["items"]
    assert kept[:1] == first
    assert [(item["version"], item["text"]) for item in kept[1:]] == [(2, "Báo cáo viết lại (giả định).")]
    assert case.call("stranger", "GET", "/texts").status_code == 404


def test_document_comes_back_as_it_went_in_and_can_run_nowhere(case: Case) -> None:
    answer = case.call("auditor", "GET", f"/documents/{case.documents['D05']}")
    assert answer.data.startswith(b"%PDF-")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_hostile_upload_is_refused_with_what_to_do(case: Case) -> None:
    form = {"type": "D04", "file": (io.BytesIO(b"MZ\x90\x00"), "bien-ban.pdf")}
    answer = case.call("clerk", "POST", "/documents", data=form, content_type="multipart/form-data")
    assert (answer.status_code, answer.json["code"], answer.json["reason"]) == (422, "upload-refused", "type-mismatch")
    assert answer.json["detail"]
    assert len(case.call("auditor", "GET", "/documents").json["items"]) == len(case.documents)


def test_batch_tries_each_row_by_itself_and_a_dry_run_keeps_nothing(
    case: Case, tree: Ministry, services: Services
) -> None:
    other = Case(case.client, case.people)
    draft(other, tree, add_nominee(services, tree))
    rows = [{"proposal_id": case.id, "version": case.version}, {"proposal_id": other.id, "version": other.version}]
    ask = {"action": "review", "rows": [*rows, {"proposal_id": "0" * 32}], "dry_run": True}
    dry = case.client.post("/api/v1/batches", headers=case.people["head"], json=ask)
    assert [row["result"] for row in dry.json["rows"]] == ["would-move", "refused", "not-found"]
    assert case.call("auditor", "GET", "").json["state"] == "drafted"
    wet = case.client.post("/api/v1/batches", headers=case.people["head"], json={**ask, "dry_run": False})
    assert [row["result"] for row in wet.json["rows"]] == ["moved", "refused", "not-found"]
    assert case.call("auditor", "GET", "").json["state"] == "unit_reviewed"
    assert other.call("auditor", "GET", "").json["state"] == "drafted"


def test_lists_show_only_what_the_reader_may_open(case: Case) -> None:
    def listed(who: str, path: str) -> list[str]:
        answer = case.client.get(path, headers=case.people[who])
        return [item["id"] for item in answer.json["items"]] if answer.status_code == 200 else []

    assert listed("head", "/api/v1/inbox") == [case.id]
    assert listed("hr", "/api/v1/inbox") == []
    for who in ("clerk", "head", "hr", "director", "auditor"):
        assert listed(who, "/api/v1/proposals?q=nguyen thi an") == [case.id], who
    for who in ("stranger", "administrator"):
        assert listed(who, "/api/v1/proposals") == [], who


def test_decided_dossier_takes_new_papers_but_nothing_judged_is_replaced(case: Case) -> None:
    advance(case)
    form = {"type": "D03", "file": (io.BytesIO(PDF), "moi.pdf")}
    path = f"/documents/{case.documents['D03']}"
    for method, options in (("PUT", {"data": form, "content_type": "multipart/form-data"}), ("DELETE", {})):
        answer = case.call("hr", method, path, **options)
        assert (answer.status_code, answer.json["code"]) == (409, "move-not-open"), method
    case.attach("hr", "D17", "2024-12-10")
    assert case.call("auditor", "GET", "").json["state"] == "approved"


def test_package_of_a_decision_holds_every_paper_and_the_whole_trail(case: Case) -> None:
    case.move("clerk", "review")
    advance(case)
    answer = case.client.get(PACKAGE, headers=case.people["auditor"])
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = orjson.loads(files["manifest.json"])
    listed = {name: hashlib.sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"}
    assert manifest["files"] == listed
    (proposal,) = manifest["proposals"]
    assert len(proposal["documents"]) == len(case.documents) == sum("/documents/" in name for name in files)
    folder = proposal["number"]
    entries = [read_line(line) for line in files[f"{folder}/events.jsonl"].splitlines()]
    assert (len(entries), list(find_breaks(entries))) == (case.version, [])
    attempts = [read_line(line) for line in files[f"{folder}/attempts.jsonl"].splitlines()]
    assert [entry.event for entry in attempts] == ["proposal.move-forbidden"]


def test_package_is_for_auditors_and_of_known_decisions(case: Case) -> None:
    advance(case)
    assert case.client.get(PACKAGE, headers=case.people["director"]).status_code == 403
    other = case.client.get("/api/v1/audit/packages?decision=99/QĐ", headers=case.people["auditor"])
    assert (other.status_code, other.json["code"]) == (404, "not-found")
