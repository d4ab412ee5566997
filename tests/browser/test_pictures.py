"""The pictures of the README, taken from the running service; `make pictures` puts them in docs/pictures."""

import os
import re
import shutil
import struct
from pathlib import Path

import pytest

from service.demo.reading import read_data
from tests.browser.conftest import Open
from tests.browser.kit import DESKTOP, PHONE, PICTURES, Visitor
from tests.browser.serving import Site
from tests.support.tree import ROOT

KEPT = ROOT / "docs" / "pictures"
# Name of the picture → who looks, where (a state of a proposal in angle brackets), and at which width.
SCENES = {
    "sign-in": ("", "/sign-in", DESKTOP),
    "my-work": ("thamdinh.gialai", "/", DESKTOP),
    "proposal": ("thamdinh.gialai", "/proposals/<collected>", DESKTOP),
    "refusal": ("tochuc.hatinh", "/proposals/<unit_reviewed>", DESKTOP),
    "list": ("kiemtoan", "/proposals?q=khoa", DESKTOP),
    "trace": ("kiemtoan", "/audit/proposals/<approved>", DESKTOP),
    "movement": ("kiemtoan", "/campaigns", DESKTOP),
    "flow": ("giamdoc.hatinh", "/flows/F4", DESKTOP),
    "phone": ("thamdinh.gialai", "/", PHONE),
}


def place(visitor: Visitor, address: str) -> str:
    """Return an address whose state in angle brackets has become the first proposal of the list in that state."""
    wanted = re.search(r"<(\w+)>", address)
    if wanted is None:
        return address
    source = visitor.visit(f"/proposals?state={wanted[1]}").source
    found = re.search(r'href="/proposals/([0-9a-f]{32})"', source)
    assert found is not None, f"nothing to see in {wanted[1]}"
    return address.replace(wanted[0], found[1])


def size_of(picture: Path) -> tuple[int, int]:
    """Return width and height of a PNG."""
    width, height = struct.unpack(">II", picture.read_bytes()[16:24])
    return width, height


@pytest.mark.parametrize("name", SCENES)
def test_a_picture_shows_its_page(open_visitor: Open, site: Site, name: str) -> None:
    username, address, width = SCENES[name]
    visitor = open_visitor(site, width=width)
    if username:
        visitor.sign_in_as(username, str(read_data("accounts")["password"]))
    visitor.visit(place(visitor, address))
    assert visitor.page.locator("h1").count() == 1
    visitor.page.set_viewport_size({"width": width, "height": 900})
    PICTURES.mkdir(parents=True, exist_ok=True)
    picture = PICTURES / f"{name}.png"
    visitor.page.screenshot(path=picture, full_page=width == PHONE, clip=None)
    assert size_of(picture)[0] == width
    assert picture.stat().st_size > 10_000
    if os.environ.get("KEEP_PICTURES"):
        KEPT.mkdir(exist_ok=True)
        shutil.copyfile(picture, KEPT / f"{name}.png")


def test_the_readme_shows_pictures_that_are_there() -> None:
    shown = re.findall(r"\((docs/pictures/[a-z-]+\.png)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(shown) >= 4
    assert not [path for path in shown if not (ROOT / path).is_file()]
    assert {Path(path).stem for path in shown} <= set(SCENES)
