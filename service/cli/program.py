"""The root of the command line: its groups of verbs, and what happens when a verb fails."""

from typing import Any

import click
import structlog

from service.cli.accounts import accounts
from service.cli.audits import audit
from service.cli.ballots import ballots
from service.cli.databases import db
from service.cli.demos import demo
from service.cli.documentation import docs
from service.cli.failures import EXPECTED, REFUSED, Failure, tell
from service.cli.features import features
from service.cli.proposals import proposals
from service.cli.publications import publications
from service.cli.publishing import calendars, council_rules, flows, guidances, plans, rules
from service.cli.queues import queues
from service.cli.screen import Screen, shared
from service.cli.serving import serve
from service.cli.working import work
from service.http.logs import configure_logging


class Program(click.Group):
    """A group whose expected failures end in a sentence and an exit code, never in a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; an expected failure is told and ends the program with 1."""
        screen = ctx.ensure_object(Screen)
        try:
            return super().invoke(ctx)
        except EXPECTED as error:
            tell(error, screen)
            ctx.exit(REFUSED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:  # noqa: BLE001  # whatever failed, people get a sentence and the log gets the place
            configure_logging("INFO")
            structlog.get_logger().error("command failed", command=ctx.invoked_subcommand, exc_info=error)
            tell(Failure("unexpected"), screen)
            ctx.exit(REFUSED)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="vinhdanh", prog_name="vinhdanh")
@shared
def main() -> None:
    """Vinh Danh: award proposals of Vietnamese public bodies, from the command line.

    Exit codes: 0 done, 1 refused or a problem found, 2 wrong usage. Acts in somebody's name need VINHDANH_TOKEN, or
    VINHDANH_USER and VINHDANH_PASSWORD.
    """


REGISTERS = (plans, flows, rules, calendars, council_rules, guidances, publications)
for group in (serve, work, db, demo, *REGISTERS, proposals, queues, ballots, audit, accounts, features, docs):
    main.add_command(group)
