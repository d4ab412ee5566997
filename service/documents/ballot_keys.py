"""Keys of open secret ballots: files outside the database and its backups, destroyed when the ballot ends."""

import os
from pathlib import Path

from service.documents.store import Missing

OWNER_ONLY = 0o600


class BallotKeys:
    """A folder with one file for each open ballot; without its file the box of a ballot can never be opened again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def make(self, ballot_id: str, key: bytes) -> None:
        """Keep a new key durably; one that a ballot which was never committed has left under this id is replaced."""
        self._folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._folder / ballot_id, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())

    def get(self, ballot_id: str) -> bytes:
        """Return the key of a ballot; raises Missing."""
        try:
            return (self._folder / ballot_id).read_bytes()
        except FileNotFoundError:
            raise Missing(ballot_id) from None

    def kept(self) -> list[str]:
        """Return the ballots that have a key."""
        return sorted(file.name for file in self._folder.iterdir()) if self._folder.is_dir() else []

    def destroy(self, ballot_id: str) -> None:
        """Overwrite and remove a key; one that is gone already is no error."""
        path = self._folder / ballot_id
        try:
            with path.open("r+b") as file:
                file.write(bytes(path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
        except FileNotFoundError:
            return
        path.unlink(missing_ok=True)
