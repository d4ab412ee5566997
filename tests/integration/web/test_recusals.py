"""Whoever is recused finds nothing of the proposal anywhere; only somebody else lets him see it again."""

from service.demo import DemoSummary
from service.http.context import API_ROOT
from service.usecases.accounts.tokens import issue_token
from service.usecases.desk.proposals import Filters, list_proposals
from service.usecases.services import Services
from tests.integration.api.test_doors import fill
from tests.integration.web.workplace import Desk, sit_down

World = tuple[Services, DemoSummary]
REASON = "Là em ruột của người được đề nghị (giả định)."


def desk(world: World, username: str) -> Desk:
    services, summary = world
    return sit_down(services, username, summary.password)


def readable(who: Desk) -> list[str]:
    page = who.services.database.read(
        lambda work: list_proposals(work, actor=who.actor, filters=Filters(), after=None, limit=100)
    )
    return [row["id"] for row in page.items]


def everything(who: Desk, key: str, number: str) -> dict[str, str]:
    """Ask every address that can be read, with the proposal's id in each place, and return the answers."""
    issued = who.services.database.write(
        lambda work: issue_token(work, actor=who.actor, name="test", scopes=["*"], lifetime_hours=1)
    )
    headers = {"Authorization": f"Bearer {issued.token}"}
    answers = {}
    for rule in who.client.application.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or "static" in rule.endpoint:
            continue
        path = fill(rule.rule).replace("/x", f"/{key}")
        for address in (path, f"{path}?q={number}&number={number}&stream=proposal/{key}&id={key}&after="):
            answer = who.client.get(address, headers=headers if path.startswith(API_ROOT) else {})
            assert answer.status_code < 500, address
            answers[address] = _without_echo(answer.get_data(as_text=True), number)
    return answers


def _without_echo(text: str, number: str) -> str:
    """Return an answer without the number where it is only what was asked."""
    return text.replace(f'="{number}"', "").replace(f"={number}", "").replace(f"“{number}”", "")


def test_nothing_of_a_hidden_proposal_is_told_to_an_auditor(world: World) -> None:
    who = desk(world, "kiemtoan")
    key = readable(who)[5]  # no number that stands as an example in the description of the interface
    view = who.services.database.read(
        lambda work: list_proposals(work, actor=who.actor, filters=Filters(), after=None, limit=100)
    )
    number = next(row["number"] for row in view.items if row["id"] == key)
    before = {address for address, text in everything(who, key, number).items() if number in text}
    assert len(before) >= 5
    address = f"/proposals/{key}/recusals"
    assert who.onward(who.post(address, {"reason": REASON}, address)) == "/"
    assert "không còn thấy hồ sơ đó" in who.text("/")
    assert key not in readable(who)
    told = everything(who, key, number)
    assert not {where for where, text in told.items() if number in text}


def test_a_head_records_it_and_another_lifts_it_with_a_reason(world: World) -> None:
    clerk, head, person = (desk(world, name) for name in ("chuyenvien.bo", "hieutruong.bo", "tochuc.bo"))
    key = next(one for one in readable(clerk) if one in readable(head) and one in readable(person))
    address = f"/proposals/{key}/recusals"
    assert "Chính tôi" in head.text(address)
    assert "Chính tôi" not in person.text(address)
    refused = head.post(address, {"account_id": person.actor.account_id, "reason": " "}, address)
    assert refused.status_code == 422
    assert "phải ghi lý do" in refused.text or "cần có giá trị" in refused.text
    done = head.post(address, {"account_id": person.actor.account_id, "reason": REASON}, address)
    assert head.onward(done) == address
    assert key not in readable(person)
    assert person.client.get(address).status_code == 404
    told = clerk.text(address)
    assert REASON in told
    assert "Cho tham gia trở lại" not in told
    link = next(value for value in head.page(address).values("href") if "lift=" in value)
    lifting = f"{address}/{link.rsplit('=', 1)[1]}/lifting"
    assert head.post(lifting, {"reason": ""}, link).status_code == 422
    assert clerk.post(lifting, {"reason": REASON}, address).status_code == 403
    assert head.onward(head.post(lifting, {"reason": "Đã xác minh lại (giả định)."}, link)) == address
    assert key in readable(person)
    assert "đã tham gia trở lại" in person.text(address)


def test_a_conflict_that_data_show_is_confirmed_by_its_button(world: World) -> None:
    officer, secretary, director = (desk(world, name) for name in ("tochuc.hatinh", "thuky.hatinh", "giamdoc.hatinh"))
    key = council_case(secretary)
    address = f"/proposals/{key}/recusals"
    assert "Đã ký hoặc xét hồ sơ ở bước trước" in officer.text(address)
    assert "Dữ liệu không cho thấy xung đột nào" in secretary.text(address)
    assert "Đã ký hoặc xét hồ sơ ở bước trước" in secretary.text(f"{address}?account_id={officer.actor.account_id}")
    kin = f"/proposals/{key}/kinships"
    assert director.post(kin, {"relation": ""}, address).status_code == 422
    assert director.onward(director.post(kin, {"relation": "spouse"}, address)) == address
    assert "vợ hoặc chồng" in director.text(address).lower()
    assert director.post(kin, {"relation": "child"}, address).status_code == 422
    absent = secretary.post(f"/proposals/{key}/conflicts", {"ground": "self"}, address)
    assert absent.status_code == 422
    sent = {"ground": "signed-earlier", "account_id": officer.actor.account_id}
    assert secretary.onward(secretary.post(f"/proposals/{key}/conflicts", sent, address)) == address
    assert "Lý do thấy từ dữ liệu" in secretary.text(address)
    assert officer.client.get(address).status_code == 404
    own = {"ground": "declared-kinship"}
    assert director.onward(director.post(f"/proposals/{key}/conflicts", own, address)) == "/"
    assert director.client.get(address).status_code == 404


def council_case(who: Desk) -> str:
    """Return the proposal that waits for the council of Hà Tĩnh."""
    rows = who.services.database.read(
        lambda work: list_proposals(work, actor=who.actor, filters=Filters(state="hr_verified"), after=None, limit=9)
    )
    return str(rows.items[0]["id"])
