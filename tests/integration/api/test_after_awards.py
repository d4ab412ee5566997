"""After the decision: nothing out of order, nobody else's fund, the sum of the decree, and the way to a revocation."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from service.usecases.services import Services
from tests.builders.publishing import publish_by_two
from tests.integration.api.conftest import Headers, Ministry
from tests.integration.api.lifecycle import Case, add_nominee, draft, everyone, fill
from tests.support.databases import Clock
from workflows.policy import Actor, Holding
from workflows.rules.examples import fictitious_local_pack

DECISION = {
    "number": "45/QĐ-STP", "signed_on": "2026-08-03", "decider_post": "agency_head",
    "signer_name": "Trần Văn Giám (giả định)", "signer_post": "agency_head",
}  # fmt: skip
REPORT = {
    "legal_ground": "93.2.a", "source_body": "Thanh tra tỉnh (giả định)", "source_number": "30/KL-TTr",
    "found_on": "2026-08-01", "reason": "Kê khai không đúng (giả định).",
}  # fmt: skip


@pytest.fixture
def clock() -> Clock:
    """A working day under the decree of 2025, with the base salary of July 2026."""
    return Clock(datetime(2026, 8, 3, 2, 0, tzinfo=UTC))


@pytest.fixture
def case(client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry, services: Services) -> Case:
    """An approved award."""
    text = fictitious_local_pack("ht-so-tu-phap", "province", ["giay_khen"], date(2026, 1, 1), is_example=False)
    first = Actor("nguoi-thu-nhat", "nguoi-thu-nhat", "Người (giả định)", (Holding("administrator", "", "/"),))
    services.database.write(lambda work: publish_by_two(work, actor=first, kind="rulebook", text=text))
    opened = Case(client, everyone(sign_in, tree))
    draft(opened, tree, add_nominee(services, tree))
    fill(opened)
    for who, action, statement in (
        ("head", "review", {}), ("hr", "verify", {}), ("director", "approve", {"decision": DECISION}),
    ):  # fmt: skip
        if action == "verify":
            opened.judge("hr", "HT-CN-0")
            opened.judge("hr", "HT-CN-1")
        answer = opened.move(who, action, **statement)
        assert answer.status_code == 200, [(item["code"], item["message"]) for item in answer.json["refusals"]]
    return opened


def complete(case: Case, who: str, kind: str, **said: Any) -> Any:
    """Record an act after the decision; the version is kept when it succeeds."""
    answer = case.call(who, "POST", f"/after/{kind}", json=said)
    if answer.status_code == 201:
        case.version = answer.json["version"]
    return answer


def refusals(answer: Any) -> set[tuple[str, str]]:
    """What stood against an act."""
    assert (answer.status_code, answer.json["code"]) == (409, "transition-refused"), answer.json
    return {(item["code"], item["about"]) for item in answer.json["refusals"]}


def issue(case: Case) -> None:
    """Attach the signed decision and record that it was issued."""
    case.attach("hr", "D13", "2026-08-03", number="45/QĐ-STP")
    answer = complete(case, "hr", "issue", number="45/QĐ-STP", signed_on="2026-08-03")
    assert answer.status_code == 201, answer.json


def test_nothing_is_conferred_or_paid_before_the_decision_was_issued(case: Case) -> None:
    assert refusals(complete(case, "hr", "confer", place="Hội nghị tổng kết")) == {("AW02", "issue")}
    department = case.call("hr", "GET", "/after").json["payers"][0]["id"]
    paid = complete(case, "hr", "pay", amount=760_000, payer_id=department)
    assert refusals(paid) == {("AW02", "issue")}


def test_an_issue_lists_everything_that_is_missing_at_once(case: Case) -> None:
    assert refusals(complete(case, "hr", "issue", signed_on="2026-08-04")) == {
        ("AW01", "decision-number"), ("AW01", "decision-date"), ("AW01", "decision-text"),
    }  # fmt: skip
    assert case.call("hr", "GET", "/after").json["acts"][0]["is_done"] is False


def test_an_issued_decision_gives_the_registry_its_number(case: Case) -> None:
    case.attach("hr", "D13", "2026-08-03", number="46/QĐ-STP")
    assert complete(case, "hr", "issue", number="46/QĐ-STP", signed_on="2026-08-03").status_code == 201
    shown = case.call("auditor", "GET", "").json
    assert (shown["decision"]["number"], shown["state"]) == ("46/QĐ-STP", "approved")
    package = case.client.get("/api/v1/audit/packages?decision=46/QĐ-STP", headers=case.people["auditor"])
    assert package.status_code == 200
    again = complete(case, "hr", "issue", number="47/QĐ-STP", signed_on="2026-08-03")
    assert (again.status_code, again.json["code"]) == (409, "act-ended")


def misdated(answer: Any) -> set[tuple[str, str]]:
    """The fields of days that cannot be, with what each must not precede."""
    assert (answer.status_code, answer.json["code"]) == (422, "invalid-input"), answer.json
    return {(item["path"], item["code"]) for item in answer.json["problems"]}


def test_an_issue_states_number_and_day_of_the_signed_decision(case: Case) -> None:
    case.attach("hr", "D13", "2026-08-02", number="45/QĐ-STP")
    other = complete(case, "hr", "issue", number="99/QĐ-STP", signed_on="2026-08-03")
    assert refusals(other) == {("AW01", "decision-number")}
    later = complete(case, "hr", "issue", number="45/QĐ-STP", signed_on="2026-08-03")
    assert refusals(later) == {("AW01", "decision-date")}


def test_no_act_is_dated_before_what_it_follows(case: Case, tree: Ministry) -> None:
    early = complete(case, "hr", "issue", number="45/QĐ-STP", signed_on="1990-01-01", on="1985-01-01")
    assert misdated(early) == {("signed_on", "before-approval"), ("on", "before-signing")}
    assert "03/08/2026" in str(early.json["problems"])
    issue(case)
    for kind in ("publish", "confer", "pay"):
        said = {"place": "Hội trường (giả định)", "amount": 760_000, "payer_id": tree.department}
        assert misdated(complete(case, "hr", kind, **said, on="2026-08-02")) == {("on", "before-signing")}
        assert complete(case, "hr", kind, **said, on="2026-08-03").status_code == 201


def test_the_deciding_body_pays_the_sum_of_the_decree_from_its_own_fund(case: Case, tree: Ministry) -> None:
    issue(case)
    shown = case.call("hr", "GET", "/after").json
    assert (shown["reward"]["amount"], shown["reward"]["base_salary"]) == (760_000, 2_530_000)
    assert shown["reward"]["multiple"] == "0.3"
    other = complete(case, "hr", "pay", amount=760_000, payer_id=tree.province)
    assert refusals(other) == {("AW03", "payer-is-another")}
    nobody = complete(case, "hr", "pay", amount=760_000)
    assert refusals(nobody) == {("AW03", "payer-not-named")}
    odd = complete(case, "hr", "pay", amount=702_000, payer_id=tree.department)
    assert refusals(odd) == {("AW04", "amount")}
    reason = [{"code": "AW04", "reason": "Quỹ chỉ đủ mức này (giả định)."}]
    paid = complete(case, "hr", "pay", amount=702_000, payer_id=tree.department, acknowledgements=reason)
    assert paid.status_code == 201
    told = [item for item in case.call("auditor", "GET", "/history").json["items"] if item["kind"] == "act"][-1]
    assert (told["event"], told["entry"]["payload"]["amount"]) == ("award.paid", 702_000)


@pytest.mark.parametrize("who", ["clerk", "director", "administrator", "stranger"])
def test_only_whom_the_flow_names_records_what_follows(case: Case, who: str) -> None:
    answer = complete(case, who, "issue", number="45/QĐ-STP", signed_on="2026-08-03")
    assert answer.status_code in {403, 404}


def test_a_version_that_was_not_seen_is_refused(case: Case) -> None:
    case.version -= 1
    assert complete(case, "hr", "issue", number="45/QĐ-STP", signed_on="2026-08-03").status_code == 412


def test_a_report_for_revocation_needs_its_ground_and_conclusion(case: Case) -> None:
    bare = case.call("hr", "POST", "/revocation/reports", json={"reason": "Nghe nói (giả định)."})
    assert refusals(bare) == {
        ("AW05", "revocation-ground"), ("AW05", "conclusion-body"), ("AW05", "conclusion-number"), ("AW05", "found-on"),
    }  # fmt: skip
    late = case.call("hr", "POST", "/revocation/reports", json=REPORT | {"found_on": "2026-07-26"})
    assert refusals(late) == {("AW06", "report")}
    known = REPORT | {"found_on": "2026-07-26", "late_reason": "Chờ bản chính (giả định)."}
    made = case.keep(case.call("hr", "POST", "/revocation/reports", json=known), 201)
    shown = case.call("director", "GET", "/revocation").json
    assert (shown["open"]["id"], shown["open"]["due_on"], shown["may_decide"]) == (made["act"], "2026-08-10", True)
    twice = case.call("hr", "POST", "/revocation/reports", json=REPORT)
    assert (twice.status_code, twice.json["code"]) == (409, "act-open")


def test_the_decider_lets_an_award_stand_with_a_reason(case: Case) -> None:
    made = case.keep(case.call("hr", "POST", "/revocation/reports", json=REPORT), 201)
    address = f"/revocation/reports/{made['act']}/dismissal"
    assert case.call("hr", "POST", address, json={"reason": "Không đủ."}).status_code == 403
    assert case.call("director", "POST", address, json={"reason": " "}).status_code == 422
    case.keep(case.call("director", "POST", address, json={"reason": "Kết luận về người khác (giả định)."}), 201)
    shown = case.call("director", "GET", "/revocation").json
    assert (shown["open"], shown["cases"][0]["outcome"]) == (None, "dismissed")
    assert case.call("director", "POST", address, json={"reason": "Lần nữa."}).json["code"] == "act-ended"


def test_a_revocation_ends_its_case_and_what_was_given_comes_back(case: Case) -> None:
    case.keep(case.call("hr", "POST", "/revocation/reports", json=REPORT), 201)
    case.attach("director", "D17", "2026-08-03", number="30/KL-TTr")
    revoked = case.move("director", "revoke", reason="Gian dối (giả định).", legal_ground="93.2.a")
    assert revoked.status_code == 200, revoked.json
    shown = case.call("hr", "GET", "/revocation").json
    assert (shown["cases"][0]["outcome"], shown["may_recover"], shown["recovery_due_on"]) == ("revoked", True, None)
    before = case.call("hr", "POST", "/revocation/recovery", json={"returned_on": "2026-08-02"})
    assert misdated(before) == {("returned_on", "before-revocation")}
    early = case.call("hr", "POST", "/revocation/recovery", json={"returned_on": "2026-08-04"})
    assert early.status_code == 422
    case.keep(case.call("hr", "POST", "/revocation/recovery", json={"amount": 760_000}), 201)
    assert case.call("hr", "GET", "/revocation").json["recovery"]["data"]["amount"] == 760_000


def test_later_proposals_that_relied_on_the_award_are_listed(case: Case, tree: Ministry) -> None:
    issue(case)
    nominee = case.call("hr", "GET", "").json["nominee"]["id"]
    later = Case(case.client, case.people)
    deed = {
        "plan_code": "ha-tinh-stp", "form": "giay_khen", "occasion": "yearly", "category": "CN",
        "nominee_id": nominee, "unit_id": tree.division, "starts_on": "2025-01-01", "ends_on": "2025-11-30",
        "text": "Mở lớp tự học buổi tối cho cán bộ cơ sở (giả định).", "theme": "lớp tự học",
    }  # fmt: skip
    made = case.client.post("/api/v1/proposals", headers=case.people["clerk"], json=deed)
    later.id = later.keep(made, 201)["id"]
    fill(later)
    later.attach("clerk", "D13", "2026-08-03", number="45/QĐ-STP")
    reviewed = later.move("head", "review")
    assert reviewed.status_code == 200, [(item["code"], item["about"]) for item in reviewed.json["refusals"]]
    found = case.call("auditor", "GET", "/reliance").json["items"]
    assert [item["id"] for item in found] == [later.id]
    assert {(finding["code"], finding["verdict"]) for finding in found[0]["findings"]} == {
        ("AF05", "pass"),
        ("PR02", "pass"),
    }
    assert case.call("stranger", "GET", "/reliance").status_code == 404
