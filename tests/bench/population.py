"""Many proposals out of two: every row of a dossier copied under new ids, with its own names and its own hash chain.

What is written is what the use cases would have written: each event's body names the copy's own ids, each hash follows
from the one before, the row holds the head, the commitment of the nominee's name opens with the salt beside it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.db import searching
from service.db.engines import driver
from tests.bench.seeds import Seed
from workflows.audit.commitments import commit
from workflows.audit.digests import GENESIS, digest_of
from workflows.names import fold, nfc, sort_key_hex

Row = tuple[Any, ...]
Values = list[str]  # what stands in a copy in the place of each token, by the token's place

# Some are borne by many, as in life; what is searched for is thus found more than a thousand times in a million.
SURNAMES = (*["Nguyễn"] * 8, *["Trần"] * 3, *["Lê"] * 2, "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi")
MIDDLES = (*["Văn"] * 4, *["Thị"] * 4, "Đức", "Hữu", "Minh", "Ngọc", "Thanh", "Quốc", "Xuân", "Kim", "Hồng", "Thùy")
_GIVEN = """
An Anh Ánh Bình Bích Châu Chi Cường Cúc Dung Dũng Duy Đạt Đông Giang Hà Hải Hạnh Hằng Hiền Hiếu Hoa Hòa Hùng Hương
Khánh Khoa Lan Lâm Linh Loan Long Mai Mạnh Nam Nga Nghĩa Nhung Oanh Phong Phúc Phương Quang Quân Sơn Tâm Thảo Thắng
Thủy Toàn Trang Trung Tú Tuấn Uyên Vân Việt Vinh Yến Ý
"""
GIVEN = tuple(_GIVEN.split())
# In this order no row comes before one that it refers to; the hash of an event needs the one before it.
TABLES: Mapping[str, tuple[str, str]] = {
    "nominee": ("id", "nominee"),
    "nominee_search": ("nominee_id", "nominee"),
    "nominee_record": ("nominee_id", "nominee"),
    "proposal": ("id", "proposal"),
    "proposal_search": ("proposal_id", "proposal"),
    "proposal_text": ("proposal_id", "proposal"),
    "proposal_access": ("proposal_id", "proposal"),
    "proposal_step": ("proposal_id", "proposal"),
    "document": ("proposal_id", "proposal"),
    "judgement": ("proposal_id", "proposal"),
    "audit_event": ("stream", "stream"),
    "audit_secret": ("stream", "stream"),
}
COUNTED = ("nominee_search", "proposal_search", "audit_event")  # the database numbers their rows itself
OWN_IDS = ("nominee", "nominee_record", "proposal", "document", "judgement")
NAME = "nominee_name"
NUMBER_ZERO = "DN-2026-0000000"
NAMES = len(SURNAMES) * len(MIDDLES) * len(GIVEN)


@cache
def named(number: int) -> tuple[str, str, str]:
    """Return the name of a number below `NAMES`, its folded form and its sort key."""
    rest, given = divmod(number, len(GIVEN))
    rest, middle = divmod(rest, len(MIDDLES))
    name = nfc(f"{SURNAMES[rest]} {MIDDLES[middle]} {GIVEN[given]}")
    return name, fold(name), sort_key_hex(name)


@dataclass(frozen=True)
class Dossier:
    """The rows of one dossier, with the tokens that differ from copy to copy."""

    rows: Mapping[str, tuple[Row, ...]]
    columns: Mapping[str, tuple[str, ...]]
    tokens: tuple[str, ...]
    own: int  # how many of the tokens are ids; they come first
    salt: bytes


class Copier:
    """Makes the rows of copies; built once for a dossier."""

    def __init__(self, seed: Seed, proposal_id: str) -> None:
        self._units = seed.units
        self.dossier = read_dossier(seed, proposal_id)
        places = {token: place for place, token in enumerate(self.dossier.tokens)}
        self.columns = {
            table: tuple(name for name in names if table not in COUNTED or name != "id")
            for table, names in self.dossier.columns.items()
        }
        self._makers = {
            table: [self._row_maker(table, row, places) for row in rows] for table, rows in self.dossier.rows.items()
        }

    def copy(self, number: int) -> Iterator[tuple[str, Row]]:
        """Yield every row of one copy with its table; the same number gives the same rows."""
        values, name, unit = self._values(number)
        made = {table: [make(values) for make in makers] for table, makers in self._makers.items()}
        head = self._chain(made)
        self._fill(made, head, number, name, unit)
        for table, rows in made.items():
            for row in rows:
                yield table, tuple(row)

    def _values(self, number: int) -> tuple[Values, tuple[str, str, str], tuple[str, str]]:
        """Return what replaces the tokens: ids that rise with the number, the number itself, unit, commitment."""
        name = named(number * 7919 % NAMES)
        unit = self._units[number * 31 % len(self._units)]
        ids = [f"01900000{number:08x}{place:016x}" for place in range(self.dossier.own)]
        commitment = commit(NAME, name[0], self.dossier.salt)
        return [*ids, f"DN-2026-{number:07d}", unit[0], commitment], name, unit

    def _row_maker(self, table: str, row: Row, places: Mapping[str, int]) -> Callable[[Values], list[Any]]:
        names = self.dossier.columns[table]
        kept = [value for name, value in zip(names, row, strict=True) if name in self.columns[table]]
        varying = [(place, parts) for place, value in enumerate(kept) if (parts := _parts(value, places))]

        def make(values: Values) -> list[Any]:
            made = list(kept)
            for place, (as_bytes, pieces) in varying:
                text = "".join([values[piece] if isinstance(piece, int) else piece for piece in pieces])
                made[place] = text.encode() if as_bytes else text
            return made

        return make

    def _chain(self, made: Mapping[str, list[list[Any]]]) -> str:
        """Give each event its hashes and return the head."""
        columns = self.columns["audit_event"]
        body, prev, own = (columns.index(name) for name in ("body", "prev_hash", "hash"))
        head = GENESIS
        for row in made["audit_event"]:
            row[prev], head = head, digest_of(head, row[body])
            row[own] = head
        return head

    def _fill(
        self,
        made: Mapping[str, list[list[Any]]],
        head: str,
        number: int,
        name: tuple[str, str, str],
        unit: tuple[str, str],
    ) -> None:
        """Put in what is computed: head, names, words, and the value behind the commitment."""
        nominee, proposal = made["nominee"][0], made["proposal"][0]
        for column, value in zip(("name", "name_fold", "sort_key"), name, strict=True):
            nominee[self.columns["nominee"].index(column)] = value
        proposal[self.columns["proposal"].index("head_hash")] = head
        words = " ".join(dict.fromkeys((*words_of(name[0]), *words_of(unit[1]))))
        made["nominee_search"][0][self.columns["nominee_search"].index("words")] = words
        words = f"{words} {number_words().replace(NUMBER_ZERO[-7:], f'{number:07d}')}"
        made["proposal_search"][0][self.columns["proposal_search"].index("words")] = words
        columns = self.columns["audit_secret"]
        for row in made["audit_secret"]:
            if row[columns.index("name")] == NAME:
                row[columns.index("value")] = name[0]


def read_dossier(seed: Seed, proposal_id: str) -> Dossier:
    """Read every row of a dossier from the seed, and find what is its own in them."""
    connection = driver.connect(str(seed.path))
    nominee_id, number = connection.execute(
        "SELECT nominee_id, number FROM proposal WHERE id = ?", (proposal_id,)
    ).fetchone()
    keys = {"nominee": nominee_id, "proposal": proposal_id, "stream": f"proposal/{proposal_id}"}
    rows, columns = {}, {}
    for table, (column, owner) in TABLES.items():
        found = connection.execute(f"SELECT * FROM {table} WHERE {column} = ? ORDER BY rowid", (keys[owner],))
        columns[table] = tuple(item[0] for item in found.description)
        rows[table] = tuple(tuple(row) for row in found)
    connection.close()
    ids = [row[columns[table].index("id")] for table in OWN_IDS for row in rows[table]]
    name_salt, name_value = next(
        (row[columns["audit_secret"].index("salt")], row[columns["audit_secret"].index("value")])
        for row in rows["audit_secret"]
        if row[columns["audit_secret"].index("name")] == NAME
    )
    commitment = commit(NAME, name_value, name_salt)
    return Dossier(rows, columns, (*ids, number, seed.unit_id, commitment), len(ids), name_salt)


def _parts(value: Any, places: Mapping[str, int]) -> tuple[bool, list[str | int]] | None:
    """Cut a value at the tokens in it; None when there is none."""
    as_bytes = isinstance(value, bytes)
    if not isinstance(value, str | bytes):
        return None
    try:
        text = value.decode() if isinstance(value, bytes) else value
    except UnicodeDecodeError:  # a salt
        return None
    pattern = "|".join(re.escape(token) for token in places)
    pieces: list[str | int] = [places.get(piece, piece) for piece in re.split(f"({pattern})", text) if piece]
    return (as_bytes, pieces) if any(isinstance(piece, int) for piece in pieces) else None


@cache
def words_of(text: str) -> tuple[str, ...]:
    """Return the words by which a text is found."""
    return tuple(searching._joined([text]).split())


@cache
def number_words() -> str:
    """Return the words by which the number 0 is found."""
    return searching._joined([NUMBER_ZERO])
