"""`vinhdanh plans|flows|rules|calendars|guidances`: what is published, what a file would publish, and proposing it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from service.cli.diagrams import diagram_text
from service.cli.failures import Failure, Found
from service.cli.screen import Screen, named, pass_screen, shared
from service.cli.sessions import open_services, open_session
from service.i18n.faults import spoken_fault
from service.usecases.publishing import publications
from service.usecases.publishing.publications import CheckResult
from service.usecases.publishing.publishing import propose_publication
from workflows.definition import FlowDefinition

COLUMNS = {
    "code": ("Mã", "Code"),
    "version": ("Bản", "Version"),
    "effective_on": ("Hiệu lực", "In effect"),
    "title": ("Tên", "Title"),
    "digest": ("Mã băm", "Digest"),
}
PROPOSED = {
    "file": ("Tệp", "File"),
    "id": ("Đề nghị", "Publication"),
    "code": COLUMNS["code"],
    "version": COLUMNS["version"],
    "title": COLUMNS["title"],
    "digest": COLUMNS["digest"],
    "is_new": ("Mới", "New"),
}
files_argument = click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
version_option = click.option("--version", "number", type=int, help="A version; the newest when none is named.")


def publishing_group(name: str, kind: str) -> click.Group:
    """Return the group of verbs for one kind of published text."""
    group = click.Group(name, help=f"Published {name}: list, show, check, import, export.")
    for add in (_add_list, _add_show, _add_check, _add_import, _add_export):
        add(group, kind)
    return group


def _add_list(group: click.Group, kind: str) -> None:
    @group.command("list")
    @shared
    @pass_screen
    def list_all(screen: Screen) -> None:
        """List every published version."""
        with open_services() as services:
            rows = services.database.read(lambda work: publications.list_published(work, kind=kind))
        shown = [{**row, "digest": row["digest"][:12]} for row in rows]
        screen.show(rows, lambda: screen.table(shown, COLUMNS))


def _add_show(group: click.Group, kind: str) -> None:
    @group.command()
    @click.argument("code")
    @version_option
    @shared
    @pass_screen
    def show(screen: Screen, code: str, number: int | None) -> None:
        """Show one version in full."""
        found = _find(kind, code, number)
        screen.show(found, lambda: _show(screen, found))


def _add_check(group: click.Group, kind: str) -> None:
    @group.command()
    @files_argument
    @shared
    @pass_screen
    def check(screen: Screen, files: tuple[Path, ...]) -> None:
        """Read files as they would be published, list every problem, and keep nothing."""
        _show_checks(screen, [(file, publications.check_source(kind, read_file(file))) for file in files])


def _add_import(group: click.Group, kind: str) -> None:
    @group.command("import")
    @files_argument
    @click.option("--dry-run", is_flag=True, help="Check only.")
    @shared
    @named
    @pass_screen
    def import_files(screen: Screen, files: tuple[Path, ...], dry_run: bool) -> None:  # noqa: FBT001 - click's call
        """Propose files for publication; another person confirms each: `vinhdanh publications confirm`."""
        texts = [read_file(file) for file in files]
        if dry_run:
            _show_checks(screen, [(f, publications.check_source(kind, t)) for f, t in zip(files, texts, strict=True)])
        else:
            _import(screen, kind, files, texts)


def _add_export(group: click.Group, kind: str) -> None:
    @group.command()
    @click.argument("code")
    @version_option
    @click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; else stdout.")
    @shared
    @pass_screen
    def export(screen: Screen, code: str, number: int | None, output: Path | None) -> None:
        """Write a version as TOML, exactly as it was published."""
        found = _find(kind, code, number)
        if output is None:
            screen.show({**found["meta"], "source": found["source"]}, lambda: click.echo(found["source"], nl=False))
            return
        output.write_text(found["source"], encoding="utf-8")
        screen.show({**found["meta"], "path": str(output)}, lambda: None)


def _find(kind: str, code: str, number: int | None) -> dict[str, Any]:
    with open_services() as services:
        return services.database.read(
            lambda work: publications.show_published(work, kind=kind, code=code, version=number)
        )


def read_file(path: Path) -> str:
    """Return the text of a file; raises Failure for one that is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Failure("file-unreadable", path=path, detail=error) from None


def _add_diagram(group: click.Group) -> None:
    @group.command()
    @click.argument("code")
    @version_option
    @click.option("--format", "form", type=click.Choice(["mermaid", "svg"]), default="mermaid", show_default=True)
    @shared
    @pass_screen
    def diagram(screen: Screen, code: str, number: int | None, form: str) -> None:
        """Draw a flow from its definition."""
        with open_services() as services:
            flow = services.database.read(
                lambda work: publications.load_published(work, kind="flow", code=code, version=number)
            )
        assert isinstance(flow, FlowDefinition)  # noqa: S101 - the kind was asked for
        text = diagram_text(flow, form, screen.language)
        screen.show({"flow": flow.name, "format": form, "diagram": text}, lambda: click.echo(text))


def _import(screen: Screen, kind: str, files: Iterable[Path], texts: Iterable[str]) -> None:
    done: list[dict[str, Any]] = []
    with open_session(screen) as (services, actor):
        for file, text in zip(files, texts, strict=True):
            made = services.database.write(
                lambda work, text=text: propose_publication(work, actor=actor, kind=kind, text=text)  # type: ignore[misc]  # bound in the loop
            )
            done.append({"file": str(file), **made})
    screen.show(done, lambda: screen.table([{**row, "digest": row["digest"][:12]} for row in done], PROPOSED))
    if any(row["state"] == "pending" for row in done):
        screen.say(
            "Chờ người thứ hai có quyền công bố xác nhận: vinhdanh publications confirm MÃ --digest MÃ_BĂM",
            "Waits for a second person who may publish: vinhdanh publications confirm ID --digest DIGEST",
        )


def _show_checks(screen: Screen, checked: list[tuple[Path, CheckResult]]) -> None:
    rows: list[dict[str, Any]] = [
        {
            "file": str(file),
            "code": found.code,
            "version": found.version,
            "digest": found.digest,
            "title": found.title,
            "is_valid": found.is_valid,
            "problems": list(found.problems),
        }
        for file, found in checked
    ]

    def people() -> None:
        for row in rows:
            verdict = screen.words("dùng được", "valid") if row["is_valid"] else screen.words("có lỗi", "not valid")
            click.echo(f"{row['file']}: {verdict} {row['code']} {row['version'] or ''} {row['digest'][:12]}".rstrip())
            for problem in row["problems"]:
                path, said = spoken_fault(problem, screen.language)
                click.echo(f"  - {path}: {said}" if path else f"  - {said}")

    screen.show(rows, people)
    if not all(row["is_valid"] for row in rows):
        raise Found


def _show(screen: Screen, found: dict[str, Any]) -> None:
    screen.lines(found["meta"])
    click.echo()
    click.echo(found["source"], nl=False)


plans = publishing_group("plans", "plan")
flows = publishing_group("flows", "flow")
rules = publishing_group("rules", "rulebook")
calendars = publishing_group("calendars", "calendar")
council_rules = publishing_group("council-rules", "council_rule")
guidances = publishing_group("guidances", "guidance")
_add_diagram(flows)
