"""`vinhdanh demo`: a fictitious province, ministry and their proposals, to try the program on."""

from dataclasses import asdict

import click

from service.cli.screen import Screen, pass_screen, shared
from service.cli.sessions import open_services
from service.demo import load_demo


@click.group()
def demo() -> None:
    """The fictitious demonstration: load."""


@demo.command()
@shared
@pass_screen
def load(screen: Screen) -> None:
    """Load the demonstration: bodies, people in every role, proposals at every step. Again: no change."""
    with open_services() as services:
        summary = load_demo(services)
    data = asdict(summary)
    screen.show(
        data, lambda: screen.say("Dữ liệu minh họa (hư cấu) đã sẵn sàng.", "The fictitious demonstration is loaded.")
    )
