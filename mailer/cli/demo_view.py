"""How does the outcome of the demo look at the terminal? Who comes, who helps, what waits, what came back, and what to try next."""

from rich.console import Console

from mailer.cli.common import tell
from mailer.cli.tables import column_table, line, show
from mailer.demo.figures import Figures
from mailer.demo.run import Played
from mailer.demo.wording import event_name, reason_sentences
from mailer.model.jobs import Event
from mailer.reporting.words import word
from mailer.texts import say

_COUNTS = ("yes", "guests", "maybe", "no", "silent")


def print_outcome(console: Console, played: Played) -> None:
    """The figures of the database in a few lines, the folder, and the next commands."""
    figures = played.figures
    if not played.whole:
        line(console, "demo.stopped", style="bold")
    line(console, "demo.done", style="bold", seconds=round(played.seconds), sent=figures.sent, arrived=figures.arrived)
    _print_coming(console, figures)
    _print_help(console, figures)
    _print_waiting(console, figures)
    _print_bounced(console, figures)
    console.print()
    tell("demo.folder", folder=played.folder)
    console.print()
    tell("demo.next")
    for step in played.next_steps:
        tell("demo.step", sentence=step.sentence)
        tell("demo.command", command=step.command)


def _print_coming(console: Console, figures: Figures) -> None:
    table = column_table("demo", ("event", *_COUNTS), right=_COUNTS)
    for answers in figures.answers:
        counts = (answers.coming, answers.seats - len(answers.coming), answers.tentative, answers.declined, answers.silent)
        table.add_row(event_name(answers.event, _events(figures)), *(count if isinstance(count, int) else len(count) for count in counts))
    show(console, "demo.coming", table)


def _print_help(console: Console, figures: Figures) -> None:
    table = column_table("demo", ("shift", "helpers", "missing"), right=("missing",))
    for answers in figures.answers:
        for help_ in answers.help:
            if help_.helpers:
                title = help_.shift.title if help_.shift else answers.event.title
                names = ", ".join(who.name for who in help_.helpers)
                table.add_row(title, names, "" if help_.missing is None else help_.missing)
    show(console, "demo.help", table)


def _print_waiting(console: Console, figures: Figures) -> None:
    table = column_table("demo", ("number", "name", "role", "reason"), right=("number",))
    for item in figures.waiting:
        name = figures.names.get(item.member_id or "", say("review.nobody"))
        table.add_row(item.id, name, word("status_role", item.audience), " ".join(reason_sentences(item.reasons)[:1]))
    show(console, "demo.waiting", table)


def _print_bounced(console: Console, figures: Figures) -> None:
    table = column_table("demo", ("name", "address", "what"))
    for bounce in figures.report.bounces:
        table.add_row(bounce.name, bounce.address, word("report_reason", bounce.reason))
    show(console, "demo.bounced", table)


def _events(figures: Figures) -> tuple[Event, ...]:
    return tuple(answers.event for answers in figures.answers)
