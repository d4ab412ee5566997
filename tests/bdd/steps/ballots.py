"""Chapter 9 begins: secret ballots and conflicts of interest that data show."""

import re

from service.usecases.councils.ballot_views import show_list
from service.usecases.councils.ballot_voting import cast_paper, prepare_paper
from service.usecases.councils.secret_ballots import Opening, close_ballot, forget_keys, open_ballot
from service.usecases.moves.conflicts import confirm_conflict, declare_kinship, list_conflicts
from tests.bdd.vocabulary import step
from tests.bdd.world import World
from workflows.conflicts import grounds, relations
from workflows.names import fold
from workflows.votes.papers import CHOICES
from workflows.votes.secret import check_file

CHAPTER = "9. Hội đồng: phiếu kín, xung đột lợi ích (Councils: secret ballots, conflicts of interest)"
SAID = {"đồng ý": "yes", "không đồng ý": "no", "không có ý kiến": "blank"}


@step("{who:who} mở bỏ phiếu kín cho {names:texts}[ khi có {present:count} người có mặt]", chapter=CHAPTER)
def opens_ballot(world: World, who: str, names: list[str], present: int | None) -> None:
    """Phát phiếu kín cho những người nêu tên, mỗi tên trong ngoặc kép; không nêu số người có mặt thì tất cả đều có mặt.

    EN: Opens a secret ballot for these people, all of whom are there unless a number says otherwise.
    VD: Khi thư ký Hội đồng mở bỏ phiếu kín cho "Trần Văn Bình" và "Lê Thị Chi"
    """
    member, case = world.person(who), world.find()
    voters = [world.staff.member(name, world.registry.person_id(name)) for name in names]
    roll = {voter.person_id or voter.account_id: voter.account_id for voter in voters}
    wanted = Opening("0" * 32, roll, len(roll) if present is None else present)
    actor, services = world.staff.actor(member), world.services

    def act() -> dict[str, object]:
        done = world.perform(
            lambda work: open_ballot(
                work, services.catalog, services.ballot_seals, actor=actor, proposal_id=case.id, opening=wanted
            ),
            member=member,
            case=case,
            action="end-ballot",
        )
        world.shown = {"ballot": done["id"], "receipts": [], "list": None}
        return done

    world.try_to(f"{who} mở bỏ phiếu kín", act)


@step("{who:who} bỏ phiếu kín {choice}", chapter=CHAPTER)
def votes(world: World, who: str, choice: str) -> None:
    """Một người bỏ phiếu: "đồng ý", "không đồng ý" hoặc "không có ý kiến"; biên nhận được giữ lại.

    EN: Casts a secret vote; the receipt is kept.
    VD: Khi bà "Lê Thị Chi" bỏ phiếu kín "không đồng ý"
    """
    member, case, seals, kept = world.person(who), world.find(), world.services.ballot_seals, world.shown
    actor, ballot_id = world.staff.actor(member), kept["ballot"]

    def act() -> dict[str, object]:
        paper = world.perform(
            lambda work: prepare_paper(work, seals, actor=actor, ballot_id=ballot_id, choice=SAID[choice]),
            member=member,
            case=case,
            action="vote",
        )
        done = world.perform(
            lambda work: cast_paper(work, seals, actor=actor, ballot_id=ballot_id, sealed=paper["sealed"]),
            member=member,
            case=case,
            action="vote",
        )
        kept["receipts"].append(done["receipt"])
        return done

    world.try_to(f"{who} bỏ phiếu kín", act)
    world.shown = kept


@step("{who:who} kiểm phiếu kín", chapter=CHAPTER)
def counts(world: World, who: str) -> None:
    """Kết thúc bỏ phiếu, kiểm phiếu, công bố danh sách và hủy khóa của hòm phiếu.

    EN: Closes the ballot, counts it, publishes its list and destroys its key.
    VD: Khi thư ký Hội đồng kiểm phiếu kín
    """
    member, case, services, kept = world.person(who), world.find(), world.services, world.shown
    actor, ballot_id = world.staff.actor(member), kept["ballot"]

    def act() -> dict[str, object]:
        done = world.perform(
            lambda work: close_ballot(work, services.catalog, services.ballot_seals, actor=actor, ballot_id=ballot_id),
            member=member,
            case=case,
            action="end-ballot",
        )
        forget_keys(services)
        auditor = world.auditor()
        kept["list"] = services.database.read(lambda work: show_list(work, actor=auditor, ballot_id=ballot_id))
        return done

    world.try_to(f"{who} kiểm phiếu kín", act)
    world.shown = kept


@step("danh sách phiếu kín tự kiểm lại được là {tally}", chapter=CHAPTER)
def counted_anew(world: World, tally: str) -> None:
    """Ai cũng kiểm lại danh sách không cần hệ thống; mọi biên nhận có trong đó; tên người thì không.

    EN: Anybody counts the list anew; every receipt is in it, no name is.
    VD: Thì danh sách phiếu kín tự kiểm lại được là "2 đồng ý, 1 không đồng ý, 0 không có ý kiến"
    """
    found = check_file(world.shown["list"])
    numbers = [int(number) for number in re.findall(r"\d+", tally)]
    assert not found.problems, found.problems
    assert dict(found.tally) == dict(zip(CHOICES, numbers, strict=True)), found.tally
    assert set(world.shown["receipts"]) == set(found.receipts)
    assert not [member for member in world.staff.members.values() if member.account_id in str(world.shown["list"])]


@step("dữ liệu cho thấy {person:person} có xung đột {ground}", chapter=CHAPTER)
def shows_conflict(world: World, person: str, ground: str) -> None:
    """Phần mềm nêu lý do kèm chứng cứ; chỉ nêu, chưa ai bị loại khỏi việc giải quyết.

    EN: A conflict of interest is named with its evidence; nobody is recused by that.
    VD: Thì dữ liệu cho thấy bà "Lê Thị Chi" có xung đột "Cùng đơn vị với đối tượng được đề nghị"
    """
    actor, case = world.staff.actor(world.staff.member(person)), world.find()
    rows = world.services.database.read(
        lambda work: list_conflicts(work, world.services.catalog, actor=actor, proposal_id=case.id)
    )
    assert fold(ground) in {fold(row["names"]["vi"]) for row in rows}, [row["names"]["vi"] for row in rows]


@step("{who:who} khai là {relation} của người được đề nghị", chapter=CHAPTER)
def declares_kinship(world: World, who: str, relation: str) -> None:
    """Khai quan hệ thân nhân một lần; mọi hồ sơ sau này của người đó sẽ nêu lại.

    EN: Declares once to be a relative of the nominee.
    VD: Khi bà "Lê Thị Chi" khai là "Anh, chị, em ruột (kể cả của vợ hoặc chồng)" của người được đề nghị
    """
    member, case = world.person(who), world.find()
    actor = world.staff.actor(member)
    code = next(code for code, names in relations().items() if fold(names["vi"]).startswith(fold(relation)))
    world.try_to(
        f"{who} khai quan hệ",
        lambda: world.perform(
            lambda work: declare_kinship(work, world.services.catalog, actor=actor, proposal_id=case.id, relation=code),
            member=member,
            case=case,
            action="declare-kinship",
        ),
    )


@step("{who:who} xác nhận {person:person} không tham gia vì {ground}", chapter=CHAPTER)
def confirms(world: World, who: str, person: str, ground: str) -> None:
    """Xác nhận một xung đột mà dữ liệu đã nêu; từ đó người ấy không còn thấy hồ sơ.

    EN: Confirms a conflict that data show; from then on the proposal is hidden from that person.
    VD: Khi thư ký Hội đồng xác nhận bà "Lê Thị Chi" không tham gia vì "Cùng đơn vị với đối tượng được đề nghị"
    """
    member, other, case = world.person(who), world.staff.member(person), world.find()
    actor = world.staff.actor(member)
    code = next(found.code for found in grounds().values() if fold(found.names["vi"]) == fold(ground))
    world.try_to(
        f"{who} xác nhận xung đột",
        lambda: world.perform(
            lambda work: confirm_conflict(
                work,
                world.services.catalog,
                actor=actor,
                proposal_id=case.id,
                ground=code,
                account_id=other.account_id,
            ),
            member=member,
            case=case,
            action="recuse",
        ),
    )
