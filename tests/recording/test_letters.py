"""Is every letter that answers somebody a good mail: plain words, whole sentences, nothing left over from the template?"""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mailer.model.book import Decided, Noted
from mailer.model.composing import LetterOrder
from mailer.model.jobs import Calendar, Kind
from mailer.model.people import Member
from mailer.model.reading import Finding
from mailer.recording.by_mail import Outcome
from mailer.recording.digest import DigestItem
from tests.composing.letters import CONGRESS, order
from tests.composing.test_shipped import MEMBERS, acknowledgement, assert_good

NOON = datetime(2024, 10, 25, 10, 0, tzinfo=UTC)
LEAVING = Finding("resignation", scope="membership", effective="2024-12-31")
ASKED = (
    Finding("unsubscribe"),
    Finding("contact_change", what=("email",)),
    LEAVING,
    Finding("resignation", scope="mandate"),
    Finding("resignation", scope="office", effective="2024-11-30"),
)


def answer(template: str, **facts: Any) -> LetterOrder:
    return order(template=template, kind=Kind.REPORT, job=None, answers_message_id="<a@post.example>", facts=facts)


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.id)
@pytest.mark.parametrize("finding", ASKED, ids=lambda finding: f"{finding.kind}-{finding.scope}")
def test_the_letter_that_asks_whether_it_was_you(member: Member, finding: Finding) -> None:
    wish = answer("answers/ask_confirmation.md", asked=(finding,), received_at=NOON, until=NOON)
    text = assert_good(replace(wish, recipient=member, answers_message_id=None))
    assert "Antworte einfach auf diese Mail mit Ja oder Nein." in " ".join(text.split())
    assert text.count("\n- ") == 1


@pytest.mark.parametrize("question", ["", "Kommst du allein?"])
@pytest.mark.parametrize("proposal", [(), (Finding("rsvp", event="x", answer="accepted"),)], ids=["nothing", "rsvp"])
def test_the_question_back(question: str, proposal: tuple[Finding, ...]) -> None:
    text = assert_good(answer("answers/ask_back.md", question=question, proposal=proposal, text_quote="Mal sehen.\n# kein Titel"))
    assert "?" in text
    assert "> # kein Titel" in text
    assert "Antworte einfach auf diese Mail" in text


def test_the_new_date_asks_again_with_its_invitation() -> None:
    wish = replace(answer("answers/moved.md"), events=(CONGRESS,), invitations=((CONGRESS, "x@y.example"),), calendar=Calendar.INVITATION)
    text = assert_good(wish)
    assert "Sie galt noch dem alten Termin" in " ".join(text.split())


@pytest.mark.parametrize("scope", ["membership", "mandate", "office"])
@pytest.mark.parametrize("effective", [None, "2024-12-31"])
def test_a_confirmed_resignation_says_so_and_only_then(scope: str, effective: str | None) -> None:
    finding = Finding("resignation", scope=scope, effective=effective)
    received = assert_good(acknowledgement(Noted(finding), received_at=NOON))
    decided = assert_good(acknowledgement(Noted(finding, confirmed=True), received_at=NOON, decided=True))
    assert "eingegangen" in received
    assert ": bestätigt" in decided
    assert ": bestätigt" not in received
    assert ("31.12.2024" in decided) == (effective is not None)


def test_a_digest_with_one_item_with_many_and_with_more_than_it_shows() -> None:
    one = DigestItem(
        7, "Jana Vogel", NOON, "Es wird etwas gefragt.", "Gibt es Essen?\n\n*x*", True, ("Zusage",), "Rat", True, True, True, True
    )
    none = DigestItem(8, "", NOON, "Unbekannt.", "", False, (), "", False, False, False, False)
    standing = ({"title": "Fest", "start": NOON, "coming": 1, "seats": 2, "help": [{"title": "Grillen", "helpers": 4, "needed": 3}]},)
    news = ({"at": NOON, "name": "Jana Vogel", "words": "will keine Rundbriefe mehr"},)
    for items, more in (((one,), 0), ((one, none), 0), ((one, none), 5)):
        wish = answer("reports/digest.md", items=items, more=more, role="board", standing=standing, news=news)
        text = assert_good(replace(wish, recipient=None, answers_message_id=None, to_name=""))
        assert "Nr. 7: Jana Vogel" in text
        assert "mehr als genug" in text


def test_every_outcome_of_a_decision_has_its_line() -> None:
    before = Decided(4, "board", "accepted", "board <x@y.example>", NOON)
    outcomes = (
        *(
            Outcome(number, "done", deed=deed, whose="Jana Vogel", findings=("Zusage",))
            for number, deed in enumerate(("accept", "reject", "ask"))
        ),
        Outcome(3, "assigned", whose="Jana Vogel", findings=("Zusage",)),
        Outcome(5, "assigned", whose="Jana Vogel"),
        Outcome(4, "decided", before=before),
        Outcome(6, "unclear", "ja, aber"),
        Outcome(7, "unclear"),
        Outcome(8, "unknown"),
        Outcome(9, "impossible", why="Zu Nr. 9 lässt sich niemand fragen."),
    )
    text = assert_good(answer("reports/digest_answer.md", outcomes=outcomes, left=1))
    assert text.count("\n- ") == len(outcomes)
    assert "keine Nummer gefunden" in " ".join(assert_good(answer("reports/digest_answer.md", outcomes=(), left=0)).split())
