"""Searching the whole trail: by actor, nominee, unit, decision, period, kind of event, rule; any of them together."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from service.db import marking, trails
from service.db.audit import EventRow
from service.db.database import Database
from service.db.organisations import load_organisations
from service.db.recusals import hidden_proposals
from service.db.trails import LATEST, Hit, Place, Subject
from service.db.work import VIETNAM, Work
from service.usecases.cases import require
from service.usecases.errors import Invalid
from service.usecases.trail.history import entry_as_data
from service.usecases.trail.narration import Names, load_names, narrate
from service.usecases.trail.trail_index import catch_up
from workflows.audit.marks import EVERY, REFUSALS, REFUSED, number_term, proposal_of, rule_term, term
from workflows.audit.overriding import OVERRIDDEN
from workflows.audit.sentences import Language
from workflows.audit.vocabulary import event_names
from workflows.policy import Actor

READ = "audit:read"
MOST_OVERRIDES = 20  # shown before a page of a search; all of them are a search of their own
VERDICTS = ("pass", "fail", "unknown")
_PLACE = re.compile(r"(\d{1,16})-(\d{1,18})")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TrailFilters:
    """What a search is narrowed to; empty means anything. Identifiers, a decision's number, days in Vietnam.

    `person_ids` are accounts and nominees in whatever part they play; `unit_ids` take in the bodies below them in the
    tree as it stands. A `verdict` narrows `rule`. A decision's number finds everything about the proposals that it
    rewarded.
    """

    person_ids: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()

    actor_id: str = ""
    nominee_id: str = ""
    proposal_id: str = ""
    decision: str = ""
    event: str = ""
    rule: str = ""
    verdict: str = ""
    is_refused: bool = False
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of events, where the next begins (None at the end), and how many events cannot be found yet.

    `overrides` are the newest overrides that the search finds, on its first page only: they come before all else.
    """

    items: Sequence[Mapping[str, Any]]
    next: str | None
    unmarked: int
    overrides: Sequence[Mapping[str, Any]] = ()


def search_events(
    database: Database,
    *,
    actor: Actor,
    filters: TrailFilters,
    after: str | None = None,
    limit: int = 50,
    language: Language = "vi",
) -> TrailPage:
    """Return events of all streams, newest first, each with its sentence and what it is about.

    Raises PermissionDenied, Invalid for an unknown kind of event, a period that runs backwards, a wrong `after`.
    """
    require(actor, READ)
    check_filters(filters)
    place = read_place(after)
    unmarked = catch_up(database)
    hits = database.read(lambda work: find_hits(work, actor, filters, before=place, limit=limit + 1))
    items = database.read(lambda work: describe_events(work, [hit.event for hit in hits[:limit]], language))
    first = () if after else database.read(lambda work: _overrides(work, actor, filters, language))
    following = "-".join(map(str, hits[limit - 1].place)) if len(hits) > limit else None
    return TrailPage(items, following, unmarked, first)


def overrides_only(filters: TrailFilters) -> TrailFilters | None:
    """Return the same search for overrides alone; None where it asks for another kind of event."""
    return replace(filters, event=OVERRIDDEN) if filters.event in {"", OVERRIDDEN} else None


def _overrides(work: Work, actor: Actor, filters: TrailFilters, language: Language) -> list[dict[str, Any]]:
    narrowed = overrides_only(filters)
    if narrowed is None:
        return []
    hits = find_hits(work, actor, narrowed, before=read_place(None), limit=MOST_OVERRIDES)
    return describe_events(work, [hit.event for hit in hits], language) if hits else []


def check_filters(filters: TrailFilters) -> None:
    """Raise Invalid with everything that is wrong with a search."""
    problems = []
    if filters.event and filters.event not in event_names():
        problems.append({"path": "event", "code": "not-found"})
    if filters.verdict and filters.verdict not in VERDICTS:
        problems.append({"path": "verdict", "code": "not-found"})
    if filters.starts_on and filters.ends_on and filters.ends_on < filters.starts_on:
        problems.append({"path": "ends_on", "code": "before-start"})
    if problems:
        raise Invalid("invalid-input", {"problems": problems})


def read_place(after: str | None) -> Place:
    """Return the place that a page begins before; raises Invalid for what no page has handed out."""
    if not after:
        return Place(LATEST, 0)
    found = _PLACE.fullmatch(after)
    if found is None:
        raise Invalid("invalid-input", {"problems": [{"path": "after", "code": "not-a-number"}]})
    return Place(int(found[1]), int(found[2]))


def find_hits(work: Work, actor: Actor, filters: TrailFilters, *, before: Place, limit: int) -> list[Hit]:
    """Return events that meet every filter, newest first, with a fixed number of statements.

    Proposals from which a conflict of interest keeps the actor away are left out.
    """
    conditions = _conditions(work, filters)
    if not all(conditions):
        return []
    since = _midnight(filters.starts_on) if filters.starts_on else 0
    if filters.ends_on:
        before = min(before, Place(_midnight(filters.ends_on + timedelta(days=1)), 0))
    ordered = trails.order_by_rarity(work, conditions, since=since, before=before)
    hidden = {term("proposal", key) for key in hidden_proposals(work, actor.person_id)}
    without = sorted(marking.find_terms(work, hidden).values())
    return trails.find_events(work, ordered, since=since, before=before, limit=limit, without=without)


def describe_events(work: Work, rows: Sequence[EventRow], language: Language) -> list[dict[str, Any]]:
    """Return events as people read them: sentence, proposal, names; five statements for any number of them."""
    entries = [row.entry() for row in rows]
    names = load_names(work, entries)
    subjects = trails.load_subjects(work, (proposal_of(row.stream) for row in rows))
    opened = trails.load_secrets(work, (row.stream for row in rows))
    lines = []
    for entry in entries:
        subject = subjects.get(proposal_of(entry.stream))
        known = _about(subject) | opened.get((entry.stream, entry.seq), {})
        lines.append(
            entry_as_data(entry)
            | {
                "sentence": narrate(entry, names, language, known),
                "is_refused": entry.event in REFUSALS,
                "actor": _actor_name(entry.payload, names),
                "proposal": subject._asdict() if subject else None,
            }
        )
    return lines


def _conditions(work: Work, filters: TrailFilters) -> list[list[int]]:
    """Return the numbers of the terms of every filter; an empty set where nothing bears what is asked for."""
    named = {
        term(kind, value)
        for kind, value in (
            ("actor", filters.actor_id),
            ("nominee", filters.nominee_id),
            ("proposal", filters.proposal_id),
            ("event", filters.event),
        )
        if value
    }
    named |= {REFUSED} if filters.is_refused else set()
    verdicts = [filters.verdict] if filters.verdict else VERDICTS
    rules = {rule_term(filters.rule, verdict) for verdict in verdicts} if filters.rule else set()
    decision = {number_term(filters.decision)} if filters.decision else set()
    persons = {term(kind, key) for kind in ("actor", "subject", "nominee") for key in filters.person_ids}
    known = marking.find_terms(work, named | rules | decision | persons | {EVERY})
    conditions = [[known[name]] if name in known else [] for name in sorted(named)]
    if filters.rule:
        passes = trails.terms_that_passed(work, filters.rule) if "pass" in verdicts else []
        conditions.append([known[name] for name in sorted(rules & known.keys())] + passes)
    if filters.person_ids:
        conditions.append([known[name] for name in sorted(persons & known.keys())])
    if filters.unit_ids:
        bodies = load_organisations(work, filters.unit_ids).values()
        conditions.append(trails.terms_below(work, [body.path for body in bodies]))
    if filters.decision:
        conditions.append(_decided(work, [known[name] for name in decision & known.keys()]))
    return conditions or [[known[EVERY]] if EVERY in known else []]


def _decided(work: Work, numbers: Iterable[int]) -> list[int]:
    """Return the terms of a decision: its own, and those of every proposal in which it is named."""
    found = list(numbers)
    streams = [stream for number in found for stream in trails.streams_with(work, number)]
    return found + sorted(marking.find_terms(work, {term("proposal", proposal_of(name)) for name in streams}).values())


def _midnight(day: date) -> int:
    return marking.micros(datetime.combine(day, time(), VIETNAM))


def _about(subject: Subject | None) -> dict[str, str]:
    if subject is None:
        return {}
    return {"nominee": subject.nominee_name, "form": subject.form, "number": subject.decision_number}


def _actor_name(payload: Mapping[str, Any], names: Names) -> str:
    actor = payload.get("actor")
    account = str(actor.get("account") or "") if isinstance(actor, Mapping) else ""
    return names.accounts.get(account, account)
