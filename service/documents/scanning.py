"""Asking a virus scanner of the installation about each upload before it is kept; no answer counts as no."""

import hashlib
import shlex
import subprocess
import tempfile
import threading
from collections import OrderedDict

from service.documents.problems import UploadProblem

CLEAN, INFECTED = 0, 1  # exit codes, as clamscan, clamdscan and most others use them
FILE = "{file}"
MOST_REMEMBERED = 1024


class Scanner:
    """An external command that is run on every upload; without a command nothing is asked.

    The command is split like a shell line but never run by a shell; the file's path replaces `{file}` or comes last.
    Exit code 0 lets the file in, 1 says it is infected, and anything else, or no answer in time, keeps it out as well.
    """

    def __init__(self, command: str = "", *, timeout_seconds: int = 60) -> None:
        self._command = shlex.split(command)
        self._timeout = timeout_seconds
        self._clean: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def check(self, content: bytes) -> None:
        """Return when the content may come in; raises UploadProblem `infected` or `scan-failed`.

        A content that was just found clean is not scanned again, so that a transaction need not wait for a scanner.
        """
        if not self._command:
            return
        digest = hashlib.sha256(content).hexdigest()
        with self._lock:
            known = digest in self._clean
        if not known:
            self._scan(content)
            self._remember(digest)

    def forget(self, content: bytes) -> None:
        """Ask again next time: once it is kept, the next upload of the same bytes is looked at anew."""
        with self._lock:
            self._clean.pop(hashlib.sha256(content).hexdigest(), None)

    def _scan(self, content: bytes) -> None:
        with tempfile.NamedTemporaryFile(prefix="vinhdanh-upload-") as file:
            file.write(content)
            file.flush()
            try:
                done = subprocess.run(  # noqa: S603  # the installation's own command, given no words of an uploader
                    self._line(file.name),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    timeout=self._timeout,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired):
                raise UploadProblem("scan-failed") from None
        if done.returncode != CLEAN:
            raise UploadProblem("infected" if done.returncode == INFECTED else "scan-failed")

    def _line(self, path: str) -> list[str]:
        if any(FILE in word for word in self._command):
            return [word.replace(FILE, path) for word in self._command]
        return [*self._command, path]

    def _remember(self, digest: str) -> None:
        with self._lock:
            self._clean[digest] = None
            while len(self._clean) > MOST_REMEMBERED:
                self._clean.popitem(last=False)
