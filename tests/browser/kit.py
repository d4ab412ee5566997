"""What a browser test works with: a visitor who opens pages, signs in, takes pictures, and misses no complaint."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

from service.demo.reading import read_data
from tests.browser.serving import HOST, Site
from tests.support.tree import ROOT

PICTURES = ROOT / ".cache" / "pictures"
DESKTOP, PHONE, ZOOMED = 1280, 390, 640  # widths in CSS pixels; 1280 at 200 % zoom leaves 640
HEIGHT = 900
# The last two are the browser's own, such as its viewer of PDF files.
OWN_SCHEMES = ("data:", "blob:", "about:", "chrome:", "chrome-extension:")


def turn(pressed: Locator, key: str = "") -> None:
    """Press what leads to another page, by the mouse or by a key, and go on when that page is whole."""
    with pressed.page.expect_navigation():
        touch(pressed, key)


def touch(pressed: Locator, key: str = "") -> None:
    """Press what leads to no other page: what is folded, or taken away as a file."""
    if key:
        pressed.press(key)
    else:
        pressed.click()


@dataclass(frozen=True)
class Answer:
    """A page as it was served."""

    address: str
    status: int
    source: str


@dataclass
class Complaints:
    """What went wrong in a browser without anybody looking: each line names it and where."""

    lines: list[str] = field(default_factory=list)
    # Addresses that the test opens knowing that they answer with an error.
    refused: set[str] = field(default_factory=set)

    def watch(self, context: BrowserContext) -> None:
        """Listen to every page of a context."""
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.lines.append(f"page error: {error.error}"))
        context.on("request", self._check_host)
        context.on("requestfailed", self._lose)

    def _hear(self, message: ConsoleMessage) -> None:
        place = message.location.get("url", "")
        if message.type == "error" and not (place in self.refused and "Failed to load resource" in message.text):
            self.lines.append(f"console: {message.text} ({place})")

    def _check_host(self, request: Request) -> None:
        if not request.url.startswith(OWN_SCHEMES) and urlsplit(request.url).hostname != HOST:
            self.lines.append(f"request to another host: {request.url}")

    def _lose(self, request: Request) -> None:
        if request.failure != "net::ERR_ABORTED":  # a page that is left stops what it was loading
            self.lines.append(f"request failed: {request.url}: {request.failure}")


@dataclass
class Visitor:
    """Somebody in front of a browser of their own."""

    site: Site
    page: Page
    complaints: Complaints

    def visit(self, path: str, *, status: int = 200) -> Answer:
        """Open an address of the site; fails unless it answers with the status."""
        address = path if path.startswith(self.site.root) else self.site.root + path
        if status >= 400:
            self.complaints.refused.add(address)
        response = self.page.goto(address, wait_until="load")
        assert response is not None, address
        assert response.status == status, f"{address} answers {response.status}, not {status}"
        return Answer(response.url, response.status, response.text())

    def sign_in_as(self, username: str, password: str = "", *, onward: str = "/") -> None:
        """Sign in on the page for it, as a demo account unless a password is given."""
        self.visit(f"/sign-in?next={onward}")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password or read_data("accounts")["password"])
        turn(self.page.get_by_role("button", name="Đăng nhập", exact=True))
        assert self.path != "/sign-in"

    @property
    def path(self) -> str:
        """Return the path of the page that is open."""
        return urlsplit(self.page.url).path

    def screenshot(self, name: str, *, width: int = DESKTOP) -> Path:
        """Take a picture of the whole page at a width, and return where it lies."""
        assert re.fullmatch(r"[a-z0-9-]+", name), name
        self.widen(width)
        path = PICTURES / f"{name}-{width}.png"
        self.page.screenshot(path=path, full_page=True)
        return path

    def widen(self, width: int) -> None:
        """Give the window a width in CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": HEIGHT})
