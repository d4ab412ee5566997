"""The two engines under the features: a database per scenario, copied from one that was migrated and filled once."""

import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import NullPool, create_engine

from service.config import Settings
from service.db import publications
from service.db.database import Database
from service.db.work import Work
from service.documents.store import DocumentStore
from service.usecases.catalog import Catalog
from service.usecases.passwords import Passwords
from service.usecases.publishing.publications import publish_packaged
from service.usecases.services import Services
from tests.bdd.bodies import Bodies
from tests.bdd.staff import Staff
from tests.support.postgres import Cluster
from tests.support.tree import ROOT
from workflows.plans.catalog import packaged_plans

LONG_AGO = date(2020, 1, 2)
TEMPLATE = "vinhdanh_features"
SCENARIO_IDS = 1 << 32  # far from the ids of what the template holds
MORNING = time(2, 0, tzinfo=UTC)  # nine o'clock in Vietnam


@dataclass
class Clock:
    """The day of the scenario; every reading is a little later than the one before, and still the same morning."""

    today: date = LONG_AGO
    readings: Iterator[int] = field(default_factory=count)

    def __call__(self) -> datetime:
        """Return the instant."""
        return datetime.combine(self.today, MORNING) + timedelta(milliseconds=next(self.readings))


@dataclass(frozen=True)
class Template:
    """A database with every plan, flow and rulebook in it, to be copied; and those already parsed."""

    catalog: Catalog
    documents: DocumentStore
    sqlite: Path


def make_template(folder: Path) -> Template:
    """Migrate and fill an SQLite database once, and remember what was parsed on the way."""
    path = folder / "template.sqlite"
    url = f"sqlite:///{path}"
    documents = DocumentStore(folder / "documents")
    fill(url)
    catalog = Catalog()
    with open_services(url, Clock(date(2025, 1, 2)), catalog, documents) as services:
        services.database.read(lambda work: _read_all(catalog, work))
    return Template(catalog, documents, path)


def fill(url: str) -> None:
    """Bring an empty database to this version, publish what is packaged, and add the bodies that the plans name."""
    migrate(url)
    with open_services(url, Clock(), Catalog(), DocumentStore(Path("never-used")), first_id=1) as services:
        services.database.write(publish_packaged)
        bodies = Bodies(Staff(services))
        for plan in packaged_plans():
            bodies.of_plan(plan)


def migrate(url: str) -> None:
    """Run every revision on a database."""
    config = Config()
    config.set_main_option("script_location", str(ROOT / "migrations"))
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    engine.dispose()


def _read_all(catalog: Catalog, work: Work) -> None:
    for kind in ("plan", "flow", "rulebook"):
        for head in publications.list_versions(work, kind):
            getattr(catalog, kind)(work, head.code, head.version)


@contextmanager
def open_services(
    url: str, clock: Clock, catalog: Catalog, documents: DocumentStore, *, first_id: int = SCENARIO_IDS
) -> Iterator[Services]:
    """Open everything the use cases need on one database, and close it again; ids are counted from `first_id`."""
    numbers = count(first_id)

    def random_bytes(size: int) -> bytes:
        return next(numbers).to_bytes(size, "big")

    database = Database(
        url, clock=clock, new_id=lambda: uuid.UUID(int=next(numbers)).hex, random_bytes=random_bytes, pool_size=4
    )
    try:
        yield Services(Settings(), database, catalog, documents, Passwords(random_bytes), b"secret of tests")
    finally:
        database.close()


@contextmanager
def sqlite_services(template: Template, clock: Clock, folder: Path) -> Iterator[Services]:
    """Open a copy of the template."""
    path = folder / "scenario.sqlite"
    shutil.copyfile(template.sqlite, path)
    with open_services(f"sqlite:///{path}", clock, fresh_catalog(template), template.documents) as services:
        yield services


@contextmanager
def postgresql_services(template: Template, clock: Clock, cluster: Cluster, name: str) -> Iterator[Services]:
    """Open a copy of the template database of the server."""
    url = cluster.create_database(name, template=cluster.template(TEMPLATE, fill))
    try:
        with open_services(url, clock, fresh_catalog(template), template.documents) as services:
            yield services
    finally:
        cluster.drop_database(name)


def fresh_catalog(template: Template) -> Catalog:
    """Return a catalogue that knows what is packaged and forgets what a scenario publishes."""
    return Catalog(dict(template.catalog._parsed))
