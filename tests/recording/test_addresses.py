"""What becomes of an address that sends mail back, over days of mailings, reports, deliveries and a person's decisions?"""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.addresses import Action, Decision, Scope
from mailer.people.address_policy import Verdict, suppressions, verdict
from mailer.store import bounces, letters, occurrences
from tests.servers.smtp import SmtpServer
from tests.workspace import NOW, arrive, make_workspace, opened, send_now

HORST = "horst@web.example"
DAILY = 'cron = "0 8 * * *"'
FULL = ("5.2.2", "552 5.2.2 mailbox full")
UNKNOWN = ("5.1.1", "550 5.1.1 user unknown")
SPAM = ("5.7.1", "550 5.7.1 rejected as spam, local policy")
GIVEN_UP = ("4.4.1", "connection timed out, retry timeout exceeded")


@pytest.fixture
def office(tmp_path: Path, smtp_server: SmtpServer) -> Iterator[Office]:
    """A mailing every morning at eight."""
    with opened(make_workspace(tmp_path, smtp_port=smtp_server.port, kind="circular", when=DAILY), ManualClock(NOW)) as office:
        office.plan_due()
        yield office


def next_mailing(office: Office) -> int:
    """The next morning's mailing, planned and sent; gives how many got it."""
    office.clock.move_to(office.next_wake_up())
    planned = office.plan_due()
    send_now(office)
    return planned


def report_about(letter: bytes, status: str, words: str, action: str = "failed", message_id: str | None = None) -> bytes:
    original = message_from_bytes(letter)
    return (
        "From: MAILER-DAEMON@mx.web.example\r\nTo: vorstand@verband.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nThis is the mail system.\r\n"
        "--B\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.web.example\r\n\r\n"
        f"Final-Recipient: rfc822; {HORST}\r\nAction: {action}\r\nStatus: {status}\r\nDiagnostic-Code: smtp; {words}\r\n\r\n"
        f"--B\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {message_id or original['Message-ID']}\r\nSubject: x\r\n\r\n--B--\r\n"
    ).encode()


def complaint_about(letter: bytes) -> bytes:
    original = message_from_bytes(letter)
    return (
        "From: fbl@web.example\r\nTo: vorstand@verband.example\r\nSubject: complaint\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=feedback-report; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nAn abuse report.\r\n"
        "--B\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: x/1\r\nVersion: 1\r\n\r\n"
        f"--B\r\nContent-Type: message/rfc822\r\n\r\nMessage-ID: {original['Message-ID']}\r\nSubject: x\r\n\r\nx\r\n--B--\r\n"
    ).encode()


def latest_letter(office: Office, member_id: str = "m2") -> bytes:
    with office.store.look() as connection:
        mine = [line for line in letters.lines(connection) if line.member_id == member_id]
        return letters.raw(connection, max(mine, key=lambda line: line.created_at).id) or b""


def comes_back(office: Office, said: tuple[str, str], letter: bytes | None = None, **more: str) -> None:
    """A report about Horst's latest letter arrives an hour later."""
    office.clock.advance(timedelta(hours=1))
    raw = report_about(letter or latest_letter(office), *said, **more)
    arrive(office, raw + f"X-Number: {office.clock.now()}\r\n".encode(), int(office.clock.now().timestamp()))
    assert office.record_open() == 1


def standing(office: Office, address: str = HORST) -> Verdict:
    with office.store.look() as connection:
        return verdict(bounces.evidence_of(connection, address), office.clock.now())


def stopped(office: Office) -> set[tuple[str, str]]:
    """Who is suppressed, as the table says; it must agree with the policy."""
    with office.store.look() as connection:
        rows = bounces.suppressed(connection, office.clock.now())
    assert {row.address for row in rows if row.address == HORST} == ({HORST} if standing(office).suppressed else set())
    return {(row.address, row.reason) for row in rows}


def full_for_five_days(office: Office) -> None:
    for _ in range(5):
        assert next_mailing(office) == 5
        comes_back(office, FULL)


def test_a_mailbox_that_is_full_for_five_days_is_left_out_at_planning(office: Office) -> None:
    full_for_five_days(office)
    assert stopped(office) == {(HORST, "full")}
    assert next_mailing(office) == 4
    with office.store.look() as connection:
        left = occurrences.left_out_of(connection, occurrences.every(connection)[-1].id)
    assert ("m2", "suppressed", "Horst@web.example") in left


def test_after_thirty_days_the_full_mailbox_is_tried_again(office: Office) -> None:
    full_for_five_days(office)
    office.clock.advance(timedelta(days=30))
    assert stopped(office) == set()
    assert next_mailing(office) == 5


def test_four_days_and_one_letter_that_stays_there_clear_the_score(office: Office) -> None:
    for _ in range(4):
        next_mailing(office)
        comes_back(office, FULL)
    assert standing(office).score == 4
    next_mailing(office)
    assert standing(office).score == 0
    next_mailing(office)
    comes_back(office, FULL)
    assert (standing(office).score, stopped(office)) == (1, set())


def test_a_letter_that_was_under_way_and_arrives_ends_a_soft_suppression(office: Office) -> None:
    for _ in range(4):
        next_mailing(office)
        comes_back(office, FULL)
    next_mailing(office)
    late = latest_letter(office)
    office.clock.move_to(office.next_wake_up())
    office.plan_due()
    comes_back(office, FULL, late)
    assert stopped(office) == {(HORST, "full")}
    office.clock.advance(timedelta(minutes=1))
    assert send_now(office) == 5
    with office.store.look() as connection:
        assert bounces.suppressed(connection) == (), "the row is gone, not only out of date"
    comes_back(office, FULL)
    assert stopped(office) == {(HORST, "full")}, "it came back after all: what looked like a delivery was none"


@pytest.mark.parametrize("said", [SPAM, ("5.3.4", "552 5.3.4 message too large"), ("5.0.0", "550 something went wrong")])
def test_refusals_that_are_not_about_the_address_never_stop_it(office: Office, said: tuple[str, str]) -> None:
    for _ in range(7):
        assert next_mailing(office) == 5
        comes_back(office, said)
    assert (stopped(office), standing(office).score) == (set(), 0)
    assert next_mailing(office) == 5


def test_a_delay_notice_counts_nothing_and_the_giving_up_counts_one(office: Office) -> None:
    next_mailing(office)
    comes_back(office, GIVEN_UP, action="delayed")
    assert standing(office).score == 0
    comes_back(office, GIVEN_UP)
    assert standing(office).score == 1


def test_a_forged_report_does_nothing(office: Office) -> None:
    next_mailing(office)
    comes_back(office, UNKNOWN, message_id="<forged@anderswo.example>")
    assert stopped(office) == set()
    with office.store.look() as connection:
        assert bounces.every(connection) == ()
    assert next_mailing(office) == 5


def test_an_unknown_address_is_left_out_of_everything_and_keeps_the_report(office: Office) -> None:
    next_mailing(office)
    comes_back(office, UNKNOWN)
    assert stopped(office) == {(HORST, "unknown")}
    with office.store.look() as connection:
        (report,) = bounces.every(connection)
        assert bounces.suppressed(connection)[0].bounce_id == report.id
    assert report.inbox_id is not None
    assert next_mailing(office) == 4


@pytest.mark.parametrize(("kind", "letters_planned"), [("circular", 4), ("invitation", 4), ("statutory", 5), ("dues", 5)])
def test_a_complaint_ends_bulk_mail_and_nothing_else(tmp_path: Path, kind: str, letters_planned: int) -> None:
    with opened(make_workspace(tmp_path, kind=kind, when=DAILY), ManualClock(NOW)) as office:
        office.plan_due()
        office.clock.move_to(office.next_wake_up())
        assert office.plan_due() == 5
        arrive(office, complaint_about(latest_letter(office)))
        office.record_open()
        with office.store.look() as connection:
            assert [(row.address, row.scope) for row in bounces.suppressed(connection)] == [(HORST, Scope.BULK)]
        office.clock.move_to(office.next_wake_up())
        assert office.plan_due() == letters_planned


def test_a_persons_lift_outlives_older_reports_but_not_a_new_unknown(office: Office) -> None:
    next_mailing(office)
    before = latest_letter(office)
    comes_back(office, UNKNOWN)
    office.clock.advance(timedelta(hours=1))
    with office.store.begin() as connection:
        assert bounces.lift(connection, "Horst@web.example", "vorsitz", office.clock.now())
    comes_back(office, UNKNOWN, before)
    assert stopped(office) == set(), "a late report about a letter from before the lift"
    assert next_mailing(office) == 5
    comes_back(office, UNKNOWN)
    assert stopped(office) == {(HORST, "unknown")}


def test_what_a_person_set_outlives_deliveries_and_reports(office: Office) -> None:
    next_mailing(office)
    decision = Decision(Action.SET, office.clock.now(), "vorsitz", "möchte nur Post")
    with office.store.begin() as connection:
        bounces.write_decision(connection, HORST, decision)
        bounces.keep(connection, HORST, suppressions(bounces.evidence_of(connection, HORST)))
    assert next_mailing(office) == 4
    comes_back(office, SPAM)
    assert stopped(office) == {(HORST, "set")}
