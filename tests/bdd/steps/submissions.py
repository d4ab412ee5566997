"""Chapter 9: submissions (tờ trình): gathered, signed, sent as one, each entry with its own result."""

from collections.abc import Callable
from typing import Any, TypeVar

from service.db.inboxes import Filters
from service.db.work import Work
from service.usecases.attempts import perform
from service.usecases.desk.proposals import list_proposals
from service.usecases.submissions import submission_signing as signing
from service.usecases.submissions import submissions
from service.usecases.submissions.submission_lanes import own_lanes
from service.usecases.submissions.submission_papers import compose_paper
from service.usecases.submissions.submission_views import show_submission
from service.usecases.worker.job_runner import JobRunner
from tests.bdd import tables, trails
from tests.bdd.tables import Table, pairs, rows, text, whole
from tests.bdd.vocabulary import step
from tests.bdd.words import ROLES, find_code, read_day
from tests.bdd.world import World
from workflows.names import fold
from workflows.policy import Actor
from workflows.submissions import Signature

T = TypeVar("T")
CHAPTER = "9. Tờ trình (Submissions)"
POSTS = {"cấp phó": "deputy", "người được giao thừa lệnh": "subordinate", "người được ủy quyền": "authorised"} | ROLES
SIGNED: tables.Fields = {
    "người ký": ("signer_name", text),
    "chức vụ": ("signer_post", lambda value: POSTS[text(value)]),
    "thể thức ký": ("sign_mode", lambda value: text(value).replace(".", "").upper()),
    "văn bản ủy quyền": ("mandate_number", text),
    "ủy quyền từ ngày": ("mandate_from", read_day),
    "ủy quyền đến ngày": ("mandate_to", read_day),
    "ngày ký": ("signed_on", read_day),
}
RESULTS: tables.Fields = {
    "kết quả": ("outcome", tables.code("submission_outcomes")),
    "số hồ sơ": ("number", whole),
}
HANDLED: dict[str, Callable[..., Any]] = {
    "check": signing.begin_trial,
    "receive": signing.receive,
    "settle": signing.settle,
    "discard": submissions.discard,
}


@step("{who:who} lập tờ trình {name} gồm (mọi hồ sơ|{labels:texts})", chapter=CHAPTER)
def draws_up(world: World, who: str, name: str, labels: list[str] | None) -> None:
    """Lập một tờ trình gồm những hồ sơ đang ở cơ quan của người lập; các bước sau gọi nó bằng tên này.

    EN: Draws up a submission of proposals that lie with the body of whoever does it; later steps use this name.
    VD: Khi ông "Mai Văn Tín" lập tờ trình "01/TTr-SGDĐT" gồm "Sở Xây dựng" và "Sở Y tế"
    """
    cases = [world.find(label) for label in labels or ()] or list(world.cases.values())
    actor, catalog = world.staff.actor(world.person(who)), world.services.catalog

    def act(work: Work) -> str:
        places = own_lanes(work, catalog, actor)
        body = places[0][0] if places else actor.organisation_ids()[0]
        level = places[0][1].level if places else ""
        chosen = [case.id for case in cases]
        return submissions.draw_up(work, catalog, actor=actor, from_id=body, level=level, proposal_ids=chosen)

    outcome = world.try_to(f"{who} lập tờ trình", lambda: _perform(world, actor, act))
    if outcome.error is None:
        world.submissions[fold(name)] = outcome.result


@step("{who:who} ký gửi tờ trình {name}", chapter=CHAPTER)
def signs(world: World, who: str, name: str, datatable: Table = None) -> None:
    """Ghi số, ngày, người ký rồi gửi; từng hồ sơ đi hoặc ở lại theo điều kiện của nó.

    Số là tên của tờ trình. Bảng (mục | nội dung): người ký, chức vụ, thể thức ký, văn bản ủy quyền, ủy quyền từ ngày,
    ủy quyền đến ngày, ngày ký; không nêu thì người đứng đầu ký hôm nay.

    EN: Records number, day and signer and lets the submission go; each proposal goes or stays by its own conditions.
    VD: Khi ông "Mai Văn Tín" ký gửi tờ trình "01/TTr-SGDĐT"
    """
    key, given, catalog = world.submissions[fold(name)], pairs(datatable, SIGNED), world.services.catalog
    actor = world.staff.actor(world.person(who))

    def act(work: Work) -> str:
        head = show_submission(work, catalog, actor=actor, submission_id=key)["heads"][0]
        stated = {"signed_on": work.today, "signer_name": "Người ký (giả định)", "signer_post": head, **given}
        signature = Signature(number=name, **stated)
        return signing.sign(work, catalog, actor=actor, submission_id=key, expected_version=None, signature=signature)

    world.try_to(f"{who} ký gửi tờ trình", lambda: _perform(world, actor, act))
    _work_through(world)


@step("{who:who} {handling:handling} tờ trình {name}", chapter=CHAPTER)
def handles(world: World, who: str, handling: str, name: str) -> None:
    """Nơi lập kiểm tra thử hoặc bỏ tờ trình chưa ký; nơi nhận tiếp nhận, rồi kết thúc khi mọi hồ sơ có kết quả.

    EN: Its own body tries or discards a submission that is not signed; the addressee receives it and, once every
    proposal has its result, settles it.
    VD: Khi bà "Lê Thị Lan" tiếp nhận tờ trình "01/TTr-SGDĐT"
    """
    key, catalog = world.submissions[fold(name)], world.services.catalog
    actor = world.staff.actor(world.person(who))

    def act(work: Work) -> Any:
        return HANDLED[handling](work, catalog, actor=actor, submission_id=key, expected_version=None)

    world.try_to(f"{who} {handling} tờ trình", lambda: _perform(world, actor, act))
    _work_through(world)


@step("tờ trình {name} ở tình trạng {state}", chapter=CHAPTER)
def stands(world: World, name: str, state: str) -> None:
    """Tờ trình đang ở tình trạng đó.

    EN: The submission stands so.
    VD: Thì tờ trình "01/TTr-SGDĐT" ở tình trạng "Đã gửi"
    """
    assert _shown(world, name)["state"] == find_code("submission_states", state), _shown(world, name)


@step("kết quả của tờ trình {name} gồm", chapter=CHAPTER)
def results_are(world: World, name: str, datatable: Table) -> None:
    """Số hồ sơ theo từng kết quả, đúng như bảng (kết quả | số hồ sơ).

    EN: How many proposals have each result, exactly as in the table.
    VD: Thì kết quả của tờ trình "01/TTr-SGDĐT" gồm
    """
    wanted = {row["outcome"]: row["number"] for row in rows(datatable, RESULTS)}
    assert _shown(world, name)["counts"]["outcomes"] == wanted, _shown(world, name)["counts"]


@step("trong tờ trình {name}, hồ sơ {label} có mã {code}[ về {about}]", chapter=CHAPTER)
def entry_has_code(world: World, name: str, label: str, code: str, about: str | None) -> None:
    """Hồ sơ ấy của tờ trình không đi tiếp được vì mã này.

    EN: That proposal of the submission could not go on for this code.
    VD: Và trong tờ trình "63/TTr-SNV", hồ sơ "hồ sơ 1" có mã "G03" về "GL-h-1"
    """
    key = world.find(label).id
    entry = next(item for item in _shown(world, name)["entries"] if item["id"] == key)
    stops = [(row["code"], row["about"]) for row in (entry["answer"] or {}).get("findings", ()) if row.get("blocks")]
    is_said = any(code == said and about in {None, what} for said, what in stops)
    assert is_said or (about is None and code in [*entry["codes"], (entry["answer"] or {}).get("code")]), entry


@step("bản in tờ trình {name} liệt kê {number:count} trường hợp[ và ghi {words:texts}]", chapter=CHAPTER)
def paper_lists(world: World, name: str, number: int, words: list[str]) -> None:
    """Danh sách kèm tờ trình có đúng số trường hợp đó, và bản in có những lời này.

    EN: The list that goes with the submission has so many entries, and the paper says these words.
    VD: Thì bản in tờ trình "63/TTr-SNV" liệt kê 73 trường hợp và ghi "86 đề nghị"
    """
    key, catalog = world.submissions[fold(name)], world.services.catalog
    auditor = world.auditor()
    paper = world.services.database.read(lambda work: compose_paper(work, catalog, actor=auditor, submission_id=key))
    assert sum(len(block["rows"]) for block in paper["blocks"]) == number
    missing = [said for said in words or () if said not in str(paper)]
    assert not missing, paper


@step("{who:who} {is_absent:negation}xem được tờ trình {name}", chapter=CHAPTER)
def may_see(world: World, who: str, is_absent: bool, name: str) -> None:
    """Người đó xem được tờ trình; không xem được thì với người đó tờ trình không tồn tại.

    EN: That person may open the submission; for one who may not it is not there.
    VD: Thì bà "Lê Thị Lan" không xem được tờ trình "01/TTr-SGDĐT"
    """
    actor, catalog = world.staff.actor(world.person(who)), world.services.catalog
    key = world.submissions[fold(name)]
    outcome = world.try_to(
        f"{who} xem tờ trình",
        lambda: world.services.database.read(
            lambda work: show_submission(work, catalog, actor=actor, submission_id=key)
        ),
    )
    outcome.is_seen = True
    assert (outcome.error is not None) is is_absent, outcome.explain()
    assert outcome.error is None or outcome.error.code == "not-found"


@step("hồ sơ[ {label}] {is_in:negation}bị ghi là chưa tổng hợp", chapter=CHAPTER)
def is_left_out(world: World, label: str | None, is_in: bool) -> None:
    """Đơn vị thấy "chưa tổng hợp" trong danh sách và trong lịch sử hồ sơ, cùng việc đơn vị có thể kiến nghị.

    EN: The unit sees in its list and in the history that the collector left the proposal out, and that it may petition.
    VD: Thì hồ sơ "Sở Y tế" bị ghi là chưa tổng hợp
    """
    case = world.find(label)
    clerk = world.staff.actor(world.staff.holder("unit_clerk", case.unit))
    page = world.services.database.read(
        lambda work: list_proposals(work, actor=clerk, filters=Filters(), after=None, limit=200)
    )
    line = next(item for item in page.items if item["id"] == case.id)
    told = [row["sentence"] for row in trails.history(world, case) if row["event"] == "proposal.left-out"]
    assert line["is_left_out"] is not is_in, line
    assert is_in or any("chưa tổng hợp" in said and "kiến nghị" in said for said in told), told


def _shown(world: World, name: str) -> dict[str, Any]:
    """Return a submission as an auditor reads it."""
    auditor, catalog, key = world.auditor(), world.services.catalog, world.submissions[fold(name)]
    return world.services.database.read(lambda work: show_submission(work, catalog, actor=auditor, submission_id=key))


def _perform(world: World, actor: Actor, act: Callable[[Work], T]) -> T:
    return perform(world.services, act, actor=actor, stream="system", action="submission")


def _work_through(world: World) -> None:
    while JobRunner(world.services).run_one():
        pass
