"""Minutes of a session, drafted from what was recorded: no figure is typed twice."""

from typing import Any

from service.db import council_items
from service.db.council_items import ItemRow
from service.db.council_sessions import SeatRow
from service.db.work import Work
from service.i18n import name_of
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.council_access import see_session
from service.usecases.council_closings import seats_digest
from service.usecases.council_counts import Room, judge_item, judgement_as_data, load_room
from service.usecases.council_sessions import session_as_data
from service.usecases.councils import council_as_data
from workflows.policy import Actor


def draft_minutes(work: Work, catalog: Catalog, *, actor: Actor, session_id: str) -> dict[str, Any]:
    """Return the minutes of a session that was called: place, people, discussion, votes, each from its record.

    Raises NotFound; an item that is hidden from the reader is not in his minutes.
    """
    sight, row = see_session(work, actor, session_id)
    room = load_room(work, catalog, row)
    seen = council_items.list_seen(work, row.id, reader_of(actor))
    runs = sight.secretary is not None
    return {
        "session": session_as_data(row),
        "council": council_as_data(sight.council),
        "rule_title": room.rule.title_vi,
        "chair": next((seat.name for seat in room.seats if seat.member_id == row.chair_id), ""),
        "secretaries": [seat.name for seat in room.seats if seat.post == "secretary"],
        "present": [_person(seat) for seat in room.seats if seat.attendance == "present"],
        "absent": [_person(seat) for seat in room.seats if seat.attendance == "absent"],
        "items": [
            _item(room, item, place) for place, item in enumerate(seen, start=1) if runs or item.state == "closed"
        ],
        "seats_digest": seats_digest(room),
    }


def minutes_as_text(minutes: dict[str, Any]) -> str:
    """Return minutes as plain Vietnamese text, to be put on paper and signed."""
    session, council = minutes["session"], minutes["council"]
    when = " ".join(part for part in (session["starts_at"], f"ngày {_day(session['held_on'])}") if part)
    lines = [
        council["name"].upper(),
        "",
        "BIÊN BẢN HỌP HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG",
        f"Phiên họp số {session['number']}",
        "",
        f"Thời gian: {when}. Địa điểm: {session['place']}.",
        f"1. Chủ trì: {minutes['chair'] or '…'}. Thư ký: {', '.join(minutes['secretaries']) or '…'}.",
        f"2. Thành viên có mặt ({len(minutes['present'])}): {_names(minutes['present'])}.",
        f"   Vắng mặt ({len(minutes['absent'])}): {_names(minutes['absent'])}.",
        f"3. Áp dụng: {minutes['rule_title']} ({session['rule_code']}@{session['rule_version']}).",
        "4. Thảo luận và biểu quyết:",
    ]
    for item in minutes["items"]:
        lines += _item_lines(item)
    lines += [
        "",
        "THƯ KÝ                                        CHỦ TRÌ",
        "",
        f"Mã băm danh sách: {minutes['seats_digest']}",
    ]
    return "\n".join(lines) + "\n"


def _person(seat: SeatRow) -> dict[str, Any]:
    return {"name": seat.name, "title": seat.title, "post": seat.post, "votes": seat.votes}


def _item(room: Room, item: ItemRow, place: int) -> dict[str, Any]:
    figures = item.result or judgement_as_data(room, item, judge_item(room, item))
    concerned = room.recused.get(item.id, frozenset())
    return {
        "place": place,
        "number": item.number,
        "nominee_name": item.nominee_name,
        "form": item.form,
        "mode": item.mode,
        "state": item.state,
        "note": item.note,
        "figures": figures,
        "recused": [seat.name for seat in room.seats if seat.person_id in concerned],
        "wrote": [
            {"name": seat.name, "paper": room.votes[item.id][seat.member_id].paper}
            for seat in room.acting(item)
            if seat.attendance == "absent" and seat.member_id in room.votes.get(item.id, {})
        ],
    }


def _item_lines(item: dict[str, Any]) -> list[str]:
    figures = item["figures"]
    said = [f"   4.{item['place']}. {item['nominee_name']} – {name_of('forms', item['form'], 'vi')}"]
    if item["note"]:
        said.append(f"        Thảo luận: {item['note']}")
    if item["recused"]:
        said.append(f"        Không tham gia: {', '.join(item['recused'])}.")
    votes = (
        f"phát ra {figures['issued']}, thu về {figures['returned']}, hợp lệ {figures['returned'] - figures['invalid']}"
    )
    said.append(f"        {name_of('council_modes', item['mode'], 'vi')}: {votes}, không hợp lệ {figures['invalid']}.")
    said.append(
        f"        Đồng ý {figures['yes']}, không đồng ý {figures['no']}, ý kiến khác {figures['blank']};"
        f" ý kiến bằng văn bản {figures['written']} (đồng ý {figures['written_yes']})."
    )
    said.append(
        f"        Kết quả: {figures['in_favour']}/{figures['base']} ({spell_percent(figures)}) –"
        f" {name_of('council_outcomes', figures['outcome'], 'vi')}."
    )
    return said


def spell_percent(figures: dict[str, Any]) -> str:
    """Return a share in tenths of a per cent, rounded half up in whole numbers."""
    if not figures["base"]:
        return "—"
    tenths = (2000 * figures["in_favour"] + figures["base"]) // (2 * figures["base"])
    return f"{tenths // 10},{tenths % 10} %"


def _names(people: list[dict[str, Any]]) -> str:
    return "; ".join(f"{one['name']}, {one['title']}" if one["title"] else one["name"] for one in people) or "không"


def _day(text: str) -> str:
    year, month, day = text.split("-")
    return f"{day}/{month}/{year}"
