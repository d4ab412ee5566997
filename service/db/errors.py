"""What may go wrong in the database, in words that the rest of the house understands."""


class DatabaseError(Exception):
    """The parent of all errors of this layer."""


class NotFound(DatabaseError):
    """The row asked for is not there."""

    def __init__(self, kind: str, key: str) -> None:
        """Keep which kind of thing was asked for, and by which key."""
        super().__init__(f"no {kind} {key!r}")
        self.kind = kind
        self.key = key


class StaleWrite(DatabaseError):
    """Someone else wrote first: the version expected is no longer the version stored."""


class DuplicateKey(DatabaseError):
    """A row with the same key is already there; `constraint` is its name on both engines."""

    def __init__(self, constraint: str) -> None:
        """Keep the name of the constraint, such as `uq_account_username`."""
        super().__init__(constraint)
        self.constraint = constraint


class BrokenReference(DatabaseError):
    """A row points to another that is not there, or is still pointed to."""


class AppendOnly(DatabaseError):
    """A record that never changes was about to be changed or removed."""


class UnusableValue(DatabaseError):
    """A value that no column can hold: a number out of range, a text with a NUL character."""


class DatabaseLocked(DatabaseError):
    """Another process already serves this SQLite file."""


class DatabaseBroken(DatabaseError):
    """The writer stopped or the commit failed: nothing of the act was kept."""


class DatabaseUnreachable(DatabaseError):
    """The server does not answer, or the file is no database."""


class SchemaOutdated(DatabaseError):
    """The database is not at the version of this program."""
