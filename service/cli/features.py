"""`vinhdanh features`: run Vietnamese features against both engines."""

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from service.cli.failures import Failure, Found
from service.cli.screen import Screen, pass_screen, shared

ROOT = Path(__file__).resolve().parents[2]
RUNNER = "tests/bdd"


@click.group()
def features() -> None:
    """Features: run."""


@features.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--engine", type=click.Choice(["both", "sqlite", "postgresql"]), default="both", show_default=True)
@shared
@pass_screen
def run(screen: Screen, folder: Path, engine: str) -> None:
    """Run every feature below FOLDER (or one file) on SQLite and on PostgreSQL; 1 when a scenario fails."""
    if find_spec("pytest_bdd") is None or not (ROOT / RUNNER).is_dir():
        raise Failure("part-missing", part="tests/bdd (make test)")
    narrowed = {"both": [], "sqlite": ["-k", "sqlite"], "postgresql": ["-k", "postgresql"]}[engine]
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", RUNNER, *narrowed]
    environment = {**os.environ, "FEATURES": str(folder.resolve())}
    output = subprocess.PIPE if screen.as_json else None
    done = subprocess.run(command, cwd=ROOT, env=environment, stdout=output, text=True, check=False)  # noqa: S603 - our own tests
    data = {"folder": str(folder), "engine": engine, "passed": done.returncode == 0, "output": done.stdout or ""}
    screen.show(data, lambda: None)
    if done.returncode != 0:
        raise Found
