"""Acts on a proposal as people do them: opening its page, choosing an act, filling what it asks for, sending it."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from playwright.sync_api import Locator, expect

from tests.browser.dossiers import Dossier, action_of
from tests.browser.kit import Visitor, touch, turn
from workflows.facts import MoveFacts
from workflows.flows.vocabulary import action_names

GROUND = "Đã đối chiếu văn bản chính thức; nội dung áp dụng không đổi (giả định)."


def open_proposal(visitor: Visitor, dossier: Dossier) -> None:
    """Open the page of a proposal."""
    visitor.visit(f"/proposals/{dossier.id}")
    expect(visitor.page.locator("ol.steps [aria-current=step]")).to_have_count(1)


def choose(visitor: Visitor, dossier: Dossier, action: str) -> None:
    """Choose an act on the page of a proposal by its link."""
    turn(visitor.page.locator(f"section.acts a[href='/proposals/{dossier.id}/moves/{action}']"))


def fill(visitor: Visitor, statement: MoveFacts, **more: str) -> None:
    """Fill every field that the act asks for with what is stated; a warning gets a recorded reason."""
    values = flat(asdict(statement)) | more
    for control in visitor.page.locator("form.act [name]").all():
        name = control.get_attribute("name") or ""
        if control.get_attribute("type") == "hidden":
            continue
        if name.startswith("acknowledgements."):
            control.fill(GROUND)
        elif name in values:
            put(control, values[name])


def send(visitor: Visitor) -> None:
    """Send the form of an act."""
    turn(visitor.page.locator("form.act .actions button").first)


def take(visitor: Visitor, dossier: Dossier, step: str) -> None:
    """Take a step from the page of the proposal to the message that it is done."""
    open_proposal(visitor, dossier)
    choose(visitor, dossier, action_of(step))
    fill(visitor, dossier.statement(step))
    send(visitor)
    expect(visitor.page.get_by_role("status")).to_contain_text("đã chuyển bước")
    assert visitor.path == f"/proposals/{dossier.id}"


def judge(visitor: Visitor, criterion: str, *, met: bool, reason: str) -> None:
    """Record a verdict on a criterion on the page of the proposal."""
    row = visitor.page.locator(f"#criterion-{criterion}")
    touch(row.locator("summary"))
    row.locator(f"input[name=met][value={str(met).lower()}]").check()
    row.locator("textarea").fill(reason)
    turn(row.get_by_role("button"))
    expect(visitor.page.get_by_role("status")).to_contain_text("Đã ghi kết luận")


def flat(values: Mapping[str, Any], before: str = "") -> dict[str, Any]:
    """Return nested values under names with dots."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Mapping) and name in {"decision", "submission"}:
            found |= flat(value, f"{name}.")
        elif value not in (None, "", ()):
            found[f"{before}{name}"] = value
    return found


def put(control: Locator, value: Any) -> None:
    """Put a value into a control of any kind."""
    if control.evaluate("element => element.tagName") == "SELECT":
        control.select_option(str(value))
    elif control.get_attribute("type") in {"checkbox", "radio"}:
        control.set_checked(control.get_attribute("value") in value)
    else:
        control.fill(value.isoformat() if isinstance(value, date) else str(value))


def label_of(action: str) -> str:
    """Return the Vietnamese name of an action."""
    return str(action_names()[action])
