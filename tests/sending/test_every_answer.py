"""What becomes of the letter, and of all others, whatever the server answers at whatever step?

Three letters, one connection, step by step and with PIPELINING. The first one meets the trouble; then the trouble ends and an hour
passes. No recipient ever gets two.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.model.mail import LetterState
from mailer.sending import Postman, Tally
from mailer.store import bounces, letters
from mailer.store.database import Store
from mailer.store.letters import LetterLine
from tests.sending.outgoing import NOW, new_letter, store_with
from tests.servers.smtp import SmtpServer, Step, smtp

FIRST, SECOND, THIRD = "letter00000", "letter00001", "letter00002"
REPLIES = (
    "421 try later", "421 4.3.2 shutting down", "450 busy", "450 4.2.0 greylisted", "451 error", "451 4.3.0 later", "452 no room",
    "452 4.2.2 mailbox full", "550 no", "550 5.1.1 user unknown", "552 too much", "552 5.2.2 mailbox full", "554 failed",
    "554 5.6.0 bad content", "554 5.7.1 blocked",
)  # fmt: skip


@pytest.fixture(params=[False, True], ids=["step by step", "pipelining"])
def smtp_server(request: pytest.FixtureRequest) -> Iterator[SmtpServer]:
    """As it is told; the test runs once with each."""
    with smtp(pipelining=request.param) as server:
        yield server


@dataclass(frozen=True, slots=True)
class Outcome:
    """The three letters after the first run, and the keys of the reasons to pause."""

    lines: dict[str, LetterLine]
    pauses: set[str]

    @property
    def states(self) -> tuple[LetterState, ...]:
        return tuple(self.lines[name].state for name in (FIRST, SECOND, THIRD))


def run(store: Store, port: int, clock: ManualClock, timeout: float = 5) -> Tally:
    smtp = Smtp(host="127.0.0.1", port=port, security="none", connections=1, timeout=timeout)
    return asyncio.run(Postman(store, smtp, clock, "test/1", "verband.example").run(asyncio.Event()))


def lines(store: Store) -> dict[str, LetterLine]:
    with store.look() as connection:
        return {line.id: line for line in letters.lines(connection)}


def first_run(store: Store, server: SmtpServer, timeout: float = 5) -> Outcome:
    tally = run(store, server.port, ManualClock(NOW), timeout)
    return Outcome(lines(store), {error.key for error in tally.pauses})


def three(folder: Path, rule: str = "hold") -> Store:
    return store_with(folder, *(new_letter(number, in_doubt=rule) for number in range(3)))


def settled_an_hour_later(store: Store, server: SmtpServer) -> Counter[str]:
    """The second run, without trouble: afterwards every letter has an end. Gives how many copies each recipient got."""
    server.clear()
    run(store, server.port, ManualClock(NOW + timedelta(hours=1)))
    assert {line.state for line in lines(store).values()} <= {LetterState.SENT, LetterState.FAILED, LetterState.IN_DOUBT}
    return copies(server)


def copies(server: SmtpServer) -> Counter[str]:
    return Counter(mail.rcpt_tos[0] for mail in server.mails)


def blamed(store: Store) -> list[str]:
    with store.look() as connection:
        return [entry.address for entry in bounces.suppressed(connection)]


def reasons(store: Store) -> list[str]:
    with store.look() as connection:
        return [line.reason for line in bounces.every(connection)]


def is_about_us(step: Step, reply: str) -> bool:
    return reply.startswith("421") or " 5.7." in reply or (step is Step.MAIL and not reply.startswith("552"))


@pytest.mark.parametrize("reply", REPLIES)
@pytest.mark.parametrize("step", [Step.MAIL, Step.RCPT, Step.DATA, Step.DOT])
def test_each_refusal_at_each_step(tmp_path: Path, smtp_server: SmtpServer, step: Step, reply: str) -> None:
    smtp_server.answer(step, reply, times=1)
    store = three(tmp_path)
    outcome = first_run(store, smtp_server)
    if is_about_us(step, reply):
        assert outcome.states == (LetterState.DEFERRED, LetterState.QUEUED, LetterState.QUEUED)
        assert outcome.pauses == {"smtp.unwelcome"}
    else:
        fate = LetterState.DEFERRED if reply < "5" else LetterState.FAILED
        assert outcome.states == (fate, LetterState.SENT, LetterState.SENT)
        assert outcome.pauses == set()
    assert outcome.lines[FIRST].smtp_code == int(reply[:3])
    assert outcome.lines[FIRST].doubts == 0, "a definite answer leaves no doubt"
    assert blamed(store) == (["person0@post.example"] if "5.1.1" in reply and step is not Step.MAIL else [])
    if step is Step.MAIL:
        assert reasons(store) == (["policy"] if reply.startswith("552") else []), "nobody had been named yet"
    got = settled_an_hour_later(store, smtp_server)
    failed = LetterState.FAILED in outcome.states
    assert got == Counter({f"person{number}@post.example": 1 for number in range(int(failed), 3)})


@pytest.mark.parametrize("reply", REPLIES)
def test_each_refusal_at_the_greeting_leaves_all_letters_waiting(tmp_path: Path, smtp_server: SmtpServer, reply: str) -> None:
    smtp_server.answer(Step.CONNECT, reply)
    store = three(tmp_path)
    outcome = first_run(store, smtp_server)
    assert outcome.states == (LetterState.QUEUED,) * 3
    assert outcome.pauses == {"smtp.unwelcome"}
    assert blamed(store) == []
    assert set(settled_an_hour_later(store, smtp_server).values()) == {1}


@pytest.mark.parametrize("reply", REPLIES)
def test_a_server_that_refuses_ehlo_is_asked_with_helo_unless_it_is_closing(tmp_path: Path, smtp_server: SmtpServer, reply: str) -> None:
    smtp_server.answer(Step.EHLO, reply)
    store = three(tmp_path)
    outcome = first_run(store, smtp_server)
    closing = reply.startswith("421")
    assert outcome.states == ((LetterState.QUEUED if closing else LetterState.SENT),) * 3
    assert outcome.pauses == ({"smtp.unwelcome"} if closing else set())
    assert set(settled_an_hour_later(store, smtp_server).values()) == {1}


@pytest.mark.parametrize("step", [Step.CONNECT, Step.EHLO])
def test_a_connection_that_breaks_before_the_first_letter_leaves_all_waiting(tmp_path: Path, smtp_server: SmtpServer, step: Step) -> None:
    smtp_server.drop(step)
    store = three(tmp_path)
    outcome = first_run(store, smtp_server)
    assert outcome.states == (LetterState.QUEUED,) * 3
    assert outcome.pauses == {"smtp.unreachable"}
    assert set(settled_an_hour_later(store, smtp_server).values()) == {1}


@pytest.mark.parametrize("rule", ["hold", "resend"])
@pytest.mark.parametrize("step", [Step.MAIL, Step.RCPT, Step.DATA])
def test_a_connection_that_breaks_before_the_letter_costs_a_delay(tmp_path: Path, smtp_server: SmtpServer, step: Step, rule: str) -> None:
    """At DATA too: without the 354 not a byte of it was sent."""
    smtp_server.drop(step, times=1)
    store = three(tmp_path, rule)
    outcome = first_run(store, smtp_server)
    assert outcome.states == (LetterState.DEFERRED, LetterState.SENT, LetterState.SENT)
    assert outcome.lines[FIRST].doubts == 0
    assert outcome.pauses == set()
    assert settled_an_hour_later(store, smtp_server) == every_one_once()


@pytest.mark.parametrize("rule", ["hold", "resend"])
@pytest.mark.parametrize("accept", [True, False])
def test_a_connection_that_breaks_after_the_dot_leaves_doubt(tmp_path: Path, smtp_server: SmtpServer, accept: bool, rule: str) -> None:
    smtp_server.drop(Step.DOT, accept=accept, times=1)
    store = three(tmp_path, rule)
    outcome = first_run(store, smtp_server)
    assert outcome.states == (LetterState.IN_DOUBT if rule == "hold" else LetterState.DEFERRED, LetterState.SENT, LetterState.SENT)
    assert outcome.lines[FIRST].doubts == 1
    got = settled_an_hour_later(store, smtp_server)
    assert got["person0@post.example"] == int(accept) + int(rule == "resend")
    assert (got["person1@post.example"], got["person2@post.example"]) == (1, 1)


@pytest.mark.parametrize("step", [Step.CONNECT, Step.EHLO])
def test_a_server_that_greets_too_late_is_out_of_reach(tmp_path: Path, smtp_server: SmtpServer, step: Step) -> None:
    smtp_server.delay(step, 1.0, times=1)
    store = three(tmp_path)
    outcome = first_run(store, smtp_server, timeout=0.3)
    assert outcome.states == (LetterState.QUEUED,) * 3
    assert outcome.pauses == {"smtp.unreachable"}
    assert settled_an_hour_later(store, smtp_server) == every_one_once()


@pytest.mark.parametrize("step", [Step.MAIL, Step.RCPT, Step.DATA])
def test_an_answer_that_comes_too_late_costs_a_delay(tmp_path: Path, smtp_server: SmtpServer, step: Step) -> None:
    smtp_server.delay(step, 1.0, times=1)
    store = three(tmp_path)
    outcome = first_run(store, smtp_server, timeout=0.3)
    assert outcome.states == (LetterState.DEFERRED, LetterState.SENT, LetterState.SENT)
    assert settled_an_hour_later(store, smtp_server) == every_one_once()


def test_an_answer_to_the_dot_that_comes_too_late_leaves_doubt(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.delay(Step.DOT, 1.0, times=1)
    store = three(tmp_path)
    outcome = first_run(store, smtp_server, timeout=0.3)
    assert outcome.states == (LetterState.IN_DOUBT, LetterState.SENT, LetterState.SENT)
    assert outcome.lines[FIRST].doubts == 1
    got = settled_an_hour_later(store, smtp_server)
    assert got["person0@post.example"] <= 1
    assert (got["person1@post.example"], got["person2@post.example"]) == (1, 1)


def test_a_server_that_never_answers_the_dot_gets_no_endless_copies(tmp_path: Path, smtp_server: SmtpServer) -> None:
    """`resend` ends when our patience does: then a person decides."""
    smtp_server.drop(Step.DOT, accept=True)
    store = store_with(tmp_path, new_letter(0, in_doubt="resend"))
    clock = ManualClock(NOW)
    for _ in range(40):
        run(store, smtp_server.port, clock)
        clock.advance(timedelta(hours=5))
    line = lines(store)[FIRST]
    assert line.state is LetterState.IN_DOUBT
    assert line.doubts == line.attempts == len(smtp_server.mails) < 20


@pytest.mark.parametrize("trouble", ["refused", "lost"])
def test_the_delays_grow_and_end_after_two_days_wherever_the_trouble_is(tmp_path: Path, smtp_server: SmtpServer, trouble: str) -> None:
    if trouble == "refused":
        smtp_server.answer(Step.RCPT, "450 4.2.0 greylisted")
    else:
        smtp_server.drop(Step.RCPT)
    store = store_with(tmp_path, new_letter(0))
    clock = ManualClock(NOW)
    tries, last, gaps = 0, NOW, []
    while lines(store)[FIRST].state is not LetterState.FAILED and clock.now() < NOW + timedelta(days=5):
        run(store, smtp_server.port, clock)
        if (tried := lines(store)[FIRST].attempts) > tries:
            gaps.append(clock.now() - last)
            tries, last = tried, clock.now()
        clock.advance(timedelta(minutes=30))
    assert lines(store)[FIRST].state is LetterState.FAILED
    assert timedelta(days=2) <= last - NOW < timedelta(days=2.5)
    assert tries < 30
    assert gaps[-1] >= timedelta(hours=3)
    assert blamed(store) == []


def test_a_letter_that_waited_long_for_its_turn_is_not_given_up_at_its_first_refusal(tmp_path: Path, smtp_server: SmtpServer) -> None:
    smtp_server.answer(Step.RCPT, "450 4.2.0 greylisted", times=1)
    store = store_with(tmp_path, new_letter(0))
    late = NOW + timedelta(days=4)
    run(store, smtp_server.port, ManualClock(late))
    assert lines(store)[FIRST].state is LetterState.DEFERRED
    run(store, smtp_server.port, ManualClock(late + timedelta(hours=1)))
    assert lines(store)[FIRST].state is LetterState.SENT


def every_one_once() -> Counter[str]:
    return Counter({f"person{number}@post.example": 1 for number in range(3)})
