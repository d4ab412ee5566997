"""A secret ballot of the demonstration over the interface: every address is asked, every act done."""

from typing import Any

from service.usecases.services import Services
from tests.integration.api.described import API, Reader
from tests.integration.usecases.balloting import SECRETARY, gather

BALLOT = f"{API}/ballots/{{ballot_id}}"


def read_ballots(services: Services, secretary: Reader) -> None:
    """Vote, close and void as the council's secretary, and hold each answer against its description."""
    council = gather(services)
    one, other = council.open((SECRETARY,)), council.open((SECRETARY,))

    def act(ballot_id: str, part: str, status: int, body: dict[str, Any] | None = None) -> Any:
        answer = secretary.client.post(f"{API}/ballots/{ballot_id}{part}", json=body, headers=secretary.headers)
        secretary.hold(answer, f"{BALLOT}{part}", "post")
        assert answer.status_code == status, answer.text
        return answer.json

    assert len(secretary.read(f"{API}/ballots")["items"]) == 2
    secretary.read(f"{API}/proposals/{{proposal_id}}/ballots", proposal_id=council.proposal_id)
    secretary.read(BALLOT, ballot_id=one)
    tried = act(one, "/drafts", 200, {"choice": "no"})
    act(one, "/tests", 200, {"sealed": tried["sealed"]})
    act(one, "/papers", 409, {"sealed": tried["sealed"]})
    paper = act(one, "/drafts", 200, {"choice": "yes"})
    receipt = act(one, "/papers", 201, {"sealed": paper["sealed"]})["receipt"]
    assert act(one, "/papers", 201, {"sealed": paper["sealed"]})["receipt"] == receipt
    act(one, "/papers", 422, {"sealed": "x"})
    assert act(one, "/closing", 200)["yes"] == 1
    act(one, "/closing", 409)
    assert secretary.read(f"{BALLOT}/list", ballot_id=one)["papers"][0]["receipt"] == receipt
    secretary.read(BALLOT, ballot_id=one)
    act(other, "/voiding", 200, {"reason": "Mở nhầm (giả định)"})
    case = f"{API}/proposals/{{proposal_id}}"
    for part, body in (("/kinships", {"relation": "other"}), ("/conflicts", {"ground": "declared-kinship"})):
        address = case.format(proposal_id=council.proposal_id) + part
        said = secretary.client.post(address, json=body, headers=secretary.headers)
        secretary.hold(said, case + part, "post")
        assert said.status_code == 201, said.text
