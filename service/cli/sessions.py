"""What a verb works with: the wired services, and the account in whose name it acts."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import click

from service.app import build_services
from service.cli.failures import Failure
from service.cli.screen import Screen
from service.config import ConfigInvalid, Settings
from service.db import migrating
from service.usecases.accounts.accounts import authenticate, revoke_token, sign_in
from service.usecases.errors import Unauthenticated
from service.usecases.services import Services
from workflows.policy import Actor

NETWORK = "command-line"


class Session(NamedTuple):
    """The services, and who acts."""

    services: Services
    actor: Actor


def settings() -> Settings:
    """Return the settings of the environment; a wrong one is named."""
    try:
        return Settings.from_environment(os.environ)
    except ConfigInvalid as error:
        raise Failure("setting-invalid", detail=str(error)) from None


@contextmanager
def open_services() -> Iterator[Services]:
    """Open the database and what stands around it, and close it again; raises DatabaseLocked, SchemaOutdated."""
    chosen = settings()
    migrating.require_head(chosen.database_url)
    services = build_services(chosen)
    try:
        yield services
    finally:
        services.database.close()


@contextmanager
def open_session(screen: Screen) -> Iterator[Session]:
    """Open the services in somebody's name: by VINHDANH_TOKEN, else by user and password.

    A password is used once: the token made for it is revoked when the verb ends. Where the account has a second factor,
    its code comes from VINHDANH_CODE.
    """
    with open_services() as services:
        token = os.environ.get("VINHDANH_TOKEN", "")
        if token and not screen.acting_as:
            yield Session(services, authenticate(services, token=token))
            return
        username = screen.acting_as or os.environ.get("VINHDANH_USER", "")
        if not username:
            raise Unauthenticated("sign-in-required", {})
        issued = sign_in(
            services,
            username=username,
            password=_password(),
            code=os.environ.get("VINHDANH_CODE", ""),
            network=NETWORK,
            scopes=("*",),
            lifetime_hours=1,
            name="cli",
        )
        actor = authenticate(services, token=issued.token)
        try:
            yield Session(services, actor)
        finally:
            services.database.write(lambda work: revoke_token(work, actor=actor, token_id=issued.id))


def _password() -> str:
    password = os.environ.get("VINHDANH_PASSWORD", "")
    if password:
        return password
    if not sys.stdin.isatty():
        raise Unauthenticated("sign-in-required", {})
    answer: str = click.prompt("Password", hide_input=True, err=True)
    return answer
