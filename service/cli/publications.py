"""`vinhdanh publications`: what waits for a second person, and what that person does about it."""

from collections.abc import Callable
from typing import Any

import click

from service.cli.screen import Screen, named, pass_screen, shared
from service.cli.sessions import open_session
from service.db.work import Work
from service.usecases.publishing import publishing
from workflows.policy import Actor

COLUMNS = {
    "id": ("Đề nghị", "Publication"),
    "code": ("Mã", "Code"),
    "version": ("Bản", "Version"),
    "title": ("Tên", "Title"),
    "proposed_by_name": ("Người đề nghị", "Proposed by"),
    "state": ("Tình trạng", "State"),
}
id_argument = click.argument("pending_id", metavar="ID")
reason_option = click.option("--reason", required=True, help="Why; kept in the trail.")


@click.group()
def publications() -> None:
    """Texts proposed for publication: list, show, confirm, reject, withdraw."""


@publications.command("list")
@click.option("--settled", is_flag=True, help="Those that were confirmed, rejected or withdrawn.")
@shared
@named
@pass_screen
def list_all(screen: Screen, settled: bool) -> None:  # noqa: FBT001 - click's call
    """List what waits for a second person, newest first."""
    with open_session(screen) as (services, actor):
        page = services.database.read(lambda work: publishing.list_pending(work, actor=actor, is_open=not settled))
    screen.show(page.items, lambda: screen.table(page.items, COLUMNS))


@publications.command()
@id_argument
@shared
@named
@pass_screen
def show(screen: Screen, pending_id: str) -> None:
    """Show one proposed text in full."""
    with open_session(screen) as (services, actor):
        found = services.database.read(lambda work: publishing.show_pending(work, actor=actor, pending_id=pending_id))

    def people() -> None:
        screen.lines({name: value for name, value in found.items() if name != "source"})
        click.echo()
        click.echo(found["source"], nl=False)

    screen.show(found, people)


@publications.command()
@id_argument
@click.option("--digest", required=True, help="The digest of the text that you have read, as `show` gives it.")
@shared
@named
@pass_screen
def confirm(screen: Screen, pending_id: str, digest: str) -> None:
    """Publish what another person proposed; immutable from then on."""

    def act(work: Work, actor: Actor) -> dict[str, Any]:
        made = publishing.confirm_publication(work, actor=actor, pending_id=pending_id, digest=digest)
        return {"code": made.code, "version": made.version, "digest": made.digest, "effective_on": made.effective_on}

    _act(screen, act)


@publications.command()
@id_argument
@reason_option
@shared
@named
@pass_screen
def reject(screen: Screen, pending_id: str, reason: str) -> None:
    """Turn down what another person proposed."""
    _act(screen, lambda w, who: publishing.reject_publication(w, actor=who, pending_id=pending_id, reason=reason))


@publications.command()
@id_argument
@reason_option
@shared
@named
@pass_screen
def withdraw(screen: Screen, pending_id: str, reason: str) -> None:
    """Take back what you proposed yourself."""
    _act(screen, lambda w, who: publishing.withdraw_publication(w, actor=who, pending_id=pending_id, reason=reason))


def _act(screen: Screen, act: Callable[[Work, Actor], dict[str, Any]]) -> None:
    with open_session(screen) as (services, actor):
        done = services.database.write(lambda work: act(work, actor))
    screen.show(done, lambda: screen.lines(done))
