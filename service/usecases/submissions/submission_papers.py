"""The submission and its list as they are printed, drawn only from what is on record, and kept when it is sent."""

from collections.abc import Iterator, Sequence
from typing import Any

from service.db import submission_entries as entries
from service.db.access import Reader
from service.db.lines import ListedProposal
from service.db.organisations import OrganisationRow, load_organisations
from service.db.recusals import hidden_proposals
from service.db.submission_papers import Particulars, list_minutes, list_particulars
from service.db.submissions import SubmissionRow, find_paper, find_submission
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.recording import plain
from service.usecases.submissions.submission_lanes import level_of, open_submission
from service.usecases.submissions.submission_signing import results_of
from workflows.policy import Actor
from workflows.submission_papers import compose, day_in_words, forms_in_words, short_day, signature_lines, words

LONGEST_SUMMARY = 300
DECIDING = "approve"


def compose_paper(work: Work, catalog: Catalog, *, actor: Actor, submission_id: str) -> dict[str, Any]:
    """Return every part of the printed submission, in the order of the paper; raises NotFound.

    It lists what goes with it, never what stayed behind; while it is being drawn up it says that it is a draft. Once it
    is sent it says for good what it said then; what is hidden from the actor is left out.
    """
    row = open_submission(work, actor, submission_id)
    kept = find_paper(work, row.id)
    if kept is None:
        return compose(paper_parts(work, catalog, row, reader_of(actor)))
    shown = {item.line.id for item in entries.list_shown(work, row.id, reader_of(actor), with_stayed=False)}
    hidden = {entry["id"] for entry in kept["entries"]} - shown
    return compose(kept, hidden | hidden_proposals(work, actor.person_id))


def paper_parts(work: Work, catalog: Catalog, row: SubmissionRow, reader: Reader) -> dict[str, Any]:
    """Return what a submission says to a reader now, in plain values."""
    lines = [item.line for item in entries.list_shown(work, row.id, reader, with_stayed=False)]
    parts: dict[str, Any] = plain(
        {
            "fixed": _fixed(work, row),
            "entries": _entries(work, catalog, row, lines),
            "brought": _brought(work, row, reader),
            "words": words(),
        }
    )
    return parts


def _fixed(work: Work, row: SubmissionRow) -> dict[str, Any]:
    """Return what is the same for every reader."""
    bodies, said = _bodies(work, row), words()
    sender, number = bodies[row.from_id], row.number or said["no_number"]
    return {
        "is_draft": row.state in {"drafted", "discarded"},
        "superior": bodies[sender.parent_id].name if sender.parent_id in bodies else "",
        "body": sender.name,
        "number": number,
        "date": day_in_words(row.signed_on, row.place),
        "subject": row.subject,
        "to": bodies[row.to_id].name,
        "grounds": row.grounds.splitlines(),
        "opinions": row.opinions.splitlines(),
        "appraisal": row.appraisal.splitlines(),
        "recipients": row.recipients.splitlines(),
        "signature": list(signature_lines(row.sign_mode, row.signer_post, sender.head_role)),
        "signer": row.signer_name,
        "list_of": str(said["list_of"]).format(number=number, day=short_day(row.signed_on), body=sender.name),
    }


def _bodies(work: Work, row: SubmissionRow) -> dict[str, OrganisationRow]:
    found = load_organisations(work, {row.from_id, row.to_id})
    parent = found[row.from_id].parent_id
    return found | (load_organisations(work, [parent]) if parent else {})


def _entries(work: Work, catalog: Catalog, row: SubmissionRow, lines: Sequence[ListedProposal]) -> list[dict[str, Any]]:
    """Return what the list says of each proposal, and what the letter draws from it."""
    known = list_particulars(work, [line.id for line in lines])
    minutes: dict[str, list[tuple[str, str]]] = {}
    for item in list_minutes(work, [line.id for line in lines]):
        dated = item.dated_on.isoformat() if item.dated_on else ""
        minutes.setdefault(item.proposal_id, []).append((dated, item.number))
    return [
        {
            "id": line.id,
            "kind": line.nominee_kind,
            "minutes": sorted(minutes.get(line.id, ())),
            "movement": catalog.plan(work, line.plan_code, line.plan_version).movement_name,
            "is_decided": _is_decided(work, catalog, line, row.level),
            **_told(line, known.get(line.id)),
        }
        for line in lines
    ]


def _is_decided(work: Work, catalog: Catalog, line: ListedProposal, state: str) -> bool:
    level = level_of(work, catalog, line, state)
    return level is not None and level.onward == DECIDING


def _told(line: ListedProposal, known: Particulars | None) -> dict[str, Any]:
    return {
        "name": line.nominee_name,
        "work": known.body_name if known and known.body_name else line.unit_name,
        "form": forms_in_words([line.form]),
        "summary": _summary(known.text or "" if known else ""),
        "note": known.representative if known else "",
    }


def _brought(work: Work, row: SubmissionRow, reader: Reader) -> dict[str, Any]:
    """Return which submissions brought here what goes with this, and what became of everything in them.

    What came twice is counted once, by the last submission that brought it.
    """
    links = entries.list_linked(work, row.id, row.from_id, reader, is_onward=False)
    last: dict[str, tuple[int, str, str]] = {}  # by proposal: by which event it came, with which, with what result
    for link in links:
        for key, seq, result in _came_with(work, reader, link.id):
            last[key] = max(last.get(key, (0, "", "")), (seq, link.id, result))
    letters = [
        {"id": link.id, "number": link.number, "signed_on": link.signed_on or "", "body": link.from_name}
        for link in links
    ]
    results = [{"id": key, "letter": letter, "outcome": result} for key, (_, letter, result) in sorted(last.items())]
    return {"letters": letters, "results": results}


def _came_with(work: Work, reader: Reader, submission_id: str) -> Iterator[tuple[str, int, str]]:
    """Yield what came with a submission: the proposal, by which event it was sent, what became of it."""
    came = find_submission(work, submission_id)
    if came is not None:
        shown = entries.list_shown(work, submission_id, reader, with_stayed=False)
        sent = [item for item in shown if item.entry.sent_seq is not None]
        results = results_of(work, came, sent)
        yield from ((item.line.id, item.entry.sent_seq or 0, results[item.line.id]) for item in sent)


def _summary(text: str) -> str:
    """Return the beginning of an achievement text, cut between words."""
    whole = " ".join(text.split())
    if len(whole) <= LONGEST_SUMMARY:
        return whole
    return f"{whole[:LONGEST_SUMMARY].rsplit(' ', 1)[0]} …"
