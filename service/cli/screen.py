"""What a verb shows: people get sentences and tables, programs get JSON; progress and errors go to stderr."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from workflows.labels import label

F = TypeVar("F", bound=Callable[..., Any])
LANGUAGES = ("vi", "en")
# Columns whose values are codes that people read by name; programs get the codes.
FAMILIES = {
    "form": "forms",
    "state": "states",
    "role": "roles",
    "awaits_role": "roles",
    "occasion": "occasions",
    "target": "states",
    "step": "states",
}
WHOLE = frozenset({"number", "username", "code", "version", "effective_on", "digest"})  # never broken over lines


@dataclass(slots=True)
class Screen:
    """How this run speaks: as JSON or to people, in which language, in whose name."""

    as_json: bool = False
    language: str = "vi"
    acting_as: str = ""

    def say(self, vi: str, en: str) -> None:
        """Write a sentence for people; programs don't get it."""
        if not self.as_json:
            _console().print(Text(self.words(vi, en)))

    def words(self, vi: str, en: str) -> str:
        """Return the wording of the language in use."""
        return vi if self.language == "vi" else en

    def show(self, data: Any, people: Callable[[], None]) -> None:
        """Write data as one JSON document, or let `people` write it for people."""
        if self.as_json:
            click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        else:
            people()

    def table(self, rows: Sequence[Mapping[str, Any]], columns: Mapping[str, tuple[str, str]]) -> None:
        """Write rows as a table; `columns` maps a key to its Vietnamese and English heading."""
        table = Table(header_style="bold")
        for key, heading in columns.items():
            table.add_column(self.words(*heading), no_wrap=key in WHOLE)
        for row in rows:
            table.add_row(*(Text(self.spoken(key, row.get(key))) for key in columns))
        _console().print(table)

    def lines(self, pairs: Mapping[str, Any]) -> None:
        """Write names and values, one pair a line."""
        width = max((len(name) for name in pairs), default=0)
        for name, value in pairs.items():
            _console().print(Text(f"{name:<{width}}  {self.spoken(name, value)}"))

    def spoken(self, key: str, value: Any) -> str:
        """Return a value as people read it: a code by its name, a list by its items, nothing as a dash."""
        if key in FAMILIES and isinstance(value, str) and value:
            return label(FAMILIES[key], value, self.language)
        return _cell(value)

    @contextmanager
    def progress(self, vi: str, en: str) -> Iterator[Callable[[int, int], None]]:
        """Show a bar on stderr while something long runs; yields the function that moves it (done, total)."""
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        console = Console(stderr=True)
        with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
            task = bar.add_task(self.words(vi, en), total=None)
            yield lambda done, total: bar.update(task, completed=done, total=total)


def _console() -> Console:
    return Console(file=sys.stdout, highlight=False, soft_wrap=True)


def _cell(value: Any) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "✓" if value else "✗"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def shared(function: F) -> F:
    """Give a verb the options that every verb has: --json and --lang."""
    for option in (_json_option, _language_option):
        function = option(function)
    return function


def named(function: F) -> F:
    """Give a verb --as, for acts that are done in somebody's name."""
    return click.option(
        "--as",
        metavar="USERNAME",
        expose_value=False,
        callback=_set_name,
        help="Act as this account, not as VINHDANH_TOKEN or VINHDANH_USER say; its password is VINHDANH_PASSWORD.",
    )(function)


def _set_json(context: click.Context, _parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click's signature
    if value:
        context.ensure_object(Screen).as_json = True


def _set_language(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.ensure_object(Screen).language = value


def _set_name(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        context.ensure_object(Screen).acting_as = value


_json_option = click.option(
    "--json", is_flag=True, expose_value=False, is_eager=True, callback=_set_json, help="Answer as JSON."
)
_language_option = click.option(
    "--lang",
    type=click.Choice(LANGUAGES),
    expose_value=False,
    is_eager=True,
    callback=_set_language,
    help="Language of sentences (vi).",
)
pass_screen = click.make_pass_decorator(Screen, ensure=True)
