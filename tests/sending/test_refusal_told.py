"""Does the board learn by mail that the server had refused us, once, and as soon as a mail can tell it?"""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from mailer.app import Office, open_office
from mailer.clock import ManualClock
from mailer.model.mail import NewLetter
from mailer.sending import Postman
from mailer.store import bounces, letters, refusals
from tests.servers.smtp import SmtpServer, Step
from tests.workspace import NOW, SENDER, make_workspace, opened, send_now

QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def office(tmp_path: Path, smtp_server: SmtpServer, clock: ManualClock) -> Iterator[Office]:
    with opened(make_workspace(tmp_path / "w", smtp_port=smtp_server.port), clock) as office:
        office.plan_due()
        yield office


def told(office: Office) -> list[tuple[str, str, str]]:
    """The mails about refusals: to whom, subject, text."""
    with office.store.look() as connection:
        found = [line for line in letters.lines(connection) if "Postausgang" in line.subject]
        found.sort(key=lambda line: (line.created_at, line.address))
        return [(line.address, line.subject, text_of(letters.raw(connection, line.id) or b"")) for line in found]


def text_of(raw: bytes) -> str:
    body = message_from_bytes(raw, policy=default).get_body(("plain",))
    return " ".join(body.get_content().split()) if body is not None else ""


REFUSALS = [
    (Step.CONNECT, "554 5.7.1 no service for jana@post.example"),
    (Step.MAIL, "550 5.7.1 sender blocked"),
    (Step.RCPT, "554 5.7.1 relay denied"),
    (Step.DOT, "554 5.7.0 we take nothing from you"),
    (Step.CONNECT, "421 4.3.2 closing"),
    (Step.RCPT, "421 4.7.0 too much"),
]


@pytest.mark.parametrize(("step", "reply"), REFUSALS)
def test_each_refusal_of_us_is_told_to_the_offices_when_the_server_takes_letters_again(
    office: Office, clock: ManualClock, smtp_server: SmtpServer, step: Step, reply: str
) -> None:
    smtp_server.answer(step, reply)
    for _ in range(3):
        assert send_now(office) == 0
        clock.advance(QUARTER)
    assert told(office) == []
    smtp_server.clear()
    clock.advance(HOUR)
    assert send_now(office) == 5
    (treasurer, _, _), (board, subject, text) = told(office)
    assert (board, treasurer) == ("vorsitz@verband.example", "kasse@verband.example")
    assert subject == "Der Postausgang nahm am 25.10.2024 eine Zeit lang nichts an"
    assert "Freitag, 25. Oktober 2024, 9 bis 10:45 Uhr" in text
    assert "wies uns als Absender ab: " + reply[:9] in text
    assert "5 Briefe haben gewartet." in text
    assert "jana@post.example" not in text
    with office.store.look() as connection:
        assert bounces.suppressed(connection, clock.now()) == ()
    assert send_now(office) == 2, "it goes out by the way that is open again"
    clock.advance(HOUR)
    assert send_now(office) == 0
    assert len(told(office)) == 2


def test_a_server_that_is_out_of_reach_for_a_moment_is_no_news_and_for_long_it_is(
    office: Office, clock: ManualClock, smtp_server: SmtpServer
) -> None:
    smtp_server.stop()
    assert send_now(office) == 0
    smtp_server.start()
    clock.advance(QUARTER - timedelta(seconds=1))
    assert send_now(office) == 5
    assert told(office) == []
    queue_again(office, clock)
    smtp_server.stop()
    clock.advance(2 * HOUR)
    assert send_now(office) == 0
    smtp_server.start()
    clock.advance(QUARTER)
    assert send_now(office) == 1
    assert "127.0.0.1 war nicht erreichbar" in told(office)[0][2]
    assert "Ein Brief hat gewartet." in told(office)[0][2]


def queue_again(office: Office, clock: ManualClock) -> None:
    """One letter more for the outbox."""
    with office.store.begin() as connection:
        known = letters.lines(connection)
        raw = letters.raw(connection, known[0].id) or b""
        new = NewLetter(f"more{len(known)}", "email", "mailing", "noch einer", "jana@post.example", SENDER, raw, "hold")
        letters.queue(connection, [new], clock.now())


def refused_for_five_minutes(office: Office, clock: ManualClock, server: SmtpServer) -> None:
    queue_again(office, clock)
    server.answer(Step.CONNECT, "421 4.3.2 later", times=1)
    assert send_now(office) == 0
    clock.advance(timedelta(minutes=5))
    assert send_now(office) > 0


def test_of_a_server_that_refuses_us_again_and_again_the_board_hears_once_an_hour(
    office: Office, clock: ManualClock, smtp_server: SmtpServer
) -> None:
    refused_for_five_minutes(office, clock, smtp_server)
    assert len(told(office)) == 2
    refused_for_five_minutes(office, clock, smtp_server)
    refused_for_five_minutes(office, clock, smtp_server)
    assert len(told(office)) == 2
    clock.advance(HOUR)
    send_now(office)
    subjects = [subject for _, subject, _ in told(office)]
    assert len(subjects) == 4
    assert subjects[2] == "Der Postausgang nahm 2-mal nichts an"
    assert told(office)[2][2].count("Ein Brief hat gewartet.") == 1
    send_now(office)
    assert len(told(office)) == 4


def test_after_a_crash_the_next_service_tells(office: Office, clock: ManualClock, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.CONNECT, "554 5.7.1 go away", times=1)
    assert send_now(office) == 0
    alone = Postman(office.store, office.settings.smtp, clock, "crashes afterwards", "verband.example")
    assert asyncio.run(alone.run(asyncio.Event())).sent == 5
    assert told(office) == []
    again = open_office(office.workspace, clock)
    again.plan_due()
    again.close()
    assert len(told(office)) == 2


def test_without_offices_nobody_is_told_and_nothing_breaks(tmp_path: Path, clock: ManualClock, smtp_server: SmtpServer) -> None:
    folder = make_workspace(tmp_path / "w", smtp_port=smtp_server.port)
    config = folder / "config.toml"
    config.write_text(config.read_text("utf-8").partition("[roles.board]")[0], "utf-8")
    with opened(folder, clock) as office:
        office.plan_due()
        smtp_server.answer(Step.CONNECT, "554 5.7.1 go away", times=1)
        assert [send_now(office), send_now(office)] == [0, 5]
        with office.store.look() as connection:
            assert not refusals.are_untold(connection)
            assert len(letters.lines(connection)) == 5


def test_two_services_on_postgresql_keep_one_entry_and_tell_it_once(postgres_url: str, tmp_path: Path, clock: ManualClock) -> None:
    with opened(make_workspace(tmp_path / "w", url=postgres_url), clock) as office:
        services = [open_office(office.workspace, clock) for _ in range(4)]
        with ThreadPoolExecutor(4) as pool:
            assert len(set(pool.map(_note, services))) == 1
            with office.store.begin() as connection:
                refusals.end(connection, clock.now() + HOUR)
            assert sum(pool.map(Office._tell_of_refusals, services)) == 2
        for service in services:
            service.close()
        assert len(told(office)) == 2


def _note(office: Office) -> int:
    with office.store.begin() as connection:
        return refusals.note(connection, "smtp.unwelcome", {"host": "x", "port": 1, "code": 554, "reason": "no"}, NOW, 3).id
