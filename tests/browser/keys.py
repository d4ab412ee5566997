"""Hands that know no mouse: Tab until a control has the focus, then the key that works it.

Whatever the focus meets on the way must show it: outlined, inside the window, not covered. What the way leads to must
also show it to the eye: the picture changes when the outline is taken away.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import FloatRect, Locator, Page, expect

from service.demo.reading import read_data
from tests.browser.kit import Visitor
from tests.browser.serving import Site

MOST = 300  # stops of the longest page, and then some
AROUND = 8  # CSS pixels around a control in which its outline lies
# What the focus is on, whether that is what was wanted, and what is wrong with how it shows. A group of radio buttons
# is one stop: Tab comes to one of them, arrows lead on to the others.
STOP = """(wanted, isGroup) => {
  const element = document.activeElement;
  if (!element || element === document.body) return {name: '', isThere: false, complaints: []};
  const name = (element.labels?.[0]?.textContent || element.getAttribute('aria-label') || element.title
    || element.textContent).trim().replace(/\\s+/g, ' ').slice(0, 80);
  const isThere = element === wanted || isGroup && element.type === 'radio'
    && element.name === wanted.name && element.form === wanted.form;
  const complaints = [], style = getComputedStyle(element);
  const isOutlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  // The calendar within a field of a day and the viewer in a frame are outlined by the browser itself.
  const isBrowsers = element.tagName === 'IFRAME' || element.type === 'date' && !element.matches(':focus');
  if (!isOutlined && !isBrowsers) complaints.push('has no outline');
  const parts = [...element.getClientRects()].map((box) => ({
    left: Math.max(box.left, 0), right: Math.min(box.right, document.documentElement.clientWidth),
    top: Math.max(box.top, 0), bottom: Math.min(box.bottom, document.documentElement.clientHeight),
  })).filter((part) => part.right - part.left > 1 && part.bottom - part.top > 1);
  if (!parts.length) complaints.push('is outside the window');
  const shares = [0.1, 0.5, 0.9];
  const isSeen = parts.some((part) => shares.some((down) => shares.some((across) => element.contains(
    document.elementFromPoint(part.left + across * (part.right - part.left), part.top + down * (part.bottom - part.top))
  ))));
  if (parts.length && !isSeen) complaints.push('is covered');
  const box = element.getBoundingClientRect(), reach = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
  const isCut = (place) => {
    const edge = place.getBoundingClientRect(), {overflowX, overflowY} = getComputedStyle(place);
    return (overflowX !== 'visible' || overflowY !== 'visible') && [box.left - edge.left, edge.right - box.right,
      box.top - edge.top, edge.bottom - box.bottom].filter((room) => room < reach - 1).length > 1;
  };
  for (let place = element.parentElement; place; place = place.parentElement)
    if (isOutlined && isCut(place)) complaints.push('has an outline that is cut off');
  return {name: `${element.tagName.toLowerCase()} “${name}”`, isThere, complaints};
}"""
STOP_OF_ONE, STOP_OF_GROUP = (f"wanted => ({STOP})(wanted, {word})" for word in ("false", "true"))
# One stop of a walk, remembered in the page; and in the end what can be worked and was no stop.
STOP_OF_WALK = f"""() => {{
  const element = document.activeElement, met = window.metByKeys ??= new Set();
  if (element && element !== document.body) met.add(element);
  return ({STOP})(element, false);
}}"""
UNMET = """() => {
  const met = [...window.metByKeys ?? []];
  const isMet = (element) => met.some((one) => one === element
    || element.type === 'radio' && one.name === element.name && one.form === element.form);
  return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
    .filter((element) => !element.disabled && element.type !== 'hidden' && element.checkVisibility() && !isMet(element)
      && !element.closest('[aria-hidden="true"]'))
    .map((element) => `${element.tagName.toLowerCase()} “${(element.getAttribute('aria-label') || element.title
      || element.textContent || element.name || '').trim().replace(/\\s+/g, ' ').slice(0, 80)}”`);
}"""
HIDE_OUTLINE = "element => element.style.setProperty('outline-color', 'transparent', 'important')"
SHOW_OUTLINE = "element => element.style.removeProperty('outline-color')"
CHOSEN = "element => element.selectedOptions[0].textContent.trim()"


@dataclass(frozen=True)
class Keys:
    """Somebody who works a page by its keys."""

    visitor: Visitor

    @property
    def page(self) -> Page:
        """Return the page that is open."""
        return self.visitor.page

    def press(self, *names: str) -> None:
        """Press keys one after the other."""
        for name in names:
            self.page.keyboard.press(name)

    def leaving(self) -> AbstractContextManager[Any]:
        """Return a context at whose end another page has come."""
        return self.page.expect_navigation()

    def expect_refusal(self, path: str = "") -> None:
        """Know that the browser will complain of an answer with an error, of a path or of the page that is open."""
        self.visitor.complaints.refused.add(self.visitor.site.root + (path or self.visitor.path))

    def sign_in(self, username: str, onward: str = "/") -> None:
        """Sign in as a demo account."""
        self.visitor.visit(f"/sign-in?next={onward}")
        self.skip()
        self.type(self.page.get_by_label("Tên đăng nhập"), username)
        self.type(self.page.get_by_label("Mật khẩu", exact=True), read_data("accounts")["password"])
        with self.leaving():
            self.press("Enter")

    def skip(self) -> None:
        """Take the first stop of a page, which leads past the frame to what the page is about."""
        self.press("Tab")
        expect(self.page.locator("a.skip")).to_be_focused()
        self.press("Enter")
        expect(self.page.locator("main")).to_be_focused()

    def to(self, wanted: Locator, *, key: str = "Tab", is_group: bool = False) -> None:
        """Press Tab until the focus is on a control; fails if it never is, or if it does not show on the way."""
        expect(wanted).to_have_count(1)
        met: list[str] = []
        for _ in range(MOST):
            self.press(key)
            stop = wanted.evaluate(STOP_OF_GROUP if is_group else STOP_OF_ONE)
            assert not stop["complaints"], f"{stop['name']} has the focus, yet {', '.join(stop['complaints'])}"
            if stop["isThere"]:
                return self._see(self.page.locator(":focus"))
            met.append(stop["name"])
        raise AssertionError(f"{key} never comes to {wanted}, only to {', '.join(dict.fromkeys(met))}")

    def _see(self, control: Locator) -> None:
        """See with the eye that a control has the focus."""
        clip = self._around(control)
        outlined = self.page.screenshot(clip=clip)
        control.evaluate(HIDE_OUTLINE)
        bare = self.page.screenshot(clip=clip)
        control.evaluate(SHOW_OUTLINE)
        assert outlined != bare, f"the outline of {control} cannot be seen"

    def _around(self, control: Locator) -> FloatRect:
        box, window = control.bounding_box(), self.page.viewport_size
        assert box is not None
        assert window is not None
        left, top = max(box["x"] - AROUND, 0), max(box["y"] - AROUND, 0)
        right = min(box["x"] + box["width"] + AROUND, window["width"])
        bottom = min(box["y"] + box["height"] + AROUND, window["height"])
        return {"x": left, "y": top, "width": right - left, "height": bottom - top}

    def follow(self, wanted: Locator, *, key: str = "Tab") -> None:
        """Come to a link or a button and press it; another page comes."""
        self.to(wanted, key=key)
        with self.leaving():
            self.press("Enter")

    def open(self, summary: Locator) -> None:
        """Unfold what is folded."""
        self.to(summary)
        self.press("Enter")
        expect(summary.locator("xpath=..")).to_have_attribute("open", "")

    def type(self, field: Locator, words: str) -> None:
        """Come to a field and type."""
        self.to(field)
        self.page.keyboard.type(words)

    def write_day(self, field: Locator, day: date) -> None:
        """Come to a field of a day and type the day, its month first as the browser's own language has it."""
        self.to(field)
        self.page.keyboard.type(f"{day:%m%d%Y}")
        expect(field).to_have_value(day.isoformat())

    def tick(self, box: Locator) -> None:
        """Come to a box and see that it is ticked."""
        self.to(box)
        if not box.is_checked():
            self.press("Space")
        expect(box).to_be_checked()

    def pick(self, radio: Locator) -> None:
        """Come to a group of answers and go on with arrows to one of them."""
        self.to(radio, is_group=True)
        for _ in range(MOST):
            if radio.evaluate("element => element === document.activeElement"):
                break
            self.press("ArrowDown")
        self.press("Space")
        expect(radio).to_be_checked()

    def choose(self, field: Locator, label: str) -> None:
        """Come to a list and go down to an entry."""
        self.to(field)
        self.press("Home")
        for _ in range(MOST):
            if field.evaluate(CHOSEN) == label:
                return
            self.press("ArrowDown")
        raise AssertionError(f"arrows never come to {label!r} in {field}")

    def attach(self, field: Locator, path: Path) -> None:
        """Come to a field of a file and choose one."""
        with self.page.expect_file_chooser() as opened:  # listened for early: else the first key may go unheard
            self.to(field)
            self.press("Space")
        opened.value.set_files(path)


def tab_through(page: Page) -> list[str]:
    """Press Tab from the top of a page to its end, and return what is wrong with that way."""
    found: dict[str, None] = {}
    ends = 0
    for _ in range(2 * MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP_OF_WALK)
        found |= dict.fromkeys(f"{stop['name']} has the focus, yet {said}" for said in stop["complaints"])
        if not stop["name"]:
            ends, unmet = ends + 1, page.evaluate(UNMET)
            if not unmet or ends == 2:  # a frame that comes late may throw the focus out once
                return [*found, *(f"Tab passes by {name}" for name in unmet)]
    return [*found, f"Tab comes to no end, at last it is at {stop['name']}"]


def come(open_visitor: Callable[..., Visitor], site: Site, username: str, onward: str = "/") -> Keys:
    """Bring somebody who has no mouse, signed in."""
    keys = Keys(open_visitor(site))
    keys.sign_in(username, onward)
    return keys
