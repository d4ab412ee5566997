"""The command line as a whole: sentences instead of tracebacks, stable JSON, exit codes."""

import json
import socket
from pathlib import Path

import pytest

from service.cli.failures import Failure
from service.cli.serving import require_free_database, require_free_port
from service.db import accounts
from service.db.errors import DatabaseLocked
from service.db.work import Work
from tests.integration.cli.conftest import ADMINISTRATOR, PASSWORD, Call
from tests.integration.services import add_actor, add_body, build_test_services
from tests.integration.usecases.dossier import Dossier, draft_dossier
from tests.support.databases import open_database
from workflows.plans.catalog import packaged_texts

PLAN = packaged_texts()["kon-tum-snn/1.toml"]


@pytest.fixture
def plan_file(tmp_path: Path) -> str:
    """A plan as a file."""
    path = tmp_path / "plan.toml"
    path.write_text(PLAN, encoding="utf-8")
    return str(path)


@pytest.fixture
def dossier(database_url: str, tmp_path: Path) -> Dossier:
    """A drafted proposal, put there by a service that has ended since."""
    database = open_database(database_url)
    try:
        services = build_test_services(database, tmp_path)
        root = database.write(lambda work: add_body(work, "chinh-phu", level="government"))
        database.write(lambda work: add_actor(work, "kiem-toan", "auditor", root))
        hashed = services.passwords.hash(PASSWORD)
        made = draft_dossier(services, root)
        database.write(lambda work: set_passwords(work, hashed))
        return made
    finally:
        database.close()


def set_passwords(work: Work, hashed: str) -> None:
    """Give every account the same password."""
    for row in accounts.list_accounts(work):
        accounts.update_account(work, row.id, {"password_hash": hashed})


def test_upgrade_publishes_what_ships_and_says_so_once(call: Call) -> None:
    first, again = call("db", "upgrade", "--json").data, call("db", "upgrade", "--json").data
    assert first["newly_published"] == first["published"] > 20
    assert (again["newly_published"], again["before"]) == (0, first["revision"])


def test_check_knows_a_database_at_this_version(call: Call) -> None:
    assert call("db", "check", "--json").data["is_current"]


def test_outdated_database_names_the_verb_that_helps(
    call: Call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    answer = call("plans", "list")
    assert (answer.code, answer.out) == (1, "")
    assert "vinhdanh db upgrade" in answer.err
    assert not (tmp_path / "none.db").exists()


def test_wrong_setting_is_named(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    answer = call("plans", "list", "--json")
    assert answer.code == 1
    error = json.loads(answer.err)["error"]
    assert error["code"] == "setting-invalid"
    assert "PORT" in error["message"]


def test_locked_database_names_the_api(call: Call, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    database = open_database(sqlite_url)
    answer = call("plans", "list", "--lang", "en")
    with pytest.raises(DatabaseLocked):
        require_free_database(sqlite_url)
    database.close()
    assert (answer.code, "/api/v1" in answer.err) == (1, True)
    require_free_database(sqlite_url)
    assert call("plans", "list").code == 0


def test_taken_port_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Failure, match="port-taken"):
            require_free_port("127.0.0.1", port)
    require_free_port("127.0.0.1", port)


def test_workers_are_for_postgresql(call: Call, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert call("serve", "--workers", "2").code == 2


@pytest.mark.parametrize("words", [("fly",), ("plans", "show"), ("plans", "list", "--lang", "fr")])
def test_wrong_usage_is_two(call: Call, words: tuple[str, ...]) -> None:
    assert call(*words).code == 2


def test_nobody_acts_without_a_name(call: Call) -> None:
    answer = call("accounts", "list")
    assert (answer.code, "VINHDANH_TOKEN" in answer.err) == (1, True)


def test_a_second_factor_that_is_not_there_is_not_reset(call: Call, administrator: str) -> None:
    answer = call("accounts", "reset-second-factor", "quan-tri", "--reason", "mất điện thoại")
    assert answer.code != 0
    assert call("accounts", "reset-second-factor", "quan-tri").code == 2


def test_first_administrator_is_the_first(call: Call, administrator: str) -> None:
    answer = call("accounts", "add", "khac", "--name", "Khác", "--first")
    assert answer.code == 1
    assert [row["username"] for row in call("accounts", "list", "--json").data["items"]] == [ADMINISTRATOR]


def test_token_of_the_command_line_ends_with_the_verb(call: Call, administrator: str) -> None:
    call("accounts", "list", "--json")
    entries = call("audit", "verify", "--json").data
    assert entries["breaks"] == []
    assert call("accounts", "list").code == 0


def test_account_and_role_are_given_by_name(
    call: Call, administrator: str, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = open_database(database_url)
    database.write(lambda work: add_body(work, "so-noi-vu", parent=None))
    database.close()
    assert call("accounts", "add", "lan", "--name", "Lan", "--json").data["username"] == "lan"
    held = call("accounts", "grant", "lan", "auditor", "so-noi-vu", "--document", "QĐ 1", "--json").data
    assert (held["role"], held["organisation_code"]) == ("auditor", "so-noi-vu")
    assert call("audit", "show", "system", "--as", "lan").code == 0
    assert call("accounts", "grant", "nobody", "auditor", "so-noi-vu").code == 1


def test_plan_is_checked_proposed_confirmed_shown_and_exported(
    call: Call, second_administrator: str, plan_file: str, tmp_path: Path
) -> None:
    (checked,) = call("plans", "check", plan_file, "--json").data
    assert checked["is_valid"]
    (waiting,) = call("plans", "import", plan_file, "--json").data
    assert (waiting["is_new"], waiting["state"]) == (True, "pending")
    assert call("plans", "list", "--json").data == []
    act = ("publications", "confirm", waiting["id"], "--digest", checked["digest"])
    alone = call(*act)
    assert (alone.code, "hai người" in alone.err) == (1, True)
    call("publications", "list", "--as", second_administrator)
    made = call(*act, "--as", second_administrator, "--json").data
    assert (made["code"], made["digest"]) == ("kon-tum-snn", checked["digest"])
    assert [row["digest"] for row in call("plans", "list", "--json").data] == [checked["digest"]]
    assert call("plans", "show", "kon-tum-snn", "--json").data["data"]["code"] == "kon-tum-snn"
    target = tmp_path / "out.toml"
    assert call("plans", "export", "kon-tum-snn", "-o", str(target)).code == 0
    assert target.read_text(encoding="utf-8") == PLAN
    assert call("plans", "export", "kon-tum-snn").out == PLAN


def test_file_with_problems_lists_them_and_keeps_nothing(call: Call, administrator: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text('code = "x"\n', encoding="utf-8")
    for words in (("check",), ("import", "--dry-run")):
        answer = call("plans", *words, str(path))
        assert (answer.code, "version: thiếu" in answer.out) == (1, True)
    refused = call("plans", "import", str(path))
    assert (refused.code, "version: missing" in refused.err) == (1, True)
    assert call("plans", "list", "--json").data == []


def test_file_that_is_no_text_is_told(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(b"\xff\xfe")
    answer = call("plans", "check", str(path))
    assert (answer.code, "bad.toml" in answer.err) == (1, True)


def test_proposed_text_is_shown_rejected_and_withdrawn(call: Call, second_administrator: str, plan_file: str) -> None:
    for act, who in (("reject", second_administrator), ("withdraw", ADMINISTRATOR)):
        (waiting,) = call("plans", "import", plan_file, "--json").data
        assert call("publications", "list", "--json").data[0]["id"] == waiting["id"]
        assert "kon-tum-snn" in call("publications", "list").out
        assert PLAN in call("publications", "show", waiting["id"]).out
        done = call("publications", act, waiting["id"], "--reason", "Chưa đủ căn cứ", "--as", who, "--json").data
        assert done["state"] in {"rejected", "withdrawn"}
    settled = call("publications", "list", "--settled", "--json").data
    assert [row["state"] for row in settled] == ["withdrawn", "rejected"]
    assert call("plans", "list", "--json").data == []


@pytest.mark.parametrize(("form", "sign"), [("mermaid", "stateDiagram"), ("svg", "<svg")])
def test_flow_is_drawn(call: Call, form: str, sign: str) -> None:
    call("db", "upgrade")
    drawn = call("flows", "diagram", "F1", "--format", form, "--json").data
    assert drawn["flow"] == "F1@2"
    assert sign in drawn["diagram"]


def test_proposal_is_listed_shown_and_looked_ahead(
    call: Call, dossier: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINHDANH_PASSWORD", PASSWORD)
    (row,) = call("proposals", "list", "--as", "unit_clerk", "--json").data["items"]
    shown = call("proposals", "show", row["number"], "--as", "unit_clerk", "--json").data
    assert (shown["id"], shown["state"], shown["version"]) == (dossier.proposal_id, "drafted", 1)
    ahead = call("proposals", "preflight", row["number"], "--as", "unit_clerk", "--json").data
    assert ahead["steps"][0]["action"] == "review"
    assert all(finding["message"] for step in ahead["steps"] for finding in step["findings"])
    assert "G18" in call("proposals", "preflight", dossier.proposal_id, "--as", "unit_clerk").out


def test_refused_move_says_why_and_is_remembered(call: Call, dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VINHDANH_PASSWORD", PASSWORD)
    refused = call("proposals", "move", dossier.proposal_id, "review", "--as", "unit_head")
    assert (refused.code, "G18" in refused.err) == (1, True)
    stale = call("proposals", "move", dossier.proposal_id, "withdraw", "--expect", "9", "--as", "unit_clerk", "--json")
    assert (stale.code, json.loads(stale.err)["error"]["code"]) == (1, "stale")
    moved = call(
        "proposals",
        "move",
        dossier.proposal_id,
        "withdraw",
        "--reason",
        "Chọn người khác",
        "--as",
        "unit_clerk",
        "--json",
    )
    assert (moved.data["state"], moved.data["version"]) == ("withdrawn", 2)
    lines = call("audit", "show", dossier.proposal_id, "--as", "kiem-toan").out.splitlines()
    assert [line.split()[2] for line in lines] == ["•", "✗", "•"]


def test_move_is_read_from_a_file_under_the_options(
    call: Call, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINHDANH_PASSWORD", PASSWORD)
    path = tmp_path / "move.json"
    path.write_text(json.dumps({"reason": "x", "colour": "red", "decision": {"signed_on": "1/1"}}), encoding="utf-8")
    answer = call("proposals", "move", dossier.proposal_id, "withdraw", "--data", str(path), "--as", "unit_clerk")
    assert answer.code == 1
    assert {line.split(":")[0].strip(" -") for line in answer.err.splitlines()[1:]} == {"colour", "decision.signed_on"}


def test_trail_is_verified_and_written_out(
    call: Call, dossier: Dossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VINHDANH_PASSWORD", PASSWORD)
    whole = call("audit", "verify", "--json").data
    assert whole["breaks"] == []
    target = tmp_path / "trail.jsonl"
    done = call("audit", "export", "-o", str(target), "--as", "kiem-toan", "--json").data
    assert done["entries"] == len(target.read_bytes().splitlines()) > whole["events"]
    refused = call("audit", "export", "--as", "unit_clerk")
    assert refused.code == 1


def test_pages_of_documentation_are_written_from_the_code(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.cli.documentation.ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    assert call("docs", "build", "--check").code == 1
    assert not list((tmp_path / "docs").iterdir())
    call("docs", "build")
    assert call("docs", "build", "--check").code == 0
    assert "`LOGIN_FAILURES_ALLOWED`" in (tmp_path / "docs" / "settings.md").read_text(encoding="utf-8")
    assert "vinhdanh audit verify" in (tmp_path / "docs" / "commands.md").read_text(encoding="utf-8")
