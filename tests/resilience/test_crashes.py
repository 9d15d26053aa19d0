"""Rule 1: after `kill -9` at any point no letter is lost, and at most one a connection is in doubt or doubled."""

import random
import time
from collections import Counter
from pathlib import Path

import pytest

from mailer.model.mail import LetterState
from mailer.model.people import Member
from mailer.store import letters
from mailer.store.database import open_store
from tests.resilience.serving import service
from tests.servers import processes
from tests.servers.smtp import SmtpServer, Step
from tests.workspace import make_workspace, opened

LETTERS = 500
KILLS = 20
CONNECTIONS = 4


def crowd() -> tuple[Member, ...]:
    return tuple(Member(f"m{number:03}", "Vor", f"Nach{number:03}", f"person{number:03}@post.example") for number in range(LETTERS))


def counted(workspace: Path, url: str) -> Counter[LetterState]:
    store = open_store(url, workspace)
    with store.look() as connection:
        found = Counter(letters.counts(connection))
    store.close()
    return found


@pytest.mark.timeout(240)
@pytest.mark.parametrize("rule", ["hold", "resend"])
def test_kill_nine_at_twenty_random_points_loses_nothing(tmp_path: Path, smtp_server: SmtpServer, rule: str) -> None:
    seed = 20241123
    dice = random.Random(seed)
    when = f'by_hand = true\nin_doubt = "{rule}"'
    workspace = make_workspace(tmp_path, smtp_port=smtp_server.port, connections=CONNECTIONS, when=when)
    with opened(workspace, people=crowd()) as office:
        job = office.job("parteitag")
        assert office.plan(office.due_by_hand(job, job.mailings[0])).queued == LETTERS
    smtp_server.delay(Step.DOT, 0.01)
    killed = 0
    for _ in range(KILLS):
        before = len(smtp_server.mails)
        with service(workspace) as process:
            smtp_server.wait_for(before + 1, 30)
            time.sleep(dice.uniform(0, 0.12))
            killed += process.poll() is None
            process.kill()
    smtp_server.clear()
    assert killed == KILLS, "each kill must have hit a running service"
    middle = counted(workspace, "sqlite:///mailer.db")
    assert middle[LetterState.SENT] < LETTERS, "the kills must have come before the end"
    with service(workspace):
        processes.wait_until(lambda: _settled(counted(workspace, "sqlite:///mailer.db")), "an empty outbox", 60)
    _judge(counted(workspace, "sqlite:///mailer.db"), Counter(mail.rcpt_tos[0] for mail in smtp_server.mails), rule)


def _settled(found: Counter[LetterState]) -> bool:
    return found[LetterState.SENT] + found[LetterState.IN_DOUBT] == LETTERS


def _judge(found: Counter[LetterState], accepted: Counter[str], rule: str) -> None:
    doubled = sum(count - 1 for count in accepted.values())
    assert doubled <= KILLS * CONNECTIONS
    if rule == "hold":
        assert doubled == 0, "what is held is not sent again"
        assert found[LetterState.IN_DOUBT] <= KILLS * CONNECTIONS
        lost = LETTERS - len(accepted)
        assert lost <= found[LetterState.IN_DOUBT], "whoever got nothing is in doubt and shown, nobody else"
    else:
        assert found[LetterState.SENT] == LETTERS
        assert len(accepted) == LETTERS, "a letter was lost"
