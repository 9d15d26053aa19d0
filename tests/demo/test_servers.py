"""Do the demo's own mail servers start, keep what they get, and end?"""

import imaplib
import smtplib
import socket
from datetime import UTC, datetime

import pytest

from mailer.clock import ManualClock
from mailer.demo import servers
from mailer.errors import MailerError
from mailer.texts import explain

NOW = datetime(2024, 10, 4, 16, tzinfo=UTC)
RAW = b"From: a@elbpost.example\r\nSubject: Hallo\r\n\r\nGr\xc3\xbc\xc3\x9fe\r\n"


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((servers.HOST, port)) == 0


def test_the_smtp_server_keeps_every_mail_with_its_envelope() -> None:
    with servers.smtp_server(ManualClock(NOW)) as server:
        with smtplib.SMTP(servers.HOST, server.port) as client:
            client.sendmail("post+token@stadtverband.example", ["a@elbpost.example"], RAW)
        assert [(mail.envelope_from, mail.envelope_to, mail.raw, mail.at) for mail in server.delivered] == [
            ("post+token@stadtverband.example", "a@elbpost.example", RAW, NOW)
        ]
    assert not is_open(server.port)


def test_the_smtp_server_refuses_whom_it_is_told_to() -> None:
    refuse = {"unbekannt@elbpost.example": "550 5.1.1 User unknown"}.get
    with servers.smtp_server(ManualClock(NOW), refuse) as server, smtplib.SMTP(servers.HOST, server.port) as client:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.sendmail("post@stadtverband.example", ["unbekannt@elbpost.example"], RAW)
        assert refused.value.recipients["unbekannt@elbpost.example"] == (550, b"5.1.1 User unknown")
        assert not server.delivered


def test_the_imap_server_shows_what_was_delivered_and_ends() -> None:
    with servers.imap_server("post@stadtverband.example", "geheim") as server:
        server.deliver(RAW, NOW)
        server.deliver_all(((RAW, NOW), (RAW, NOW)))
        with imaplib.IMAP4(servers.HOST, server.port) as client:
            client.login("post@stadtverband.example", "geheim")
            assert client.select("INBOX") == ("OK", [b"3"])
            _, found = client.fetch("1", "(INTERNALDATE BODY.PEEK[])")
            assert found[0][1] == RAW
            assert imaplib.Internaldate2tuple(found[0][0]) is not None
            assert b"04-Oct-2024 16:00:00 +0000" in found[0][0]
    assert server.process.poll() is not None
    assert not is_open(server.port)


def test_an_error_inside_the_block_still_ends_the_server() -> None:
    with pytest.raises(ZeroDivisionError), servers.imap_server("post@stadtverband.example", "geheim") as server:
        raise ZeroDivisionError
    assert server.process.poll() is not None


@pytest.mark.parametrize(
    "error",
    [
        MailerError("demo.parts_missing", parts="pymap"),
        MailerError("demo.imap_silent", port=1, code=None),
        MailerError("demo.append_refused", reason="NO"),
    ],
)
def test_every_error_of_the_servers_has_its_sentence(error: MailerError) -> None:
    assert "{" not in explain(error)
