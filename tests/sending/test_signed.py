"""Do letters leave the house signed, and come through the wire and a second try as they were signed?"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.errors import ConfigurationError
from mailer.sending.keys import keep_private_key, new_private_key
from mailer.store import letters
from mailer.texts import explain
from tests.composing.keys import ed25519_key, rsa_key, verifies
from tests.servers.smtp import SmtpServer, Step
from tests.workspace import NOW, make_workspace, opened, send_now

DKIM = """
[dkim]
selector = "mailer"
key_file = "rsa.pem"
ed25519_selector = "mailer-ed25519"
ed25519_key_file = "ed25519.pem"
"""
TEMPLATE = "---\nSubject: Punkte\n---\n.\n\n..\n\n{{ anrede }}, der Stadtparteitag  ist am {{ event.start | datum }}.  \n\n.ein Punkt\n"


def configured(folder: Path, section: str = DKIM, port: int = 9) -> Path:
    workspace = make_workspace(folder / "w", smtp_port=port)
    (workspace / "rsa.pem").write_bytes(rsa_key())
    (workspace / "ed25519.pem").write_bytes(ed25519_key())
    with (workspace / "config.toml").open("a", encoding="utf-8") as config:
        config.write(section)
    return workspace


@contextmanager
def signing(folder: Path, server: SmtpServer, clock: ManualClock | None = None) -> Iterator[Office]:
    workspace = configured(folder, port=server.port)
    (workspace / "templates" / "test-einladung.md").write_text(TEMPLATE, encoding="utf-8")
    with opened(workspace, clock) as office:
        yield office


def _kept(office: Office) -> list[bytes]:
    """The bytes of all letters in the outbox."""
    with office.store.look() as connection:
        return [letters.raw(connection, line.id) or b"" for line in letters.lines(connection)]


def test_what_the_server_gets_verifies_with_both_keys(tmp_path: Path, smtp_server: SmtpServer) -> None:
    with signing(tmp_path, smtp_server) as office:
        office.plan_due()
        assert send_now(office) == 5
        signers = office.writer.signers
    assert [signer.algorithm for signer in signers] == ["rsa-sha256", "ed25519-sha256"]
    assert [signer.domain for signer in signers] == ["verband.example"] * 2
    for mail in smtp_server.mails:
        assert b"\r\n." in mail.raw, "something to stuff (RFC 5321 4.5.2)"
        assert [verifies(mail.raw, *signers, index=index) for index in (0, 1)] == [True, True]


def test_a_letter_that_is_tried_again_is_the_same_to_the_byte(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.DOT, "451 4.3.0 spaeter", where="jana@", times=1)
    clock = ManualClock(NOW)
    with signing(tmp_path, smtp_server, clock) as office:
        office.plan_due()
        kept = _kept(office)
        assert send_now(office) == 4
        clock.advance(timedelta(days=1))
        assert send_now(office) == 1
        assert _kept(office) == kept
    assert sorted(mail.raw for mail in smtp_server.mails) == sorted(kept)
    assert all(raw.startswith(b"DKIM-Signature:") for raw in kept)


def test_reading_the_jobs_again_keeps_the_keys(tmp_path: Path, smtp_server: SmtpServer) -> None:
    with signing(tmp_path, smtp_server) as office:
        office.reload()
        assert len(office.writer.signers) == 2


def test_without_the_section_nothing_is_signed(tmp_path: Path, smtp_server: SmtpServer) -> None:
    with opened(configured(tmp_path, "", smtp_server.port)) as office:
        office.plan_due()
        assert not any(b"DKIM-Signature" in raw for raw in _kept(office))


@pytest.mark.parametrize(
    ("section", "key", "told"),
    [
        ('[dkim]\nselector = "mailer"\nkey_file = "weg.pem"\n', "dkim.key_file", "weg.pem"),
        ('[dkim]\nselector = "mailer"\nkey_file = "config.toml"\n', "dkim.no_key", "mailer dkim-key"),
        ('[dkim]\nselector = "mein key"\nkey_file = "rsa.pem"\n', "dkim.selector", "mein key"),
        ('[dkim]\ndomain = "a b"\nselector = "x"\nkey_file = "rsa.pem"\n', "dkim.domain", "a b"),
    ],
)
def test_a_key_that_cannot_be_used_is_told_before_anything_is_sent(tmp_path: Path, section: str, key: str, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught, opened(configured(tmp_path, section)):
        pass
    assert caught.value.key == key
    assert told in explain(caught.value)


def test_a_new_key_is_for_our_eyes_only_and_replaces_none(tmp_path: Path) -> None:
    file = tmp_path / "dkim.pem"
    keep_private_key(file, new_private_key(ed25519=True))
    assert file.stat().st_mode & 0o777 == 0o600
    before = file.read_bytes()
    with pytest.raises(ConfigurationError) as caught:
        keep_private_key(file, new_private_key(ed25519=True))
    assert caught.value.key == "dkim.exists"
    assert file.read_bytes() == before
    with pytest.raises(ConfigurationError) as caught:
        keep_private_key(tmp_path / "weg" / "dkim.pem", before)
    assert caught.value.key == "dkim.not_written"
