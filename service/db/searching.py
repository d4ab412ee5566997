"""Search by words without diacritics: the same words in a full-text index on either engine.

Words are cut here, not by the engines, so that a number such as 12/2026/TTr is found alike on both. They live in
tables of their own: an index of words on the proposal's row would be written anew by each transition.
"""

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Table, Text, bindparam, select, update
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeDecorator

from service.db.base import table_of
from service.db.expressions import Condition
from service.db.models import Nominee, NomineeSearch, Organisation, Proposal, ProposalSearch
from service.db.statements import Insertion, Prepared, Query
from service.db.work import Work
from workflows.names import fold

NOMINEE_WORDS, PROPOSAL_WORDS = table_of(NomineeSearch), table_of(ProposalSearch)
_NOMINEE, _BODY, _PROPOSAL = table_of(Nominee), table_of(Organisation), table_of(Proposal)
_WORD = re.compile(r"[^\W_]+")
JOINT = "x"
MOST_PARTS = 8


def words_of(*phrases: str) -> list[str]:
    """Return the folded words of a query, each once.

    A chunk such as 12/2026/TTr is one word (12x2026xttr): its parts alone, the year above all, are in too many rows.
    """
    chunks = (chunk for phrase in phrases for chunk in fold(phrase).split())
    return list(dict.fromkeys(JOINT.join(parts) for chunk in chunks if (parts := _WORD.findall(chunk))))


def index_words_of(*phrases: str) -> list[str]:
    """Return the words by which a row is found: each chunk's parts, and each run of them as one word."""
    chunks = (_WORD.findall(chunk)[:MOST_PARTS] for phrase in phrases for chunk in fold(phrase).split())
    runs = (JOINT.join(parts[start:end]) for parts in chunks for start, end in combinations(range(len(parts) + 1), 2))
    return list(dict.fromkeys(runs))


def within(path: ColumnElement[str], branch: str) -> ColumnElement[bool]:
    """Tell whether a path lies in a branch `/…/id/`; a range, so that the index serves."""
    return (path >= branch) & (path < f"{branch[:-1]}0")  # "0" follows "/"


class WordQuery(TypeDecorator[Sequence[str]]):
    """Words that must all be there, the last perhaps only begun, as the engine's own query."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """Return the query; words hold letters and digits only, so nothing needs escaping."""
        *whole, last = value or ("",)
        if dialect.name == "sqlite":
            return " ".join([*(f'"{word}"' for word in whole), f'"{last}"*'])
        return " & ".join([*(f"'{word}'" for word in whole), f"'{last}':*"])


class HasWords(Condition):
    """Whether a row of a table of words has all the words of a query."""

    inherit_cache = False

    def __init__(self, table: Table, words: Sequence[str]) -> None:
        self.table = table
        # Written into the text: for words it does not see, PostgreSQL would after five times plan as for common ones.
        self.words = bindparam("words", list(words), type_=WordQuery(), unique=True, literal_execute=True)


@compiles(HasWords, "sqlite")
def _has_words_sqlite(element: HasWords, compiler: SQLCompiler, **kwargs: Any) -> str:
    table, words = element.table.name, compiler.process(element.words, **kwargs)
    return f"{table}.id IN (SELECT rowid FROM {table}_fts WHERE {table}_fts MATCH {words})"  # noqa: S608  # our own names


@compiles(HasWords, "postgresql")
def _has_words_postgresql(element: HasWords, compiler: SQLCompiler, **kwargs: Any) -> str:
    words = compiler.process(element.words, **kwargs)
    return f"array_to_tsvector(string_to_array({element.table.name}.words, ' ')) @@ CAST({words} AS tsquery)"


def by_hits(column: ColumnElement[str]) -> ColumnElement[str]:
    """Return a column to sort the hits of a search by: sorted after they are found, at a cost that grows with them.

    Else PostgreSQL, which takes a begun word for a common one, would walk all rows in order until it has a page.
    """
    return column.concat("")


_NOMINEE_TEXTS = (
    select(_NOMINEE.c.id, _NOMINEE.c.name, _BODY.c.name)
    .select_from(_NOMINEE.outerjoin(_BODY, _BODY.c.id == _NOMINEE.c.organisation_id))
    .order_by(_NOMINEE.c.id)
)
_PROPOSAL_TEXTS = (
    select(_PROPOSAL.c.id, _NOMINEE.c.name, _BODY.c.name, _PROPOSAL.c.number)
    .select_from(
        _PROPOSAL.join(_NOMINEE, _NOMINEE.c.id == _PROPOSAL.c.nominee_id).join(_BODY, _BODY.c.id == _PROPOSAL.c.unit_id)
    )
    .order_by(_PROPOSAL.c.id)
)
_TEXTS_OF_NOMINEE = Query(_NOMINEE_TEXTS.where(_NOMINEE.c.id == bindparam("id")), tuple)
_TEXTS_OF_MEMBERS = Query(_NOMINEE_TEXTS.where(_NOMINEE.c.organisation_id == bindparam("id")), tuple)
_TEXTS_OF_PROPOSAL = Query(_PROPOSAL_TEXTS.where(_PROPOSAL.c.id == bindparam("id")), tuple)
_TEXTS_BY_NOMINEE = Query(_PROPOSAL_TEXTS.where(_PROPOSAL.c.nominee_id == bindparam("id")), tuple)
_TEXTS_BY_UNIT = Query(_PROPOSAL_TEXTS.where(_PROPOSAL.c.unit_id == bindparam("id")), tuple)
_ADD_NOMINEE, _ADD_PROPOSAL = Insertion(NOMINEE_WORDS), Insertion(PROPOSAL_WORDS)
_SET_NOMINEE = Prepared(
    update(NOMINEE_WORDS).where(NOMINEE_WORDS.c.nominee_id == bindparam("of_id")).values(words=bindparam("new_words"))
)
_SET_PROPOSAL = Prepared(
    update(PROPOSAL_WORDS)
    .where(PROPOSAL_WORDS.c.proposal_id == bindparam("of_id"))
    .values(words=bindparam("new_words"))
)


def index_new_nominee(work: Work, nominee_id: str) -> None:
    """Make a nominee just added findable."""
    for key, *texts in _TEXTS_OF_NOMINEE.all(work, {"id": nominee_id}):
        _ADD_NOMINEE.run(work, {"nominee_id": key, "words": _joined(texts)})


def index_new_proposal(work: Work, proposal_id: str) -> None:
    """Make a proposal just added findable."""
    for key, *texts in _TEXTS_OF_PROPOSAL.all(work, {"id": proposal_id}):
        _ADD_PROPOSAL.run(work, {"proposal_id": key, "words": _joined(texts)})


def reindex_nominee(work: Work, nominee_id: str) -> None:
    """Keep a nominee that changed its name or body, and its proposals, findable."""
    _rewrite(work, _SET_NOMINEE, _TEXTS_OF_NOMINEE, nominee_id)
    _rewrite(work, _SET_PROPOSAL, _TEXTS_BY_NOMINEE, nominee_id)


def reindex_organisation(work: Work, organisation_id: str) -> None:
    """Keep the nominees and proposals of a body that changed its name findable."""
    _rewrite(work, _SET_NOMINEE, _TEXTS_OF_MEMBERS, organisation_id)
    _rewrite(work, _SET_PROPOSAL, _TEXTS_BY_UNIT, organisation_id)


def _rewrite(work: Work, setting: Prepared, query: Query[tuple[Any, ...]], key: str) -> None:
    for owner_id, *texts in query.all(work, {"id": key}):
        setting.execute(work, {"of_id": owner_id, "new_words": _joined(texts)})


def _joined(texts: Sequence[str | None]) -> str:
    return " ".join(index_words_of(*(text or "" for text in texts)))
