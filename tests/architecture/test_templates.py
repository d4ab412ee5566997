"""What every template keeps to, so that whoever has no mouse finds what is wrong with a form."""

import re

import pytest

from tests.support.tree import ROOT

TEMPLATES = ROOT / "service" / "web" / "templates"
PAGES = {str(path.relative_to(TEMPLATES)): path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")}
each_page = pytest.mark.parametrize("name", sorted(PAGES))


@each_page
def test_a_summary_stands_around_the_fields_that_it_names(name: str) -> None:
    bare = re.findall(r"\{\{\s*[\w.]*\b(?:error_summary|refusals)\(", PAGES[name])
    assert not bare, f"{name}: write {{% call error_summary(form) %}} … {{% endcall %}} around the form"


@each_page
def test_a_form_that_changes_something_names_its_address(name: str) -> None:
    """Without one a browser keeps what stands after # in the address, and the summary would not get the focus."""
    forms = re.findall(r"<form[^>]*method=\"post\"[^>]*>", PAGES[name])
    nameless = [form for form in forms if "action=" not in form]
    assert not nameless, f'{name}: {nameless}: action="{{{{ this_page }}}}"'
