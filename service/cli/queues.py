"""`vinhdanh queues`: what waits for whom, said anew."""

import click

from service.cli.screen import Screen, pass_screen, shared
from service.cli.sessions import open_services
from service.usecases.desk.refreshing import refresh_queues


@click.group()
def queues() -> None:
    """What waits for whom: refresh."""


@queues.command()
@shared
@pass_screen
def refresh(screen: Screen) -> None:
    """Say anew what each open proposal waits for and until when: after another year of the calendar was added."""
    with open_services() as services:
        seen, changed = refresh_queues(services)
    data = {"open": seen, "changed": changed}
    screen.show(
        data,
        lambda: screen.say(
            f"Đã xem lại hạn và việc chờ của {seen} hồ sơ đang giải quyết; {changed} hồ sơ thay đổi.",
            f"Looked at what {seen} open proposals wait for; {changed} changed.",
        ),
    )
