"""What happens when a member answers? Letter, reply, book, confirmation, correction: played as conversations."""

from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.book import BookEntry, InboxState, Proof
from mailer.model.mail import LetterState
from mailer.recording import accept
from mailer.store import bounces, inbox, letters, records, reviews
from mailer.store.letters import LetterLine
from tests.workspace import NOW, SENDER, arrive, make_workspace, opened, reply_to


def letter_to(office: Office, member_id: str) -> bytes:
    with office.store.look() as connection:
        line = next(each for each in letters.lines(connection) if each.member_id == member_id and each.purpose == "mailing")
        return letters.raw(connection, line.id) or b""


def book(office: Office) -> tuple[BookEntry, ...]:
    with office.store.look() as connection:
        return records.every(connection)


def acknowledgements(office: Office) -> list[LetterLine]:
    with office.store.look() as connection:
        return [line for line in letters.lines(connection) if line.purpose == "acknowledgement"]


def open_reviews(office: Office) -> list[tuple[str | None, tuple[str, ...]]]:
    with office.store.look() as connection:
        return [(item.member_id, item.reasons) for item in reviews.waiting(connection)]


def calendar_reply(letter: bytes, sender: str, partstat: str, automatic: bool = False) -> bytes:
    invite = next(part for part in message_from_bytes(letter).walk() if part.get_content_type() == "text/calendar")
    ics = (invite.get_payload(decode=True) or b"").decode()
    uid = next(line for line in ics.replace("\r\n ", "").splitlines() if line.startswith("UID:"))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Test//EN", "METHOD:REPLY", "BEGIN:VEVENT", uid, "SEQUENCE:0"]
    lines += [f"ATTENDEE;PARTSTAT={partstat}:mailto:{sender}", "DTSTART:20241123T090000Z", "END:VEVENT", "END:VCALENDAR", ""]
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, SENDER, "Zugesagt: Stadtparteitag"
    message["Message-ID"] = "<calendar@post.example>"
    if automatic:
        message["Auto-Submitted"] = "auto-generated"
    message.set_content("Antwort")
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REPLY"}, cte="base64")
    return message.as_bytes()


def test_a_plain_yes_stands_in_the_book_with_its_words_and_is_confirmed(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, reply_to(letter_to(office, "m1"), "Jana Vogel <jana@post.example>", "Bin dabei, wir kommen zu zweit!"))
        assert office.record_open() == 1
        (entry,) = book(office)
        (answer,) = acknowledgements(office)
        with office.store.look() as connection:
            raw = message_from_bytes(letters.raw(connection, answer.id) or b"")
    finding = entry.finding
    assert (entry.member_id, finding.kind, finding.event, finding.answer, finding.guests) == ("m1", "rsvp", "stadtparteitag", "accepted", 1)
    assert "zu zweit" in finding.evidence or "dabei" in finding.evidence
    assert entry.proof is Proof.TOKEN_AND_ADDRESS
    assert (answer.address, answer.state) == ("jana@post.example", LetterState.QUEUED)
    assert raw["Auto-Submitted"] == "auto-replied"
    assert raw["In-Reply-To"]


def test_the_quoted_mailing_is_never_the_answer(tmp_path: Path) -> None:
    """Our letter says "austreten", "absagt" and "Austritt"; the writer only thanks."""
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        quoted_by_mark = reply_to(letter_to(office, "m1"), "jana@post.example", "Danke für die Info!")
        unmarked = quoted_by_mark.replace(b"> ", b"").replace(b"Danke f", b"Vielen Dank f")
        arrive(office, quoted_by_mark, 1)
        arrive(office, unmarked, 2)
        office.record_open()
        assert book(office) == ()
        assert acknowledgements(office) == []


def test_the_latest_word_counts_and_the_earlier_one_stays_in_the_book(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        letter = letter_to(office, "m1")
        arrive(office, reply_to(letter, "jana@post.example", "Bin dabei!"), 1)
        office.record_open()
        arrive(office, reply_to(letter, "jana@post.example", "Ich kann leider doch nicht kommen."), 2)
        office.record_open()
        entries = book(office)
        assert [entry.finding.answer for entry in entries] == ["accepted", "declined"]
        assert [entry.finding.answer for entry in records.current(entries)] == ["declined"]
        assert len(acknowledgements(office)) == 1, "one acknowledgement per person, event and day"


def test_a_correction_in_answer_to_the_confirmation_is_understood(tmp_path: Path) -> None:
    clock = ManualClock(NOW)
    with opened(make_workspace(tmp_path), clock) as office:
        office.plan_due()
        arrive(office, reply_to(letter_to(office, "m1"), "jana@post.example", "Bin dabei!"), 1)
        office.record_open()
        clock.advance(timedelta(days=1))
        with office.store.look() as connection:
            confirmation = letters.raw(connection, acknowledgements(office)[0].id) or b""
        arrive(office, reply_to(confirmation, "jana@post.example", "Ich muss doch absagen."), 2)
        office.record_open()
        assert [entry.finding.answer for entry in records.current(book(office))] == ["declined"]
        assert len(acknowledgements(office)) == 2


@pytest.mark.parametrize(("partstat", "answer"), [("ACCEPTED", "accepted"), ("DECLINED", "declined"), ("TENTATIVE", "tentative")])
def test_a_calendar_answer_counts_like_a_written_one(tmp_path: Path, partstat: str, answer: str) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, calendar_reply(letter_to(office, "m2"), "horst@web.example", partstat, automatic=True))
        office.record_open()
        (entry,) = book(office)
    assert (entry.member_id, entry.finding.answer) == ("m2", answer)


def test_a_confirmation_goes_to_the_address_in_the_book_wherever_the_answer_came_from(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        raw = calendar_reply(letter_to(office, "m2"), "horst@web.example", "ACCEPTED")
        arrive(office, raw.replace(b"From: horst@web.example", b"From: kalender@anderswo.example"))
        office.record_open()
        assert [entry.member_id for entry in book(office)] == ["m2"]
        assert [line.address for line in acknowledgements(office)] == ["Horst@web.example"]


def test_a_forwarded_invitation_accepted_by_a_stranger_goes_to_a_person(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, calendar_reply(letter_to(office, "m2"), "fremd@anderswo.example", "ACCEPTED"))
        office.record_open()
        assert book(office) == ()
        ((member_id, reasons),) = open_reviews(office)
    assert member_id == "m2"
    assert reasons[0] == "recording.unknown_address"


def test_two_members_at_one_address_are_told_apart_by_the_letter_they_answer(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, reply_to(letter_to(office, "m4"), "familie@post.example", "Ich komme gern."))
        office.record_open()
        assert [entry.member_id for entry in book(office)] == ["m4"]


def test_a_shared_address_without_any_reference_goes_to_a_person(tmp_path: Path) -> None:
    bare = b"From: familie@post.example\r\nSubject: Parteitag\r\nMessage-ID: <x@post.example>\r\n\r\nIch komme.\r\n"
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, bare, 1)
        arrive(office, bare.replace(b"<x@", b"<y@").replace(b"Ich komme.", b"Ich komme.\r\nAylin"), 2)
        office.record_open()
        assert [entry.member_id for entry in book(office)] == ["m3"]
        assert [reasons[0] for _, reasons in open_reviews(office)] == ["recording.shared_address"]


def test_a_stranger_changes_nothing(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, b"From: fremd@anderswo.example\r\nSubject: Austritt\r\n\r\nHiermit trete ich aus.\r\n")
        office.record_open()
        assert book(office) == ()
        assert acknowledgements(office) == []
        assert len(open_reviews(office)) == 1


def test_a_resignation_is_received_and_waits_for_a_person(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, reply_to(letter_to(office, "m6"), "ute@post.example", "Hiermit erkläre ich meinen Austritt aus der Partei."))
        office.record_open()
        (entry,) = book(office)
        assert (entry.finding.kind, entry.finding.scope, entry.confirmed_by) == ("resignation", "membership", None)
        assert [member_id for member_id, _ in open_reviews(office)] == ["m6"]
        with office.store.look() as connection:
            item = reviews.waiting(connection)[0]
        accept(office.store, item.id, "vorsitz", office.clock.now())
        assert records.current(book(office))[-1].confirmed_by == "vorsitz"
        assert open_reviews(office) == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "auto-replied"},
        {"X-Autoreply": "yes"},
        {"Subject": "Automatische Antwort: Einberufung des Stadtparteitages"},
        {"Return-Path": "<>"},
    ],
)
def test_a_robot_is_never_a_member_and_never_answered(tmp_path: Path, headers: dict[str, str]) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, reply_to(letter_to(office, "m1"), "jana@post.example", "Ich komme gern zum Stadtparteitag!", **headers))
        office.record_open()
        assert book(office) == ()
        assert acknowledgements(office) == []
        assert open_reviews(office) == []


def test_an_answer_through_a_list_is_neither_counted_nor_answered_but_seen(tmp_path: Path) -> None:
    headers = {"Precedence": "bulk", "List-Id": "<liste.verein.example>"}
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, reply_to(letter_to(office, "m1"), "jana@post.example", "Ich komme gern zum Stadtparteitag!", **headers))
        office.record_open()
        assert book(office) == ()
        assert acknowledgements(office) == []
        assert [member_id for member_id, _ in open_reviews(office)] == ["m1"]


def test_our_own_mail_that_comes_back_is_no_answer(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, letter_to(office, "m1"))
        office.record_open()
        assert book(office) == ()
        assert acknowledgements(office) == []


def bounce_of(letter: bytes, status: str = "5.1.1", message_id: str | None = None) -> bytes:
    original = message_from_bytes(letter)
    return (
        "From: MAILER-DAEMON@mx.post.example\r\nTo: vorstand@verband.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nThe mail could not be delivered.\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.post.example\r\n\r\n"
        f"Final-Recipient: rfc822; {original['To']}\r\nAction: failed\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: smtp; 550 {status} user unknown\r\n\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id or original['Message-ID']}\r\nSubject: x\r\n\r\n--B--\r\n"
    ).encode()


def test_a_bounce_of_our_letter_stops_the_address_and_is_no_answer(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, bounce_of(letter_to(office, "m2")))
        office.record_open()
        assert book(office) == ()
        with office.store.look() as connection:
            assert [entry.address for entry in bounces.suppressed(connection)] == ["horst@web.example"]
            assert [line.member_id for line in bounces.every(connection)] == ["m2"]


def test_a_forged_bounce_stops_nobody(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        arrive(office, bounce_of(letter_to(office, "m2"), message_id="<forged@anderswo.example>"))
        office.record_open()
        with office.store.look() as connection:
            assert bounces.suppressed(connection) == ()
            assert bounces.every(connection) == ()


def test_an_unsubscribe_from_the_members_own_address_needs_no_token(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        bare = "From: jana@post.example\r\nSubject: Rundbrief\r\nMessage-ID: <u@x>\r\n\r\nBitte nehmt mich aus dem Verteiler.\r\n"
        arrive(office, bare.encode(), 1)
        office.record_open()
        assert [(entry.member_id, entry.finding.kind) for entry in book(office)] == [("m1", "unsubscribe")]
        assert open_reviews(office) == []


def test_a_mail_that_raises_is_kept_and_shown_to_a_person_after_three_tries(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (workspace / "templates" / "answers").mkdir()
    (workspace / "templates" / "answers" / "confirmation.md").write_text("---\nSubject: x\n---\n{{ nothing.here }}\n")
    with opened(workspace) as office:
        office.plan_due()
        raw = reply_to(letter_to(office, "m1"), "jana@post.example", "Bin dabei!")
        arrive(office, raw, 1)
        for _ in range(3):
            office.record_open()
        with office.store.look() as connection:
            assert inbox.counts(connection) == {InboxState.REVIEW: 1}
            assert inbox.raw(connection, 1) == raw
            assert "Traceback" in (inbox.traceback(connection, 1) or "")
        assert [reasons for _, reasons in open_reviews(office)] == [("recording.raised",)]
        assert book(office) == (), "the failed transactions left nothing behind"


def test_one_mail_that_raises_does_not_stop_the_next(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    (workspace / "templates" / "answers").mkdir()
    (workspace / "templates" / "answers" / "confirmation.md").write_text("---\nSubject: x\n---\n{{ nothing.here }}\n")
    with opened(workspace) as office:
        office.plan_due()
        arrive(office, reply_to(letter_to(office, "m1"), "jana@post.example", "Bin dabei!"), 1)
        arrive(office, bounce_of(letter_to(office, "m2")), 2)
        office.record_open()
        with office.store.look() as connection:
            assert inbox.counts(connection) == {InboxState.SHUNTED: 1, InboxState.DONE: 1}


def test_an_answer_that_waits_for_a_person_counts_as_answered(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    more = '\n[[mailings]]\nid = "erinnerung"\ntemplate = "test-einladung.md"\nkind = "invitation"\n'
    more += 'audience = { not_answered = "stadtparteitag" }\nat = 2024-11-01T09:00:00\n'
    job = workspace / "jobs" / "parteitag.toml"
    job.write_text(job.read_text() + more)
    clock = ManualClock(NOW)
    with opened(workspace, clock) as office:
        office.plan_due()
        arrive(office, reply_to(letter_to(office, "m1"), "jana@post.example", "Bin dabei!"), 1)
        arrive(office, reply_to(letter_to(office, "m6"), "ute@post.example", "Mein Bruder meldet sich dazu noch bei euch, ja?"), 2)
        office.record_open()
        assert open_reviews(office), "the second answer must wait for a person for this test to mean anything"
        clock.move_to(NOW + timedelta(days=7, hours=2))
        assert office.plan_due() == 3
