"""`vinhdanh db`: bring the database to this version, and say where it stands."""

import click

from service.cli.failures import Found
from service.cli.screen import Screen, pass_screen, shared
from service.cli.sessions import open_services, settings
from service.db import migrating
from service.usecases.desk.refreshing import refresh_queues
from service.usecases.publishing.publications import publish_packaged

QUEUES = "0012"  # the revision since which proposals say until when they wait


@click.group()
def db() -> None:
    """The database: upgrade, check."""


@db.command()
@shared
@pass_screen
def upgrade(screen: Screen) -> None:
    """Create the database or bring it to this version, then publish the packaged plans, flows and rules."""
    url = settings().database_url
    before = migrating.current(url)
    migrating.upgrade(url)
    with open_services() as services:
        published = services.database.write(publish_packaged)
        if before and before < QUEUES:
            refresh_queues(services)
    new = [row for row in published if row.is_new]
    data = {"before": before, "revision": migrating.head(), "published": len(published), "newly_published": len(new)}
    screen.show(
        data,
        lambda: screen.say(
            f"Cơ sở dữ liệu ở phiên bản {data['revision']}; {len(published)} văn bản đã công bố, {len(new)} mới.",
            f"The database stands at {data['revision']}; {len(published)} published texts, {len(new)} new.",
        ),
    )


@db.command()
@shared
@pass_screen
def check(screen: Screen) -> None:
    """Say whether the database is at this version and its tables are as the program expects; 1 if not."""
    url = settings().database_url
    found, wanted = migrating.current(url), migrating.head()
    drift = [str(difference) for difference in migrating.drift(url)] if found == wanted else []
    data = {"revision": found, "wanted": wanted, "is_current": found == wanted, "drift": drift}
    screen.show(data, lambda: screen.lines(data))
    if found != wanted or drift:
        raise Found
