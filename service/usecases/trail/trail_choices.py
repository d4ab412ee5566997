"""What a search of the trail may be narrowed to: people and bodies by what was typed, rules and kinds of events."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.db import accounts, nominees, organisations, publications
from service.db.work import Work
from service.usecases.cases import require
from service.usecases.catalog import Catalog
from service.usecases.trail.trail_search import TrailFilters
from workflows.audit.vocabulary import event_names
from workflows.labels import label, labels
from workflows.policy import Actor

READ = "audit:read"
MOST_MATCHES = 20
# The beginning of an event's name -> the group that it is offered in; what is not here stands in `other`.
GROUPS = {
    "finding": "judgement",
    "warning": "judgement",
    "record": "nominee",
    "plan": "publication",
    "flow": "publication",
    "rulebook": "publication",
    "council-rule": "publication",
    "ballot": "council",
    "kinship": "council",
    **dict.fromkeys(("consultation", "public-notice", "petition", "registration", "report"), "submission"),
    "guidance": "publication",
    "calendar": "publication",
    **dict.fromkeys(("role", "token", "login", "delegation", "identity", "password", "second-factor"), "account"),
}
Groups = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Match:
    """Somebody or something that what was typed may mean: `kind` is actor, nominee or unit."""

    kind: str
    id: str
    name: str
    hint: str = ""


def read_search(work: Work, *, actor: Actor, values: Mapping[str, Any]) -> tuple[TrailFilters, list[Match]]:
    """Return the filters of a search form, with whom and what its words were taken for.

    `values`: person and unit as typed, or actor, nominee and body by identifier; decision, event, rule, verdict,
    refused, starts_on, ends_on, proposal. Words that mean nobody give filters that find nothing.
    """
    require(actor, READ)
    people = find_people(work, actor=actor, query=values.get("person", ""))
    units = find_bodies(work, actor=actor, query=values.get("unit", ""))
    chosen = tuple(key for key in (values.get("body"),) if key)
    named = {"event", "rule", "verdict", "decision", "starts_on", "ends_on"}
    filters = TrailFilters(
        actor_id=values.get("actor", ""),
        nominee_id=values.get("nominee", ""),
        proposal_id=values.get("proposal", ""),
        person_ids=_ids(people, asked=bool(values.get("person"))),
        unit_ids=chosen or _ids(units, asked=bool(values.get("unit"))),
        is_refused=bool(values.get("refused")),
        **{name: values[name] for name in named if values.get(name)},
    )
    return filters, [*people, *units]


def find_people(work: Work, *, actor: Actor, query: str) -> list[Match]:
    """Return accounts and nominees whose names have all words of a query, without diacritics, some at most."""
    require(actor, READ)
    if not query.strip():
        return []
    known = accounts.list_accounts(work, query=query, limit=MOST_MATCHES)
    rows = nominees.list_nominees(work, query=query, limit=MOST_MATCHES)
    return [
        *(Match("actor", row.id, row.name, row.username) for row in known),
        *(Match("nominee", row.id, row.name, row.organisation_name or "") for row in rows),
    ]


def find_bodies(work: Work, *, actor: Actor, query: str) -> list[Match]:
    """Return bodies whose names have all words of a query, some at most."""
    require(actor, READ)
    if not query.strip():
        return []
    rows = organisations.list_organisations(work, query=query, limit=MOST_MATCHES)
    return [Match("unit", row.id, row.name, label("levels", row.level)) for row in rows]


def offered_rules(work: Work, catalog: Catalog, *, actor: Actor, language: str) -> Groups:
    """Return every rule of every published rulebook by rulebook: code and title, the newest version's title first."""
    require(actor, READ)
    heads = publications.list_versions(work, "rulebook")
    newest = {head.code: head for head in heads}
    groups: Groups = []
    for head in newest.values():
        book = catalog.rulebook(work, head.code, head.version)
        titles = {spec.code: spec.title_vi if language == "vi" else spec.title_en for spec in book.checks}
        groups.append((head.title, [(code, f"{code} · {title}") for code, title in sorted(titles.items())]))
    return groups


def offered_events(language: str) -> Groups:
    """Return every kind of event by group, each with its name."""
    grouped: dict[str, list[tuple[str, str]]] = {code: [] for code in labels()["event_groups"]}
    for name in event_names():
        first = name.partition(".")[0]
        group = GROUPS.get(first, first)
        grouped[group if group in grouped else "other"].append((name, label("events", name, language)))
    return [(label("event_groups", code, language), rows) for code, rows in grouped.items() if rows]


def _ids(matches: list[Match], *, asked: bool) -> tuple[str, ...]:
    """Return what matches; where words were typed that match nothing, something that nothing bears."""
    return tuple(match.id for match in matches) or (("-",) if asked else ())
