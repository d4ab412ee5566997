"""Expected failures as one clear sentence and an exit code: 1 refused or a problem found, 2 wrong usage."""

import json
from collections.abc import Mapping
from typing import Any

import click

from service.cli.screen import Screen
from service.db.errors import DatabaseError, DatabaseLocked, SchemaOutdated
from service.i18n import catalogue, sentence
from service.usecases.errors import DomainError, Invalid, TransitionRefused

REFUSED = 1
API = "http://127.0.0.1:8000/api/v1"
# Codes that read otherwise at a terminal than in an answer of the API.
AT_A_TERMINAL = {"sign-in-required": "name-needed"}


class Failure(click.ClickException):
    """An expected failure of this program, such as a port that is taken; `code` names its sentence."""

    exit_code = REFUSED

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class Found(click.exceptions.Exit):
    """The verb did its work and found a problem, which it has shown."""

    def __init__(self) -> None:
        super().__init__(REFUSED)


def describe(error: Exception) -> tuple[str, dict[str, Any]]:
    """Return the code and the facts of an expected error."""
    if isinstance(error, Failure):
        return error.code, error.params
    if isinstance(error, DomainError):
        return AT_A_TERMINAL.get(error.code, error.code), dict(error.params)
    if isinstance(error, DatabaseLocked):
        return "database-locked", {"detail": str(error), "api": API}
    if isinstance(error, SchemaOutdated):
        return "schema-outdated", {"detail": str(error)}
    return "database-error", {"detail": str(error)}


def sentence_of(code: str, params: Mapping[str, Any], language: str) -> str:
    """Return the sentence of a code."""
    return sentence("commands" if code in catalogue()["commands"] else "errors", code, params, language)


def tell(error: Failure | DomainError | DatabaseError, screen: Screen) -> None:
    """Write an expected error to stderr: one sentence and what it lists, or one JSON document."""
    code, params = describe(error)
    message = sentence_of(code, params, screen.language)
    details = _details(error, screen.language)
    if screen.as_json:
        document = {"error": {"code": code, "message": message, "params": params, "details": details}}
        click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str), err=True)
        return
    click.echo(message, err=True)
    for detail in details:
        click.echo(f"  - {detail}", err=True)


def _details(error: Exception, language: str) -> list[str]:
    if isinstance(error, TransitionRefused):
        spoken = error.params.get("findings", ())
        return [f"{finding['code']} {finding['message']} {finding['remedy']}".rstrip() for finding in spoken]
    if isinstance(error, Invalid):
        return [_problem(problem, language) for problem in error.params.get("problems", ())]
    return []


def _problem(problem: Mapping[str, Any], language: str) -> str:
    return f"{problem['path']}: {sentence('problems', problem['code'], problem.get('params') or {}, language)}"


EXPECTED = (Failure, DomainError, DatabaseError)
