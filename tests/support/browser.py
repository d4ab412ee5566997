"""A Chromium for the tests: the one that is there, else Debian's, else Playwright's own.

A machine where none can be had is told the command that installs one; no test is ever left out.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.tree import ROOT

CHOSEN = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome")
PLAYWRIGHT_FOLDER = "PLAYWRIGHT_BROWSERS_PATH"
OWN_FOLDER = ROOT / ".cache" / "browsers"
OWN_PLACES = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium_headless_shell-*/chrome-headless-shell-*/chrome-headless-shell",
)
DEBIAN = (("apt-get", "update"), ("apt-get", "install", "--yes", "--no-install-recommends", "chromium"))
DEBIAN_COMMAND = "apt-get update && apt-get install --yes chromium"
OWN_COMMAND = f"{sys.executable} -m playwright install --with-deps chromium"
FLAGS = (
    "--no-sandbox",  # Chromium refuses to run as root with one, and reads nothing here but our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 600  # seconds that an installation may take
GLANCE = 30  # seconds within which a browser says its version


class BrowserUnavailable(RuntimeError):
    """No Chromium was found and none could be installed; the message says why and what to run."""


@dataclass(frozen=True)
class Machine:
    """What the choice depends on: the environment, whether we may install for everybody, where our own copy goes."""

    environment: Mapping[str, str]
    is_root: bool
    own_folder: Path = OWN_FOLDER
    python: str = sys.executable

    @classmethod
    def present(cls) -> "Machine":
        """Return the machine that the tests run on."""
        return cls(dict(os.environ), os.geteuid() == 0)

    def find(self) -> Path | None:
        """Return the first browser that runs, or None; raises BrowserUnavailable for a chosen one that does not."""
        chosen = self.environment.get(CHOSEN, "")
        if chosen:
            path = shutil.which(chosen, path=self.environment.get("PATH", ""))
            if path is None or not self._runs(Path(path)):
                raise BrowserUnavailable(f"{CHOSEN}={chosen} does not start; name a Chromium that runs, or unset it.")
            return Path(path)
        return next((path for path in self._candidates() if self._runs(path)), None)

    def require(self) -> Path:
        """Return a browser, installed by the first process that asks while the others wait; raises as above."""
        self.own_folder.mkdir(parents=True, exist_ok=True)
        with (self.own_folder / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            return self.find() or self._install()

    def _candidates(self) -> Iterator[Path]:
        on_path = (shutil.which(name, path=self.environment.get("PATH", "")) for name in NAMES)
        yield from (Path(path) for path in on_path if path)
        usual = Path(self.environment.get("HOME", "/nonexistent")) / ".cache" / "ms-playwright"
        for folder in (self.environment.get(PLAYWRIGHT_FOLDER, ""), self.own_folder, usual):
            for place in OWN_PLACES if folder else ():
                yield from sorted(Path(folder).glob(place), reverse=True)

    def _runs(self, path: Path) -> bool:
        """Say whether a browser starts: on Ubuntu `chromium-browser` may be a signpost to a shop."""
        return self._run((str(path), "--version"), GLANCE) == ""

    def _install(self) -> Path:
        tried = []
        for commands in self._ways():
            trouble = next((said for command in commands if (said := self._run(command, PATIENCE))), "")
            found = self.find()
            if found is not None:
                return found
            tried.append(trouble or f"{' '.join(commands[-1])}: done, yet no browser starts")
        raise BrowserUnavailable(
            "The browser tests need a Chromium, and none was found or could be installed.\n"
            f"On Debian, as root: {DEBIAN_COMMAND}\nElsewhere: {OWN_COMMAND}\n"
            f"Or name one: {CHOSEN}=/path/to/chromium\nTried: " + "\n".join(tried)
        )

    def _ways(self) -> Iterator[tuple[tuple[str, ...], ...]]:
        if self.is_root and shutil.which("apt-get", path=self.environment.get("PATH", "")):
            yield DEBIAN
        yield ((self.python, "-m", "playwright", "install", "chromium"),)

    def _run(self, command: tuple[str, ...], seconds: float) -> str:
        """Run a command; return nothing when it succeeds, else what it said last."""
        environment = {"DEBIAN_FRONTEND": "noninteractive", PLAYWRIGHT_FOLDER: str(self.own_folder)}
        try:
            done = subprocess.run(
                command,
                env={**self.environment, **environment},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                errors="replace",
                timeout=seconds,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"{' '.join(command)}: {error}"
        if done.returncode == 0:
            return ""
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-3:]
        return f"{' '.join(command)}: exit code {done.returncode}: " + " / ".join(last)
