"""What does the board see of sending? The pace, why letters stayed behind, that Ctrl-C only pauses, since when the server refuses us."""

import json
import re
import shlex
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mailer.model.mail import LetterState
from mailer.store import letters
from mailer.store.database import open_store
from tests.resilience.serving import environment, mailer, service, wait_for_words
from tests.servers import nursery, processes
from tests.servers.nursery import Child
from tests.servers.smtp import SmtpServer, Step
from tests.workspace import make_workspace, opened


def workspace_for(folder: Path, smtp: SmtpServer, **options: object) -> Path:
    made = make_workspace(folder / "w", smtp_port=smtp.port, when="by_hand = true", **options)  # type: ignore[arg-type]
    text = (made / "jobs" / "parteitag.toml").read_text(encoding="utf-8")
    second = text[text.index("[[mailings]]") :].replace("einberufung", "nachtrag")
    (made / "jobs" / "parteitag.toml").write_text(text + second, encoding="utf-8")
    with opened(made):
        return made


@contextmanager
def sending(workspace: Path) -> Iterator[Child]:
    with (workspace / "send.log").open("wb") as log:
        command = ["send", "parteitag", "--mailing", "einberufung", "--yes"]
        process = nursery.start("mailer", command, workspace, log.fileno(), log.fileno(), environment())
        try:
            yield process
        finally:
            process.kill()
            process.wait(10)


def said(workspace: Path) -> str:
    return (workspace / "send.log").read_text(encoding="utf-8")


def patient(workspace: Path) -> Path:
    """A server that takes its time is waited for."""
    config = workspace / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace("timeout = 5", "timeout = 60"), encoding="utf-8")
    return workspace


def states(workspace: Path) -> dict[LetterState, int]:
    store = open_store("sqlite:///mailer.db", workspace)
    with store.look() as connection:
        found = letters.counts(connection)
    store.close()
    return found


def status(workspace: Path, code: int = 0) -> dict[str, object]:
    found: dict[str, object] = json.loads(mailer(workspace, "status", "--json", code=code))
    return found


def test_ctrl_c_settles_what_is_in_hand_leaves_the_rest_and_names_the_command_that_goes_on(tmp_path: Path, smtp_server: SmtpServer) -> None:
    workspace = workspace_for(tmp_path, smtp_server, connections=2)
    smtp_server.delay(Step.DOT, 1.0)
    with sending(workspace) as process:
        smtp_server.wait_for(1, 30)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 1
    words = said(workspace)
    assert "Traceback" not in words
    found = states(workspace)
    assert set(found) == {LetterState.SENT, LetterState.QUEUED}, "nothing is in doubt or half way"
    assert found[LetterState.SENT] == len(smtp_server.mails) < 5
    assert "Angehalten." in words
    assert f"Noch wartende Briefe: {found[LetterState.QUEUED]}." in words
    smtp_server.clear()
    named = re.search(r"mailer (send [^,]+),", words)
    assert named is not None
    mailer(workspace, *shlex.split(named[1]))
    assert states(workspace) == {LetterState.SENT: 5}
    assert len({(*mail.rcpt_tos, mail.raw) for mail in smtp_server.mails}) == len(smtp_server.mails) == 5


def test_send_tells_the_pace_and_why_letters_stayed_behind(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.RCPT, "550 5.1.1 user unknown", where="jana@")
    smtp_server.answer(Step.RCPT, "452 4.2.2 mailbox full", where="ute@")
    workspace = workspace_for(tmp_path, smtp_server)
    words = mailer(workspace, "send", "parteitag", "--mailing", "einberufung", "--yes", code=1)
    assert "3 Briefe verschickt, 1 abgewiesen." in words
    assert "  1 abgewiesen: Adresse gibt es nicht (550 5.1.1)" in words
    assert "  1 aufgeschoben: Postfach voll (452 4.2.2)" in words
    assert re.search(r"Tempo: \d+ Briefe je Minute", words)
    assert "Aufgeschobenes wird am " in words
    assert "mailer send parteitag --mailing einberufung" in words
    shown = mailer(workspace, "status")
    assert "Postfach voll" in shown
    assert "Aufgeschoben: 1, der nächste Versuch ist am " in shown


def test_status_tells_since_when_and_why_the_server_refuses_us_until_it_takes_a_letter(tmp_path: Path, smtp_server: SmtpServer) -> None:
    workspace = workspace_for(tmp_path, smtp_server)
    smtp_server.answer(Step.CONNECT, "554 5.7.1 no service for jana@post.example")
    command = ("send", "parteitag", "--mailing", "einberufung", "--yes")
    mailer(workspace, *command, code=1)
    first = status(workspace, code=1)["refusal"]
    assert isinstance(first, dict)
    mailer(workspace, *command, code=1)
    second = status(workspace, code=1)["refusal"]
    assert isinstance(second, dict)
    assert second["since"] == first["since"]
    assert second["tried_at"] > first["tried_at"]
    shown = mailer(workspace, "status", code=1)
    assert shown.splitlines()[1].startswith("ACHTUNG: Der Postausgang nimmt seit "), "below the heading, above all numbers"
    assert "554" in shown
    assert "jana@post.example" not in shown
    assert "Alles in Ordnung" not in shown
    smtp_server.clear()
    mailer(workspace, *command)
    assert status(workspace)["refusal"] is None
    assert "nimmt seit" not in mailer(workspace, "status")


def test_status_tells_what_the_rate_allows_now(tmp_path: Path, smtp_server: SmtpServer) -> None:
    workspace = workspace_for(tmp_path, smtp_server)
    config = workspace / "config.toml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("timeout = 5", 'timeout = 5\nrate = "20/day"\nburst = 9'), encoding="utf-8"
    )
    assert "20/day lässt in diesem Augenblick noch 9 auf einmal" in mailer(workspace, "status")
    mailer(workspace, "send", "parteitag", "--mailing", "einberufung", "--yes")
    assert status(workspace)["allowance"] == {"rate": "20/day", "left": 4}


def test_beside_the_service_ctrl_c_ends_the_view_and_status_tells_the_pace(tmp_path: Path, smtp_server: SmtpServer) -> None:
    workspace = patient(workspace_for(tmp_path, smtp_server, connections=1))
    smtp_server.delay(Step.DOT, 0.5)
    smtp_server.hold(Step.DOT, after=2)
    with service(workspace) as serving:
        wait_for_words(workspace, "läuft")
        with sending(workspace) as process:
            smtp_server.wait_for(2, 30)
            processes.wait_until(lambda: process.hears(signal.SIGTERM), "the view")
            shown = mailer(workspace, "status")
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 1
        words = said(workspace)
        assert "Traceback" not in words
        assert "Der Dienst verschickt sie" in words
        assert "verschickt, " not in words, "what the service sends is not our doing"
        assert re.search(r"Tempo: 2 in der letzten Minute, im Ganzen [\d–]+ je Minute; es warten noch 3\.", shown)
        assert "Restzeit: etwa 0:0" in shown
        smtp_server.clear()
        smtp_server.wait_for(5, 30)
        assert serving.poll() is None


def test_beside_a_service_on_postgresql_send_stays_until_all_letters_have_met_their_fate(
    tmp_path: Path, smtp_server: SmtpServer, postgres_url: str
) -> None:
    workspace = workspace_for(tmp_path, smtp_server, url=postgres_url)
    smtp_server.delay(Step.DOT, 0.5)
    with service(workspace):
        wait_for_words(workspace, "läuft")
        words = mailer(workspace, "send", "parteitag", "--mailing", "einberufung", "--yes")
        assert "Noch wartende" not in words
        assert len(smtp_server.mails) == len({mail.raw for mail in smtp_server.mails}) == 5
