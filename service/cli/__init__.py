"""The command line: `vinhdanh` and its verbs."""

import click


@click.group()
def main() -> None:
    """Award proposals of Vietnamese public bodies, from the command line."""
