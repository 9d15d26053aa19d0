"""What came of it, in figures? All of them from the database, by the same reports that board and treasurer read."""

from dataclasses import dataclass
from typing import Any

from mailer.app import Office
from mailer.model.book import ReviewItem
from mailer.model.mail import LetterState
from mailer.reporting import EventAnswers, Status, TreasurerReport, event_answers, overview, treasurer_report
from mailer.store import events, inbox, members, reviews


@dataclass(frozen=True, slots=True)
class Figures:
    """Where everything stands at the end of the play. `answers` has every event that members were told of, the one with most answers
    first; `names` are the members' by id."""

    names: dict[str, str]
    status: Status
    report: TreasurerReport
    answers: tuple[EventAnswers, ...]
    waiting: tuple[ReviewItem, ...]
    arrived: int

    @property
    def sent(self) -> int:
        """How many letters went out."""
        return self.status.letters.get(LetterState.SENT, 0)

    def as_json(self) -> dict[str, Any]:
        """The figures as a JSON object."""
        return {
            "members": len(self.names),
            "sent": self.sent,
            "arrived": self.arrived,
            "status": self.status.as_json(),
            "mailings": [_mailing(line) for line in self.report.as_json()["mailings"]],
            "events": [_event(answers) for answers in self.answers],
            "waiting": [{"number": item.id, "member": item.member_id, "for": item.audience} for item in self.waiting],
            "bounced": self.report.as_json()["bounces"],
            "dues": self.report.as_json()["dues"],
        }


def gather(office: Office) -> Figures:
    """The figures as they are now."""
    now = office.clock.now()
    with office.store.look() as connection:
        answers = [event_answers(connection, event.id) for event in events.every(connection)]
        return Figures(
            names=members.names(connection),
            status=overview(connection, now),
            report=treasurer_report(connection, now, office.zone),
            answers=tuple(sorted(answers, key=lambda found: -_said(found))),
            waiting=reviews.waiting(connection),
            arrived=len(inbox.lines(connection)),
        )


def _said(answers: EventAnswers) -> int:
    return len(answers.coming) + len(answers.tentative) + len(answers.declined)


def _mailing(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "events"}


def _event(answers: EventAnswers) -> dict[str, Any]:
    said = {name: [answer.member_id for answer in getattr(answers, name)] for name in ("coming", "tentative", "declined")}
    helps = {(help_.shift.id if help_.shift else answers.event.id): [who.member_id for who in help_.helpers] for help_ in answers.help}
    return {"event": answers.event.id, "seats": answers.seats, **said, "silent": len(answers.silent), "help": helps}
