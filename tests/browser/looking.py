"""What a drive through the pages asks of each page that it meets: right words, open to everybody, fits every window."""

from playwright.sync_api import Locator, expect

from tests.browser.checks import check_accessibility, check_source, check_width
from tests.browser.conftest import Open
from tests.browser.kit import DESKTOP, PHONE, PICTURES, ZOOMED, Visitor, turn
from tests.browser.serving import Site


def come(open_visitor: Open, site: Site, username: str = "", onward: str = "/") -> Visitor:
    """Bring somebody, signed in where a name is given."""
    visitor = open_visitor(site)
    if username:
        visitor.sign_in_as(username, onward=onward)
    return visitor


def look(visitor: Visitor, name: str) -> None:
    """Find nothing wrong with the page that is open, and leave its pictures for the eye."""
    found = check_source(visitor.page.content(), "vi") + check_accessibility(visitor.page)
    PICTURES.mkdir(parents=True, exist_ok=True)
    for width in (PHONE, ZOOMED, DESKTOP):
        visitor.screenshot(name, width=width)
        found += [f"at {width} px: {line}" for line in check_width(visitor.page)]
    assert not found, "\n".join([visitor.path, *found])


def press(visitor: Visitor, button: str, *, within: Locator | None = None, said: str = "") -> None:
    """Press a button; what the page then says is expected where it is given."""
    place = visitor.page if within is None else within
    turn(place.get_by_role("button", name=button, exact=True))
    if said:
        expect(visitor.page.locator("main")).to_contain_text(said)


def follow(visitor: Visitor, link: str, *, within: Locator | None = None) -> None:
    """Follow a link."""
    place = visitor.page if within is None else within
    turn(place.get_by_role("link", name=link, exact=True).first)


def refused(visitor: Visitor, *more: str) -> None:
    """Know that the page that is open, or an address, will answer with an error."""
    visitor.complaints.refused |= {visitor.page.url.partition("#")[0], *(visitor.site.root + path for path in more)}
