"""The composition root: the only place that reads the clock and randomness; it wires and decides nothing."""

import os
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import structlog
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from service.api import (
    accounts,
    after_awards,
    audits,
    ballots,
    consultations,
    council_fairness,
    council_opinions,
    council_rehearsals,
    council_sessions,
    council_sheets,
    councils,
    deadlines,
    delegations,
    dossiers,
    guidances,
    holds,
    overrides,
    pending,
    petitions,
    proposals,
    public_notices,
    publications,
    recusals,
    registrations,
    registry,
    reports,
    submissions,
)
from service.api.kit import PREFIX, QuietApi
from service.api.unreadable import as_invalid
from service.config import MEGABYTE, Settings
from service.db.database import Database
from service.documents.scanning import Scanner
from service.documents.store import DocumentStore
from service.http.compression import compress_page
from service.http.context import EXTENSION, actor, sign_in_for
from service.http.headers import set_security_headers
from service.http.logs import configure_logging
from service.http.problems import (
    answer_domain_error,
    answer_failure,
    answer_http_error,
    as_domain_error,
)
from service.usecases.catalog import Catalog
from service.usecases.errors import DomainError
from service.usecases.passwords import Passwords
from service.usecases.services import Services
from service.web.areas import lay_pages, pages
from service.web.errors import answer_page

RESOURCES: tuple[ModuleType, ...] = (
    *(accounts, registry, publications, guidances, pending, proposals, deadlines, recusals, registrations),
    *(ballots, dossiers, overrides, petitions, holds, submissions, consultations, public_notices, after_awards),
    *(councils, council_sessions, council_opinions, council_sheets, council_rehearsals, council_fairness),
    *(audits, delegations, reports),
)
RANDOM_BITS = 74
_RANDOM_BYTES = 10
SECRET_FILE, SECRET_BYTES = "secret.key", 32


def system_clock() -> datetime:
    """Return the present instant, aware, in UTC."""
    return datetime.now(UTC)


class TimeOrderedIds:
    """Identifiers of 32 hexadecimal digits in the shape of UUID version 7, rising even within one millisecond."""

    def __init__(self, milliseconds: Callable[[], int], random_bytes: Callable[[int], bytes]) -> None:
        self._milliseconds = milliseconds
        self._random_bytes = random_bytes
        self._lock = threading.Lock()
        self._last = (0, 0)

    def __call__(self) -> str:
        """Return the next identifier."""
        with self._lock:
            instant = max(self._milliseconds(), self._last[0])
            tail = int.from_bytes(self._random_bytes(_RANDOM_BYTES)) >> (8 * _RANDOM_BYTES - RANDOM_BITS)
            if instant == self._last[0]:
                tail = self._last[1] + 1 + (tail >> 40)
            if tail >> RANDOM_BITS:
                instant, tail = instant + 1, tail % (1 << RANDOM_BITS)
            self._last = (instant, tail)
        high, low = tail >> 62, tail & ((1 << 62) - 1)
        return f"{(instant << 80) | (7 << 76) | (high << 64) | (2 << 62) | low:032x}"


def build_services(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = system_clock,
    new_id: Callable[[], str] | None = None,
    random_bytes: Callable[[int], bytes] = os.urandom,
) -> Services:
    """Open the database and the document folder and return everything that interfaces work with.

    Raises DatabaseLocked when another process serves the same SQLite file.
    """
    ids = new_id or TimeOrderedIds(lambda: time.time_ns() // 1_000_000, random_bytes)
    _make_folder_of(settings.database_url)
    return Services(
        settings=settings,
        database=Database(
            settings.database_url,
            clock=clock,
            new_id=ids,
            random_bytes=random_bytes,
            pool_size=settings.db_pool_size,
        ),
        catalog=Catalog(),
        documents=DocumentStore(
            settings.documents_dir, Scanner(settings.scan_command, timeout_seconds=settings.scan_seconds)
        ),
        passwords=Passwords(random_bytes),
        secret_key=_secret_key(settings, random_bytes),
    )


def _secret_key(settings: Settings, random_bytes: Callable[[int], bytes]) -> bytes:
    """Return the secret of the installation: as set, else from a file that only its owner reads, made when missing."""
    if settings.secret_key:
        return settings.secret_key.encode()
    file = settings.documents_dir.parent / SECRET_FILE
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(descriptor, "wb") as made:
        made.write(random_bytes(SECRET_BYTES).hex().encode())
    return file.read_bytes()


def _make_folder_of(database_url: str) -> None:
    if database_url.startswith("sqlite:///"):
        Path(database_url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)


SPEC_OPTIONS = {
    "info": {
        "description": "Trình, thẩm định và quyết định khen thưởng: mỗi bước được kiểm tra theo kế hoạch và pháp luật, "
        "mọi lý do được nêu cùng lúc, mọi việc được ghi lại.",
        "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
    },
    "servers": [{"url": "/"}],
    "security": [{"token": []}],
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
}
MOVING = "proposals.move"  # the one endpoint whose proposal comes in the same select as its caller
PUBLIC_ENDPOINTS = frozenset({"accounts.issue_token", "after_awards.list_published", "api-docs.openapi_json"})


def create_app(services: Services) -> Flask:
    """Return the web application over built services: API, pages, one place for errors, headers on every answer."""
    configure_logging(services.settings.log_level)
    return bind(lay_routes(), services)


def lay_routes() -> Flask:
    """Return the application without its services: every route with its description, the same for all installations."""
    app = Flask("service", static_folder=None)
    app.config.update(
        API_TITLE="Vinh Danh",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX=PREFIX,
        OPENAPI_JSON_PATH="openapi.json",
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        API_SPEC_OPTIONS=SPEC_OPTIONS,
    )
    api = QuietApi(app)
    for resource in RESOURCES:
        api.register_blueprint(resource.blp, url_prefix=PREFIX)
    lay_pages(app)
    app.before_request(_demand_sign_in)
    app.after_request(set_security_headers)
    app.after_request(compress_page)
    app.register_error_handler(Exception, _answer_error)
    return app


def bind(app: Flask, services: Services) -> Flask:
    """Give an application the services that it works with, and what their settings ask of it."""
    app.extensions[EXTENSION] = services
    app.config.update(
        MAX_CONTENT_LENGTH=services.settings.upload_limit_bytes + MEGABYTE,
        SECRET_KEY=services.secret_key,
        SESSION_COOKIE_SECURE=services.settings.secure_cookies,
    )
    return app


def _demand_sign_in() -> None:
    """Refuse every call of the API without a token, whatever the endpoint: default deny."""
    if request.path.startswith(f"{PREFIX}/") and request.endpoint not in PUBLIC_ENDPOINTS:
        if request.endpoint == MOVING:
            sign_in_for(str((request.view_args or {})["proposal_id"]))
        else:
            actor()


def _answer_error(error: Exception) -> Response:
    """Tell an error in the form of the place it happened in: problem+json for the API, a page otherwise."""
    known = error if isinstance(error, DomainError) else as_domain_error(error) or as_invalid(error)
    if known is None and not isinstance(error, HTTPException):
        is_secret = "secret" in (request.view_args or {})  # an address that opens something by itself
        path = str(request.url_rule) if is_secret else request.path
        structlog.get_logger().error("request failed", path=path, method=request.method, exc_info=error)
    if not request.path.startswith("/api/") or pages.name in request.blueprints:
        return answer_page(known, error)
    if known is not None:
        return answer_domain_error(known)
    return answer_http_error(error) if isinstance(error, HTTPException) else answer_failure()
