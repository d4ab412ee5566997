"""Choosing the rules of one proposal: the house, the regime of its receipt date, the packs of its issuers."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from workflows.rules.model import Rulebook, RuleSet


def select_rules(
    books: Iterable[Rulebook],
    *,
    receipt_on: date,
    issuer_codes: Iterable[str],
    form: str,
    sent_on: date | None = None,
    with_examples: bool = False,
) -> RuleSet:
    """Return the rule set of a proposal by its receipt date (today while nothing was received), form and issuers.

    `issuer_codes` are the codes of the bodies whose local packs count: the deciding ministry or province and those
    it lies under. Of several versions in force the newest counts. Example packs count only when asked for. `law` is
    None when no regime covers the date. A regime that keeps what was sent to it (`keeps_sent`) stays the law of a file
    first sent (`sent_on`) in its window, whenever it is received. Raises LookupError when there is no house rulebook.
    """
    issuers = frozenset(issuer_codes)
    in_force = _newest(
        book
        for book in books
        if (_covers(book, receipt_on) or _keeps(book, sent_on)) and (not book.forms or form in book.forms)
    )
    house = [book for book in in_force if book.level == "house"]
    if not house:
        message = f"no house rulebook is in force on {receipt_on}"
        raise LookupError(message)
    local = tuple(
        book
        for book in in_force
        if book.level in {"ministry", "province"} and book.issuer in issuers and (with_examples or not book.is_example)
    )
    national = [book for book in in_force if book.level == "national"]
    kept = [book for book in national if _keeps(book, sent_on)]
    law = kept[-1] if kept else _choose_regime(national, local)
    return adapt_locally(RuleSet(house[-1], law, local))


def adapt_locally(rules: RuleSet) -> RuleSet:
    """Return the same rules with the parameters that local packs set for checks of the house and the nation."""
    changes: dict[str, Mapping[str, object]] = {}
    for book in rules.local:
        for code, params in book.overrides.items():
            changes[code] = {**changes.get(code, {}), **params}
    if not changes:
        return rules
    law = rules.law and _with_params(rules.law, changes)
    return replace(rules, house=_with_params(rules.house, changes), law=law)


def _with_params(book: Rulebook, changes: Mapping[str, Mapping[str, object]]) -> Rulebook:
    checks = tuple(
        replace(spec, params=MappingProxyType({**spec.params, **changes[spec.code]})) if spec.code in changes else spec
        for spec in book.checks
    )
    return replace(book, checks=checks)


def _covers(book: Rulebook, day: date) -> bool:
    return (book.starts_on is None or book.starts_on <= day) and (book.ends_on is None or day <= book.ends_on)


def _keeps(book: Rulebook, sent_on: date | None) -> bool:
    return book.level == "national" and book.keeps_sent and sent_on is not None and _covers(book, sent_on)


def _newest(books: Iterable[Rulebook]) -> list[Rulebook]:
    """Keep the newest version of each rulebook, in the order of their codes."""
    newest = {book.code: book for book in sorted(books, key=lambda book: (book.code, book.version))}
    return list(newest.values())


def _choose_regime(national: list[Rulebook], local: tuple[Rulebook, ...]) -> Rulebook | None:
    """Prefer the transitional regime where the issuer has no pack made under the regime that replaces it."""
    decrees = {book.decree for book in national if not book.without_local}
    has_new_pack = any(book.made_under in decrees for book in local)
    for book in national:
        if book.without_local and not has_new_pack:
            return book
    regular = [book for book in national if not book.without_local]
    return max(regular, key=lambda book: (book.starts_on or date.min, book.version)) if regular else None
