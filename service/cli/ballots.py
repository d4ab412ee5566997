"""`vinhdanh ballots`: count the published list of a secret ballot anew, without the database or any trust in it."""

from pathlib import Path

import click
import orjson

from service.cli.failures import Failure, Found
from service.cli.screen import Screen, pass_screen, shared
from service.i18n import name_of, sentence
from workflows.votes.papers import CHOICES
from workflows.votes.secret import Checked, check_file


@click.group()
def ballots() -> None:
    """Secret ballots: check a published list."""


@ballots.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--receipt", default="", help="A receipt that must be in the list.")
@click.option("--digest", default="", help="The digest that the trail or the minutes state.")
@shared
@pass_screen
def check(screen: Screen, file: Path, receipt: str, digest: str) -> None:
    """Check FILE, a published list or a paper opened as a test; reads nothing else. 1 when anything is wrong."""
    try:
        data = orjson.loads(file.read_bytes())
    except orjson.JSONDecodeError:
        raise Failure("ballot-file-no-json", path=str(file)) from None
    found = check_file(data)
    problems = [*found.problems, *_unlike(found, receipt, digest)]
    shown = {
        "kind": found.kind,
        "tally": dict(found.tally),
        "papers": len(found.receipts),
        "digest": found.digest,
        "problems": [{"code": code, "about": about} for code, about in problems],
    }
    screen.show(shown, lambda: _tell(screen, found, problems))
    if problems:
        raise Found


def _unlike(found: Checked, receipt: str, digest: str) -> list[tuple[str, str]]:
    wanted = "".join(receipt.split()).lower()
    problems = [("ballot-receipt-absent", wanted)] if wanted and wanted not in found.receipts else []
    if digest and digest.strip().lower() != found.digest:
        problems.append(("ballot-digest-differs", found.digest))
    return problems


def _tell(screen: Screen, found: Checked, problems: list[tuple[str, str]]) -> None:
    for code, about in problems:
        click.echo("✗ " + sentence("ballots", code, {"about": about}, screen.language))
    if found.kind == "list" and not problems:
        screen.say(
            f"Mọi phiếu hợp lệ, mở được tổng và khớp với kết quả đã công bố ({len(found.receipts)} phiếu).",
            f"Every paper is sound and their sum opens to the published result ({len(found.receipts)} papers).",
        )
    if found.kind == "opened" and not problems:
        screen.say("Phiếu mở thử mang đúng lựa chọn này:", "The opened paper bears this choice:")
    screen.lines({name_of("ballot_choices", choice, screen.language): found.tally.get(choice, 0) for choice in CHOICES})
    if found.digest:
        click.echo(f"SHA-256  {found.digest}")
