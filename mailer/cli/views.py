"""How do answers and the state of the post office look at the terminal? The treasurer's report is in `report_view`."""

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo

from rich.console import Console

from mailer.cli.report_view import print_report
from mailer.cli.tables import column_table, line, show
from mailer.cli.traffic_view import print_refusal, print_traffic
from mailer.model.book import InboxState
from mailer.model.mail import LetterState
from mailer.reporting.answers import Answer, EventAnswers, Help, Person
from mailer.reporting.status import InDoubtLetter, Status, Trouble
from mailer.reporting.words import word
from mailer.texts import say

__all__ = ["print_answers", "print_report", "print_status"]


def print_answers(console: Console, answers: EventAnswers, zone: tzinfo) -> None:
    """Who comes, who does not, who helps, who is silent; times in `zone`."""
    event = answers.event
    line(console, "answers.heading", style="bold", title=event.title, moment=_at("answers.moment", event.start, zone))
    if event.location:
        line(console, "answers.place", location=event.location)
    numbers = {name: len(getattr(answers, name)) for name in ("coming", "declined", "tentative", "silent")}
    line(console, "answers.sums", **numbers, seats=answers.seats, style=None)
    for name in ("coming", "declined", "tentative"):
        _print_answers(console, name, getattr(answers, name), zone)
    _print_help(console, answers.help)
    console.print()
    for name in ("waiting", "silent", "unreached"):
        _print_people(console, f"answers.{name}", getattr(answers, name))


def print_status(console: Console, status: Status, zone: tzinfo) -> None:
    """Who refuses us, then numbers, then whatever needs a person; times in `zone`."""
    line(console, "status.heading", style="bold", moment=_at("status.moment", status.at, zone))
    if status.refusal is not None:
        print_refusal(console, status.refusal, zone)
    _print_numbers(console, "letters", [(state, status.letters.get(state, 0)) for state in LetterState])
    _print_numbers(console, "inbox", [(state, status.inbox.get(state, 0)) for state in InboxState])
    print_traffic(console, status, zone)
    if status.suppressed:
        line(console, "status.suppressed", count=status.suppressed)
    for waiting in status.waiting:
        line(console, "status.waiting", count=waiting.count, role=word("status_role", waiting.role))
    if status.asked:
        line(console, "status.asked", count=status.asked)
    _print_doubts(console, status.in_doubt, zone)
    _print_troubles(console, status.troubles)
    _print_shunted(console, status, zone)
    _print_asking(console, status, zone)
    _print_unreleased(console, status, zone)
    if not (status.waiting or status.in_doubt or status.troubles or status.shunted or status.asking or status.unreleased or status.refusal):
        line(console, "status.all_well")


def _print_answers(console: Console, name: str, answers: tuple[Answer, ...], zone: tzinfo) -> None:
    if not answers:
        return
    guests = ("guests",) if name == "coming" else ()
    table = column_table("answers", ("name", *guests, "words", "at", "mail", "proof"), right=("guests", "mail"))
    for answer in answers:
        brought = (str(answer.guests or ""),) if guests else ()
        proof = answer.confirmed_by or word("answers_proof", answer.proof)
        table.add_row(answer.name, *brought, _words(answer), _at("answers.day", answer.at, zone), _mail(answer.mail), proof)
    show(console, f"answers.{name}", table)


def _print_help(console: Console, helps: Iterable[Help]) -> None:
    table = column_table("answers", ("shift", "helpers", "missing"), right=("missing",))
    for help_ in helps:
        names = ", ".join(answer.name for answer in help_.helpers)
        missing = "" if help_.missing is None else say("answers.spare", count=help_.spare) if help_.spare else str(help_.missing)
        table.add_row(help_.shift.title if help_.shift else say("answers.whole_event"), names, missing)
    show(console, "answers.help", table)


def _print_people(console: Console, key: str, people: tuple[Person, ...]) -> None:
    if people:
        line(console, key, count=len(people), names=", ".join(person.name for person in people))


def _print_numbers(console: Console, name: str, numbers: Sequence[tuple[str, int]]) -> None:
    told = ", ".join(f"{count} {word(f'status_{name}', state)}" for state, count in numbers if count) or say("status.none")
    console.print(f"{say(f'status.{name}')}: {told}", markup=False)


def _print_doubts(console: Console, doubts: tuple[InDoubtLetter, ...], zone: tzinfo) -> None:
    table = column_table("status", ("subject", "name", "since"))
    for doubt in doubts:
        secret = not doubt.name
        subject = say("status.confidential") if secret else doubt.subject or say("status.no_subject")
        table.add_row(subject, doubt.name or say("status.confidential"), _at("status.moment", doubt.since, zone))
    show(console, "status.in_doubt", table)


def _print_troubles(console: Console, troubles: tuple[Trouble, ...]) -> None:
    table = column_table("status", ("state", "count", "reason", "code", "words"), right=("count",))
    for trouble in troubles:
        code = " ".join(str(part) for part in (trouble.code, trouble.status) if part)
        reason = word("status_reason", trouble.reason)
        table.add_row(word("status_letters", trouble.state), str(trouble.count), reason, code, trouble.words)
    show(console, "status.troubles", table)


def _print_shunted(console: Console, status: Status, zone: tzinfo) -> None:
    table = column_table("status", ("mail", "received", "error"), right=("mail",))
    for mail in status.shunted:
        table.add_row(str(mail.mail), _at("status.moment", mail.received_at, zone), mail.error)
    show(console, "status.shunted", table)


def _print_asking(console: Console, status: Status, zone: tzinfo) -> None:
    table = column_table("status", ("job", "mailing", "due"))
    for asking in status.asking:
        table.add_row(asking.job, asking.mailing, _at("status.moment", asking.due_at, zone))
    show(console, "status.asking", table)


def _print_unreleased(console: Console, status: Status, zone: tzinfo) -> None:
    table = column_table("status", ("job", "mailing", "due", "state"))
    for each in status.unreleased:
        due = _at("status.moment", each.due_at, zone) if each.due_at else say("status.by_hand")
        table.add_row(each.job, each.mailing, due, word("release_state", each.state))
    show(console, "status.unreleased", table)


def _words(answer: Answer) -> str:
    return answer.words or say("answers.no_words")


def _mail(inbox_id: int | None) -> str:
    return "" if inbox_id is None else str(inbox_id)


def _at(form: str, moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime(say(form))
