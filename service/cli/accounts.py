"""`vinhdanh accounts`: who may sign in, and in which role where."""

import os
import sys
from datetime import date, datetime

import click

from service.cli.failures import Failure
from service.cli.screen import Screen, named, pass_screen, shared
from service.cli.sessions import open_services, open_session
from service.usecases.accounts import accounts as usecases
from service.usecases.accounts.bootstraps import add_first_administrator
from service.usecases.accounts.second_factors import reset_by_operator

DAY = click.DateTime(formats=["%Y-%m-%d"])
COLUMNS = {
    "username": ("Tên đăng nhập", "Username"),
    "name": ("Họ tên", "Name"),
    "is_active": ("Hoạt động", "Active"),
    "id": ("Mã", "Id"),
}


@click.group()
def accounts() -> None:
    """Accounts and roles: list, add, grant."""


@accounts.command("list")
@click.option("--after", help="The id of the last account of the page before.")
@click.option("--limit", type=click.IntRange(1, 500), default=100, show_default=True, help="At most so many.")
@shared
@named
@pass_screen
def list_all(screen: Screen, after: str | None, limit: int) -> None:
    """List accounts by username."""
    with open_session(screen) as (services, actor):
        page = services.database.read(lambda work: usecases.list_accounts(work, actor=actor, after=after, limit=limit))
    screen.show(
        {"items": list(page.items), "next": page.next}, lambda: screen.table([dict(row) for row in page.items], COLUMNS)
    )


@accounts.command()
@click.argument("username")
@click.option("--name", required=True, help="The name people read.")
@click.option("--nominee", "nominee_id", help="The person behind the account, by id in the registry.")
@click.option("--first", is_flag=True, help="The first administrator of an installation without accounts.")
@shared
@named
@pass_screen
def add(screen: Screen, username: str, name: str, nominee_id: str | None, first: bool) -> None:  # noqa: FBT001 - click's call
    """Add an account; its password comes from VINHDANH_NEW_PASSWORD or is asked for."""
    password = _new_password()
    if first:
        with open_services() as services:
            hasher = services.passwords
            data = services.database.write(
                lambda work: add_first_administrator(work, hasher, username=username, name=name, password=password)
            )
    else:
        with open_session(screen) as (services, actor):
            hasher = services.passwords
            data = services.database.write(
                lambda work: usecases.add_account(
                    work, hasher, actor=actor, username=username, name=name, password=password, nominee_id=nominee_id
                )
            )
    screen.show(data, lambda: screen.lines({key: data[key] for key in ("id", "username", "name")}))


@accounts.command()
@click.argument("username")
@click.argument("role")
@click.argument("organisation")
@click.option("--from", "valid_from", type=DAY, help="First day; today when none is named.")
@click.option("--until", "valid_to", type=DAY, help="Last day; open when none is named.")
@click.option("--document", default="", help="The document by which the role is given.")
@shared
@named
@pass_screen
def grant(
    screen: Screen,
    /,
    *,
    username: str,
    role: str,
    organisation: str,
    valid_from: datetime | None,
    valid_to: datetime | None,
    document: str,
) -> None:
    """Give the account USERNAME the ROLE in the body with the code ORGANISATION."""
    with open_session(screen) as (services, actor):
        data = services.database.write(
            lambda work: usecases.grant_role_by_names(
                work,
                actor=actor,
                username=username,
                role=role,
                organisation_code=organisation,
                valid_from=_day(valid_from) or work.today,
                valid_to=_day(valid_to),
                document=document,
            )
        )
    screen.show(data, lambda: screen.lines(data))


@accounts.command("reset-second-factor")
@click.argument("username")
@click.option("--reason", required=True, help="Why; kept in the trail.")
@shared
@pass_screen
def reset_second_factor(screen: Screen, username: str, reason: str) -> None:
    """Remove the second factor of USERNAME after device and codes were lost; for whoever holds the machine."""
    with open_services() as services:
        services.database.write(lambda work: reset_by_operator(work, username=username, reason=reason))
    screen.show({"username": username}, lambda: screen.lines({"username": username}))


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


def _new_password() -> str:
    given = os.environ.get("VINHDANH_NEW_PASSWORD", "")
    if given:
        return given
    if not sys.stdin.isatty():
        raise Failure("password-needed")
    answer: str = click.prompt("New password", hide_input=True, confirmation_prompt=True, err=True)
    return answer
