"""`report`: what does the treasurer get?"""

import typer

from mailer.cli.common import HERE, Json, Workspace, console, office, print_json
from mailer.cli.views import print_report
from mailer.reporting import treasurer_report


def register(app: typer.Typer) -> None:
    """Add these commands."""
    commands = typer.Typer(no_args_is_help=True, help="Reports for the offices of the association.", rich_markup_mode=None)
    commands.callback()(_reports)
    commands.command("treasurer")(treasurer)
    app.add_typer(commands, name="report")


def treasurer(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Show the treasurer's report as it would go out now.

    Example: mailer report treasurer
    """
    with office(workspace) as opened, opened.store.look() as connection:
        report = treasurer_report(connection, opened.clock.now(), opened.zone, None)
    if as_json:
        print_json(report.as_json())
    else:
        print_report(console, report)


def _reports() -> None:
    """Reports for the offices of the association."""
