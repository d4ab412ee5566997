"""Acts on proposals as people do them: drafting, filing papers, judging, moving; and shortcuts made of those acts."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from service.db.work import Work
from service.usecases.drafting.dossiers import DocumentValues, Upload, attach_document
from service.usecases.drafting.drafting import DraftValues, draft_proposal
from service.usecases.moves.judgements import record_judgement
from tests.bdd import kit
from tests.bdd.staff import Member
from tests.bdd.world import Case, World
from workflows.documents import document_types
from workflows.names import fold

PDF = b"%PDF-1.4\n% van ban gia dinh\n%%EOF\n"
LIMIT_BYTES = 1_000_000
COLUMNS = ("type", "criterion", "title", "number", "dated_on", "issuer", "copy")


def draft(world: World, member: Member, form: str, nominee: str, values: Mapping[str, Any], label: str) -> Case:
    """Let someone open a proposal; what `values` leaves out is chosen by plan, nominee and day."""
    drafted, unit = fill_draft(world, form, nominee, values)
    actor = world.staff.actor(member)
    services = world.services
    outcome = world.try_to(
        f"lập hồ sơ {form} cho {nominee}",
        lambda: services.database.write(
            lambda work: draft_proposal(work, services.catalog, actor=actor, values=drafted)
        ),
    )
    if outcome.error is None:
        return world.keep(Case(label or _free_label(world, nominee), outcome.result["id"], nominee, unit))
    return Case(label, "", nominee, unit)


def _free_label(world: World, nominee: str) -> str:
    same = sum(fold(case.nominee) == fold(nominee) for case in world.cases.values())
    return nominee if not same else f"{nominee} ({same + 1})"


def fill_draft(world: World, form: str, nominee: str, values: Mapping[str, Any]) -> tuple[DraftValues, dict[str, Any]]:
    """Return the statements of a draft with what was left out filled in, and the proposing unit."""
    plan, row = world.current_plan(), world.registry.find(nominee)
    given = dict(values)
    body = world.body_by_id(row["organisation_id"]) if row["organisation_id"] else None
    unit = world.bodies.find(given.pop("unit")) if "unit" in given else body
    assert unit is not None, f"“{nominee}” không thuộc đơn vị nào: thêm mục “đơn vị” (đơn vị đề nghị)"
    decider = given.pop("decider", "")
    occasion = given.setdefault("occasion", kit.choose_occasion(plan, form))
    stated = next((item for item in plan.occasions if item.code == occasion), None)
    starts, ends = kit.choose_period(stated, world.today) if stated else (None, None)
    given.setdefault("category", kit.choose_category(plan, row, body))
    basis = given.setdefault("basis", "movement")
    given.setdefault("standard", kit.choose_standard(form, row["kind"], basis, world.today))
    given.setdefault("starts_on", starts)
    given.setdefault("ends_on", ends)
    given.setdefault("text", f"Thành tích giả định của {nominee} trong phong trào học tập suốt đời")
    decider_id = world.bodies.find(decider)["id"] if decider else ""
    drafted = DraftValues(
        plan_code=plan.code, form=form, nominee_id=row["id"], unit_id=unit["id"], decider_id=decider_id, **given
    )
    return drafted, unit


def prepare(
    world: World, form: str, nominee: str, *, values: Mapping[str, Any], lacking: Collection[str], label: str = ""
) -> Case:
    """Make a dossier that has everything its plan and form ask for, apart from what is said to be missing."""
    drafted, unit = fill_draft(world, form, nominee, values)
    row = world.registry.find(nominee)
    assert drafted.starts_on, "hồ sơ đủ điều kiện cần thời gian thành tích: từ ngày"
    assert drafted.ends_on, "hồ sơ đủ điều kiện cần thời gian thành tích: đến ngày"
    request = kit.Request(
        plan=world.current_plan(),
        form=form,
        category=drafted.category,
        nominee=row,
        body=world.body_by_id(row["organisation_id"]) if row["organisation_id"] else None,
        starts_on=drafted.starts_on,
        ends_on=drafted.ends_on,
        today=world.today,
        lacking=lacking,
    )
    _put_on_record(world, nominee, request)
    clerk = world.staff.holder("unit_clerk", unit)
    case = draft(world, clerk, form, nominee, values, label)
    world.outcome.is_seen = True
    assert world.outcome.error is None, world.outcome.explain()
    world.must("nộp tài liệu", lambda: attach(world, clerk, case, kit.documents(request)))
    return case


def _put_on_record(world: World, nominee: str, request: kit.Request) -> None:
    held = {row["code"] for row in world.registry.records(nominee, "title")}
    absent = world.registry.without.get(fold(nominee), set())
    for title in kit.titles(request):
        if title["code"] not in held | absent:
            world.registry.record(nominee, "title", **title)
    if not world.registry.records(nominee, "initiative") and "initiative" not in absent:
        for item in kit.initiatives(request):
            world.registry.record(nominee, "initiative", **item)


def attach_bytes(world: World, member: Member, case: Case, kind: str, name: str, content: bytes) -> Any:
    """Let someone file one paper with bytes of his own."""
    return attach_uploads(world, member, case, [upload({"type": kind}, name, content)])


def attach(world: World, member: Member, case: Case, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Let someone file papers in one go; returns what became of each."""
    return attach_uploads(world, member, case, [upload(row) for row in rows])


def attach_uploads(world: World, member: Member, case: Case, uploads: list[Upload]) -> list[dict[str, Any]]:
    """Let someone file uploads in one transaction."""
    services = world.services
    actor = world.staff.actor(member)

    def act(work: Work) -> list[dict[str, Any]]:
        return [
            attach_document(
                work,
                services.catalog,
                services.documents,
                actor=actor,
                proposal_id=case.id,
                expected_version=None,
                upload=item,
            )
            for item in uploads
        ]

    return world.perform(act, member=member, case=case, action="attach")


def upload(row: Mapping[str, Any], name: str = "", content: bytes = PDF) -> Upload:
    """Return one row of a table of papers as an upload with some bytes."""
    columns = {key: row[key] for key in COLUMNS if key in row}
    kind = columns["type"] = _type_of(columns["type"])
    meta = {key: value for key, value in row.items() if key not in COLUMNS}
    return Upload(DocumentValues(file_name=name or f"{kind}.pdf", meta=meta, **columns), content, LIMIT_BYTES)


def _type_of(words: str) -> str:
    for code, kind in document_types().items():
        if fold(words) in {fold(code), fold(kind.label_vi), fold(kind.label_en)}:
            return code
    return words


def judge(world: World, member: Member, case: Case, criterion: str, *, met: bool, reason: str) -> Any:
    """Let someone record a judgement."""
    services, actor = world.services, world.staff.actor(member)
    return world.perform(
        lambda work: record_judgement(
            work,
            services.catalog,
            actor=actor,
            proposal_id=case.id,
            expected_version=None,
            criterion=criterion,
            met=met,
            reason=reason,
        ),
        member=member,
        case=case,
        action="judge",
    )


def judge_all(world: World, member: Member, case: Case) -> None:
    """Let someone find every criterion of the category met that asks for a judgement."""
    view = world.view(case)
    for criterion in world.plans[view["plan_code"]].criteria_of(view["category"]):
        if criterion.kind == "C":
            judge(world, member, case, criterion.code, met=True, reason="Đã đối chiếu minh chứng (giả định)")
