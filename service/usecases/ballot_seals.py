"""Sealing what an open secret ballot knows: under the installation's secret together with a key of the ballot's own.

Whoever has the database, its backups and even the secret of the installation still lacks the key of the ballot, which
lies outside of them and is destroyed when the ballot ends: then nobody can open what any copy of the box holds.
"""

from typing import Any

import orjson

from service.db.work import Work
from service.documents.ballot_keys import BallotKeys
from service.documents.store import Missing
from service.usecases.sealing import SealBroken, Sealer
from workflows.votes.papers import Paper, read_number, read_paper
from workflows.votes.secret import Box, read_box

KEY_BYTES = 32


class BallotSeals:
    """Seals the boxes and the drafts of papers; `destroy` ends what can be opened."""

    def __init__(self, keys: BallotKeys, secret_key: bytes) -> None:
        self._keys = keys
        self._secret_key = secret_key

    def begin(self, work: Work, ballot_id: str) -> str:
        """Make the key of a new ballot and return its empty box, sealed."""
        self._keys.make(ballot_id, work.random_bytes(KEY_BYTES))
        return self.seal_box(work, Box(ballot_id, {}))

    def seal_box(self, work: Work, box: Box) -> str:
        """Return a box as it may be kept in the database."""
        return self._sealer(box.ballot).seal(work, _text(box.as_data()), about=f"box/{box.ballot}")

    def open_box(self, ballot_id: str, sealed: str) -> Box:
        """Return the box of an open ballot; raises SealBroken when its key is lost or something was altered."""
        return read_box(ballot_id, orjson.loads(self._sealer(ballot_id).open(sealed, about=f"box/{ballot_id}")))

    def seal_draft(self, work: Work, ballot_id: str, person_id: str, draft: tuple[Paper, str, int]) -> str:
        """Return a paper with its choice and key for the page that asks its voter once more; he cannot open it."""
        paper, choice, key = draft
        data = {"paper": paper.as_data(), "choice": f"{choice:<5}", "key": f"{key:064x}"}  # all choices weigh alike
        return self._sealer(ballot_id).seal(work, _text(data), about=_about_draft(ballot_id, person_id))

    def open_draft(self, ballot_id: str, person_id: str, sealed: str) -> tuple[Paper, str, int]:
        """Return a paper that was sealed for this voter in this ballot, its choice and its key; raises SealBroken."""
        data = orjson.loads(self._sealer(ballot_id).open(sealed, about=_about_draft(ballot_id, person_id)))
        return read_paper(data["paper"]), data["choice"].strip(), read_number(data["key"])

    def kept(self) -> list[str]:
        """Return the ballots that have a key."""
        return self._keys.kept()

    def destroy(self, ballot_id: str) -> None:
        """Destroy the key of a ballot: what was sealed for it stays sealed for ever."""
        self._keys.destroy(ballot_id)

    def _sealer(self, ballot_id: str) -> Sealer:
        try:
            key = self._keys.get(ballot_id)
        except Missing:
            raise SealBroken("the key of this ballot is gone") from None
        return Sealer(key + self._secret_key, "secret-ballot")


def _about_draft(ballot_id: str, person_id: str) -> str:
    return f"draft/{ballot_id}/{person_id}"


def _text(data: Any) -> str:
    return orjson.dumps(data).decode()
