"""Publishing by two persons: whoever proposes never confirms, and only what was read is published."""

import ast
from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy.exc import DBAPIError

from service.db import pending
from service.db.audit import read_stream
from service.db.base import table_of
from service.db.errors import DatabaseError
from service.db.models import PendingPublication
from service.db.pending import PendingRow
from service.db.work import Work
from service.usecases.errors import Conflict, DomainError, Invalid, NotFound, PermissionDenied
from service.usecases.publishing import publications, publishing
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from tests.integration.services import add_actor
from tests.support.databases import Statements
from tests.support.tree import ROOT
from workflows.flows.catalog import packaged_flow_texts
from workflows.plans.catalog import packaged_texts
from workflows.policy import Actor
from workflows.rules.catalog import packaged_rulebook_texts

PLAN = packaged_texts()["kon-tum-snn/1.toml"]
CODE = "kon-tum-snn"
TEXTS = {
    "plan": PLAN,
    "flow": next(iter(packaged_flow_texts().values())),
    "rulebook": packaged_rulebook_texts()["house/1.toml"],
}
OTHER_WORDS = PLAN.replace('\ntitle = "', '\ntitle = "Khác: ', 1)
REASON = "Thiếu căn cứ (giả định)"


@pytest.fixture
def second(services: Services, administrator: Actor) -> Actor:
    """Another administrator."""
    body = administrator.holdings[0].organisation_id
    return services.database.write(lambda work: add_actor(work, "quan-tri-hai", "administrator", body))


def propose(services: Services, actor: Actor, kind: str = "plan", text: str = PLAN) -> dict[str, object]:
    return services.database.write(
        lambda work: publishing.propose_publication(work, actor=actor, kind=kind, text=text, note="Bản dự thảo")
    )


def confirm(services: Services, actor: Actor, waiting: dict[str, object], digest: object = None) -> object:
    key, seen = str(waiting["id"]), str(digest or waiting["digest"])
    return services.database.write(
        lambda work: publishing.confirm_publication(work, actor=actor, pending_id=key, digest=seen)
    )


def versions(services: Services, kind: str = "plan") -> list[int]:
    rows = services.database.read(lambda work: publications.list_published(work, kind=kind))
    return [row["version"] for row in rows]


def events(services: Services, stream: str = f"plan/{CODE}") -> list[str]:
    return [row.event for row in services.database.read(lambda work: read_stream(work, stream))]


def same_people(actor: Actor) -> list[Actor]:
    """Every guise of one person: himself, another account of the same person, a token of his, other roles."""
    return [
        actor,
        replace(actor, account_id="f" * 32),
        replace(actor, person_id="e" * 32, account_id=actor.account_id),
        replace(actor, scopes=frozenset({"plan:publish", "flow:publish", "rulebook:publish"})),
        replace(actor, holdings=actor.holdings * 2),
    ]


@pytest.mark.parametrize("kind", list(TEXTS))
def test_two_persons_make_a_version(services: Services, administrator: Actor, second: Actor, kind: str) -> None:
    waiting = propose(services, administrator, kind, TEXTS[kind])
    assert (waiting["state"], waiting["is_new"], versions(services, kind)) == ("pending", True, [])
    made = confirm(services, second, waiting)
    assert isinstance(made, publications.PublishedVersion)
    assert (made.digest, made.is_new) == (waiting["digest"], True)
    assert versions(services, kind) == [made.version]
    told = services.database.read(lambda work: read_stream(work, f"{kind}/{made.code}"))
    assert [row.event for row in told] == ["publication.proposed", "publication.confirmed", f"{kind}.published"]
    assert [row.actor_id for row in told] == [administrator.account_id, second.account_id, second.account_id]


@pytest.mark.parametrize("kind", list(TEXTS))
def test_no_guise_of_the_proposer_confirms_or_rejects(services: Services, administrator: Actor, kind: str) -> None:
    waiting = propose(services, administrator, kind, TEXTS[kind])
    key = str(waiting["id"])
    for actor in same_people(administrator):
        with pytest.raises(PermissionDenied, match="second-person-needed"):
            confirm(services, actor, waiting)
        with pytest.raises(PermissionDenied, match="second-person-needed"):
            services.database.write(
                lambda work, who=actor: publishing.reject_publication(work, actor=who, pending_id=key, reason=REASON)  # type: ignore[misc]  # bound in the loop
            )
    assert versions(services, kind) == []


def test_no_chain_of_acts_by_one_person_makes_a_version(services: Services, administrator: Actor) -> None:
    """Whatever one person does in whatever order, nothing is published."""

    def act(name: str, who: Actor, waiting: dict[str, object]) -> None:
        key, digest = str(waiting["id"]), str(waiting["digest"])
        verbs = {
            "propose": lambda work: publishing.propose_publication(work, actor=who, kind="plan", text=PLAN),
            "confirm": lambda w: publishing.confirm_publication(w, actor=who, pending_id=key, digest=digest),
            "reject": lambda w: publishing.reject_publication(w, actor=who, pending_id=key, reason=REASON),
            "withdraw": lambda w: publishing.withdraw_publication(w, actor=who, pending_id=key, reason=REASON),
        }
        services.database.write(verbs[name])

    guises = same_people(administrator)
    for order in product(("propose", "confirm", "reject", "withdraw"), repeat=3):
        waiting = propose(services, administrator)
        for place, name in enumerate(order):
            try:
                act(name, guises[(place + len(name)) % len(guises)], waiting)
            except DomainError:
                continue
        assert versions(services) == [], order
    assert "plan.published" not in events(services)


def test_another_text_than_the_one_read_is_refused(services: Services, administrator: Actor, second: Actor) -> None:
    waiting = propose(services, administrator)
    for wrong in ("0" * 64, "", str(waiting["digest"])[:-1]):
        with pytest.raises(Conflict, match="publication-differs"):
            confirm(services, second, waiting, wrong or " ")
    assert versions(services) == []


def test_text_that_is_not_what_its_digest_says_is_refused(
    services: Services, administrator: Actor, second: Actor
) -> None:
    read = publications.check_source("plan", PLAN)
    proposer = administrator.account_id, administrator.person_id

    def slip_in(work: Work) -> dict[str, object]:
        key = work.new_id()
        row = PendingRow(key, "plan", CODE, 1, read.digest, read.title, OTHER_WORDS, "", *proposer, work.now)
        pending.add(work, row)
        return {"id": key, "digest": read.digest}

    with pytest.raises(Conflict, match="publication-differs"):
        confirm(services, second, services.database.write(slip_in))


@pytest.mark.parametrize("change", ["update", "delete"])
def test_what_was_proposed_cannot_be_rewritten(services: Services, administrator: Actor, change: str) -> None:
    waiting = propose(services, administrator)
    table = table_of(PendingPublication)
    act = table.update().values(source=OTHER_WORDS) if change == "update" else table.delete()
    with pytest.raises((DBAPIError, DatabaseError)):
        services.database.write(lambda work: work.execute(act))
    shown = services.database.read(
        lambda w: publishing.show_pending(w, actor=administrator, pending_id=str(waiting["id"]))
    )
    assert shown["source"] == PLAN


def test_database_itself_refuses_one_person(services: Services, administrator: Actor) -> None:
    propose(services, administrator)
    change = table_of(PendingPublication).update().values(state="confirmed", decided_by=administrator.account_id)
    with pytest.raises((DBAPIError, DatabaseError), match="confirmed_by_another"):
        services.database.write(lambda work: work.execute(change))


def test_only_those_who_may_publish_take_part(services: Services, administrator: Actor, auditor: Actor) -> None:
    with pytest.raises(PermissionDenied):
        propose(services, auditor)
    waiting = propose(services, administrator)
    with pytest.raises(PermissionDenied):
        confirm(services, auditor, waiting)
    shown = services.database.read(lambda work: publishing.list_pending(work, actor=auditor))
    assert [(row["id"], row["acts"]) for row in shown.items] == [(waiting["id"], [])]


def test_withdrawing_is_for_the_proposer_and_rejecting_for_others(
    services: Services, administrator: Actor, second: Actor
) -> None:
    waiting = propose(services, administrator)
    key = str(waiting["id"])
    with pytest.raises(PermissionDenied, match="own-publication-only"):
        services.database.write(
            lambda w: publishing.withdraw_publication(w, actor=second, pending_id=key, reason=REASON)
        )
    with pytest.raises(Invalid):
        services.database.write(lambda w: publishing.reject_publication(w, actor=second, pending_id=key, reason=" "))
    done = services.database.write(
        lambda w: publishing.reject_publication(w, actor=second, pending_id=key, reason=REASON)
    )
    assert done["state"] == "rejected"
    with pytest.raises(Conflict, match="publication-settled"):
        confirm(services, second, waiting)
    again = propose(services, administrator)
    assert again["id"] != key
    own = str(again["id"])
    services.database.write(
        lambda w: publishing.withdraw_publication(w, actor=administrator, pending_id=own, reason=REASON)
    )
    settled = services.database.read(lambda work: publishing.list_pending(work, actor=second, is_open=False))
    assert [(row["state"], row["reason"]) for row in settled.items] == [("withdrawn", REASON), ("rejected", REASON)]
    assert events(services) == [
        "publication.proposed", "publication.rejected", "publication.proposed", "publication.withdrawn",
    ]  # fmt: skip


def test_one_text_waits_for_a_version(services: Services, administrator: Actor, second: Actor) -> None:
    first = propose(services, administrator)
    same = propose(services, second, text=f"# Chú thích\n{PLAN}")
    assert (same["id"], same["is_new"]) == (first["id"], False)
    with pytest.raises(Conflict, match="publication-pending"):
        propose(services, second, text=OTHER_WORDS)


def test_version_that_the_installation_published_meanwhile_stays(
    services: Services, administrator: Actor, second: Actor
) -> None:
    waiting = propose(services, administrator, text=OTHER_WORDS)
    services.database.write(publish_packaged)
    with pytest.raises(Conflict, match="publication-immutable"):
        confirm(services, second, waiting)
    told = services.database.read(lambda work: read_stream(work, f"plan/{CODE}"))
    assert [row.event for row in told] == ["publication.proposed", "plan.published"]
    assert told[-1].actor_id is None
    assert b'"by_installation":true' in told[-1].body


def test_list_is_paged_and_costs_the_same_however_long(
    services: Services, administrator: Actor, second: Actor, statements: Statements
) -> None:
    for number in range(2, 9):
        propose(services, administrator, text=PLAN.replace("\nversion = 1\n", f"\nversion = {number}\n", 1))
    seen: list[int] = []
    after: str | None = None
    while True:
        with statements.expect(1):
            page = services.database.read(
                lambda work, last=after: publishing.list_pending(work, actor=second, after=last, limit=3)  # type: ignore[misc]  # bound in the loop
            )
        seen += [row["version"] for row in page.items]
        assert all(row["acts"] == ["confirm", "reject"] for row in page.items)
        assert all(row["proposed_by_name"] for row in page.items)
        after = page.next
        if after is None:
            break
    assert seen == list(range(8, 1, -1))


def test_hidden_and_absent_are_the_same(services: Services, administrator: Actor) -> None:
    waiting = propose(services, administrator)
    with pytest.raises(NotFound):
        services.database.read(lambda w: publishing.show_pending(w, actor=administrator, pending_id="0" * 32))
    shown = services.database.read(
        lambda w: publishing.show_pending(w, actor=administrator, pending_id=str(waiting["id"]))
    )
    assert (shown["source"], shown["acts"], shown["note"]) == (PLAN, ["withdraw"], "Bản dự thảo")


def test_versions_are_made_in_two_places_only() -> None:
    """The one function that makes a version is called by the installation and by the second person, nowhere else."""
    callers: set[str] = set()
    for path in sorted((ROOT / "service").rglob("*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                callers |= {f"{path.stem}.{function.name}" for call in ast.walk(function) if _makes_version(call)}
    assert callers == {"publications.publish_packaged", "publications.make_version", "publishing.confirm_publication"}


def _makes_version(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    owner = getattr(getattr(node.func, "value", None), "id", "")
    return name == "make_version" or (name == "publish" and owner == "publications")
