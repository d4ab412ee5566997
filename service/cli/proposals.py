"""`vinhdanh proposals`: list, read, look ahead, move."""

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import click

from service.cli.findings import write_findings, write_steps
from service.cli.moves import read_move, split_reasons
from service.cli.screen import Screen, named, pass_screen, shared
from service.cli.sessions import Session, open_session
from service.db.inboxes import Filters
from service.db.proposals import find_by_number
from service.usecases.attempts import perform
from service.usecases.case_views import show_proposal
from service.usecases.desk.proposals import list_proposals
from service.usecases.errors import TransitionRefused
from service.usecases.idempotency import IdempotencyKey
from service.usecases.moves.preflights import preflight as look_ahead
from service.usecases.moves.transitions import move_proposal
from service.usecases.recording import findings_as_facts
from service.usecases.streams import proposal_stream
from service.usecases.views import in_words
from workflows.facts import MoveFacts

COLUMNS = {
    "number": ("Số", "Number"),
    "nominee_name": ("Đối tượng", "Nominee"),
    "form": ("Hình thức", "Form"),
    "state": ("Trạng thái", "State"),
    "awaits_role": ("Đang chờ", "Waits for"),
}
DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def proposals() -> None:
    """Proposals: list, show, preflight, move. A proposal is named by its id or by its number."""


@proposals.command("list")
@click.option("--state", default="", help="Only this state.")
@click.option("--form", default="", help="Only this form.")
@click.option("--plan", "plan_code", default="", help="Only this plan.")
@click.option("--query", default="", help="Words of a name, without diacritics if you like, or a number.")
@click.option("--after", help="The id of the last proposal of the page before.")
@click.option("--limit", type=click.IntRange(1, 500), default=50, show_default=True, help="At most so many.")
@shared
@named
@pass_screen
def list_all(screen: Screen, /, after: str | None, limit: int, **filters: str) -> None:
    """List the proposals that this account may open, newest first."""
    with open_session(screen) as (services, actor):
        page = services.database.read(
            lambda work: list_proposals(work, actor=actor, filters=Filters(**filters), after=after, limit=limit)
        )
    rows = [dict(row) for row in page.items]
    screen.show({"items": rows, "next": page.next}, lambda: screen.table(rows, COLUMNS))


@proposals.command()
@click.argument("proposal")
@shared
@named
@pass_screen
def show(screen: Screen, proposal: str) -> None:
    """Read one proposal: where it stands, its path, bodies, dossier and judgements."""
    with open_session(screen) as session:
        key = find_id(session, proposal)
        services, actor = session
        view = services.database.read(lambda work: show_proposal(work, services.catalog, actor=actor, proposal_id=key))
    shown = (
        "number",
        "state",
        "version",
        "plan_code",
        "flow_code",
        "form",
        "occasion",
        "category",
        "starts_on",
        "ends_on",
    )
    screen.show(
        view, lambda: screen.lines({"nominee": view["nominee"]["name"], **{name: view[name] for name in shown}})
    )


@proposals.command()
@click.argument("proposal")
@shared
@named
@pass_screen
def preflight(screen: Screen, proposal: str) -> None:
    """Ask every guard of every coming step what is missing; nothing is written."""
    with open_session(screen) as session:
        key = find_id(session, proposal)
        services, actor = session

        def ask(work: Any) -> dict[str, Any]:
            found = look_ahead(work, services.catalog, actor=actor, proposal_id=key)
            for step in found["steps"]:
                step["findings"] = in_words(work, services.catalog, step["findings"], screen.language)
            return found

        found = services.database.read(ask)
    screen.show(found, lambda: write_steps(screen, found))


@proposals.command()
@click.argument("proposal")
@click.argument("action")
@click.option("--expect", "expected_version", type=int, help="The version that was seen; another one refuses the move.")
@click.option("--reason", default="", help="Of a return, a rejection, a hold, a withdrawal, …")
@click.option("--ack", multiple=True, metavar="CODE=REASON", help="The reason for going on over a warning.")
@click.option("--missing", multiple=True, help="What a returned dossier lacks: a document type or a criterion.")
@click.option("--legal-ground", default="", help="Of a return, a rejection or a revocation.")
@click.option("--source-body", default="", help="Of a hold: the body that verifies.")
@click.option("--source-number", default="", help="Of a hold: its document.")
@click.option("--hold-kind", default="", help="Of a hold: discipline, investigation, inspection, complaint, …")
@click.option("--conclusion-number", default="", help="Of a release: the written conclusion.")
@click.option("--cleared/--not-cleared", default=None, help="Of a release: no wrong-doing was found, or some was.")
@click.option("--number", default="", help="Of a decision or a submission.")
@click.option("--signed-on", type=DAY, help="Of a decision.")
@click.option("--signer", "signer_name", default="", help="Of a decision: who signs.")
@click.option("--sign-mode", default="", help="Of a decision: TM, KT, TL, TUQ, or nothing.")
@click.option("--data", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="All of it as JSON.")
@click.option("--key", default="", help="An idempotency key: a repeated call answers the same and acts once.")
@shared
@named
@pass_screen
def move(
    screen: Screen,
    /,
    proposal: str,
    action: str,
    expected_version: int | None,
    file: Path | None,
    key: str,
    **stated: Any,
) -> None:
    """Move a proposal; a refusal lists every condition that is not met, changes nothing and is recorded."""
    day: datetime | None = stated.pop("signed_on")
    options = {**stated, "signed_on": day.date() if day else None, "acknowledgements": split_reasons(stated.pop("ack"))}
    facts = read_move(file, options)
    with open_session(screen) as session:
        proposal_id = find_id(session, proposal)
        wish = Wish(proposal_id, action, expected_version, facts, key)
        result = _move(session, screen, wish)
    screen.show(result, lambda: _tell(screen, result))


def find_id(session: Session, proposal: str) -> str:
    """Return the id of a proposal named by number; whether it may be opened is asked when it is opened."""
    found = session.services.database.read(lambda work: find_by_number(work, proposal))
    return found or proposal


class Wish(NamedTuple):
    """A move as it is asked for."""

    proposal_id: str
    action: str
    version: int | None
    facts: MoveFacts
    key: str


def _move(session: Session, screen: Screen, wish: Wish) -> dict[str, Any]:
    services, actor = session
    digest = hashlib.sha256(repr(wish[:4]).encode()).hexdigest()
    try:
        result = perform(
            services,
            lambda work: move_proposal(
                work,
                services.catalog,
                actor=actor,
                proposal_id=wish.proposal_id,
                action=wish.action,
                expected_version=wish.version,
                move=wish.facts,
                idempotency=IdempotencyKey(wish.key, digest) if wish.key else None,
            ),
            actor=actor,
            stream=proposal_stream(wish.proposal_id),
            action=wish.action,
        )
    except TransitionRefused as refusal:
        kept = findings_as_facts(finding for finding in refusal.findings if finding.blocks)
        spoken = services.database.read(lambda work: in_words(work, services.catalog, kept, screen.language))
        raise TransitionRefused(refusal.code, {**refusal.params, "findings": spoken}, refusal.findings) from None
    found = result["findings"]
    spoken = services.database.read(lambda work: in_words(work, services.catalog, found, screen.language))
    return {**result, "findings": spoken}


def _tell(screen: Screen, result: dict[str, Any]) -> None:
    screen.lines({name: result[name] for name in ("number", "state", "version")})
    write_findings([finding for finding in result["findings"] if finding["verdict"] != "pass"])
