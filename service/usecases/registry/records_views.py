"""A registry record as it is shown: the columns that all kinds share, and what only its kind has."""

from typing import Any

from service.db.records import RecordRow
from service.usecases.recording import plain

COLUMNS = ("id", "nominee_id", "kind", "code", "number", "issued_on", "issuer", "starts_on", "ends_on", "status")


def record_as_data(row: RecordRow) -> dict[str, Any]:
    """Return a record with its particulars under `data`."""
    return {name: plain(getattr(row, name)) for name in COLUMNS} | {"data": plain(row.data or {})}
