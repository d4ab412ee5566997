"""Which Chromium the tests take, tried on folders of small real programs."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.browser import DEBIAN_COMMAND, OWN_COMMAND, BrowserUnavailable, Machine

WORKING = "echo Chromium 150"
SIGNPOST = "echo 'install the snap first' >&2; exit 1"


def program(folder: Path, name: str, script: str) -> Path:
    """Put a small program into a folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def bin_folder(tmp_path: Path) -> Path:
    """The one folder of programs on the path, with what shell scripts need."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("chmod", "mkdir", "cat", "sleep"):
        (folder / name).symlink_to(next(path for path in (Path("/bin", name), Path("/usr/bin", name)) if path.exists()))
    return folder


def machine(tmp_path: Path, *, is_root: bool = False, python: str = "/nonexistent/python", **variables: str) -> Machine:
    """A machine with nothing but what the test puts there."""
    environment = {"PATH": str(tmp_path / "bin"), "HOME": str(tmp_path / "home"), **variables}
    return Machine(environment, is_root, tmp_path / "own", python)


def installer(tmp_path: Path, target: Path) -> str:
    """A script that puts a working browser somewhere and writes down that it ran."""
    return (
        f'echo "$@" >> {tmp_path}/log; case "$*" in *install*) mkdir -p {target.parent}; '
        f"echo '#!/bin/sh' > {target}; echo '{WORKING}' >> {target}; chmod 755 {target};; esac"
    )  # fmt: skip


def test_the_chosen_one_comes_before_the_one_on_the_path(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "chromium", WORKING)
    chosen = program(tmp_path, "elsewhere/my-chromium", WORKING)
    assert machine(tmp_path, CHROMIUM=str(chosen)).find() == chosen


@pytest.mark.parametrize("script", [SIGNPOST, None])
def test_a_chosen_one_that_does_not_start_is_an_error_and_no_other_is_taken(
    tmp_path: Path, bin_folder: Path, script: str | None
) -> None:
    program(bin_folder, "chromium", WORKING)
    if script:
        program(tmp_path, "broken", script)
    with pytest.raises(BrowserUnavailable, match=f"CHROMIUM={tmp_path}/broken does not start"):
        machine(tmp_path, CHROMIUM=f"{tmp_path}/broken").require()


def test_names_are_tried_in_turn_and_one_that_does_not_start_is_passed_over(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "chromium-browser", SIGNPOST)
    wanted = program(bin_folder, "google-chrome", WORKING)
    assert machine(tmp_path).find() == wanted
    better = program(bin_folder, "chromium", WORKING)
    assert machine(tmp_path).find() == better


@pytest.mark.parametrize("folder", ["named", "own", "home/.cache/ms-playwright"])
def test_playwrights_own_is_found_where_it_may_be(tmp_path: Path, bin_folder: Path, folder: str) -> None:
    own = program(tmp_path / folder, "chromium-1255/chrome-linux64/chrome", WORKING)
    named = str(tmp_path / "named") if folder == "named" else ""
    assert machine(tmp_path, PLAYWRIGHT_BROWSERS_PATH=named).find() == own


def test_root_installs_debians(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "apt-get", installer(tmp_path, bin_folder / "chromium"))
    assert machine(tmp_path, is_root=True).require() == bin_folder / "chromium"
    assert (tmp_path / "log").read_text().splitlines() == [
        "update",
        "install --yes --no-install-recommends chromium",
    ]


def test_whoever_is_not_root_leaves_debian_alone_and_gets_playwrights_own(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "apt-get", f"echo apt >> {tmp_path}/log")
    target = tmp_path / "own" / "chromium-1" / "chrome-linux64" / "chrome"
    python = program(tmp_path, "python", installer(tmp_path, target))
    assert machine(tmp_path, python=str(python)).require() == target
    assert (tmp_path / "log").read_text() == "-m playwright install chromium\n"


def test_a_signpost_of_debians_leads_on_to_playwrights_own(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "apt-get", f"echo '#!/bin/sh' > {bin_folder}/chromium; echo 'exit 1' >> {bin_folder}/chromium")
    target = tmp_path / "own" / "chromium-1" / "chrome-linux64" / "chrome"
    python = program(tmp_path, "python", installer(tmp_path, target))
    assert machine(tmp_path, is_root=True, python=str(python)).require() == target


def test_where_none_can_be_had_the_commands_and_the_reasons_are_told(tmp_path: Path, bin_folder: Path) -> None:
    program(bin_folder, "apt-get", "echo 'no network' >&2; exit 100")
    with pytest.raises(BrowserUnavailable) as caught:
        machine(tmp_path, is_root=True).require()
    said = str(caught.value)
    assert all(text in said for text in (DEBIAN_COMMAND, OWN_COMMAND, "no network", "exit code 100", "/nonexistent"))


def test_one_installs_while_the_others_wait(tmp_path: Path, bin_folder: Path) -> None:
    script = "sleep 0.2; " + installer(tmp_path, bin_folder / "chromium")
    program(bin_folder, "apt-get", script)
    with ThreadPoolExecutor(4) as workers:
        found = set(workers.map(lambda _: machine(tmp_path, is_root=True).require(), range(4)))
    assert found == {bin_folder / "chromium"}
    assert len((tmp_path / "log").read_text().splitlines()) == 2


def test_this_machine_has_one_or_gets_one() -> None:
    path = Machine.present().require()
    assert os.access(path, os.X_OK)
    assert sys.executable in OWN_COMMAND
