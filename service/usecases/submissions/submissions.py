"""Drawing up a submission (tờ trình): proposals are put in and taken out, its words are written."""

from collections.abc import Mapping, Sequence
from typing import Any

from service.db import submission_entries as entries
from service.db import submissions
from service.db.errors import DuplicateKey
from service.db.lines import ListedProposal
from service.db.submission_candidates import choose_candidates
from service.db.submission_entries import EntryRow
from service.db.submissions import SubmissionRow
from service.db.work import Work
from service.usecases.cases import reader_of
from service.usecases.catalog import Catalog
from service.usecases.errors import Conflict, Invalid, PermissionDenied
from service.usecases.recording import record
from service.usecases.streams import submission_stream
from service.usecases.submissions.submission_lanes import (
    Lane,
    advance,
    demand,
    lane_of,
    level_of,
    own_lanes,
    take_submission,
)
from service.usecases.submissions.submission_words import suggested_words
from workflows.names import nfc
from workflows.policy import Actor
from workflows.submissions import initial_state

MOST_ENTRIES = 500
WORDS = ("subject", "grounds", "opinions", "appraisal", "recipients", "place")
NEW = (0, "")  # the head of a stream that is known to be new


def draw_up(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    from_id: str,
    level: str,
    proposal_ids: Sequence[str],
) -> str:
    """Begin a submission with what lies with one's body, and return its id; the words are suggested from data.

    Raises PermissionDenied where the actor makes no submissions, Invalid for what cannot be put in or has several
    addressees, Conflict for what another open submission holds.
    """
    lane = own_lane(work, catalog, actor, from_id, level)
    holding = demand(lane.held_by(actor, from_id), "proposal:move")
    chosen = _choose(work, catalog, actor, lane, from_id, proposal_ids)
    part, to_id = _way(work, catalog, chosen, level)
    row = _new_row(work, actor, from_id, part, level, to_id) | suggested_words(work, catalog, chosen)
    seq, digest = record(
        work,
        stream=submission_stream(row["id"]),
        event="submission.drawn-up",
        actor=actor,
        holding=holding,
        facts={"organisation": from_id, "addressee": to_id, "level": level},
        head=NEW,
    )
    submissions.add_submission(work, SubmissionRow(**row, version=seq, head_hash=digest))
    _put_in(work, row["id"], level, chosen, first=0)
    return str(row["id"])


def add_entries(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    submission_id: str,
    expected_version: int | None,
    proposal_ids: Sequence[str],
) -> int:
    """Put further proposals into a submission that is being drawn up; returns its new version. Raises as `draw_up`."""
    row, holding, _ = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="sign"
    )
    lane = lane_of(work, catalog, row)
    chosen = _choose(work, catalog, actor, lane, row.from_id, proposal_ids)
    _way(work, catalog, chosen, row.level, (row.part, row.to_id))
    last = entries.last_place(work, row.id)
    if last + 1 + len(chosen) > MOST_ENTRIES:
        raise Invalid("invalid-input", {"problems": [_wrong_count()]})
    _put_in(work, row.id, row.level, chosen, first=last + 1)
    return advance(work, row, actor=actor, holding=holding, event="submission.changed")


def remove_entries(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    submission_id: str,
    expected_version: int | None,
    proposal_ids: Sequence[str],
) -> int:
    """Take proposals out of a submission that is being drawn up; returns its new version."""
    row, holding, _ = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="sign"
    )
    seen = {item.line.id for item in entries.list_shown(work, row.id, reader_of(actor), with_stayed=True)}
    wanted = [key for key in proposal_ids if key in seen]
    if not wanted:
        raise Invalid("invalid-input", {"problems": [{"path": "id", "code": "not-found"}]})
    if len(wanted) == len(seen):
        raise Invalid("invalid-input", {"problems": [{"path": "id", "code": "submission-empty"}]})
    entries.remove_entries(work, row.id, wanted)
    return advance(work, row, actor=actor, holding=holding, event="submission.changed")


def write_words(
    work: Work,
    catalog: Catalog,
    *,
    actor: Actor,
    submission_id: str,
    expected_version: int | None,
    words: Mapping[str, str],
) -> int:
    """Change what a submission says while it is being drawn up; returns its new version."""
    row, holding, _ = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="sign"
    )
    values = {name: nfc(words[name]).strip() for name in WORDS if name in words}
    return advance(work, row, actor=actor, holding=holding, event="submission.changed", values=values)


def discard(work: Work, catalog: Catalog, *, actor: Actor, submission_id: str, expected_version: int | None) -> int:
    """Give up a submission that was never signed; its proposals are free for another. Returns its new version."""
    row, holding, state = take_submission(
        work, catalog, actor=actor, submission_id=submission_id, expected_version=expected_version, action="discard"
    )
    values = {"state": state}
    entries.close_entries(work, row.id)
    return advance(work, row, actor=actor, holding=holding, event="submission.discarded", values=values)


def own_lane(work: Work, catalog: Catalog, actor: Actor, from_id: str, level: str) -> Lane:
    """Return the lane in which an actor makes submissions of a body at a level; raises PermissionDenied."""
    for body_id, lane in own_lanes(work, catalog, actor):
        if (body_id, lane.level) == (from_id, level):
            return lane
    raise PermissionDenied("permission-denied", {"permission": "proposal:move"})


def _choose(
    work: Work, catalog: Catalog, actor: Actor, lane: Lane, body_id: str, proposal_ids: Sequence[str]
) -> list[ListedProposal]:
    """Return what may be put in; raises Invalid when nothing was chosen, too much, or something that may not."""
    wanted = list(dict.fromkeys(proposal_ids))
    if not wanted:
        raise Invalid("invalid-input", {"problems": [{"path": "id", "code": "nothing-chosen"}]})
    if len(wanted) > MOST_ENTRIES:
        raise Invalid("invalid-input", {"problems": [_wrong_count()]})
    found = choose_candidates(work, reader_of(actor), lane.place_of(body_id), wanted)
    fitting = [line for line in found if fits(work, catalog, lane, line, body_id)]
    if len(fitting) < len(wanted):
        raise Invalid("invalid-input", {"problems": [{"path": "id", "code": "not-to-submit"}]})
    return fitting


def fits(work: Work, catalog: Catalog, lane: Lane, line: ListedProposal, body_id: str) -> bool:
    """Tell whether the flow of a proposal makes a submission of that body from where the proposal stands."""
    level = level_of(work, catalog, line, lane.level)
    return level is not None and line.bodies.get(level.part) == body_id and line.state in {level.state, *level.sources}


def way_of(work: Work, catalog: Catalog, line: ListedProposal, level_code: str) -> tuple[str, str]:
    """Return in which part a body sends a proposal on from a level, and to which body; empty where none is known."""
    level = level_of(work, catalog, line, level_code)
    return (level.part, line.bodies.get(level.to_part, "")) if level else ("", "")


def _way(
    work: Work, catalog: Catalog, chosen: Sequence[ListedProposal], level: str, wanted: tuple[str, str] | None = None
) -> tuple[str, str]:
    """Return the one way that these proposals go; raises Invalid when there are several."""
    found = {way_of(work, catalog, line, level) for line in chosen} | ({wanted} if wanted else set())
    if len(found) != 1 or "" in next(iter(found)):
        raise Invalid("invalid-input", {"problems": [{"path": "id", "code": "several-addressees"}]})
    return found.pop()


def _put_in(work: Work, submission_id: str, level: str, chosen: Sequence[ListedProposal], *, first: int) -> None:
    entries.close_spent(work, [line.id for line in chosen], level)
    try:
        for place, line in enumerate(chosen, start=first):
            entries.add_entry(work, EntryRow(submission_id, line.id, place, level, line.version))
    except DuplicateKey:
        raise Conflict("already-in-submission") from None


def _new_row(work: Work, actor: Actor, from_id: str, part: str, level: str, to_id: str) -> dict[str, Any]:
    empty = dict.fromkeys(("number", "signer_name", "signer_post", "sign_mode", "mandate_number"), "")
    absent = ("signed_on", "mandate_from", "mandate_to", "registered_as", "job_id", "sent_on", "received_on")
    return {
        "id": work.new_id(),
        "from_id": from_id,
        "to_id": to_id,
        "part": part,
        "level": level,
        "state": initial_state(),
        **empty,
        **dict.fromkeys((*absent, "settled_on"), None),
        "drawn_up_by": actor.account_id,
        "created_at": work.now,
    }


def _wrong_count() -> dict[str, Any]:
    return {"path": "id", "code": "wrong-count", "params": {"least": 1, "most": MOST_ENTRIES}}
