"""The trail after the load: verified whole, and how fast."""

import os
import time
import uuid
from dataclasses import dataclass

from service.db.database import Database
from service.usecases.trail.audits import verify_audit
from tests.bench.grounds import Ground
from tests.bench.places import MORNING
from tests.bench.walking import WrongAnswer


@dataclass(frozen=True)
class Verified:
    """How many events were verified, in what time."""

    engine: str
    size: int
    name: str
    events: int
    seconds: float

    @property
    def rate(self) -> float:
        """Return events a second."""
        return self.events / self.seconds


def verify(ground: Ground) -> Verified:
    """Verify every chain of a database; raises WrongAnswer when one does not hold."""
    database = Database(
        ground.url, clock=lambda: MORNING, new_id=lambda: uuid.uuid4().hex, random_bytes=os.urandom, pool_size=2
    )
    try:
        began = time.perf_counter()
        found = verify_audit(database)
        seconds = time.perf_counter() - began
    finally:
        database.close()
    if found["breaks"]:
        raise WrongAnswer(f"{ground.engine}, {ground.size:,}, {ground.name}: {found['breaks'][:3]}")
    return Verified(ground.engine, ground.size, ground.name, found["events"], seconds)
