"""From the text of a council's rule to its frozen form, or to the list of everything that is wrong with it."""

import re
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from workflows.plans.loading import data_digest, find_bad_values
from workflows.plans.table_reader import TableReader
from workflows.rules.read_checks import read_citation
from workflows.rules.vocabulary import FORMS
from workflows.votes import rules as words
from workflows.votes.rules import CouncilRule, VotingRule

_SHARE = re.compile(r"([1-9]\d{0,3})/([1-9]\d{0,3})")


class CouncilRuleInvalid(ValueError):
    """A council's rule that cannot be accepted; `problems` lists every reason with its key path."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def load_council_rule(text: str) -> CouncilRule:
    """Read a council's rule from TOML; raises CouncilRuleInvalid with all problems at once."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CouncilRuleInvalid([f"file: not TOML: {error}"]) from error
    return council_rule_from_data(data)


def council_rule_from_data(data: Mapping[str, Any]) -> CouncilRule:
    """Build a council's rule from parsed data; raises CouncilRuleInvalid with all problems at once."""
    problems = list(find_bad_values(data, ""))
    reader = TableReader(data, "", problems)
    rule = CouncilRule(
        code=reader.text("code"),
        version=reader.whole("version", least=1),
        title_vi=reader.text("title_vi"),
        title_en=reader.text("title_en"),
        issuer=reader.text("issuer", ""),
        starts_on=reader.day("starts_on"),
        ends_on=reader.day("ends_on"),
        is_example=reader.flag("is_example"),
        rules=tuple(_read_rule(table) for table in reader.tables("rules")),
        digest="" if problems else data_digest(data),
    )
    if not rule.rules:
        reader.problem("rules", "missing: state at least one rule")
    if rule.starts_on and rule.ends_on and rule.ends_on < rule.starts_on:
        reader.problem("ends_on", "earlier than starts_on")
    reader.finish()
    if problems:
        raise CouncilRuleInvalid(problems)
    return rule


def _read_rule(table: TableReader) -> VotingRule:
    rule = VotingRule(
        citation=read_citation(table),
        forms=table.words("forms", FORMS),
        purposes=tuple(word for word in words.PURPOSES if word in table.words("purposes", words.PURPOSES)),
        quorum=_read_share(table, "quorum"),
        approval=_read_share(table, "approval"),
        more_than=table.flag("more_than"),
        base=table.word("base", words.BASES),
        written=table.flag("written"),
        ballot=table.word("ballot", words.BALLOTS),
        late_days=table.whole("late_days", 0),
        recused=table.word("recused", words.RECUSED),
        tie=table.word("tie", words.TIES),
        not_stated=table.words("not_stated", words.STATEABLE),
    )
    if rule.approval == 1 and rule.more_than:
        table.problem("more_than", "nobody is more than all")
    if rule.late_days and not rule.written:
        table.problem("late_days", "a vote after the meeting is given in writing: written must be true")
    return rule


def _read_share(table: TableReader, key: str) -> Fraction | None:
    """Return an exact share such as 2/3 or 80/100, None when the key is absent; a decimal number is refused."""
    value = table.optional(key)
    if value is None:
        return None
    found = _SHARE.fullmatch(value)
    if found is None or int(found[1]) > int(found[2]):
        table.problem(key, f"{value!r} is not a share of the whole such as 2/3 or 80/100")
        return None
    return Fraction(int(found[1]), int(found[2]))
