"""Voting in secret at a browser without script: choose, look, cast, keep the receipt, find it in the list."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from service.cli import main
from tests.integration.demonstration import BOTH_ENGINES, demonstration
from tests.integration.usecases.balloting import SECRETARY, Council, gather
from tests.integration.web.workplace import Desk, checked, sit_down
from workflows.votes.secret import check_file

RECEIPT = re.compile(r'<code class="receipt">([0-9a-f ]{39})</code>')
CLERK, STRANGER, HEAD = "vanphong.hatinh", "tochuc.bo", "giamdoc.hatinh"


@pytest.fixture(scope="module", params=BOTH_ENGINES)
def room(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Council, str]]:
    """The council of the demonstration with the password of its people, once per engine."""
    with demonstration(request, tmp_path_factory.mktemp("room")) as (services, summary):
        yield gather(services), summary.password


def desk(room: tuple[Council, str], username: str) -> Desk:
    return sit_down(room[0].services, username, room[1])


def sealed_on(answer: Any) -> str:
    found = re.search(r'name="sealed" value="([^"]+)"', answer.text)
    assert found is not None
    return found[1]


def test_a_member_votes_keeps_the_receipt_and_finds_it(room: tuple[Council, str], tmp_path: Path) -> None:
    council, _ = room
    ballot_id = council.open((SECRETARY, CLERK, HEAD))
    address = f"/ballots/{ballot_id}"
    member, secretary = desk(room, CLERK), desk(room, SECRETARY)
    assert address in member.page("/ballots").values("href")
    assert "Kết thúc và kiểm phiếu" not in member.text(address)
    nothing = member.post(f"{address}/draft", {}, address)
    assert checked(nothing, 422, is_whole=True)
    draft = member.post(f"{address}/draft", {"choice": "no"}, address)
    assert "Không đồng ý" in checked(draft, 200, is_whole=True).text()
    receipt = RECEIPT.findall(draft.text)[0]
    cast = member.post(f"{address}/paper", {"sealed": sealed_on(draft)}, address)
    assert checked(cast, 200, is_whole=True)
    assert RECEIPT.findall(cast.text) == [receipt]
    again = member.post(f"{address}/paper", {"sealed": sealed_on(draft)}, address)
    assert RECEIPT.findall(again.text) == [receipt]
    assert "đã ở trong hòm" in member.text(address)
    assert member.post(f"{address}/draft", {"choice": "yes"}, address).status_code == 409
    assert member.post(f"{address}/closing", {}, address).status_code == 403

    assert "Còn 2 phiếu chưa bỏ" in secretary.text(address)
    assert secretary.onward(secretary.post(f"{address}/closing", {}, address)) == address
    page = member.client.get(address, query_string={"receipt": receipt.upper()})
    assert "Có phiếu này trong danh sách" in checked(page, 200, is_whole=True).text()
    missing = member.client.get(address, query_string={"receipt": "0" * 32})
    assert "Không có biên nhận này" in checked(missing, 200, is_whole=True).text()
    file = tmp_path / "list.json"
    file.write_bytes(member.client.get(f"{address}/list").data)
    ran = CliRunner().invoke(main, ["ballots", "check", str(file), "--receipt", receipt])
    assert ran.exit_code == 0, ran.output
    assert "mở được tổng" in ran.output
    assert secretary.text(f"/proposals/{council.proposal_id}/ballots").count("đã kiểm phiếu") >= 1


def test_a_paper_opened_as_a_test_shows_its_choice_and_cannot_be_cast(room: tuple[Council, str]) -> None:
    ballot_id = room[0].open((SECRETARY, HEAD))
    secretary, address = desk(room, SECRETARY), f"/ballots/{ballot_id}"
    tried = secretary.post(f"{address}/draft", {"choice": "blank"}, address)
    opened = secretary.post(f"{address}/test", {"sealed": sealed_on(tried)}, address)
    assert checked(opened, 200, is_whole=True)
    shown = re.search(r"<textarea[^>]*>(.*?)</textarea>", opened.text, re.DOTALL)
    assert shown is not None
    assert check_file(json.loads(html.unescape(shown[1]))).problems == ()
    late = secretary.post(f"{address}/paper", {"sealed": sealed_on(tried)}, address)
    assert "mở thử" in checked(late, 409, is_whole=True).text()


def test_whoever_has_nothing_to_do_with_it_finds_no_ballot(room: tuple[Council, str]) -> None:
    council, _ = room
    ballot_id = council.open((SECRETARY, HEAD))
    stranger = desk(room, STRANGER)
    for address in (f"/ballots/{ballot_id}", f"/ballots/{ballot_id}/list", f"/proposals/{council.proposal_id}/ballots"):
        assert stranger.client.get(address).status_code == 404
    for path in ("draft", "paper", "test", "closing", "voiding"):
        sent = {"draft": {"choice": "yes"}, "closing": {}, "voiding": {"reason": "x"}}.get(path, {"sealed": "x"})
        assert stranger.post(f"/ballots/{ballot_id}/{path}", sent, "/ballots").status_code == 404
    assert "Không có lần bỏ phiếu kín" in stranger.text("/ballots")


def test_a_ballot_is_declared_void_with_a_reason(room: tuple[Council, str]) -> None:
    council, _ = room
    ballot_id = council.open((SECRETARY, HEAD))
    secretary, address = desk(room, SECRETARY), f"/ballots/{ballot_id}"
    assert secretary.post(f"{address}/voiding", {"reason": " "}, address).status_code == 422
    assert secretary.onward(secretary.post(f"{address}/voiding", {"reason": "Nhầm danh sách"}, address)) == address
    assert "đã hủy" in secretary.text(address)
    assert secretary.post(f"{address}/closing", {}, address).status_code == 409
    assert ballot_id not in council.services.ballot_seals.kept()
