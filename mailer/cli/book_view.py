"""How does what stands in the book look at the terminal?"""

from datetime import datetime, tzinfo

from rich.console import Console

from mailer.cli.tables import column_table, line
from mailer.model.book import BookEntry
from mailer.recording import sentence
from mailer.reporting.answers import standings
from mailer.reporting.notes import BookLine
from mailer.reporting.words import word
from mailer.texts import say


def print_why(console: Console, entries: tuple[BookEntry, ...], names: dict[str, str], zone: tzinfo) -> None:
    """What the book holds of one member about one event, superseded and taken back included."""
    if not entries:
        line(console, "answers.why_none")
        return
    line(console, "answers.why_heading", style="bold", name=names.get(entries[0].member_id, entries[0].member_id))
    states = standings(entries)
    table = column_table("answers", ("entry", "at", "said", "standing", "words", "mail", "rule", "proof"), right=("entry", "mail"))
    for entry in entries:
        finding = entry.finding
        key = f"{finding.answer}_guests" if finding.answer == "accepted" and finding.guests else finding.answer
        table.add_row(
            entry.id,
            _at("answers.day", entry.recorded_at, zone),
            say(f"answers_said.{key}", guests=finding.guests, target=finding.target),
            word("answers_standing", states[entry.id]),
            finding.evidence or say("answers.no_words"),
            "" if entry.inbox_id is None else entry.inbox_id,
            finding.rule or "–",
            proof_words(entry),
        )
    console.print(table)


def print_book(console: Console, lines: tuple[BookLine, ...], zone: tzinfo) -> None:
    """Entries beside answers to events, the oldest first, each with what it rests on."""
    if not lines:
        line(console, "book.none")
        return
    motions = any(each.deadline is not None for each in lines)
    attached = any(each.attachments for each in lines)
    more = (*(("deadline",) if motions else ()), *(("attachments",) if attached else ()))
    line(console, "book.heading", style="bold")
    table = column_table("book", ("entry", "at", "name", "said", "standing", *more, "words", "mail", "proof"), right=("entry", "mail"))
    for each in lines:
        extra = [*([_deadline(each)] if motions else []), *([", ".join(each.attachments)] if attached else [])]
        table.add_row(
            each.entry.id,
            _at("answers.moment", each.at, zone),
            each.name,
            sentence(each.entry.finding),
            word("answers_standing", each.standing),
            *extra,
            " ".join(each.entry.finding.evidence.split()),
            each.entry.inbox_id or "",
            proof_words(each.entry),
        )
    console.print(table)


def proof_words(entry: BookEntry) -> str:
    """Who confirmed an entry, else how well its sender is proven."""
    return entry.confirmed_by or word("answers_proof", entry.proof)


def _deadline(each: BookLine) -> str:
    if each.deadline is None:
        return ""
    return say("book.in_time") if each.in_time else say("book.too_late", day=f"{each.deadline:%d.%m.}")


def _at(form: str, moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime(say(form))
