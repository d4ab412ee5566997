"""Chapter 11 goes on: the letters of absent members, with their hashes."""

from hashlib import sha256
from typing import Any

from service.db import audit
from service.usecases.councils.council_letters import open_letter
from service.usecases.councils.council_minutes import draft_minutes, minutes_as_paper
from service.usecases.councils.council_opinions import Letter, receive_opinion
from service.usecases.streams import session_stream
from tests.bdd.steps.councils import CHAPTER, sitting_of
from tests.bdd.vocabulary import step
from tests.bdd.world import World
from tests.support.councils import letter


@step("thư ký ghi ý kiến của thành viên thứ {place:count}, không kèm tệp", chapter=CHAPTER)
def writes_without_file(world: World, place: int) -> None:
    """Thư ký chỉ ghi số, ngày của văn bản mà không kèm tệp; việc này bị từ chối.

    EN: The secretary states only number and date of a letter, without its file.
    VD: Khi thư ký ghi ý kiến của thành viên thứ 5, không kèm tệp
    """
    world.try_to("ghi ý kiến", lambda: _receive(world, place, Letter("", b"", 1_000_000)))


@step("thư ký ghi ý kiến của thành viên thứ {place:count} kèm tệp {words}", chapter=CHAPTER)
def writes(world: World, place: int, words: str) -> None:
    """Thư ký ghi ý kiến của một thành viên vắng mặt kèm tệp có nội dung đó; "không đồng ý…" là ý kiến không đồng ý.

    EN: The secretary records the letter of an absent member; its words begin with how he votes.
    VD: Khi thư ký ghi ý kiến của thành viên thứ 5 kèm tệp "không đồng ý, 07/YK"
    """
    choice = "no" if words.startswith("không") else "yes"
    world.must("ghi ý kiến", lambda: _receive(world, place, letter(words), choice))


@step("biên bản nêu tệp {words} của thành viên thứ {place:count} kèm mã băm", chapter=CHAPTER)
def minutes_name(world: World, words: str, place: int) -> None:
    """Biên bản phiên họp có một dòng nêu thành viên, văn bản và mã băm SHA-256 của tệp.

    EN: The minutes name the member, his letter and the SHA-256 of its file.
    VD: Thì biên bản nêu tệp "bản thứ hai" của thành viên thứ 5 kèm mã băm
    """
    sitting, catalog = sitting_of(world), world.services.catalog
    actor = world.staff.actor(sitting.secretary)
    minutes = world.services.database.read(
        lambda w: draft_minutes(w, catalog, actor=actor, session_id=sitting.session_id)
    )
    (matter,) = minutes_as_paper(minutes).matters
    told = [line for line in matter.lines if f"Ủy viên {place}:" in line]
    assert len(told) == 1, matter.lines
    assert _digest(words) in told[0], told


@step("thành viên thứ {reader:count} {is_hidden:negation}mở được tệp của thành viên thứ {place:count}", chapter=CHAPTER)
def may_open(world: World, reader: int, place: int, *, is_hidden: bool) -> None:
    """Một thành viên mở tệp văn bản của người vắng mặt; ai không được xem thì như không có tệp nào.

    EN: Whether a member opens the letter of an absent one; to who may not see it, it is not there.
    VD: Và thành viên thứ 2 mở được tệp của thành viên thứ 5
    VD: Và thành viên thứ 4 không mở được tệp của thành viên thứ 5
    """
    sitting = sitting_of(world)
    actor = world.staff.actor(sitting.members[reader - 1])
    told = world.try_to(
        "mở văn bản",
        lambda: open_letter(
            world.services,
            actor=actor,
            session_id=sitting.session_id,
            item_id=sitting.item_id,
            member_id=sitting.member_ids[place - 1],
        ),
    )
    told.is_seen = True
    assert (told.error is not None) == is_hidden, told.explain()
    assert told.error is None or told.error.code == "not-found", told.explain()


@step("nhật ký phiên họp nêu mã băm của tệp {first} và {second}", chapter=CHAPTER)
def trail_names(world: World, first: str, second: str) -> None:
    """Nhật ký của phiên họp còn mã băm của văn bản cũ và văn bản mới, và cả hai tệp vẫn được lưu.

    EN: The trail of the session names the hash of the former letter and of the new one; both files are kept.
    VD: Và nhật ký phiên họp nêu mã băm của tệp "bản thứ nhất" và "bản thứ hai"
    """
    sitting = sitting_of(world)
    rows = world.services.database.read(lambda w: audit.read_stream(w, session_stream(sitting.session_id), limit=500))
    told = [row.entry().payload for row in rows if row.event == "council.opinion-recorded"]
    assert [one["digest"] for one in told] == [_digest(first), _digest(second)]
    assert told[-1]["replaced_digest"] == _digest(first)
    assert all(world.services.documents.has(_digest(words)) for words in (first, second))


def _receive(world: World, place: int, sent: Letter, choice: str = "yes") -> dict[str, Any]:
    sitting = sitting_of(world)
    values = {"member_id": sitting.member_ids[place - 1], "choice": choice, "paper": "07/YK (giả định)"}
    return receive_opinion(
        world.services,
        actor=world.staff.actor(sitting.secretary),
        session_id=sitting.session_id,
        item_id=sitting.item_id,
        values=values,
        letter=sent,
    )


def _digest(words: str) -> str:
    return sha256(letter(words).content).hexdigest()
