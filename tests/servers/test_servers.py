"""Do the test servers do what the tests believe of them?"""

import imaplib
import os
import smtplib
import ssl
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.servers.certificates import Certificate
from tests.servers.imap import Dovecot, ImapServer
from tests.servers.sink import SmtpSink, sink
from tests.servers.smtp import SmtpServer, Step, smtp

MAIL = "From: jana@mitglied.example\r\nTo: vorstand@verband.example\r\nSubject: Zusage\r\n\r\nBin dabei.\r\n.Punkt\r\n"


def send(port: int, to: str = "vorstand@verband.example") -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=10) as client:
        client.sendmail("jana@mitglied.example", [to], MAIL.encode())


def test_the_smtp_server_keeps_each_accepted_mail_as_bytes_with_its_envelope(smtp_server: SmtpServer) -> None:
    send(smtp_server.port)
    (mail,) = smtp_server.wait_for(1)
    assert (mail.mail_from, mail.rcpt_tos) == ("jana@mitglied.example", ("vorstand@verband.example",))
    assert mail.raw == MAIL.encode()


def test_the_smtp_server_answers_as_scripted_and_then_as_usual(smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.RCPT, "550 5.1.1 unknown", where="gone@", times=1)
    smtp_server.answer(Step.DOT, "451 4.3.0 later", times=1)
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send(smtp_server.port, "gone@mitglied.example")
    with pytest.raises(smtplib.SMTPDataError, match="later"):
        send(smtp_server.port, "gone@mitglied.example")
    send(smtp_server.port, "gone@mitglied.example")
    assert len(smtp_server.mails) == 1


@pytest.mark.parametrize("step", [Step.CONNECT, Step.EHLO, Step.MAIL, Step.RCPT, Step.DATA, Step.DOT])
def test_the_smtp_server_cuts_the_connection_at_each_step(smtp_server: SmtpServer, step: Step) -> None:
    smtp_server.drop(step)
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        send(smtp_server.port)
    assert smtp_server.mails == []
    smtp_server.clear()
    send(smtp_server.port)
    assert len(smtp_server.mails) == 1


def test_the_smtp_server_may_accept_a_mail_and_tell_nobody(smtp_server: SmtpServer) -> None:
    smtp_server.drop(Step.DOT, accept=True)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(smtp_server.port)
    assert len(smtp_server.mails) == 1


@pytest.mark.parametrize("reply", ["421 4.3.2 closing", "554 5.7.1 go away"])
def test_the_smtp_server_refuses_at_the_greeting(smtp_server: SmtpServer, reply: str) -> None:
    smtp_server.answer(Step.CONNECT, reply)
    with pytest.raises(smtplib.SMTPConnectError):
        send(smtp_server.port)


def test_the_smtp_server_delays(smtp_server: SmtpServer) -> None:
    smtp_server.delay(Step.MAIL, 0.3)
    began = time.monotonic()
    send(smtp_server.port)
    assert time.monotonic() - began >= 0.3


def test_the_smtp_server_stops_and_starts_again_on_the_same_port(smtp_server: SmtpServer) -> None:
    open_connection = smtplib.SMTP("127.0.0.1", smtp_server.port, timeout=10)
    smtp_server.stop()
    with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionError)):
        open_connection.noop()
    with pytest.raises(ConnectionError):
        send(smtp_server.port)
    smtp_server.start()
    send(smtp_server.port)
    assert len(smtp_server.mails) == 1


def test_the_smtp_server_speaks_starttls_and_wants_a_login(certificate: Certificate) -> None:
    context = ssl.create_default_context(cafile=certificate.certificate)
    with smtp("starttls", certificate, ("post", "geheim")) as server, smtplib.SMTP("localhost", server.port, timeout=10) as client:
        client.starttls(context=context)
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login("post", "falsch")
        client.login("post", "geheim")
        client.sendmail("jana@mitglied.example", ["vorstand@verband.example"], MAIL)
        assert [(mail.tls, mail.login) for mail in server.mails] == [(True, "post")]


def test_the_smtp_server_speaks_tls_from_the_start(certificate: Certificate) -> None:
    context = ssl.create_default_context(cafile=certificate.certificate)
    with smtp("tls", certificate) as server, smtplib.SMTP_SSL("localhost", server.port, timeout=10, context=context) as client:
        client.sendmail("jana@mitglied.example", ["vorstand@verband.example"], MAIL)
        assert server.mails[0].tls


def test_smtp_sink_writes_down_each_mail_with_its_envelope(smtp_sink: SmtpSink) -> None:
    send(smtp_sink.port)
    (mail,) = smtp_sink.wait_for(1)
    assert (mail.mail_from, mail.rcpt_tos) == ("jana@mitglied.example", ("vorstand@verband.example",))
    assert mail.raw == MAIL.encode()


def test_smtp_sink_delays_when_told_to() -> None:
    with sink(delay=1, dump=False) as server:
        began = time.monotonic()
        send(server.port)
        assert time.monotonic() - began >= 0.9


def test_an_imap_server_gives_back_what_was_appended(imap_server: ImapServer) -> None:
    uid = imap_server.append(MAIL.encode(), [r"\Flagged"])
    (message,) = imap_server.messages()
    assert (message.uid, message.flags, message.raw) == (uid, frozenset({r"\Flagged"}), MAIL.encode())
    assert imap_server.messages("gibt-es-nicht") == []


def test_an_imap_server_drops_connections_and_takes_new_ones(imap_server: ImapServer) -> None:
    client = imaplib.IMAP4("127.0.0.1", imap_server.port, timeout=10)
    imap_server.drop_connections()
    with pytest.raises((imaplib.IMAP4.abort, OSError)):
        client.login(imap_server.user, imap_server.password)
    again = imaplib.IMAP4("127.0.0.1", imap_server.port, timeout=10)
    again.login(imap_server.user, imap_server.password)
    again.logout()


def test_an_imap_server_is_killed_and_started_again(imap_server: ImapServer) -> None:
    imap_server.append(MAIL.encode())
    imap_server.kill()
    with pytest.raises((imaplib.IMAP4.abort, OSError)):
        imaplib.IMAP4("127.0.0.1", imap_server.port, timeout=10)
    imap_server.restart()
    assert len(imap_server.messages()) == int(imap_server.keeps_mail_over_kill)


def test_dovecot_keeps_its_mails_where_a_test_can_reach_them(dovecot_server: Dovecot) -> None:
    dovecot_server.append(MAIL.encode())
    assert len(list((dovecot_server.maildir() / "cur").iterdir())) + len(list((dovecot_server.maildir() / "new").iterdir())) == 1


def test_postgres_gives_each_test_a_fresh_database(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE once (name text)")
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)


def test_postgres_forgets_what_another_test_made(postgres_url: str) -> None:
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE once (name text)")


@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_a_missing_server_skips_a_test_and_fails_it_in_ci(tmp_path: Path, ci: str, outcome: str) -> None:
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        "from tests.servers.missing import program\n"
        "@pytest.fixture\n"
        "def server():\n    return program('no-such-server', 'no-such-package')\n"
        "def test_it(server):\n    pass\n"
    )
    command = [sys.executable, "-m", "pytest", "-p", "tests.servers.missing", "-p", "no:cacheprovider", "test_it.py"]
    top = str(Path(__file__).resolve().parents[2])
    ran = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, "CI": ci, "PYTHONPATH": top}, capture_output=True, text=True, timeout=60, check=False
    )
    assert outcome in ran.stdout
    assert "no-such-server (Debian package no-such-package)" in ran.stdout or not ci
