"""What the pages are made of: files of our own or with their origin, colours that can be read."""

import gzip
import hashlib
import re
import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import service.web

WEB = Path(service.web.__file__).parent
STATIC = WEB / "static"
MANIFEST = tomllib.loads((STATIC / "MANIFEST.toml").read_text(encoding="utf-8"))
PACKAGES: list[dict[str, Any]] = MANIFEST["packages"]
FOLDERS = {str(package["folder"]) for package in PACKAGES}
OWN = {path.relative_to(STATIC).as_posix() for folder in ("css", "js") for path in (STATIC / folder).rglob("*.*")}
OWN |= {"MANIFEST.toml", "api-docs.css", "api-docs.js", "seal.svg"}
REFERENCE = re.compile(r"""url\(\s*["']?([^"')]+)""")
TOKEN = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
SURFACES = ("paper", "card")
LEAST_CONTRAST = 4.5
FACES = ("latin", "vietnamese")


def files_of(folder: str) -> dict[str, str]:
    """The digests of a folder's files as they are."""
    found = (path for path in (STATIC / folder).rglob("*") if path.is_file())
    digests = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}
    return {path.relative_to(STATIC / folder).as_posix(): f"sha256:{digest}" for path, digest in digests.items()}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_what_comes_from_elsewhere_is_listed_with_its_exact_content(package: dict[str, Any]) -> None:
    assert files_of(package["folder"]) == package["files"]
    assert all(package[key] for key in ("name", "origin", "version", "licence"))
    assert (STATIC / package["licence_file"]).is_file()


def test_everything_else_is_our_own() -> None:
    listed = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file()}
    assert {name for name in listed if not any(name.startswith(f"{folder}/") for folder in FOLDERS)} == OWN


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_style_sheets_load_only_what_lies_beside_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    loaded = [address for address in REFERENCE.findall(text) if not address.startswith("data:")]
    assert all((path.parent / address).is_file() for address in loaded)
    assert "@import" not in text


@pytest.mark.parametrize("name", sorted(OWN))
def test_our_own_files_name_no_other_host(name: str) -> None:
    text = (STATIC / name).read_text(encoding="utf-8").replace(NAMESPACE, "")
    assert not re.findall(r"(?:https?:)?//[a-z]", text)


@pytest.mark.parametrize(
    ("colour", "surface"),
    [
        *product(("ink", "ink-2", "act", "lacquer"), SURFACES),
        ("jade", "jade-tint"),
        ("amber", "amber-tint"),
        ("rust", "rust-tint"),
        ("card", "act"),
    ],
)
def test_words_can_be_read_on_their_surface(colour: str, surface: str) -> None:
    tokens = dict(TOKEN.findall((STATIC / "css" / "base.css").read_text(encoding="utf-8")))
    lighter, darker = sorted((luminance(tokens[colour]), luminance(tokens[surface])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= LEAST_CONTRAST


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2 defines it."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_pages_and_style_sheets_are_sent_compressed_to_whoever_takes_it(client: FlaskClient) -> None:
    for address in ("/about", "/static/css/base.css"):
        plain = client.get(address, headers={"Accept-Encoding": "identity"})
        small = client.get(address, headers={"Accept-Encoding": "gzip"})
        assert "Content-Encoding" not in plain.headers
        assert small.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(small.data) == plain.data
        assert "Accept-Encoding" in small.headers["Vary"]


def test_a_file_asked_for_by_its_content_is_kept_for_a_year(client: FlaskClient) -> None:
    address = "/static/css/base.css"
    mark = hashlib.sha256((STATIC / "css" / "base.css").read_bytes()).hexdigest()[:12]
    assert "immutable" in client.get(f"{address}?v={mark}").headers["Cache-Control"]
    assert "immutable" not in client.get(f"{address}?v=000000000000").headers["Cache-Control"]
    assert client.get("/static/../app.py").status_code == 404


def test_first_load_of_the_workplace_stays_small(client: FlaskClient) -> None:
    """Style sheets, scripts and the faces that Vietnamese text needs, as they travel: under 100 KB with the page."""
    page = client.get("/sign-in", headers={"Accept-Encoding": "gzip"})
    names = ["css/base.css", "css/frame.css", "css/parts.css", "css/forms.css", "vendor/htmx/htmx.min.js", "seal.svg"]
    names += [f"fonts/be-vietnam-pro-{part}-{weight}-normal.woff2" for part in FACES for weight in (400, 600)]
    sent = [client.get(f"/static/{name}", headers={"Accept-Encoding": "gzip"}) for name in names]
    assert all(answer.status_code == 200 for answer in sent)
    assert sum(len(answer.get_data()) for answer in [page, *sent]) < 100_000
