"""Are many mails recorded together, does a bad one stop no other, and what happens to spam and to large mails?"""

from pathlib import Path

import pytest
from sqlalchemy import event

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.errors import StoreError
from mailer.model.book import InboxState
from mailer.model.incoming import IncomingMail
from mailer.store import inbox, letters, records, reviews
from tests.workspace import NOW, make_workspace, opened, reply_to

JANA, HORST = "jana@post.example", "Horst@web.example"


def lay(office: Office, raw: bytes, number: int, spam: bool = False, whole_size: int | None = None) -> None:
    with office.store.begin() as connection:
        inbox.keep(connection, [IncomingMail("Spam" if spam else "INBOX", 1, number, raw, NOW, whole_size, spam)])


def letter_to(office: Office, address: str) -> bytes:
    with office.store.look() as connection:
        return next(letters.raw(connection, line.id) or b"" for line in letters.lines(connection) if line.address == address)


def states(office: Office) -> list[InboxState]:
    with office.store.look() as connection:
        return [line.state for line in inbox.lines(connection)]


def stranger(words: str) -> bytes:
    return f"From: gewinn@los.example\r\nSubject: Gewinn\r\nMessage-ID: <s@los.example>\r\n\r\n{words}\r\n".encode()


def test_many_mails_are_recorded_in_the_order_of_arrival_over_several_portions(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        letter = letter_to(office, JANA)
        for number in range(inbox.PORTION + 20):
            lay(office, reply_to(letter, JANA, ("Ich komme." if number % 2 else "Ich komme nicht.") + f" Nr. {number}"), number + 1)
        assert office.record_open() == inbox.PORTION + 20
        with office.store.look() as connection:
            said = [entry.finding.answer for entry in records.of_member(connection, "m1") if entry.finding.kind == "rsvp"]
            assert said == ["declined", "accepted"] * (len(said) // 2)
            assert len(said) == inbox.PORTION + 20
            told = [line for line in letters.lines(connection) if line.purpose == "acknowledgement"]
        assert len(told) == 1, "one confirmation a day, though they were recorded together"


def test_a_mail_that_the_database_refuses_is_set_aside_and_the_others_are_recorded(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        lay(office, reply_to(letter_to(office, JANA), JANA, "Ich komme."), 1)
        lay(office, reply_to(letter_to(office, HORST), HORST, "Ich komme auch."), 2)
        with office.store.begin() as connection:
            connection.exec_driver_sql(
                "CREATE TRIGGER no_horst BEFORE INSERT ON record WHEN NEW.member_id = 'm2' BEGIN SELECT RAISE(ABORT, 'nein'); END"
            )
        office.record_open()
        assert states(office) == [InboxState.DONE, InboxState.SHUNTED]
        office.record_open()
        office.record_open()
        assert states(office) == [InboxState.DONE, InboxState.REVIEW]
        with office.store.look() as connection:
            assert "nein" in (inbox.traceback(connection, 2) or "")
            assert [entry.member_id for entry in records.every(connection)] == ["m1"]


def test_a_full_disk_sets_no_mail_aside(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        lay(office, reply_to(letter_to(office, JANA), JANA, "Ich komme. " + "".join(f"{number:x} " for number in range(9000))), 1)

        def full(connection: object, _record: object) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
            connection.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

        office.store.engine.dispose()
        event.listen(office.store.engine, "connect", full)
        with pytest.raises(StoreError) as told:
            office.record_open()
        assert told.value.key == "store.full"
        assert states(office) == [InboxState.NEW]
        event.remove(office.store.engine, "connect", full)
        office.store.engine.dispose()
        office.record_open()
        assert states(office) != [InboxState.NEW]


@pytest.mark.parametrize(
    ("sender", "answers", "state", "reason"),
    [
        (JANA, True, InboxState.DONE, "reading.human_answer"),
        (JANA, False, InboxState.REVIEW, "recording.spam"),
        ("fremd@post.example", True, InboxState.REVIEW, "recording.unknown_address"),
        ("gewinn@los.example", False, InboxState.DONE, "recording.spam_of_a_stranger"),
    ],
)
def test_what_lay_in_the_spam_folder_counts_when_proven_else_a_person_sees_what_a_member_may_have_written(
    tmp_path: Path, sender: str, answers: bool, state: InboxState, reason: str
) -> None:
    with opened(make_workspace(tmp_path), ManualClock(NOW)) as office:
        office.plan_due()
        raw = reply_to(letter_to(office, JANA), sender, "Ich komme.")
        if not answers:
            raw = stranger("Ich komme.").replace(b"gewinn@los.example", sender.encode())
        lay(office, raw, 1, spam=True)
        office.record_open()
        assert states(office) == [state]
        with office.store.look() as connection:
            line, items = inbox.line(connection, 1), reviews.waiting(connection)
            said = (*(line.reasons if line else ()), *(told for item in items for told in item.reasons))
            assert reason in said
            assert len(records.every(connection)) == (1 if answers and sender == JANA else 0)


def test_a_mail_too_large_to_be_kept_goes_to_a_person_with_the_names_of_what_it_carries(tmp_path: Path) -> None:
    raw = (
        b"From: jana@post.example\r\nSubject: Protokoll\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain\r\n\r\nAnbei.\r\n--x\r\nContent-Type: application/pdf\r\n"
        b"Content-Disposition: attachment; filename=protokoll.pdf\r\n\r\n\r\n--x--\r\n"
    )
    with opened(make_workspace(tmp_path)) as office:
        office.plan_due()
        lay(office, raw, 1, whole_size=41_000_000)
        office.record_open()
        assert states(office) == [InboxState.REVIEW]
        with office.store.look() as connection:
            (item,) = reviews.waiting(connection)
        assert "recording.too_large: 41 MB; protokoll.pdf" in item.reasons
