"""Content-addressed files outside the database: the name is the SHA-256, so the same bytes are kept once."""

import hashlib
import os
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

from service.documents.scanning import Scanner

READ_ONLY = 0o440


class Missing(Exception):
    """No file of that digest is kept."""


class Damaged(Exception):
    """The kept bytes no longer have the digest they were kept under."""


class DocumentStore:
    """A folder of files named `ab/cd/<sha256>`; writing twice is harmless, reading checks the digest.

    `scanner` is asked about every upload before it is put here.
    """

    def __init__(self, folder: Path, scanner: Scanner | None = None) -> None:
        self._folder = folder
        self.scanner = scanner or Scanner()

    def put(self, content: bytes) -> str:
        """Keep the bytes durably and return their digest (64 hex characters).

        The file is complete on disk before its name appears, so a crash never leaves half a document.
        """
        digest = hashlib.sha256(content).hexdigest()
        target = self._path(digest)
        if target.exists():
            os.utime(target)
            return digest
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(READ_ONLY)
            Path(temporary).replace(target)
        except OSError:
            Path(temporary).unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
        return digest

    def get(self, digest: str) -> bytes:
        """Return the bytes of a digest; raises Missing, or Damaged when they were altered on disk."""
        try:
            content = self._path(digest).read_bytes()
        except FileNotFoundError:
            raise Missing(digest) from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise Damaged(digest)
        return content

    def part(self, name: str) -> "DocumentStore":
        """Return a store of its own in a folder below, such as that of results that are kept for a while."""
        return DocumentStore(self._folder / name)

    def place_of(self, name: str) -> Path:
        """Return a folder below that keeps something else than content by its digest."""
        return self._folder / name

    def old_parts(self, before: datetime) -> list[str]:
        """Return the names of the parts below in which nothing was kept since an instant."""
        parts = self._folder.iterdir() if self._folder.is_dir() else ()
        limit = before.timestamp()
        return sorted(part.name for part in parts if part.is_dir() and _newest(part) < limit)

    def discard(self) -> None:
        """Remove this store with everything in it; for a part that is kept for a while only."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def has(self, digest: str) -> bool:
        """Tell whether a file of that digest is kept."""
        return self._path(digest).exists()

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:4] / digest


def _newest(folder: Path) -> float:
    """Return when something was last kept in a folder, as the clock of its disk says."""
    times = [folder.stat().st_mtime, *(path.stat().st_mtime for path in folder.rglob("*") if path.is_file())]
    return max(times)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
