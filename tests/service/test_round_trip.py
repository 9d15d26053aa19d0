"""The whole way once, on real servers: a job file becomes mails, members answer, the answers stand in the book."""

from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pytest

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.mail import LetterState
from mailer.reporting import event_answers
from mailer.store import bounces, inbox, letters, reviews
from tests.recording.test_conversations import bounce_of, calendar_reply
from tests.servers.imap import ImapServer, dovecot, pymap
from tests.servers.sink import sink
from tests.servers.smtp import smtp
from tests.workspace import NOW, make_workspace, opened, receive_now, reply_to, send_now

HOUSES = {
    "embedded": (smtp, pymap, "sqlite"),
    "postfix-dovecot": (sink, dovecot, "sqlite"),
    "postfix-dovecot-postgresql": (sink, dovecot, "postgresql"),
}


def house(folder: Path, smtp_port: int, imap: ImapServer, url: str) -> Path:
    workspace = make_workspace(folder, smtp_port=smtp_port, imap_port=imap.port, imap_user=imap.user, url=url)
    config = workspace / "config.toml"
    config.write_text(config.read_text().replace("poll = 1", 'poll = 1\npassword_file = "password.txt"'))
    (workspace / "password.txt").write_text(imap.password)
    return workspace


@pytest.mark.parametrize("name", HOUSES)
def test_a_job_goes_out_and_its_answers_come_home(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    make_smtp, make_imap, kind = HOUSES[name]
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else "sqlite:///mailer.db"
    clock = ManualClock(NOW - timedelta(hours=1))
    with make_smtp() as outgoing, make_imap() as incoming, opened(house(tmp_path / "w", outgoing.port, incoming, url), clock) as office:
        assert office.plan_due() == 0
        clock.move_to(NOW)
        assert office.plan_due() == 5
        assert send_now(office) == 5
        outgoing.wait_for(5)
        mails = _received(outgoing)
        _members_answer(incoming, mails)
        assert receive_now(office) == 5
        confirmations = send_now(office)
        outgoing.wait_for(5 + confirmations)
        assert confirmations == 3
        _judge(office)
        assert len(incoming.messages("mailer")) == 5
        assert incoming.messages("INBOX") == []
        assert receive_now(office) == 0, "what was moved is not read again"
        assert send_now(office) == 0, "nothing goes out a second time"


def _received(outgoing: Any) -> dict[str, bytes]:
    mails = outgoing.mails() if callable(outgoing.mails) else outgoing.mails
    return {str(message_from_bytes(mail.raw)["To"]): mail.raw for mail in mails}


def _members_answer(incoming: ImapServer, mails: dict[str, bytes]) -> None:
    of = {name: next(raw for to, raw in mails.items() if name in to) for name in ("Jana", "Horst", "Aylin", "Ute")}
    incoming.append(reply_to(of["Jana"], "jana@post.example", "Bin dabei, und beim Einräumen helfe ich auch."))
    incoming.append(calendar_reply(of["Horst"], "horst@web.example", "DECLINED"))
    incoming.append(reply_to(of["Aylin"], "familie@post.example", "Hiermit erkläre ich meinen Austritt aus der Partei."))
    incoming.append(bounce_of(of["Ute"], "5.2.2"))
    incoming.append(reply_to(of["Jana"], "jana@post.example", "Bin bis Montag nicht im Haus.", **{"Auto-Submitted": "auto-replied"}))


def _judge(office: Office) -> None:
    with office.store.look() as connection:
        answers = event_answers(connection, "stadtparteitag")
        assert [answer.name for answer in answers.coming] == ["Jana Vogel"]
        assert [answer.name for answer in answers.declined] == ["Horst Krüger"]
        assert [[helper.name for helper in shift.helpers] for shift in answers.help if shift.helpers] == [["Jana Vogel"]]
        assert len(reviews.waiting(connection)) == 1
        assert len(bounces.every(connection)) == 1
        assert set(letters.counts(connection)) == {LetterState.SENT}
        assert len(inbox.lines(connection)) == 5
