"""The submission and its list as they are printed, drawn only from what is on record."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from service.db import submission_entries as entries
from service.db.lines import ListedProposal
from service.db.organisations import OrganisationRow, load_organisations
from service.db.submission_papers import Particulars, list_minutes, list_particulars
from service.db.submissions import SubmissionRow, find_submission
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.submissions.submission_lanes import level_of, open_submission
from service.usecases.submissions.submission_signing import results_of
from workflows.policy import Actor
from workflows.submission_papers import (
    BLOCKS,
    block_of,
    counts_in_words,
    day_in_words,
    forms_in_words,
    short_day,
    signature_lines,
    words,
)

LONGEST_SUMMARY = 300
NUMERALS = ("I", "II", "III")
DECIDING = "approve"


def compose_paper(work: Work, catalog: Catalog, *, actor: Actor, submission_id: str) -> dict[str, Any]:
    """Return every part of the printed submission, in the order of the paper; raises NotFound.

    It lists what goes with it, never what stayed behind; while it is being drawn up it says that it is a draft.
    """
    row = open_submission(work, actor, submission_id)
    shown = entries.list_shown(work, row.id, reader_of(actor), with_stayed=False)
    lines = [item.line for item in shown]
    bodies = _bodies(work, row)
    sender = bodies[row.from_id]
    forms, said = forms_in_words(line.form for line in lines), words()
    return {
        "is_draft": row.state in {"drafted", "discarded"},
        "superior": bodies[sender.parent_id].name if sender.parent_id in bodies else "",
        "body": sender.name,
        "number": row.number or said["no_number"],
        "date": day_in_words(row.signed_on, row.place),
        "subject": row.subject,
        "to": bodies[row.to_id].name,
        "grounds": row.grounds.splitlines(),
        "minutes": _minutes(work, lines),
        "brought": _brought(work, actor, row, sender),
        "opinions": row.opinions.splitlines(),
        "appraisal": row.appraisal.splitlines(),
        "request": _request(work, catalog, row, lines, bodies, forms),
        "recipients": row.recipients.splitlines(),
        "signature": list(signature_lines(row.sign_mode, row.signer_post, sender.head_role)),
        "signer": row.signer_name,
        "list_about": str(said["list_about"]).format(forms=forms),
        "list_of": str(said["list_of"]).format(
            number=row.number or said["no_number"], day=short_day(row.signed_on), body=sender.name
        ),
        "blocks": _blocks(work, lines),
        "words": said,
    }


def _bodies(work: Work, row: SubmissionRow) -> dict[str, OrganisationRow]:
    found = load_organisations(work, {row.from_id, row.to_id})
    parent = found[row.from_id].parent_id
    return found | (load_organisations(work, [parent]) if parent else {})


def _minutes(work: Work, lines: Sequence[ListedProposal]) -> str:
    """Return by which councils' minutes the proposals come, empty where none is filed."""
    found = list_minutes(work, [line.id for line in lines])
    named = [words()["minute"].format(number=item.number, day=short_day(item.dated_on)) for item in found]
    return str(words()["minutes"]).format(minutes=", ".join(named)) if named else ""


def _brought(work: Work, actor: Actor, row: SubmissionRow, sender: OrganisationRow) -> list[str]:
    """Return, for all that came to the sender and went into this, how many came, passed and did not.

    What came twice is counted once, by the last submission that brought it.
    """
    links = entries.list_linked(work, row.id, row.from_id, reader_of(actor), is_onward=False)
    last: dict[str, tuple[int, str, str]] = {}  # by proposal: by which event it came, with which, with what result
    for link in links:
        for key, seq, result in _came_with(work, actor, link.id):
            last[key] = max(last.get(key, (0, "", "")), (seq, link.id, result))
    if not last:
        return []
    results, bringing = [result for _, _, result in last.values()], {link_id for _, link_id, _ in last.values()}
    letters = ", ".join(
        words()["letter"].format(number=link.number, day=short_day(link.signed_on), body=link.from_name)
        for link in links
        if link.id in bringing
    )
    passed, waiting = results.count("passed"), results.count("waiting") + results.count("held")
    told = {"count": len(results), "passed": passed, "waiting": waiting, "failed": len(results) - passed - waiting}
    return [str(words()["brought"]).format(body=sender.name, letters=letters, **told)]


def _came_with(work: Work, actor: Actor, submission_id: str) -> Iterator[tuple[str, int, str]]:
    """Yield what came with a submission: the proposal, by which event it was sent, what became of it."""
    came = find_submission(work, submission_id)
    if came is not None:
        shown = entries.list_shown(work, submission_id, reader_of(actor), with_stayed=False)
        sent = [item for item in shown if item.entry.sent_seq is not None]
        results = results_of(work, came, sent)
        yield from ((item.line.id, item.entry.sent_seq or 0, results[item.line.id]) for item in sent)


def _request(
    work: Work,
    catalog: Catalog,
    row: SubmissionRow,
    lines: Sequence[ListedProposal],
    bodies: Mapping[str, OrganisationRow],
    forms: str,
) -> str:
    said = words()
    levels = [level_of(work, catalog, line, row.level) for line in lines]
    is_decided = bool(levels) and all(level is not None and level.onward == DECIDING for level in levels)
    plans = {(line.plan_code, line.plan_version) for line in lines}
    movements = sorted({catalog.plan(work, code, version).movement_name for code, version in plans} - {""})
    return str(said["request"]).format(
        body=bodies[row.from_id].name,
        to=bodies[row.to_id].name,
        end=said["decide"] if is_decided else said["propose"],
        forms=forms,
        counts=counts_in_words(line.nominee_kind for line in lines),
        movement="; ".join(str(said["named_movement"]).format(name=name) for name in movements) or said["movement"],
    )


def _blocks(work: Work, lines: Sequence[ListedProposal]) -> list[dict[str, Any]]:
    """Return the blocks of the list that have anybody in them, each numbered from one."""
    known = list_particulars(work, [line.id for line in lines])
    found: list[dict[str, Any]] = []
    for block in BLOCKS:
        inside = [line for line in lines if block_of(line.nominee_kind) == block]
        if inside:
            title = f"{NUMERALS[len(found)]}. {words()[block]}"
            rows = [_row(place, line, known.get(line.id)) for place, line in enumerate(inside, start=1)]
            found.append({"title": title, "rows": rows})
    return found


def _row(place: int, line: ListedProposal, known: Particulars | None) -> dict[str, Any]:
    body = known.body_name if known and known.body_name else line.unit_name
    return {
        "place": place,
        "name": line.nominee_name,
        "work": body,
        "form": forms_in_words([line.form]),
        "summary": _summary(known.text or "" if known else ""),
        "note": known.representative if known else "",
    }


def _summary(text: str) -> str:
    """Return the beginning of an achievement text, cut between words."""
    whole = " ".join(text.split())
    if len(whole) <= LONGEST_SUMMARY:
        return whole
    return f"{whole[:LONGEST_SUMMARY].rsplit(' ', 1)[0]} …"
