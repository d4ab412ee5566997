"""Publishing: checked first, immutable after, the same content once, and everything that ships."""

from datetime import date

import pytest

from service.db.audit import read_stream
from service.usecases.errors import Conflict, Invalid, NotFound, PayloadTooLarge, PermissionDenied
from service.usecases.publishing import publications
from service.usecases.publishing.publications import PublishedVersion, check_source, publish_packaged
from service.usecases.publishing.publishing import propose_publication
from service.usecases.services import Services
from tests.builders.publishing import publish_by_two
from workflows.flows.catalog import packaged_flow_texts
from workflows.plans.catalog import packaged_texts
from workflows.policy import Actor
from workflows.rules.catalog import packaged_rulebook_texts

PLAN = packaged_texts()["kon-tum-snn/1.toml"]
FLOW = next(iter(packaged_flow_texts().values()))
HOUSE = packaged_rulebook_texts()["house/1.toml"]


def put(services: Services, actor: Actor, kind: str, text: str) -> PublishedVersion:
    made = services.database.write(lambda work: publish_by_two(work, actor=actor, kind=kind, text=text))
    assert made is not None
    return made


@pytest.mark.parametrize(("kind", "text"), [("plan", PLAN), ("flow", FLOW), ("rulebook", HOUSE)])
def test_publication_is_shown_and_taken_out_as_it_went_in(
    services: Services, administrator: Actor, kind: str, text: str
) -> None:
    made = put(services, administrator, kind, text)
    assert made.is_new
    shown = services.database.read(lambda work: publications.show_published(work, kind=kind, code=made.code))
    assert (shown["meta"]["digest"], shown["data"]["digest"], shown["source"]) == (made.digest, made.digest, text)
    taken = services.database.read(lambda work: publications.export_published(work, kind=kind, code=made.code))
    assert check_source(kind, taken).digest == made.digest


def test_same_content_is_one_publication(services: Services, administrator: Actor) -> None:
    first = put(services, administrator, "plan", PLAN)
    text = f"# Another comment\n{PLAN}"
    again = services.database.write(lambda w: propose_publication(w, actor=administrator, kind="plan", text=text))
    assert (again["id"], again["state"], again["digest"], again["is_new"]) == (None, "confirmed", first.digest, False)
    rows = services.database.read(lambda work: read_stream(work, f"plan/{first.code}"))
    assert [row.event for row in rows] == ["publication.proposed", "publication.confirmed", "plan.published"]


def test_published_version_never_gets_other_content(services: Services, administrator: Actor) -> None:
    made = put(services, administrator, "rulebook", HOUSE)
    other = HOUSE.replace('title_vi = "', 'title_vi = "Khác: ', 1)
    with pytest.raises(Conflict) as refused:
        put(services, administrator, "rulebook", other)
    assert (refused.value.code, refused.value.params["version"]) == ("publication-immutable", made.version)
    kept = services.database.read(lambda work: publications.export_published(work, kind="rulebook", code="house"))
    assert kept == HOUSE


def test_newest_version_is_shown_when_none_is_named(services: Services, administrator: Actor) -> None:
    put(services, administrator, "plan", PLAN)
    second = put(services, administrator, "plan", PLAN.replace("version = 1", "version = 2", 1))
    shown = services.database.read(lambda work: publications.show_published(work, kind="plan", code=second.code))
    assert shown["meta"]["version"] == 2
    listed = services.database.read(lambda work: publications.list_published(work, kind="plan"))
    assert [row["version"] for row in listed] == [1, 2]


@pytest.mark.parametrize("kind", ["plan", "flow", "rulebook"])
def test_every_problem_is_named_and_nothing_is_kept(services: Services, administrator: Actor, kind: str) -> None:
    text = 'code = "x"\nversion = 3\n'
    found = check_source(kind, text)
    assert (found.code, found.version, found.is_valid) == ("x", 3, False)
    assert len(found.problems) > 1
    with pytest.raises(Invalid) as refused:
        put(services, administrator, kind, text)
    told = [problem["params"]["problem"] for problem in refused.value.params["problems"]]
    assert told == list(found.problems)
    assert services.database.read(lambda work: publications.list_published(work, kind=kind)) == []


def test_text_that_is_not_toml_is_a_problem() -> None:
    found = check_source("plan", "= = =")
    assert (found.code, found.version, len(found.problems)) == ("", None, 1)


def test_only_administrators_publish(services: Services, auditor: Actor) -> None:
    with pytest.raises(PermissionDenied):
        put(services, auditor, "plan", PLAN)


def test_unknown_kinds_and_codes_are_not_found(services: Services) -> None:
    with pytest.raises(NotFound):
        check_source("poem", "")
    with pytest.raises(NotFound):
        services.database.read(lambda work: publications.show_published(work, kind="plan", code="nowhere"))


def test_text_beyond_reason_is_not_read() -> None:
    with pytest.raises(PayloadTooLarge):
        check_source("plan", "#" * 2_000_001)


def test_what_ships_is_published_once_and_examples_are_not(services: Services) -> None:
    first = services.database.write(publish_packaged)
    again = services.database.write(publish_packaged)
    assert all(row.is_new for row in first)
    assert not any(row.is_new for row in again)
    assert [row.digest for row in first] == [row.digest for row in again]
    by_kind = {kind: {row.code for row in first if row.kind == kind} for kind in publications.KINDS}
    assert len(by_kind["plan"]) == 5
    assert by_kind["rulebook"] >= {"house", "national-g1", "national-g2", "national-g3", "national-g4"}
    assert not {code for code in by_kind["rulebook"] if code != "house" and not code.startswith("national")}
    assert by_kind["flow"] >= {"F1", "F4"}


def test_rules_count_from_the_first_receipt_they_govern(services: Services) -> None:
    done = services.database.write(publish_packaged)
    house = next(row for row in done if row.code == "house")
    assert house.effective_on < date(2020, 1, 1)
    assert next(row for row in done if row.code == "national-g2").effective_on > date(2020, 1, 1)
