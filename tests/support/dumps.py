"""Everything that stands in a database, row by row, to be held against what stands there later."""

from service.db.database import Database
from service.db.work import Work

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename",
}
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences ORDER BY sequencename"


def dump(database: Database) -> dict[str, list[str]]:
    """Return all rows of all tables, hidden ones and the last numbers of sequences included."""
    return database.read(_dump)


def _dump(work: Work) -> dict[str, list[str]]:
    def rows(text: str) -> list[str]:
        return sorted(repr(tuple(row)) for row in work.connection.exec_driver_sql(text))

    names = [str(row[0]) for row in work.connection.exec_driver_sql(TABLES[work.engine_name])]
    found = {name: rows(f'SELECT * FROM "{name}"') for name in names}  # names of our own tables
    return found | ({"sequences": rows(SEQUENCES)} if work.engine_name == "postgresql" else {})
