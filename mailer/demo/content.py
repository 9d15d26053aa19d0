"""What stands on the demo's page? Every mail with what came of it, all read from the database and the reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from mailer.app import Office
from mailer.composing.writer import REPORT
from mailer.demo import page
from mailer.demo.figures import Figures
from mailer.demo.mails import MailFiles
from mailer.demo.page import Arrival, Attendance, DemoPage, Help, NextStep, Person, Returned, Sending, Step, Understood, Waiting
from mailer.demo.story import Story
from mailer.demo.views import MailView, view
from mailer.demo.wording import audience_words, finding_sentence, guests_words, offices_of, reason_sentences
from mailer.model.book import BookEntry, InboxState
from mailer.model.jobs import Event
from mailer.model.mail import LetterState, OccurrenceState
from mailer.model.reading import Sort
from mailer.releasing import DRAFT, Said, said_in
from mailer.reporting.addresses import BouncedAddress
from mailer.reporting.answers import Answer, EventAnswers
from mailer.reporting.words import word
from mailer.store import bounces, events, inbox, letters, occurrences, records, releases, reviews
from mailer.store.inbox import InboxLine
from mailer.store.occurrences import Occurrence
from mailer.texts import say

_ON_PAPER = frozenset({LetterState.TO_PRINT, LetterState.PRINTED})
_SORTS = {Sort.BOUNCE: page.BOUNCE, Sort.COMPLAINT: page.BOUNCE, Sort.AUTO_REPLY: page.AUTOMATIC}


@dataclass(frozen=True, slots=True)
class Sources:
    """What the page is made of."""

    office: Office
    figures: Figures
    files: MailFiles
    events: tuple[Event, ...]
    story: Story


def page_data(office: Office, figures: Figures, files: MailFiles, story: Story, steps: tuple[NextStep, ...]) -> DemoPage:
    """Everything on the page but how many seconds it took; the first of `steps` leads to the page."""
    with office.store.look() as connection:
        sources = Sources(office, figures, files, events.every(connection), story)
    timeline: list[Sending | Arrival | Step] = [
        *_steps(story, office.clock.now()),
        *_sendings(sources),
        *_notes(sources),
        *_arrivals(sources),
    ]
    return DemoPage(
        association=office.settings.association.name,
        first=story.span[0],
        last=office.clock.now(),
        zone=office.zone,
        members=len(figures.names),
        sent=figures.sent,
        seconds=0.0,
        timeline=tuple(sorted(timeline, key=lambda item: item.at)),
        attendance=tuple(_attendance(answers) for answers in figures.answers if answers.coming or answers.tentative or answers.declined),
        help=tuple(_helps(figures)),
        waiting=tuple(_waiting(sources)),
        returned=tuple(_returned(sources)),
        next_steps=steps[1:],
    )


def next_steps(folder: str, program: str) -> tuple[NextStep, ...]:
    """What to try next, with the commands as they are to be typed; the first opens the page."""
    names = say("demo_next.order").split()
    return tuple(NextStep(say(f"demo_next.{name}"), say(f"demo_next.{name}_command", folder=folder, program=program)) for name in names)


def _steps(story: Story, until: datetime) -> Iterator[Step]:
    return (Step(deed.at, deed.words) for deed in story.deeds if deed.at <= until)


def _sendings(sources: Sources) -> Iterator[Sending]:
    with sources.office.store.look() as connection:
        ready = [found for found in occurrences.every(connection) if found.state is OccurrenceState.READY]
    return (sending for found in ready if (sending := _sending(sources, found)) is not None)


def _notes(sources: Sources) -> Iterator[Sending]:
    """What went to an office outside of any mailing: drafts to be released, texts for the magazine, letters that wait for the printer."""
    with sources.office.store.look() as connection:
        lines = [line for line in letters.lines(connection) if line.occurrence_id is None and line.purpose in {REPORT, DRAFT}]
        answers = {found.id for mail in inbox.lines(connection) if (found := letters.answer_to(connection, mail.id)) is not None}
    for line in (line for line in lines if line.id not in answers):
        if line.id in sources.files.letters:
            at = line.sent_at or line.created_at
            yield Sending(at=at, title=line.subject, audience=line.address, count=1, left_out=(), mail=_letter_view(sources, line.id))


def _sending(sources: Sources, found: Occurrence) -> Sending | None:
    """One mailing with a letter of it to look at; None for one of which nothing has arrived."""
    with sources.office.store.look() as connection:
        lines = sorted(letters.lines(connection, occurrence_id=found.id), key=lambda line: line.member_id or "")
        reasons = [reason for _, reason, _ in occurrences.left_out_of(connection, found.id)]
    arrived = [line.id for line in lines if line.id in sources.files.letters]
    refused = [line.state.value for line in lines if line.state is LetterState.FAILED]
    if not arrived:
        return None
    return Sending(
        at=found.planned_at,
        title=found.subject,
        audience=_audience(sources.office, found),
        count=len(arrived),
        left_out=_left_out(reasons + refused),
        by_post=sum(line.state in _ON_PAPER for line in lines),
        mail=_letter_view(sources, arrived[0]),
    )


def _audience(office: Office, found: Occurrence) -> str:
    mailing = office.job(found.job_id).mailing(found.mailing_id)
    if mailing is None:
        return say("demo.to_known")
    return say("demo.to_own_day") if mailing.when.personal else audience_words(mailing.audience)


def _left_out(reasons: list[str]) -> tuple[str, ...]:
    return tuple(say("demo.left_out", count=reasons.count(reason), reason=_why_left_out(reason)) for reason in dict.fromkeys(reasons))


def _why_left_out(reason: str) -> str:
    return say("demo.refused") if reason == LetterState.FAILED else word("report_left_out", reason)


def _letter_view(sources: Sources, letter_id: str) -> MailView:
    with sources.office.store.look() as connection:
        return view(letters.raw(connection, letter_id) or b"", sources.files.letters.get(letter_id, ""))


def _arrivals(sources: Sources) -> Iterator[Arrival]:
    with sources.office.store.look() as connection:
        lines = inbox.lines(connection)
    programs = {answer.at: answer.label for answer in sources.story.script} | {mail.at: mail.label for mail in sources.story.follow_ups}
    return (_arrival(sources, line, programs.get(line.received_at, "")) for line in lines)


def _arrival(sources: Sources, line: InboxLine, program: str) -> Arrival:
    with sources.office.store.look() as connection:
        raw = inbox.raw(connection, line.id) or b""
        recorded = records.of_mail(connection, line.id)
        confirmation = letters.answer_to(connection, line.id)
        asked = next((item.reasons for item in reviews.waiting(connection) if item.inbox_id == line.id), ())
    understood = (*_understood(sources, recorded), *_about_a_draft(sources, line.id))
    mail, offices = view(raw, sources.files.inbox.get(line.id, ""), program), offices_of(sources.office.settings)
    return Arrival(
        at=line.received_at,
        member=sources.figures.names.get(line.member_id or "") or offices.get(mail.address.lower(), say("review.nobody")),
        mail=mail,
        outcome=_outcome(line, bool(understood)),
        understood=understood,
        reasons=reason_sentences(asked or _why_nothing(sources, line, bool(understood))),
        confirmation=_letter_view(sources, confirmation.id) if confirmation else None,
    )


def _understood(sources: Sources, recorded: tuple[BookEntry, ...]) -> Iterator[Understood]:
    """What was written down, first who comes, then the rest."""
    for entry in sorted(recorded, key=lambda entry: entry.finding.kind != "rsvp"):
        yield Understood(finding_sentence(entry.finding, sources.events), entry.finding.evidence)


def _about_a_draft(sources: Sources, inbox_id: int) -> Iterator[Understood]:
    """What an office's answer to a draft decided."""
    with sources.office.store.look() as connection:
        heard = releases.word_of(connection, inbox_id)
        draft = releases.by_id(connection, heard.draft_id) if heard is not None else None
    said = said_in(heard.words) if heard is not None else None
    if heard is not None and draft is not None and said is not None:
        key = "demo.draft_released" if said is Said.GO else "demo.draft_stopped"
        yield Understood(say(key, job=draft.job_id, mailing=draft.mailing_id), heard.words.strip().partition("\n")[0])


def _outcome(line: InboxLine, recorded: bool) -> str:
    if line.sort in _SORTS:
        return _SORTS[Sort(line.sort)]
    if line.state is InboxState.REVIEW:
        return page.REVIEW
    return page.RECORDED if recorded else page.NOTHING


def _why_nothing(sources: Sources, line: InboxLine, recorded: bool) -> tuple[str, ...]:
    """Why a mail left no entry: a robot's, a report, or a person who only says thank you."""
    if recorded:
        return ()
    with sources.office.store.look() as connection:
        reports = [report for report in bounces.every(connection) if report.inbox_id == line.id]
    if reports:
        return tuple(f"demo_returned.{report.reason}" for report in reports)
    return line.reasons if line.sort == Sort.AUTO_REPLY else ("demo.nothing_to_record",)


def _attendance(answers: EventAnswers) -> Attendance:
    return Attendance(
        title=answers.event.title,
        start=answers.event.start,
        end=answers.event.end,
        location=answers.event.location,
        accepted=_people(answers.coming),
        tentative=_people(answers.tentative),
        declined=_people(answers.declined),
        guests=answers.seats - len(answers.coming),
        silent=len(answers.silent),
    )


def _people(answers: tuple[Answer, ...]) -> tuple[Person, ...]:
    return tuple(Person(answer.name, ", ".join(_note(answer))) for answer in answers)


def _note(answer: Answer) -> Iterator[str]:
    if answer.guests:
        yield guests_words(answer.guests)
    if not answer.words:
        yield say("demo.by_calendar")


def _helps(figures: Figures) -> Iterator[Help]:
    for answers in figures.answers:
        for help_ in answers.help:
            title = help_.shift.title if help_.shift else say("demo.whole_event")
            start = help_.shift.start if help_.shift else answers.event.start
            needed = help_.shift.needed if help_.shift else None
            yield Help(title, answers.event.title, start, needed, tuple(Person(who.name) for who in help_.helpers))


def _waiting(sources: Sources) -> Iterator[Waiting]:
    for item in sources.figures.waiting:
        with sources.office.store.look() as connection:
            line, raw = inbox.line(connection, item.inbox_id), inbox.raw(connection, item.inbox_id) or b""
        yield Waiting(
            number=item.id,
            member=sources.figures.names.get(item.member_id or "", say("review.nobody")),
            subject=view(raw).subject,
            words=(line.text if line else None) or "",
            reasons=reason_sentences(item.reasons),
            proposal=tuple(finding_sentence(finding, sources.events) for finding in item.proposal),
            role=word("demo_role", item.audience),
        )


def _returned(sources: Sources) -> Iterator[Returned]:
    with sources.office.store.look() as connection:
        words = {report.address: report.words for report in bounces.every(connection)}
    for address in sources.figures.report.bounces:
        yield Returned(
            address.name, address.address, say(f"demo_returned.{address.reason}"), _consequence(address), words.get(address.address, "")
        )


def _consequence(address: BouncedAddress) -> str:
    stopped = say("demo.stopped_address" if address.suppressed else "demo.kept_address")
    return say("demo.consequence", stopped=stopped, advice=word("report_advice", address.advice))
