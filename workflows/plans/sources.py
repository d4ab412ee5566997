"""Compares the packaged plans with the texts they were read from: `python -m workflows.plans.sources DIR`."""

import sys
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path

from workflows.plans.catalog import packaged_plans
from workflows.plans.claims import claims_of
from workflows.plans.model import Plan
from workflows.plans.parts import Lines

ELISION = "…"
SAME_SENTENCE = 0.95  # share of characters that a cleaned wording keeps of the printed pieces
FOOTNOTE_MARKS = ("¹", "²", "³")


def find_mismatches(plan: Plan, text: str) -> list[str]:
    """Return every way in which a plan departs from its source text; empty when it follows it."""
    lines = text.split("\n")
    return list(chain(_find_misquotes(plan, lines), _find_bad_cleaning(plan), _find_unclaimed(plan, lines)))


def criteria_section(plan: Plan, lines: Sequence[str]) -> range:
    """Return the line numbers between the two headings that enclose the criteria, empty if a heading is missing."""
    starts = _find_heading(lines, plan.source.criteria_from, 0)
    ends = _find_heading(lines, plan.source.criteria_until, starts) if starts else 0
    return range(starts + 1, ends) if starts and ends else range(0)


def normalised(text: str) -> str:
    """Return text without markdown marks, letter case and runs of blanks, in NFC."""
    plain = unicodedata.normalize("NFC", text).translate({ord("*"): None, ord("#"): None})
    return " ".join(plain.casefold().split())


def contains(source: str, quotation: str) -> bool:
    """Tell whether the quoted pieces, between marks of elision, stand in the source in their order."""
    haystack, position = normalised(source), 0
    for piece in quotation.split(ELISION):
        wanted = normalised(piece)
        found = haystack.find(wanted, position)
        if found < 0:
            return False
        position = found + len(wanted)
    return True


def _find_misquotes(plan: Plan, lines: Sequence[str]) -> Iterator[str]:
    for claim in claims_of(plan):
        where = f"{claim.about} L{','.join(map(str, claim.lines)) or '?'}"
        if any(number > len(lines) or not lines[number - 1].strip() for number in claim.lines):
            yield f"{where}: points at an absent or empty line"
        elif not any(contains(_joined(lines, claim.lines), reading) for reading in claim.readings):
            yield f"{where}: not found: {' / '.join(claim.readings)}"
        if plan.source.boilerplate_from and any(number >= plan.source.boilerplate_from for number in claim.lines):
            yield f"{where}: points below the end of the plan's own text"


def _find_bad_cleaning(plan: Plan) -> Iterator[str]:
    for criterion in plan.criteria:
        printed = normalised(" ".join(criterion.source_wording))
        likeness = SequenceMatcher(None, printed, normalised(criterion.wording), autojunk=False).ratio()
        if printed and likeness < SAME_SENTENCE:
            yield f"criterion {criterion.code}: the wording is not the printed sentence cleaned"


def _find_unclaimed(plan: Plan, lines: Sequence[str]) -> Iterator[str]:
    section = criteria_section(plan, lines)
    if not section:
        yield "criteria: the section's headings were not found"
    claimed = {number for criterion in plan.criteria for number in criterion.lines}
    claimed.update(number for category in plan.categories for number in category.lines)
    for number in section:
        line = lines[number - 1].strip()
        is_footnote = number in plan.source.footnotes and line.startswith(FOOTNOTE_MARKS)
        if line and number not in claimed and not is_footnote:
            yield f"criteria L{number}: claimed by no criterion: {line[:60]}"
    for criterion in plan.criteria:
        if not set(criterion.lines) <= set(section):
            yield f"criterion {criterion.code}: stands outside the criteria section"


def _find_heading(lines: Sequence[str], heading: str, after: int) -> int:
    for number, line in enumerate(lines, start=1):
        if number > after and normalised(line).startswith(normalised(heading)):
            return number
    return 0


def _joined(lines: Sequence[str], numbers: Lines) -> str:
    return " ".join(lines[number - 1] for number in numbers)


def main(folder: str, plans: Sequence[Plan]) -> int:
    """Compare every plan with `<file_ref>*.txt` in the folder; return 0, or 1 when anything differs."""
    problem_count = 0
    for plan in plans:
        paths = sorted(Path(folder).glob(f"{plan.file_ref}*.txt"))
        text = paths[0].read_text(encoding="utf-8") if paths else ""
        problems = find_mismatches(plan, text) if paths else [f"no source text {plan.file_ref}*.txt in {folder}"]
        claim_count = sum(1 for _ in claims_of(plan))
        verdict = f"{len(problems)} mismatches" if problems else "follows its source"
        sys.stdout.write(
            f"{plan.file_ref} {plan.code}/{plan.version}: {len(plan.criteria)} criteria, "
            f"{claim_count} quotations, {verdict}\n"
        )
        sys.stdout.writelines(f"  - {problem}\n" for problem in problems)
        problem_count += len(problems)
    return 1 if problem_count else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program's name and the folder
        sys.exit("usage: python -m workflows.plans.sources DIR")
    sys.exit(main(sys.argv[1], packaged_plans()))
