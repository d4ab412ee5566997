"""Writing that keeps itself: private, versioned, saved as one recorded edit; two people or windows lose nothing."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from service.db import audit
from service.db.work import Work
from service.usecases.drafting.working_copies import (
    discard_statements,
    has_unsaved,
    keep_statements,
    list_unfinished,
    open_statements,
    save_statements,
)
from service.usecases.errors import Invalid, MoveClosed, NotFound, PermissionDenied, Stale
from service.usecases.moves.transitions import move_proposal
from service.usecases.services import Services
from tests.integration.usecases.dossier import Dossier, draft_dossier
from workflows.facts import MoveFacts
from workflows.policy import Actor

TEXT = "Tự học và giúp đồng nghiệp học."


class Desk:
    """One account in one window at a proposal."""

    def __init__(self, services: Services, actor: Actor, proposal_id: str) -> None:
        self.services, self.actor, self.proposal_id = services, actor, proposal_id
        view = self._run(open_statements, is_read=True)
        self.values, self.base_version = view["values"], view["base_version"]
        self.copy, self.window, self.view = view["copy"], view["window"], view

    def keep(self, **values: str) -> dict[str, Any]:
        self.values |= values
        kept: dict[str, Any] = self._run(keep_statements, **self._known(), values=self.values)
        self.copy = kept["copy"]
        return kept

    def save(self, **values: Any) -> dict[str, Any]:
        done: dict[str, Any] = self._run(save_statements, **self._known(), values={**self._parsed(), **values})
        return done

    def _known(self) -> dict[str, Any]:
        return {"base_version": self.base_version, "copy": self.copy, "window": self.window}

    def _parsed(self) -> dict[str, Any]:
        return {name: value for name, value in self.values.items() if not name.endswith("_on")}

    def _run(self, act: Callable[..., Any], *, is_read: bool = False, **named: Any) -> Any:
        run = self.services.database.read if is_read else self.services.database.write
        catalog = self.services.catalog
        return run(lambda work: act(work, catalog, actor=self.actor, proposal_id=self.proposal_id, **named))


@pytest.fixture
def dossier(services: Services, root: str) -> Dossier:
    return draft_dossier(services, root)


def events(services: Services, dossier: Dossier) -> list[str]:
    stream = f"proposal/{dossier.proposal_id}"
    return [
        row.event for row in services.database.read(lambda work: audit.read_stream(work, stream, after=0, limit=99))
    ]


def test_keystrokes_leave_no_trace_and_one_save_leaves_one_event(services: Services, dossier: Dossier) -> None:
    desk = Desk(services, dossier.clerk, dossier.proposal_id)
    for end in range(1, 6):
        desk.keep(text=TEXT + "x" * end)
    assert events(services, dossier) == ["proposal.drafted"]
    assert Desk(services, dossier.head, dossier.proposal_id).values["text"] == TEXT
    done = desk.save()
    assert events(services, dossier) == ["proposal.drafted", "proposal.edited"]
    assert done["version"] == 2
    assert Desk(services, dossier.head, dossier.proposal_id).values["text"] == f"{TEXT}xxxxx"
    assert not services.database.read(
        lambda work: has_unsaved(work, actor=dossier.clerk, proposal_id=dossier.proposal_id)
    )


def test_what_was_left_is_taken_up_again_and_can_be_thrown_away(services: Services, dossier: Dossier) -> None:
    Desk(services, dossier.clerk, dossier.proposal_id).keep(text="Nửa chừng", starts_on="20")
    later = Desk(services, dossier.clerk, dossier.proposal_id)
    assert later.view["is_kept"]
    assert (later.values["text"], later.values["starts_on"]) == ("Nửa chừng", "20")
    listed = services.database.read(lambda work: list_unfinished(work, actor=dossier.clerk))
    assert [row["proposal_id"] for row in listed] == [dossier.proposal_id]
    assert services.database.read(lambda work: list_unfinished(work, actor=dossier.head)) == []
    later._run(discard_statements)
    assert Desk(services, dossier.clerk, dossier.proposal_id).values["text"] == TEXT


def test_fields_that_only_another_changed_stay_theirs(services: Services, dossier: Dossier) -> None:
    mine, theirs = (Desk(services, who, dossier.proposal_id) for who in (dossier.clerk, dossier.head))
    mine.keep(text="Lời của chuyên viên.")
    theirs.save(theme="Chuyển đổi số")
    kept = mine.keep(text="Lời của chuyên viên, bổ sung.")
    assert kept["elsewhere"]["fields"] == ["theme"]
    assert kept["elsewhere"]["editor"] == "Người unit_head"
    mine.save()
    now = Desk(services, dossier.head, dossier.proposal_id).values
    assert (now["text"], now["theme"]) == ("Lời của chuyên viên, bổ sung.", "Chuyển đổi số")


def test_the_same_field_changed_by_two_is_asked_with_both_texts(services: Services, dossier: Dossier) -> None:
    mine, theirs = (Desk(services, who, dossier.proposal_id) for who in (dossier.clerk, dossier.head))
    mine.keep(text="Bản của tôi")
    theirs.save(text="Bản của trưởng phòng")
    with pytest.raises(Stale) as refused:
        mine.save()
    conflict = refused.value.params["conflicts"][0]
    assert conflict == {"field": "text", "base": TEXT, "mine": "Bản của tôi", "theirs": "Bản của trưởng phòng"}
    assert refused.value.params["editor"] == "Người unit_head"
    assert Desk(services, dossier.clerk, dossier.proposal_id).values["text"] == "Bản của tôi"  # still kept
    mine.base_version = refused.value.params["actual"]
    mine.save(text="Bản của trưởng phòng, và của tôi")
    assert Desk(services, dossier.head, dossier.proposal_id).values["text"] == "Bản của trưởng phòng, và của tôi"


def test_a_change_and_its_way_back_are_no_conflict(services: Services, dossier: Dossier) -> None:
    mine, theirs = (Desk(services, who, dossier.proposal_id) for who in (dossier.clerk, dossier.head))
    theirs.save(text="Khác")
    Desk(services, dossier.head, dossier.proposal_id).save(text=TEXT)
    mine.save(text="Bản của tôi")
    assert Desk(services, dossier.head, dossier.proposal_id).values["text"] == "Bản của tôi"


def test_two_windows_of_one_person_notice_each_other(services: Services, dossier: Dossier) -> None:
    one, two = (Desk(services, dossier.clerk, dossier.proposal_id) for _ in range(2))
    one.keep(text="Cửa sổ một")
    with pytest.raises(Stale) as refused:
        two.keep(text="Cửa sổ hai")
    assert refused.value.params["values"]["text"] == "Cửa sổ một"
    with pytest.raises(Stale):
        two.save()
    two.copy = refused.value.params["copy"]
    two.keep(text="Cửa sổ hai, sau khi xem cửa sổ một")
    with pytest.raises(Stale):
        one.keep(text="Cửa sổ một nữa")


def test_a_late_keystroke_of_the_same_window_is_no_conflict(services: Services, dossier: Dossier) -> None:
    desk = Desk(services, dossier.clerk, dossier.proposal_id)
    desk.keep(text="a")
    desk.copy = 0  # the answer to the first keystroke has not come back yet
    desk.keep(text="ab")
    desk.copy = 0
    desk.save()
    assert Desk(services, dossier.head, dossier.proposal_id).values["text"] == "ab"


def test_saving_what_is_there_already_records_nothing(services: Services, dossier: Dossier) -> None:
    desk = Desk(services, dossier.clerk, dossier.proposal_id)
    desk.keep(text=TEXT)
    assert desk.save()["version"] == 1
    assert events(services, dossier) == ["proposal.drafted"]


def test_the_event_keeps_what_stood_there_before(services: Services, dossier: Dossier) -> None:
    Desk(services, dossier.clerk, dossier.proposal_id).save(theme="Chuyển đổi số")
    stream = f"proposal/{dossier.proposal_id}"
    last = services.database.read(lambda work: audit.read_stream(work, stream, after=1, limit=9))[0]
    payload = orjson.loads(last.body)["payload"]
    assert (payload["values"], payload["before"]) == ({"theme": "Chuyển đổi số"}, {"theme": ""})


def test_nobody_writes_who_may_not_edit(services: Services, dossier: Dossier, auditor: Actor, root: str) -> None:
    with pytest.raises(PermissionDenied):
        Desk(services, auditor, dossier.proposal_id)
    stranger = Actor("0" * 32, "0" * 32, "Người lạ")
    with pytest.raises(NotFound):
        Desk(services, stranger, dossier.proposal_id)
    desk = Desk(services, dossier.clerk, dossier.proposal_id)

    def withdraw(work: Work) -> None:
        move_proposal(
            work,
            services.catalog,
            actor=dossier.clerk,
            proposal_id=dossier.proposal_id,
            action="withdraw",
            expected_version=1,
            move=MoveFacts(reason="Rút (giả định)"),
        )

    services.database.write(withdraw)
    with pytest.raises(MoveClosed):
        desk.keep(text="Muộn rồi")


def test_a_wrong_value_is_refused_and_the_copy_stays(services: Services, dossier: Dossier) -> None:
    desk = Desk(services, dossier.clerk, dossier.proposal_id)
    desk.keep(text="Có chữ", category="không có")
    with pytest.raises(Invalid):
        desk.save(category="không có", occasion="cũng không")
    assert Desk(services, dossier.clerk, dossier.proposal_id).values["text"] == "Có chữ"
