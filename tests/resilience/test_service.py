"""What does the service survive? Servers that are down, connections that break, files with errors, and its own end."""

import signal
from pathlib import Path

import pytest

from mailer.model.mail import LetterState
from mailer.store import inbox, letters, records
from mailer.store.database import open_store
from tests.resilience.serving import mailer, service, wait_for_words
from tests.servers import processes
from tests.servers.imap import ImapServer
from tests.servers.smtp import SmtpServer, Step
from tests.workspace import make_workspace, opened, reply_to

BY_HAND = "by_hand = true"


def workspace_for(folder: Path, smtp: SmtpServer, imap: ImapServer | None = None, queued: int = 5) -> Path:
    ports = {"smtp_port": smtp.port, "imap_port": imap.port if imap else 9, "imap_user": imap.user if imap else ""}
    workspace = make_workspace(folder, when=BY_HAND, **ports)  # type: ignore[arg-type]
    if imap is not None:
        config = workspace / "config.toml"
        config.write_text(config.read_text().replace("poll = 1", 'poll = 1\npassword_file = "password.txt"'))
        (workspace / "password.txt").write_text(imap.password)
    with opened(workspace) as office:
        job = office.job("parteitag")
        assert office.plan(office.due_by_hand(job, job.mailings[0])).queued == queued
    return workspace


def sent(workspace: Path) -> int:
    store = open_store("sqlite:///mailer.db", workspace)
    with store.look() as connection:
        found = letters.counts(connection).get(LetterState.SENT, 0)
    store.close()
    return found


def test_smtp_down_at_the_start_only_delays(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.stop()
    workspace = workspace_for(tmp_path, smtp_server)
    with service(workspace):
        wait_for_words(workspace, "refuses us")
        smtp_server.start()
        smtp_server.wait_for(5, 30)
        processes.wait_until(lambda: sent(workspace) == 5, "five sent letters", 10)


def test_imap_dropped_in_the_middle_is_connected_again(tmp_path: Path, smtp_server: SmtpServer, imap_server: ImapServer) -> None:
    workspace = workspace_for(tmp_path, smtp_server, imap_server)
    with service(workspace):
        smtp_server.wait_for(5, 30)
        letter = next(mail.raw for mail in smtp_server.mails if mail.rcpt_tos == ("jana@post.example",))
        imap_server.append(reply_to(letter, "jana@post.example", "Bin dabei!"))
        smtp_server.wait_for(6, 30)
        imap_server.drop_connections()
        letter = next(mail.raw for mail in smtp_server.mails if mail.rcpt_tos == ("Horst@web.example",))
        imap_server.append(reply_to(letter, "horst@web.example", "Ich kann leider nicht."))
        smtp_server.wait_for(7, 60)
    store = open_store("sqlite:///mailer.db", workspace)
    with store.look() as connection:
        answers = {entry.member_id: entry.finding.answer for entry in records.every(connection)}
        assert len(inbox.lines(connection)) == 2
    store.close()
    assert answers == {"m1": "accepted", "m2": "declined"}


def test_a_job_file_with_an_error_is_reported_and_the_others_go_on(tmp_path: Path, smtp_server: SmtpServer) -> None:
    workspace = workspace_for(tmp_path, smtp_server)
    with service(workspace):
        smtp_server.wait_for(5, 30)
        (workspace / "jobs" / "kaputt.toml").write_text('title = "Kaputt"\n[[mailing]]\nid = "x"\n')
        wait_for_words(workspace, "kaputt.toml")
        text = (workspace / "jobs" / "parteitag.toml").read_text()
        second = text.replace('id = "stadtparteitag"', 'id = "klausur"').replace(BY_HAND, 'at = 2024-10-01T09:00:00\ntoo_late = "send"')
        (workspace / "jobs" / "klausur.toml").write_text(second)
        smtp_server.wait_for(10, 30)


@pytest.mark.parametrize("moment", [1, 3])
def test_sigterm_ends_it_cleanly_and_a_second_start_finds_nothing_half_done(tmp_path: Path, smtp_server: SmtpServer, moment: int) -> None:
    smtp_server.delay(Step.DOT, 0.3)
    workspace = workspace_for(tmp_path, smtp_server)
    with service(workspace) as process:
        smtp_server.wait_for(moment, 30)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    store = open_store("sqlite:///mailer.db", workspace)
    with store.look() as connection:
        counts = letters.counts(connection)
    store.close()
    assert set(counts) <= {LetterState.SENT, LetterState.QUEUED}
    assert counts[LetterState.SENT] == len(smtp_server.mails)
    with service(workspace):
        smtp_server.wait_for(5, 30)
    addresses = sorted(mail.rcpt_tos[0] for mail in smtp_server.mails)
    assert addresses == ["Horst@web.example", "familie@post.example", "familie@post.example", "jana@post.example", "ute@post.example"]


def test_a_second_service_on_the_same_file_is_refused(tmp_path: Path, smtp_server: SmtpServer) -> None:
    workspace = workspace_for(tmp_path, smtp_server)
    with service(workspace) as first:
        smtp_server.wait_for(5, 30)
        assert "schon ein Dienst" in mailer(workspace, "serve", code=1)
        assert first.poll() is None


def test_send_beside_a_running_service_lets_the_service_send(tmp_path: Path, smtp_server: SmtpServer) -> None:
    workspace = make_workspace(tmp_path, smtp_port=smtp_server.port, when=BY_HAND)
    with opened(workspace):
        pass
    with service(workspace):
        wait_for_words(workspace, "läuft")
        words = mailer(workspace, "send", "parteitag", "--yes")
        assert "Der Dienst läuft" in words
    assert len(smtp_server.mails) == 5


def test_the_log_names_no_address(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.RCPT, "550 5.1.1 <horst@web.example> unknown", where="Horst@web.example")
    workspace = workspace_for(tmp_path, smtp_server)
    with service(workspace):
        smtp_server.wait_for(4, 30)
    log = (workspace / "serve.log").read_text()
    assert "person" not in log
    for address in ("jana@post.example", "horst@web.example", "Horst@web.example", "familie@post.example"):
        assert address not in log


def test_a_service_that_cannot_open_its_configuration_says_so(tmp_path: Path) -> None:
    assert "config.toml" in mailer(tmp_path, "serve", code=2)
