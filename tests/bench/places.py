"""Where a measurement keeps what it makes, and the day on which it takes place."""

from datetime import UTC, date, datetime, time

from tests.support.tree import ROOT

CACHE = ROOT / ".cache" / "bench"
PAGE = ROOT / "docs" / "benchmarks.md"
# Rules and deadlines follow the day, so that every measurement happens on the same one, whatever the calendar says.
DAY = date(2026, 3, 10)
MORNING = datetime.combine(DAY, time(2, 0), UTC)
ENGINES = ("sqlite", "postgresql")
ENGINE_NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
