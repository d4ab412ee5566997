"""The report of articles and guards with the scenarios that carry them, and of those without any."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from service.cli.reference import NOTE
from service.usecases.publishing.scenarios import shipped_scenarios
from workflows.definition import FlowDefinition
from workflows.flows.catalog import newest_flows
from workflows.rules.catalog import packaged_rulebooks
from workflows.rules.model import CheckSpec, Rulebook
from workflows.scenarios import Scenario

INTRO = """Which scenario of [features/](../features) carries which article of the law and which guard of the flows.

A scenario carries a rule by its tag (`@G09`) and an act between two states by the name of its kind (`@public-notice`).
Articles are those that checks, acts and time limits of the shipped rules and flows cite; a scenario that carries any
rule citing an article counts for that article, so a table row says that the article is touched, not that every clause
of it is. Time limits (`limit:…`) are told and never enforced; their arithmetic is tested by properties. Rules that no
scenario can reach (a regime that is over, a text nobody has read) stand in the lists below like any other.
"""
DOCUMENT = r"(?P<document>(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư|Quyết định|Pháp lệnh)[^,;()]*)"
PLACE = re.compile(DOCUMENT + r"|Điều (?P<articles>\d+[a-zđ]?(?:, \d+[a-zđ]?(?![^,;]*\d{4}))*)")


@dataclass
class Cited:
    """What cites an article: codes of rules and kinds of acts, each once in order."""

    codes: dict[str, None] = field(default_factory=dict)


def coverage_page() -> str:
    """Return docs/coverage.md."""
    scenarios = [item.scenario for item in shipped_scenarios()]
    books, flows = _newest(packaged_rulebooks()), newest_flows()
    articles = cited_articles(books, flows)
    lawful = [(name, list(cited.codes), carriers(scenarios, cited.codes)) for name, cited in articles.items()]
    guards = [(kind, codes, carriers(scenarios, codes)) for kind, codes in named_guards(books, flows).items()]
    acts = [(kind, tags, carriers(scenarios, tags)) for kind in acts_of(flows) for tags in [[kind.replace("_", "-")]]]
    parts = (("Articles", lawful), ("Guards of the flows", guards), ("Acts between two states", acts))
    return f"# Coverage\n\n{NOTE}\n{INTRO}" + "".join(_part(title, rows) for title, rows in parts)


def cited_articles(books: Iterable[Rulebook], flows: Iterable[FlowDefinition]) -> dict[str, Cited]:
    """Return what cites each article, the articles in the order of their documents and numbers."""
    found: dict[str, Cited] = {}
    for code, text in _citations(books, flows):
        for article in articles_of(text):
            found.setdefault(article, Cited()).codes[code] = None
    return dict(sorted(found.items(), key=lambda pair: _order(pair[0])))


def articles_of(text: str) -> Iterator[str]:
    """Yield the articles that a citation names, each with its document: `Luật 06/2022/QH15, Điều 84`."""
    document = ""
    for found in PLACE.finditer(text):
        if found["document"]:
            document = found["document"].strip()
        elif document:
            yield from (f"{document}, Điều {number}" for number in found["articles"].split(", "))


def carriers(scenarios: Iterable[Scenario], codes: Iterable[str]) -> list[Scenario]:
    """Return the scenarios that carry one of these codes in their tags."""
    wanted = frozenset(codes)
    return [item for item in scenarios if not wanted.isdisjoint(item.tags)]


def named_guards(books: Iterable[Rulebook], flows: Iterable[FlowDefinition]) -> dict[str, list[str]]:
    """Return the codes of each guard that a flow names."""
    asked = {kind for flow in flows for move in flow.transitions for kind in move.guards}
    specs: list[CheckSpec] = [spec for book in books if book.level == "house" for spec in book.checks]
    return {kind: sorted({spec.code for spec in specs if spec.kind == kind}) for kind in sorted(asked)}


def _citations(books: Iterable[Rulebook], flows: Iterable[FlowDefinition]) -> Iterator[tuple[str, str]]:
    for book in books:
        yield from ((spec.code, spec.citation.text) for spec in book.checks)
    for flow in flows:
        for move in flow.transitions:
            yield from ((f"limit:{move.action}", clock.citation.text) for clock in move.clocks)
        yield from ((act.kind, act.citation.text) for act in flow.acts)


def acts_of(flows: Iterable[FlowDefinition]) -> list[str]:
    """Return the kinds of acts that flows name, each once in order."""
    return list(dict.fromkeys(act.kind for flow in flows for act in flow.acts))


def _newest(books: Iterable[Rulebook]) -> list[Rulebook]:
    newest: Mapping[str, Rulebook] = {book.code: book for book in sorted(books, key=lambda item: item.version)}
    return list(newest.values())


def _order(article: str) -> tuple[str, int, str]:
    document, _, number = article.rpartition(", Điều ")
    return document, int(re.sub(r"\D", "", number)), number


def _part(title: str, rows: Sequence[tuple[str, list[str], list[Scenario]]]) -> str:
    carried = [row for row in rows if row[2]]
    bare = [row for row in rows if not row[2]]
    table = "".join(f"| {name} | {_codes(codes)} | {_places(found)} |\n" for name, codes, found in carried)
    missing = "".join(f"- {name}: {_codes(codes)}\n" for name, codes, _ in bare) or "None.\n"
    return (
        f"\n## {title}\n\n{len(carried)} of {len(rows)} are carried by a scenario.\n\n"
        f"| what | by | scenarios |\n| --- | --- | --- |\n{table}\n### Without a scenario\n\n{missing}"
    )


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"`{code}`" for code in codes)


def _places(found: Iterable[Scenario]) -> str:
    counts = Counter(item.place for item in found)
    return ", ".join(f"{place} ({count})" for place, count in sorted(counts.items()))
