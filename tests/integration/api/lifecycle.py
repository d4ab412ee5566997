"""A whole fictitious case over HTTP: a person of Sở Tư pháp Hà Tĩnh proposed for the Director's certificate."""

import io
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson
from flask.testing import FlaskClient

from service.db import nominees, records
from service.db.work import Work
from service.usecases.services import Services
from tests.integration.api.conftest import Headers, Ministry

PDF = b"%PDF-1.7\n1 0 obj <</Type /Catalog>> endobj\n%% {}\ntrailer <<>>\n%%EOF\n"
TEXT = "Xây dựng tủ sách pháp luật và các buổi tự học của phòng (giả định)."


@dataclass
class Case:
    """One proposal seen through the interface: its id, its version, and the people who act on it."""

    client: FlaskClient
    people: dict[str, Headers]
    id: str = ""
    version: int = 0
    documents: dict[str, str] = field(default_factory=dict)

    def call(self, who: str, method: str, path: str, **options: Any) -> Any:
        """Call an address of the proposal as somebody, naming the version seen."""
        headers = {**self.people[who], "If-Match": f'"v{self.version}"', **options.pop("headers", {})}
        return self.client.open(f"/api/v1/proposals/{self.id}{path}", method=method, headers=headers, **options)

    def keep(self, answer: Any, status: int) -> Any:
        """Demand a status, remember the version, and return the body."""
        assert answer.status_code == status, orjson.dumps(answer.json, option=orjson.OPT_INDENT_2).decode()
        self.version = answer.json["version"]
        return answer.json

    def attach(self, who: str, type_code: str, dated_on: str, **values: str) -> Any:
        """Attach a small PDF of a type."""
        content = PDF.replace(b"{}", f"{type_code} {dated_on} {values}".encode())
        form = {"type": type_code, "dated_on": dated_on, "file": (io.BytesIO(content), f"{type_code}.pdf"), **values}
        answer = self.call(who, "POST", "/documents", data=form, content_type="multipart/form-data")
        self.documents[type_code] = self.keep(answer, 201)["id"]
        return answer

    def judge(self, who: str, criterion: str, *, met: bool = True) -> None:
        """Record a judgement."""
        body = {"criterion": criterion, "met": met, "reason": "Đã đối chiếu minh chứng (giả định)."}
        self.keep(self.call(who, "POST", "/judgements", json=body), 201)

    def move(self, who: str, action: str, **statement: Any) -> Any:
        """Try a move and return the answer; the version is kept when it succeeds."""
        headers = statement.pop("headers", {})
        answer = self.call(who, "POST", "/transitions", json={"action": action, **statement}, headers=headers)
        if answer.status_code == 200:
            self.version = answer.json["version"]
        return answer


def add_nominee(services: Services, tree: Ministry, *, initiatives: int = 2) -> str:
    """Add a person of the division with initiatives that were recognised in 2024, when the deed was done."""

    def add(work: Work) -> str:
        person = nominees.add_nominee(
            work, {"kind": "person", "name": "Nguyễn Thị An (giả định)", "organisation_id": tree.division}
        )
        for number in range(initiatives):
            values: records.RecordValues = {
                "kind": "initiative",
                "code": "initiative",
                "number": f"{12 + number}/QĐ-STP",
                "issued_on": date(2024, 6 + number, 5),
                "issuer": "Sở Tư pháp (giả định)",
                "data": {"paper": "decision"},
            }
            records.add_record(work, person.id, values)
        return person.id

    return services.database.write(add)


def draft(case: Case, tree: Ministry, nominee_id: str) -> None:
    """Open the proposal as the clerk."""
    body = {
        "plan_code": "ha-tinh-stp", "form": "giay_khen", "occasion": "yearly", "category": "CN",
        "nominee_id": nominee_id, "unit_id": tree.division, "starts_on": "2024-01-01", "ends_on": "2024-11-30",
        "text": TEXT, "theme": "học tập suốt đời",
    }  # fmt: skip
    answer = case.client.post("/api/v1/proposals", headers=case.people["clerk"], json=body)
    case.id = case.keep(answer, 201)["id"]


def fill(case: Case) -> None:
    """Attach what the law and the plan ask for."""
    case.attach("clerk", "D03", "2024-12-02")
    case.attach("clerk", "D04", "2024-12-03")
    case.attach("clerk", "D05", "2024-12-04")
    case.attach("clerk", "D08", "2024-12-05")
    case.attach("clerk", "E06", "2024-10-10", criterion="HT-CN-1")


def everyone(sign_in: Any, tree: Ministry) -> dict[str, Headers]:
    """Sign in the people of the case."""
    return {
        "clerk": sign_in("clerk", "unit_clerk", tree.division),
        "head": sign_in("head", "unit_head", tree.division),
        "hr": sign_in("hr", "hr_officer", tree.department),
        "director": sign_in("director", "agency_head", tree.department),
        "auditor": sign_in("auditor", "auditor", tree.government),
        "administrator": sign_in("administrator", "administrator", tree.government),
        "stranger": sign_in("stranger", "hr_officer", tree.province),
    }
