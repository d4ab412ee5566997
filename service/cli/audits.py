"""`vinhdanh audit`: read the trail, verify it, write it out."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from service.cli.failures import Found
from service.cli.proposals import find_id
from service.cli.screen import Screen, named, pass_screen, shared
from service.cli.sessions import open_services, open_session
from service.db.work import VIETNAM
from service.usecases.proofs import packages
from service.usecases.trail import audits
from service.usecases.trail.history import read_history
from service.usecases.trail.trail_index import index_trail
from workflows.audit.sentences import Language

STREAM = "A stream such as proposal/<id>, nominee/<id>, plan/<code> or system."


@click.group()
def audit() -> None:
    """The audit trail: show, verify, index, export, package."""


@audit.command()
@click.argument("stream")
@click.option("--after", type=int, default=0, help="Begin after this number.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, show_default=True, help="At most so many.")
@shared
@named
@pass_screen
def show(screen: Screen, stream: str, after: int, limit: int) -> None:
    """Read a stream, or a proposal's whole history with its refused attempts (STREAM = its id or number)."""
    language: Language = "vi" if screen.language == "vi" else "en"
    entries: Sequence[Mapping[str, Any]]
    with open_session(screen) as session:
        services, actor = session
        if "/" in stream or stream == "system":
            page = services.database.read(
                lambda work: audits.show_stream(
                    work, actor=actor, stream=stream, after=after, limit=limit, language=language
                )
            )
            entries = page.items
        else:
            key = find_id(session, stream)
            entries = services.database.read(
                lambda work: read_history(work, actor=actor, proposal_id=key, language=language)
            )
    screen.show([dict(entry) for entry in entries], lambda: _write_sentences(entries))


@audit.command()
@click.option("--stream", help=STREAM)
@shared
@pass_screen
def verify(screen: Screen, stream: str | None) -> None:
    """Recompute every chain and name every break; 1 when there is one. Whoever holds the database may ask."""
    with open_services() as services, screen.progress("Kiểm tra nhật ký", "Verifying the trail") as on_progress:
        found = audits.verify_audit(services.database, stream=stream, on_progress=on_progress)

    def people() -> None:
        for item in found["breaks"]:
            click.echo(item["message_vi" if screen.language == "vi" else "message_en"])
        counts = f"{found['events']:,} / {found['streams']:,} / {len(found['breaks']):,}"
        screen.say(f"Sự kiện / chuỗi / chỗ đứt: {counts}", f"Events / streams / breaks: {counts}")

    screen.show(found, people)
    if found["breaks"]:
        raise Found


@audit.command()
@click.option("--anew", is_flag=True, help="Throw the index away and derive it again from the trail.")
@shared
@pass_screen
def index(screen: Screen, *, anew: bool) -> None:
    """Bring the search of the trail up to its last event. Searches do so by themselves for some thousands."""
    with open_services() as services, screen.progress("Lập chỉ mục nhật ký", "Indexing the trail") as on_progress:
        count = index_trail(services.database, anew=anew, on_progress=on_progress)
    screen.show({"events": count}, lambda: screen.say(f"Đã thêm {count} sự kiện.", f"Added {count} events."))


@audit.command()
@click.option("--stream", help=STREAM)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else stdout.")
@shared
@named
@pass_screen
def export(screen: Screen, stream: str | None, output: Path | None) -> None:
    """Write every entry as a line of JSON from which its hash can be recomputed; the export itself is recorded."""
    with open_session(screen) as (services, actor):
        lines = audits.export_audit(services.database, actor=actor, stream=stream)
        if output is None:
            _write(screen, lines, sys.stdout.buffer)
            return
        with output.open("wb") as file:
            count = _write(screen, lines, file)
    shown = {"path": str(output), "entries": count}
    screen.show(shown, lambda: screen.say(f"Đã ghi {count} mục vào {output}.", f"Wrote {count} entries to {output}."))


@audit.command()
@click.argument("decision")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The zip file.")
@shared
@named
@pass_screen
def package(screen: Screen, decision: str, output: Path) -> None:
    """Write the audit package of a decision: proposals, documents, trail and refused attempts in one archive."""
    with open_session(screen) as (services, actor):
        content = packages.export_package(services, actor=actor, number=decision)
    output.write_bytes(content)
    shown = {"path": str(output), "bytes": len(content)}
    screen.show(shown, lambda: screen.say(f"Đã ghi gói kiểm toán vào {output}.", f"Wrote the package to {output}."))


def _write(screen: Screen, lines: Any, file: BinaryIO) -> int:
    count = 0
    with screen.progress("Xuất nhật ký", "Exporting the trail") as on_progress:
        for line in lines:
            file.write(line)
            count += 1
            if count % 1000 == 0:
                on_progress(count, count)
    return count


def _write_sentences(entries: Sequence[Mapping[str, Any]]) -> None:
    for entry in entries:
        mark = "✗" if entry.get("is_refused") else "•"
        at = datetime.fromisoformat(entry["at"]).astimezone(VIETNAM)
        click.echo(f"{at:%d/%m/%Y %H:%M:%S} {mark} {entry['sentence']}")
