"""Does `mailer check` learn what is wrong with the mailbox, in words and without secrets?"""

from pathlib import Path

import pytest

from mailer.config import Imap
from mailer.errors import MailboxError
from mailer.receiving import check_login
from mailer.texts import explain
from tests.servers.certificates import Certificate, self_signed
from tests.servers.imap import ImapServer, dovecot, pymap
from tests.servers.processes import free_port


def refused(settings: Imap) -> MailboxError:
    with pytest.raises(MailboxError) as told:
        check_login(settings)
    words = explain(told.value)
    assert settings.host in words
    assert "falsch" not in words + str(told.value)
    return told.value


def test_the_capabilities_are_those_after_login(imap_server: ImapServer) -> None:
    assert {"IDLE", "MOVE", "UIDPLUS"} <= set(check_login(imap_server.settings()))


def test_a_wrong_password_is_told(imap_server: ImapServer) -> None:
    error = refused(imap_server.settings(password="falsch"))
    assert (error.key, error.facts["username"]) == ("imap.login_refused", imap_server.user)


def test_a_missing_password_is_told(imap_server: ImapServer) -> None:
    assert refused(imap_server.settings(password=None)).key == "imap.no_password"


def test_a_password_beyond_ascii_works() -> None:
    with dovecot() as server:
        server.password = "Grüße"
        server.restart()
        assert "IDLE" in check_login(server.settings())
        assert refused(server.settings(password="fälsch")).key == "imap.login_refused"


def test_a_server_that_is_down_is_told() -> None:
    error = refused(Imap(host="127.0.0.1", port=free_port(), security="none", username="post"))
    assert (error.key, error.facts["reason"]) == ("imap.unreachable", "Connection refused")
    assert not error.permanent


def test_an_unknown_host_is_told() -> None:
    assert refused(Imap(host="imap.invalid", port=993, security="tls", username="post")).key == "imap.unreachable"


def test_a_killed_server_is_told(imap_server: ImapServer) -> None:
    imap_server.kill()
    assert refused(imap_server.settings()).key == "imap.unreachable"


def test_a_missing_folder_is_told(imap_server: ImapServer) -> None:
    error = refused(imap_server.settings(folders=("Gibt es nicht",)))
    assert (error.key, error.facts["folder"]) == ("imap.no_folder", "Gibt es nicht")


def test_tls_to_a_plain_server_is_told(imap_server: ImapServer) -> None:
    assert refused(imap_server.settings(security="tls")).key == "imap.tls"


def test_starttls_where_the_server_offers_none_is_told(imap_server: ImapServer) -> None:
    assert refused(imap_server.settings(security="starttls")).key == "imap.tls"


def test_starttls_on_the_port_of_tls_is_told() -> None:
    assert refused(Imap(host="127.0.0.1", port=993, security="starttls")).key == "imap.tls"


@pytest.mark.parametrize("start", [pymap, dovecot])
def test_an_unknown_certificate_is_refused_and_a_known_one_taken(
    start: type[ImapServer], certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start(certificate=certificate) as server:  # type: ignore[attr-defined, call-arg]
        settings = server.settings(security="starttls")
        error = refused(settings)
        assert error.key == "imap.tls"
        assert "self" in str(error.facts["reason"])
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))
        assert "IDLE" in check_login(settings)


def test_a_certificate_for_another_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = self_signed(tmp_path, "imap.anders.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))
    with dovecot(certificate=certificate) as server:
        error = refused(server.settings(security="starttls"))
        assert error.key == "imap.tls"
        assert "127.0.0.1" in str(error.facts["reason"])
