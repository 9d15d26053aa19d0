"""Whose words count as an answer, and when must a person look?"""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailer.model.jobs import Event
from mailer.model.reading import Context, Reading, Sort
from mailer.reading import open_mail, understand

MAILS = Path(__file__).parent / "mails"
OWN = frozenset({"vorstand@stadtverband.example"})
PARTY_DAY = Event("parteitag", "Stadtparteitag", datetime(2024, 11, 23, 9, tzinfo=UTC), datetime(2024, 11, 23, 16, tzinfo=UTC))
ASKED = Context("convocation", datetime(2024, 10, 4, 16, tzinfo=UTC), "Einladung zum Stadtparteitag", (PARTY_DAY,))
ROBOTS = ("auto", "bounce", "delay", "delivered", "complaint", "list", "own")


@pytest.mark.parametrize("path", [path for path in sorted(MAILS.glob("*.eml")) if path.stem.startswith(ROBOTS)], ids=lambda path: path.stem)
def test_a_robot_is_never_counted_as_a_member(path: Path) -> None:
    reading = understand(open_mail(path.read_bytes(), OWN), ASKED)
    assert (reading.findings, reading.review) == ((), False)
    assert reading.opened.sort not in (Sort.REPLY, Sort.CALENDAR)


@pytest.mark.parametrize("path", sorted(MAILS.glob("reply_*.eml")), ids=lambda path: path.stem)
def test_the_quoted_mailing_is_never_the_answer(path: Path) -> None:
    reading = understand(open_mail(path.read_bytes(), OWN), ASKED)
    assert "austreten" not in reading.opened.text
    assert [finding for finding in reading.findings if finding.kind == "resignation"] == []


def test_a_reply_that_says_yes_is_an_acceptance() -> None:
    reading = _read("reply_thunderbird")
    assert [(finding.kind, finding.event, finding.answer) for finding in reading.findings] == [("rsvp", "parteitag", "accepted")]
    assert reading.findings[0].evidence in reading.opened.text


def test_lines_of_the_letter_that_is_answered_are_not_new_even_without_a_mark() -> None:
    ours = (
        "Wer aus der Partei austreten möchte, erklärt das bitte schriftlich gegenüber dem Vorstand, der es beim nächsten Treffen behandelt."
    )
    sent = f"Liebe Jana,\n{ours}\nBis bald!"
    broken = ours.replace(" gegenüber", "\ngegenüber")
    raw = _plain(f"Bin dabei!\n\n{broken}")
    kinds = {finding.kind for finding in understand(open_mail(raw), ASKED, sent).findings}
    assert "resignation" not in kinds
    assert "rsvp" in kinds


def test_when_nothing_is_left_after_cutting_a_person_looks_and_nothing_is_recorded() -> None:
    reading = _read("reply_below_unmarked_quote")
    assert (reading.findings, reading.review) == ((), True)


def test_without_a_context_words_go_to_a_person() -> None:
    reading = understand(open_mail(_plain("Bin dabei!")), None)
    assert (reading.findings, reading.review) == ((), True)
    assert "reading.no_context" in reading.reasons


def test_an_empty_mail_without_a_context_troubles_nobody() -> None:
    assert understand(open_mail(_plain("")), None).review is False


def test_a_calendar_answer_becomes_a_finding_without_evidence() -> None:
    raw = (MAILS / "calendar_exchange_no_organizer.eml").read_bytes()
    findings = understand(open_mail(raw, OWN), replace(ASKED, events=(PARTY_DAY,))).findings
    assert [(found.kind, found.event, found.answer, found.evidence) for found in findings] == [("rsvp", "parteitag", "declined", "")]


def test_a_calendar_answer_about_a_foreign_event_finds_nothing() -> None:
    other = replace(PARTY_DAY, id="klausur")
    assert understand(open_mail((MAILS / "calendar_two_copies.eml").read_bytes()), replace(ASKED, events=(other,))).findings == ()


@pytest.mark.parametrize(
    "name", ["calendar_counter", "calendar_delegated", "calendar_no_attendee", "calendar_damaged", "calendar_apple_proposal"]
)
def test_a_doubtful_calendar_answer_goes_to_a_person(name: str) -> None:
    reading = _read(name)
    assert (reading.findings, reading.review) == ((), True)


def _read(name: str) -> Reading:
    return understand(open_mail((MAILS / f"{name}.eml").read_bytes(), OWN), ASKED)


def _plain(text: str) -> bytes:
    head = "From: Jana <jana@post.example>\r\nSubject: AW: Einladung\r\nIn-Reply-To: <ours1@stadtverband.example>\r\n"
    return (head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + text).encode()


def test_an_answer_to_an_older_invitation_is_asked_again() -> None:
    moved = replace(ASKED, events=(replace(PARTY_DAY, sequence=3, major_sequence=2),))
    reading = understand(open_mail((MAILS / "calendar_outlook_comment.eml").read_bytes(), OWN), moved)
    assert reading.findings == ()
    assert reading.review
    assert "reading.older_invitation" in reading.reasons


def test_of_two_answers_in_one_mail_the_later_counts() -> None:
    reading = _read("calendar_the_later_stamp_counts")
    assert [finding.answer for finding in reading.findings] == ["declined"]


def test_a_ticked_option_of_our_letter_is_the_answer_and_quoted_prose_is_not() -> None:
    letter = "Kreuze an:\n\n( ) Ich komme.\n( ) Ich komme nicht.\n\nWer austreten möchte, schreibt uns."
    quoted = "\n".join(f"> {line}" for line in letter.replace("( ) Ich komme nicht", "(x) Ich komme nicht").split("\n"))
    reading = understand(open_mail(_plain(f"Am 4.10.2024 um 18:00 schrieb Vorstand:\n{quoted}")), ASKED, letter)
    assert reading.opened.text == "(x) Ich komme nicht."
    assert [finding.answer for finding in reading.findings if finding.kind == "rsvp"] == ["declined"]
