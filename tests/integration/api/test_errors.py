"""Errors: one shape, a sentence in the reader's language, every problem at once, and nothing of the inside."""

import ast
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.app import create_app
from service.http.logs import configure_logging
from service.i18n import catalogue, sentence
from service.usecases.services import Services
from tests.integration.api.conftest import Headers, Ministry
from tests.support.tree import ROOT

ERRORS = {
    "Unauthenticated", "PermissionDenied", "NotFound", "MoveClosed", "TransitionRefused", "Stale",
    "PreconditionMissing", "Conflict", "Invalid", "TooManyAttempts", "UploadRefused", "PayloadTooLarge",
}  # fmt: skip


def calls(folder: Path, names: set[str]) -> set[str]:
    """Return the first text argument of every call of these names below a folder."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            place = 1 if name == "problem" else 0
            if name in names and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                found.add(str(node.args[place].value))
    return found


def coded(folder: Path) -> set[str]:
    """Return the codes of problems that are written as dictionaries."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                pairs = {k.value: v for k, v in zip(node.keys, node.values, strict=True) if isinstance(k, ast.Constant)}
                code = pairs.get("code")
                if "path" in pairs and isinstance(code, ast.Constant):
                    found.add(str(code.value))
    return found


def test_every_refusal_has_a_sentence_in_both_languages() -> None:
    codes = calls(ROOT / "service" / "usecases", ERRORS) | calls(ROOT / "service" / "http", ERRORS)
    assert {"stale", "move-not-open", "transition-refused"} <= codes
    assert codes <= set(catalogue()["errors"])


def test_every_problem_of_input_has_a_sentence() -> None:
    codes = coded(ROOT / "service") | calls(ROOT / "service" / "usecases", {"problem"})
    assert {"required", "not-in-plan", "unknown-field"} <= codes
    assert codes <= set(catalogue()["problems"])


def test_every_upload_problem_has_a_sentence() -> None:
    codes = calls(ROOT / "service" / "documents", {"UploadProblem"})
    assert "type-mismatch" in codes
    assert codes <= set(catalogue()["uploads"])


def test_every_sentence_is_written_in_both_languages() -> None:
    for family, sentences in catalogue().items():
        for code, texts in sentences.items():
            assert set(texts) == {"vi", "en"}, (family, code)
            assert all(text.strip() for text in texts.values())


def test_missing_parameter_shows_as_a_dash() -> None:
    assert "—" in sentence("errors", "too-many-attempts", {}, "vi")


@pytest.mark.parametrize(("header", "start"), [("vi", "Cần đăng nhập"), ("en", "Sign in first"), ("fr", "Cần")])
def test_error_speaks_the_language_of_the_reader(client: FlaskClient, header: str, start: str) -> None:
    answer = client.get("/api/v1/me", headers={"Accept-Language": header})
    assert answer.json["title"].startswith(start)


def test_all_problems_of_a_bad_input_come_at_once(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("chuyenvien", "unit_clerk", tree.division)
    answer = client.post("/api/v1/proposals", headers=headers, json={"plan_code": 5, "khong_co": 1, "ends_on": "mai"})
    assert answer.status_code == 422
    problems = {(item["path"], item["code"]) for item in answer.json["problems"]}
    assert {("khong_co", "unknown-field"), ("form", "required"), ("ends_on", "not-a-date")} <= problems
    assert ("plan_code", "not-text") in problems
    assert all(item["message"] for item in answer.json["problems"])


def test_unknown_name_in_the_query_is_refused(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    headers = sign_in("chuyenvien", "unit_clerk", tree.division)
    answer = client.get("/api/v1/proposals?trang=2", headers=headers)
    assert (answer.status_code, answer.json["problems"][0]["path"]) == (422, "trang")


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/api/v1/tokens", "{", 400, "bad-request"),
        ("POST", "/api/v1/tokens", "[1]", 422, "invalid-input"),
    ],
)
def test_errors_of_the_web_are_problems_too(
    client: FlaskClient, method: str, path: str, body: str, status: int, code: str
) -> None:
    answer = client.open(path, method=method, data=body, content_type="application/json")
    assert (answer.status_code, answer.json["code"], answer.content_type) == (status, code, "application/problem+json")


def test_wrong_method_says_which_are_allowed(
    client: FlaskClient, sign_in: Callable[..., Headers], tree: Ministry
) -> None:
    answer = client.delete("/api/v1/me", headers=sign_in("lan", "unit_clerk", tree.division))
    assert (answer.status_code, answer.json["code"]) == (405, "method-not-allowed")
    assert "GET" in answer.headers["Allow"]


def test_failure_of_our_own_tells_nothing_of_the_inside(services: Services) -> None:
    app = create_app(services)

    @app.get("/api/v1/openapi.json/broken", endpoint="broken")
    def broken() -> str:
        raise RuntimeError("mật mã kho: 12345")

    client = app.test_client()
    app.before_request_funcs.clear()
    answer = client.get("/api/v1/openapi.json/broken")
    assert (answer.status_code, answer.json["code"]) == (500, "internal-error")
    assert "12345" not in answer.text
    assert "Traceback" not in answer.text
    assert services.settings.demo is False


def test_error_outside_the_interface_is_a_page_in_words(client: FlaskClient) -> None:
    answer = client.get("/khong-co-trang-nay", headers={"Accept-Language": "en"})
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "Không tìm thấy" in answer.text


def test_page_refusing_a_method_says_which_are_allowed(client: FlaskClient) -> None:
    answer = client.post("/?lang=en")
    assert (answer.status_code, answer.mimetype) == (405, "text/html")
    assert "GET" in answer.headers["Allow"]
    assert "does not take that method" in answer.text


@pytest.mark.parametrize("path", ["/api/v2/proposals", "/api/nothing"])
def test_every_address_below_api_answers_with_problems(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_log_of_a_failure_names_the_place_and_no_values(services: Services, capsys: pytest.CaptureFixture[str]) -> None:
    app = create_app(services)

    @app.get("/hong", endpoint="hong")
    def broken() -> str:
        secret = "mật mã kho: 98765"
        raise RuntimeError(len(secret))

    configure_logging("INFO")
    answer = app.test_client().get("/hong")
    assert (answer.status_code, answer.mimetype) == (500, "text/html")
    logged = capsys.readouterr().err
    assert "RuntimeError" in logged
    assert "98765" not in logged
    assert services.settings.log_level == "INFO"
