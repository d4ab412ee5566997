"""Every version of a dossier as it was, and what changed between two of them."""

from typing import Any

import pytest

from service.db.work import Work
from service.usecases.drafting.comparisons import compare_versions
from service.usecases.drafting.dossiers import (
    DocumentValues,
    Upload,
    attach_document,
    remove_document,
    replace_document,
)
from service.usecases.drafting.editing import edit_proposal
from service.usecases.drafting.versions import list_versions, show_version
from service.usecases.drafting.wording import Piece, new_text, old_text
from service.usecases.errors import NotFound
from service.usecases.moves.judgements import record_judgement
from service.usecases.services import Services
from tests.integration.usecases.dossier import Dossier, draft_dossier
from workflows.policy import Actor

FIRST = "Tự học và giúp đồng nghiệp học."


@pytest.fixture
def told(services: Services, root: str) -> Dossier:
    """A dossier of six versions: drafted, edited, attached, judged, replaced, removed after a second paper came in."""
    dossier = draft_dossier(services, root)
    catalog, store, who = services.catalog, services.documents, dossier.clerk
    named = {"actor": who, "proposal_id": dossier.proposal_id, "expected_version": None}

    def upload(title: str, content: bytes) -> Upload:
        return Upload(DocumentValues("D03", f"{title}.txt", title), content, 10_000)

    def edit(work: Work) -> None:
        changes = {"text": f"{FIRST} Mở hai lớp tin học.", "theme": "Chuyển đổi số"}
        edit_proposal(work, catalog, changes=changes, **named)

    services.database.write(edit)
    first = services.database.write(
        lambda work: attach_document(work, catalog, store, upload=upload("Báo cáo", b"ban dau"), **named)
    )
    services.database.write(
        lambda work: record_judgement(
            work,
            catalog,
            actor=dossier.head,
            proposal_id=dossier.proposal_id,
            expected_version=None,
            criterion="KT-CN-2",
            met=True,
            reason="Đã xem (giả định).",
        )
    )
    second = services.database.write(
        lambda work: replace_document(
            work, catalog, store, document_id=first["id"], upload=upload("Báo cáo", b"ban sau"), **named
        )
    )
    services.database.write(lambda work: remove_document(work, catalog, document_id=second["id"], **named))
    return dossier


def compare(services: Services, dossier: Dossier, first: int, last: int) -> dict[str, Any]:
    return services.database.read(
        lambda work: compare_versions(
            work, services.catalog, actor=dossier.clerk, proposal_id=dossier.proposal_id, first=first, last=last
        )
    )


def show(services: Services, dossier: Dossier, version: int, actor: Actor | None = None) -> dict[str, Any]:
    return services.database.read(
        lambda work: show_version(
            work, services.catalog, actor=actor or dossier.clerk, proposal_id=dossier.proposal_id, version=version
        )
    )


def test_each_version_says_what_it_said_then(services: Services, told: Dossier) -> None:
    first, second = show(services, told, 1), show(services, told, 2)
    assert (first["statements"]["text"], first["statements"]["theme"]) == (FIRST, "")
    assert second["statements"]["theme"] == "Chuyển đổi số"
    assert first["statements"]["starts_on"] == "2024-01-01"
    assert first["state"] == "drafted"


def test_documents_and_judgements_are_those_of_the_version(services: Services, told: Dossier) -> None:
    papers = {number: [row["version"] for row in show(services, told, number)["documents"]] for number in range(1, 7)}
    assert papers == {1: [], 2: [], 3: [1], 4: [1], 5: [2], 6: []}
    judged = {number: len(show(services, told, number)["judgements"]) for number in range(3, 7)}
    assert judged[3] == 0
    assert judged[4] == 1


def test_two_versions_show_words_and_papers_that_changed(services: Services, told: Dossier) -> None:
    found = compare(services, told, 1, 3)
    text, theme = found["statements"]
    pieces = [Piece(**piece) for piece in text["pieces"]]
    assert (old_text(pieces), new_text(pieces)) == (FIRST, f"{FIRST} Mở hai lớp tin học.")
    assert [piece.text.strip() for piece in pieces if piece.kind == "new"] == ["Mở hai lớp tin học."]
    assert (theme["field"], theme["new"]) == ("theme", "Chuyển đổi số")
    assert [item["change"] for item in found["documents"]] == ["attached"]


@pytest.mark.parametrize(
    ("first", "last", "changes"), [(3, 5, ["replaced"]), (5, 6, ["removed"]), (1, 6, []), (5, 3, ["replaced"])]
)
def test_papers_are_put_in_replaced_and_taken_out(
    services: Services, told: Dossier, first: int, last: int, changes: list[str]
) -> None:
    found = compare(services, told, first, last)
    assert [item["change"] for item in found["documents"]] == changes
    for item in found["documents"]:
        if item["change"] == "replaced":
            assert item["old"]["digest"] != item["new"]["digest"]


def test_a_judgement_that_came_and_went_is_told(services: Services, told: Dossier) -> None:
    assert [item["criterion"] for item in compare(services, told, 3, 4)["judgements"]] == ["KT-CN-2"]


def test_a_version_is_the_same_as_itself(services: Services, told: Dossier) -> None:
    found = compare(services, told, 4, 4)
    assert not found["statements"]
    assert not found["documents"]
    assert not found["judgements"]


@pytest.mark.parametrize("version", [0, 7, 10**9])
def test_a_version_that_never_was_is_not_found(services: Services, told: Dossier, version: int) -> None:
    with pytest.raises(NotFound):
        show(services, told, version)


def test_a_hidden_dossier_has_no_versions(services: Services, told: Dossier) -> None:
    stranger = Actor("0" * 32, "0" * 32, "Người lạ")
    with pytest.raises(NotFound):
        show(services, told, 1, stranger)
    with pytest.raises(NotFound):
        services.database.read(
            lambda work: list_versions(work, services.catalog, actor=stranger, proposal_id=told.proposal_id)
        )


def test_the_list_names_the_changes_of_content_newest_first(services: Services, told: Dossier) -> None:
    found = services.database.read(
        lambda work: list_versions(work, services.catalog, actor=told.clerk, proposal_id=told.proposal_id)
    )
    assert [row["version"] for row in found] == [6, 5, 3, 2, 1]
    assert all(row["sentence"] for row in found)
