"""A rulebook is read whole or refused with everything that is wrong with it."""

from datetime import date

import pytest

from workflows.checks.registry import kinds
from workflows.findings import Confidence, Force
from workflows.rules.loading import RulebookInvalid, load_rulebook, rulebook_digest

KIND = "dossier-complete"
HEAD = """
code = "national-x"
version = 2
level = "national"
title_vi = "Bộ quy tắc thử"
title_en = "A test rulebook"
starts_on = 2025-07-01
ends_on = 2026-09-30
"""
CHECK = f"""
[[checks]]
code = "PR01"
kind = "{KIND}"
force = "block"
at = ["T1", "T3"]
forms = ["giay_khen"]
subjects = ["CN"]
bases = ["merit"]
valid_from = 2024-01-01
title_vi = "Một thành tích"
title_en = "One achievement"
message_vi = "Thiếu {{missing}}, cần {{least}}."
message_en = "{{missing}} is missing, {{least}} needed."
remedy_vi = "Bổ sung {{about}}."
remedy_en = "Add {{about}}."
citation = {{ text = "Luật 2022, Điều 5 khoản 2", source = "LAW-5", confidence = "V" }}
unknown = "reason"
settle = false
needs = ["documents", "move.decision"]
needs_params = ["missing"]
params = {{ least = 2 }}
"""
VALUES = """
[values.document_sets]
citation = { text = "Luật 2022, Điều 84 khoản 2" }
giay_khen = ["D03"]
"""


def problems_of(text: str) -> list[str]:
    with pytest.raises(RulebookInvalid) as caught:
        load_rulebook(text)
    return caught.value.problems


def test_a_rulebook_keeps_every_field() -> None:
    book = load_rulebook(HEAD + CHECK + VALUES)
    (spec,) = book.checks
    assert (book.name, book.starts_on, book.ends_on) == ("national-x@2", date(2025, 7, 1), date(2026, 9, 30))
    assert (spec.code, spec.kind, spec.force, spec.at) == ("PR01", KIND, Force.BLOCK, ("T1", "T3"))
    assert (spec.forms, spec.subjects, spec.bases) == (("giay_khen",), ("CN",), ("merit",))
    assert (spec.unknown, spec.settle, spec.valid_from) == ("reason", False, date(2024, 1, 1))
    assert spec.citation.confidence is Confidence.VERIFIED
    assert spec.params == {"least": 2}
    assert spec.needs_params == ("missing",)
    assert book.values["document_sets"]["giay_khen"] == ["D03"]


BROKEN = """
code = "x"
version = 0
level = "galactic"
title_vi = "Thử"
starts_on = 2025-07-01
colour = "red"
[[checks]]
code = "A1"
kind = "no-such-question"
force = "block"
at = ["T9"]
forms = ["medal"]
title_vi = "a"
title_en = "a"
message_vi = "Thiếu {nothing}"
message_en = "broken {"
remedy_vi = "b"
citation = { text = "c", confidence = "R" }
needs = ["moon"]
[values.clock]
days = 25
"""


def test_all_problems_come_at_once() -> None:
    problems = "\n".join(problems_of(BROKEN))
    for expected in (
        "version: must be a whole number of at least 1",
        "level: 'galactic'",
        "title_en: missing",
        "colour: unknown key",
        "checks[0].kind: no check is called 'no-such-question'",
        "checks[0].force: block needs a text that was read",
        "checks[0].at: 'T9'",
        "checks[0].forms: 'medal'",
        "checks[0].message_vi: {nothing} is declared neither",
        "checks[0].message_en: broken placeholder",
        "checks[0].remedy_en: missing",
        "checks[0].needs: no fact is called 'moon'",
        "values.clock: no citation",
    ):
        assert expected in problems


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("citation = {", "# {", "checks[0].citation: missing"),
        ('force = "block"', 'force = "local"', "checks[0].force: local needs"),
        ("valid_from = 2024-01-01", "valid_from = 2024-01-01\nvalid_to = 2023-01-01", "checks[0].valid_to: earlier"),
        ('at = ["T1", "T3"]', "at = []", "checks[0].at: missing"),
        ("ends_on = 2026-09-30", "ends_on = 2024-01-01", "ends_on: earlier than starts_on"),
        ("starts_on = 2025-07-01", "", "starts_on: missing"),
        ('level = "national"', 'level = "province"', "issuer: missing"),
        ("ends_on = 2026-09-30", 'ends_on = 2026-09-30\nenables = ["CO02"]', "enables: only a ministry's"),
        ("Một thành tích", "Mo\u0323\u0302t", "checks[0].title_vi: text is not NFC"),
        ("code =", "code = = 1 #", "file: not TOML"),
    ],
)
def test_a_rulebook_is_refused(old: str, new: str, problem: str) -> None:
    text = (HEAD + CHECK + VALUES).replace(old, new)
    if "local needs" in problem:
        text = text.replace('confidence = "V"', 'confidence = "U"')
    assert any(problem in found for found in problems_of(text))


def test_the_same_question_is_asked_once_at_a_phase() -> None:
    assert any("PR01 dossier-complete is asked 2 times at T3" in found for found in problems_of(HEAD + CHECK + CHECK))
    other_form = CHECK.replace('["giay_khen"]', '["bang_khen_bo"]')
    assert len(load_rulebook(HEAD + CHECK + other_form).checks) == 2


def test_unread_text_may_warn_but_never_stop() -> None:
    text = (HEAD + CHECK).replace('confidence = "V"', 'confidence = "R"').replace('force = "block"', 'force = "warn"')
    assert load_rulebook(text).checks[0].force is Force.WARN


def test_a_check_still_to_come_is_held_but_not_asked() -> None:
    text = (HEAD + CHECK).replace(f'kind = "{KIND}"', 'kind = "quota-not-exceeded"\nactive = false')
    book = load_rulebook(text)
    assert book.checks == ()
    assert [spec.kind for spec in book.reserved] == ["quota-not-exceeded"]


def test_a_local_pack_enables_checks_and_sets_their_parameters() -> None:
    text = HEAD.replace('"national"', '"province"') + (
        'issuer = "tinh-x"\nmade_under = "152/2025/NĐ-CP"\nenables = ["CO02"]\nis_example = true\n'
        "[overrides.CO02.params]\nquorum = '2/3'\n"
    )
    book = load_rulebook(text)
    assert (book.issuer, book.enables, book.is_example) == ("tinh-x", ("CO02",), True)
    assert book.overrides["CO02"] == {"quorum": "2/3"}


def test_the_digest_depends_on_content_only() -> None:
    text = HEAD + CHECK
    assert rulebook_digest(text) == rulebook_digest(f"# a comment\n{text}") == load_rulebook(text).digest
    assert rulebook_digest(text) != rulebook_digest(text.replace("version = 2", "version = 3"))


def test_the_kind_used_here_exists() -> None:
    assert KIND in kinds()
