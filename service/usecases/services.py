"""What the running program is made of, built once by the composition root and handed to every interface."""

from dataclasses import dataclass

from service.config import Settings
from service.db.database import Database
from service.documents.ballot_keys import BallotKeys
from service.documents.store import DocumentStore
from service.usecases.ballot_seals import BallotSeals
from service.usecases.catalog import Catalog
from service.usecases.passwords import Passwords


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, the database, the published catalogue, the document store, password hashing, the signing secret."""

    settings: Settings
    database: Database
    catalog: Catalog
    documents: DocumentStore
    passwords: Passwords
    secret_key: bytes

    def results_of(self, job_id: str) -> DocumentStore:
        """Return where a job keeps what it made for its owner, for some days."""
        return self.documents.part("results").part(job_id)

    @property
    def ballot_seals(self) -> BallotSeals:
        """Return what seals the boxes of open secret ballots; their keys are no part of a backup."""
        return BallotSeals(BallotKeys(self.documents.place_of("ballot-keys")), self.secret_key)
