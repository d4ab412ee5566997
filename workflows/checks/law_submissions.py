"""The submission to the Prime Minister (DS06-DS08, CO01, CO05): parts, receipt, freshness, minutes, Party opinion."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from workflows.calendars import add_months
from workflows.checks.law_dossiers import has_short_dossier
from workflows.checks.law_proposers import submission_is_on_record, submitted_on
from workflows.checks.law_reading import as_day, meta_text, seen
from workflows.checks.recorded_letters import days_of_recorded
from workflows.checks.registry import check_kind
from workflows.facts import ActFacts, ProposalFacts
from workflows.findings import Answer, Evidence, failed, passed, unknown
from workflows.rules.model import CheckSpec


def receipt_date(paper: date | None, electronic: date | None) -> date | None:
    """Return the day a file counts as received: the later of both arrivals, None until both are in (Điều 33.12)."""
    if paper is None or electronic is None:
        return None
    return max(paper, electronic)


@check_kind("submission-parts-complete")
def submission_parts_complete(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS06: the letter has every part that the decree lists (Điều 33.11)."""
    if submission_is_on_record(facts):
        return
    parts = {*facts.move.submission.parts}
    for letter in facts.documents_of("D08"):
        parts.update(letter.meta.get("parts") or ())
    missing = [part for part in spec.params["parts"] if part not in parts]
    for part in missing:
        yield failed(part, missing=part)
    if not missing:
        yield passed("parts", missing="")


@check_kind("electronic-files-attached")
def electronic_files_attached(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS07: the PDF dossier and the Word letter and list go up with the paper; State secrets do not (Điều 33.12)."""
    sets = facts.documents_of(*spec.params["documents"])
    formats = {kind for files in sets for kind in files.meta.get("formats") or ()}
    lacking: list[Any] = [kind for kind in spec.params["formats"] if formats and kind not in formats]
    missing = lacking if sets else list(spec.params["documents"])
    yield (failed if missing else passed)("electronic-files", *seen(*sets), missing=missing)


@check_kind("paper-and-electronic-received")
def paper_and_electronic_received(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS07: a file counts as received only when paper and electronic files are both in (Điều 33.12)."""
    submission = facts.move.submission
    arrived: dict[str, date | None] = {
        "paper_received_on": submission.paper_received_on,
        "electronic_received_on": submission.electronic_received_on,
    }
    for files in facts.documents_of(*spec.params["documents"]):
        for key, day in arrived.items():
            arrived[key] = day or as_day(files.meta.get(key))
    received = receipt_date(arrived["paper_received_on"], arrived["electronic_received_on"])
    if received is not None:
        is_in = received <= facts.today
        yield (passed if is_in else failed)("receipt", received_on=received.isoformat())
    else:
        yield (failed if any(arrived.values()) else unknown)("receipt", received_on="")


@check_kind("report-is-fresh")
def report_is_fresh(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """DS08: achievements run to at most `months` months before the file goes to the Prime Minister (Điều 33.9)."""
    if submission_is_on_record(facts):
        return
    sent_on = submitted_on(facts)
    if facts.ends_on is None:
        yield unknown("achievement-end", ends_on="", sent_on=sent_on.isoformat())
        return
    is_fresh = sent_on <= add_months(facts.ends_on, spec.params["months"])
    yield (passed if is_fresh else failed)(
        "achievement-end", ends_on=facts.ends_on.isoformat(), sent_on=sent_on.isoformat()
    )


@check_kind("council-minutes-before-submission")
def council_minutes_before_submission(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """CO01: the council's minutes come before the letter; one dated the same day is not later (Luật Điều 84.2, NĐ Đ42).

    With `levels`, minutes that state another council's level do not count. A short dossier has no minutes.
    """
    if has_short_dossier(facts, spec):
        return
    levels = spec.params.get("levels", ())
    minutes = [
        paper
        for paper in facts.documents_of(*spec.params["minutes"])
        if not levels or meta_text(paper, "council_level") in {"", *levels}
    ]
    letters = [paper.dated_on for paper in facts.documents_of(*spec.params["letters"]) if paper.dated_on]
    letters += days_of_recorded(facts, spec.params["letters"])
    about = str(spec.params["minutes"][0])
    if not minutes:
        yield failed(about, missing=about)
        return
    days = [paper.dated_on for paper in minutes if paper.dated_on]
    if not days or not letters:
        yield unknown(about, *seen(*minutes), missing=about)
    else:
        yield (passed if min(days) <= max(letters) else failed)(about, *seen(*minutes), missing=about)


@check_kind("party-opinion-obtained")
def party_opinion_obtained(facts: ProposalFacts, spec: CheckSpec) -> Iterator[Answer]:
    """CO05: a person under a Party committee's management needs its written opinion before submission (Đ33.2.a)."""
    if facts.nominee.party_managed is None:
        yield unknown("party-managed", missing=spec.params["documents"][0])
    elif facts.nominee.party_managed:
        papers = facts.documents_of(*spec.params["documents"])
        early = [paper for paper in papers if paper.dated_on and paper.dated_on <= submitted_on(facts)]
        recorded = [act for act in facts.acts_of("party_opinion") if _is_given_by(act, submitted_on(facts))]
        about = str(spec.params["documents"][0])
        given = [Evidence("document", str(act.data["document"]), str(act.data["digest"])) for act in recorded]
        is_given = bool(early or recorded)
        yield (passed if is_given else failed)(about, *(seen(*early) or given), missing=about)


def _is_given_by(act: ActFacts, on: date) -> bool:
    """Tell whether a committee's opinion was recorded with its document, dated no later than a day."""
    dated_on = as_day(act.data.get("dated_on"))
    return act.state == "done" and bool(act.data.get("document")) and dated_on is not None and dated_on <= on
