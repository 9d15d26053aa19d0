"""With PIPELINING (RFC 2920): does what is asked ahead save the waits, and cost no letter when something goes wrong?"""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.errors import StoreError
from mailer.model.mail import LetterState
from mailer.sending import Postman, Tally
from mailer.store import outbox
from mailer.store.database import Store
from tests.sending.outgoing import NOW, new_letter, states, store_with
from tests.servers.certificates import Certificate
from tests.servers.raw_smtp import CUT, DEAF, SILENCE, Act, RawServer, raw_smtp
from tests.servers.smtp import smtp

FIRST, SECOND, THIRD = "letter00000", "letter00001", "letter00002"


@pytest.fixture
def server() -> Iterator[RawServer]:
    with raw_smtp(("PIPELINING",)) as running:
        yield running


def to(server: RawServer, timeout: float = 5, **more: object) -> Smtp:
    return Smtp.model_validate({"host": server.host, "port": server.port, "security": "none", "connections": 1, "timeout": timeout, **more})


def run(store: Store, settings: Smtp, hours: float = 0, stop: asyncio.Event | None = None) -> Tally:
    clock = ManualClock(NOW + timedelta(hours=hours))
    return asyncio.run(Postman(store, settings, clock, "test/1", "verband.example").run(stop or asyncio.Event()))


def three(folder: Path) -> Store:
    return store_with(folder, *(new_letter(number) for number in range(3)))


def verbs(server: RawServer) -> list[str]:
    return [command[:4] for command in server.commands]


def copies(server: RawServer) -> Counter[str]:
    return Counter(recipient for recipient, _ in server.mails)


def every_one_once() -> Counter[str]:
    return Counter({f"person{number}@post.example": 1 for number in range(3)})


def test_the_next_letter_is_asked_for_while_the_answer_to_the_one_before_is_due(tmp_path: Path, server: RawServer) -> None:
    """The server says nothing to the first letter, and yet hears the commands of the second one; not a byte of that one's text."""
    server.say("DOT", SILENCE)
    server.say("MAIL", b"250 ok\r\n")
    server.say("MAIL", SILENCE)
    store = three(tmp_path)
    run(store, to(server, timeout=0.5))
    assert verbs(server)[:7] == ["EHLO", "MAIL", "RCPT", "DATA", "MAIL", "RCPT", "DATA"]
    assert states(store) == {FIRST: LetterState.IN_DOUBT, SECOND: LetterState.SENT, THIRD: LetterState.SENT}
    assert copies(server) == Counter({"person1@post.example": 1, "person2@post.example": 1})


def test_a_server_that_does_not_offer_it_is_asked_nothing_ahead(tmp_path: Path) -> None:
    with raw_smtp(("8BITMIME",)) as server:
        server.say("DOT", SILENCE)
        store = three(tmp_path)
        run(store, to(server, timeout=0.5))
        assert verbs(server)[:5] == ["EHLO", "MAIL", "RCPT", "DATA", "EHLO"]


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("data", [b"", b"354 go on\r\n", b"554 5.5.1 no valid recipients\r\n", b"451 4.3.0 no\r\n"])
@pytest.mark.parametrize(("reply", "fate"), [(b"550 5.1.1 unknown\r\n", LetterState.FAILED), (b"450 4.2.0 grey\r\n", LetterState.DEFERRED)])
def test_a_refused_recipient_costs_nobody_else_anything(
    tmp_path: Path, server: RawServer, reply: bytes, fate: LetterState, data: bytes, place: int
) -> None:
    """Whatever the server says to the DATA that was asked ahead; after a 354 the lone dot ends it, and nothing of a letter is sent."""
    server.say("RCPT", reply, where=f"person{place}@")
    if data:
        for _ in range(place):
            server.say("DATA", b"354 go on\r\n")
        server.say("DATA", data)
    store = three(tmp_path)
    run(store, to(server))
    refused = f"letter{place:05}"
    assert states(store) == {FIRST: LetterState.SENT, SECOND: LetterState.SENT, THIRD: LetterState.SENT, refused: fate}
    assert copies(server) == every_one_once() - Counter([f"person{place}@post.example"])
    assert server.connections == 1
    expected_resets = int(place < 2 and data != b"354 go on\r\n")
    assert verbs(server).count("RSET") == expected_resets, "only a transaction that is still open is reset"


def test_a_lone_dot_that_is_taken_for_a_mail_ends_the_connection(tmp_path: Path, server: RawServer) -> None:
    server.say("RCPT", b"550 5.1.1 unknown\r\n", where="person0@")
    server.say("DATA", b"354 go on\r\n")
    server.say("DOT", b"250 2.0.0 thank you for nothing\r\n")
    store = three(tmp_path)
    run(store, to(server))
    assert states(store) == {FIRST: LetterState.FAILED, SECOND: LetterState.SENT, THIRD: LetterState.SENT}
    assert server.connections == 2


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize("act", [CUT, DEAF, b"250"], ids=["cut", "silence", "half a reply"])
def test_trouble_with_what_was_asked_ahead_does_not_touch_the_letter_before(
    tmp_path: Path, server: RawServer, step: str, act: Act | bytes
) -> None:
    where = "person1@" if step == "RCPT" else ""
    if step != "RCPT":
        server.say(step, b"354 go on\r\n" if step == "DATA" else b"250 ok\r\n")
    server.say(step, act, where=where)
    store = three(tmp_path)
    run(store, to(server, timeout=0.5))
    assert states(store)[FIRST] is LetterState.SENT
    assert LetterState.IN_DOUBT not in states(store).values()
    run(store, to(server), hours=1)
    assert copies(server) == every_one_once()
    assert set(states(store).values()) == {LetterState.SENT}


def test_where_an_answer_is_missing_nobody_knows_which_one(tmp_path: Path, server: RawServer) -> None:
    """503 may be the answer to RCPT, or the one to DATA while that to the letter was swallowed: rather a doubt than a letter lost."""
    server.say("RCPT", SILENCE, where="person1@")
    store = three(tmp_path)
    run(store, to(server, timeout=0.5))
    assert states(store) == {FIRST: LetterState.IN_DOUBT, SECOND: LetterState.SENT, THIRD: LetterState.SENT}


def test_an_answer_that_was_swallowed_makes_no_letter_count_as_sent(tmp_path: Path, server: RawServer) -> None:
    """The yes to the next letter's MAIL stands where the answer to the letter should: its 354 shows it."""
    server.say("DOT", SILENCE, where="person0@")
    store = three(tmp_path)
    run(store, to(server, timeout=1))
    assert states(store) == {FIRST: LetterState.IN_DOUBT, SECOND: LetterState.SENT, THIRD: LetterState.SENT}


@pytest.mark.parametrize("reply", [b"421 4.3.2 shutting down\r\n", b"554 5.7.1 you are blocked\r\n"])
@pytest.mark.parametrize("step", ["RCPT", "DOT"])
def test_a_refusal_of_us_in_the_middle_leaves_what_was_asked_ahead_waiting(
    tmp_path: Path, server: RawServer, step: str, reply: bytes
) -> None:
    server.say(step, reply, where="person1@")
    store = three(tmp_path)
    tally = run(store, to(server))
    assert [error.key for error in tally.pauses] == ["smtp.unwelcome"]
    assert states(store) == {FIRST: LetterState.SENT, SECOND: LetterState.DEFERRED, THIRD: LetterState.QUEUED}
    run(store, to(server), hours=1)
    assert copies(server) == every_one_once()


def test_a_letter_that_is_somebody_elses_by_now_ends_the_connection_and_not_a_byte_is_sent(tmp_path: Path, server: RawServer) -> None:
    store = three(tmp_path)

    def steal(settlement: outbox.Settlement) -> None:
        """The server waits for the second letter's text, and the intent to send it is about to be written."""
        if settlement.letter_id == FIRST:
            with store.begin() as connection:
                connection.exec_driver_sql(f"UPDATE letter SET claimed_by = 'thief' WHERE id = '{SECOND}'")

    met = Counter[str]()
    server.before = lambda step: met.update([step])
    postman = Postman(store, to(server), ManualClock(NOW), "test/1", "verband.example", told=steal)
    tally = asyncio.run(postman.run(asyncio.Event()))
    assert tally.sent == 2
    assert states(store) == {FIRST: LetterState.SENT, SECOND: LetterState.CLAIMED, THIRD: LetterState.SENT}
    assert copies(server) == Counter({"person0@post.example": 1, "person2@post.example": 1})
    assert (server.connections, met["LETTER"]) == (2, 2), "after a 354 nothing else is said"


def test_an_intent_that_cannot_be_written_ends_the_connection_without_a_word(tmp_path: Path, server: RawServer) -> None:
    """The server waits for a text: even QUIT would be a part of it."""
    store = three(tmp_path)
    refusal = f"NEW.id = '{SECOND}' AND NEW.state = 'handing_over' BEGIN SELECT RAISE(ABORT, 'no'); END"
    with store.begin() as connection:
        connection.exec_driver_sql(f"CREATE TRIGGER no BEFORE UPDATE ON letter WHEN {refusal}")
    met = Counter[str]()
    server.before = lambda step: met.update([step])
    with pytest.raises(StoreError):
        run(store, to(server))
    assert (met["DATA"], met["LETTER"], met["QUIT"]) == (2, 1, 0)


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
def test_a_connection_carries_no_more_letters_than_it_may(tmp_path: Path, server: RawServer, limit: int) -> None:
    store = store_with(tmp_path, *(new_letter(number) for number in range(7)))
    assert run(store, to(server, letters_per_connection=limit)).sent == 7
    assert server.connections == -(-7 // limit)
    assert verbs(server).count("DATA") == 7, "nothing is asked for in vain"
    assert verbs(server).count("QUIT") == server.connections


@pytest.mark.timeout(30)
def test_a_server_that_does_not_say_goodbye_is_not_waited_for_as_long_as_for_an_answer(tmp_path: Path, server: RawServer) -> None:
    server.say("QUIT", SILENCE)
    store = three(tmp_path)
    assert run(store, to(server, timeout=300)).sent == 3
    assert verbs(server)[-1] == "QUIT"


def test_a_server_that_closes_after_each_letter_costs_connections_and_no_delay(tmp_path: Path, server: RawServer) -> None:
    server.say("MAIL", b"250 ok\r\n")
    server.say("MAIL", CUT)
    store = three(tmp_path)
    assert run(store, to(server)).sent == 3
    assert server.connections == 2


def test_words_that_nobody_asked_for_end_the_connection_before_they_are_taken_for_an_answer(tmp_path: Path, server: RawServer) -> None:
    server.say("DATA", b"354 go on\r\n250 2.0.0 taken already\r\n")
    store = three(tmp_path)
    run(store, to(server))
    run(store, to(server), hours=1)
    assert set(states(store).values()) == {LetterState.SENT}
    assert copies(server) == every_one_once()


def test_a_large_letter_is_written_as_fast_as_the_server_reads(tmp_path: Path, server: RawServer) -> None:
    large = replace(new_letter(0), raw=b"Subject: viel\r\n\r\n" + (b".y" * 38 + b"\r\n") * 60_000)
    store = store_with(tmp_path, large, new_letter(1), new_letter(2))
    assert run(store, to(server)).sent == 3
    assert server.mails[0][1] == large.raw.replace(b"\r\n.", b"\r\n..")


@pytest.mark.parametrize("words", [b"552 5.3.4 too much\r\n", b"250 enough\r\n"])
def test_an_answer_before_the_letter_is_whole(tmp_path: Path, server: RawServer, words: bytes) -> None:
    """A no is a no; a yes cannot be meant for a letter that has not come."""
    server.say("LETTER", words)
    large = replace(new_letter(0), raw=b"Subject: viel\r\n\r\n" + (b"y" * 76 + b"\r\n") * 300_000)
    store = store_with(tmp_path, large, new_letter(1), new_letter(2))
    run(store, to(server))
    fate = LetterState.FAILED if words.startswith(b"5") else LetterState.IN_DOUBT
    assert states(store) == {FIRST: fate, SECOND: LetterState.SENT, THIRD: LetterState.SENT}
    assert copies(server) == Counter({"person1@post.example": 1, "person2@post.example": 1})


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_over_tls(tmp_path: Path, certificate: Certificate, monkeypatch: pytest.MonkeyPatch, security: str) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))
    with smtp(security, certificate, pipelining=True) as server:
        large = replace(new_letter(0), raw=b"Subject: viel\r\n\r\n" + (b"y" * 76 + b"\r\n") * 20_000)
        store = store_with(tmp_path, large, *(new_letter(number) for number in range(1, 30)))
        more = {"security": security, "connections": 3, "letters_per_connection": 4}
        tally = run(store, Smtp.model_validate({"host": server.host, "port": server.port, "timeout": 5, **more}))
        assert (tally.sent, tally.pauses) == (30, [])
        assert {mail.tls for mail in server.mails} == {True}
        assert Counter(mail.rcpt_tos[0] for mail in server.mails) == Counter({f"person{number}@post.example": 1 for number in range(30)})
        assert large.raw in [mail.raw for mail in server.mails]


def test_what_somebody_put_in_before_tls_is_dropped(tmp_path: Path, certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain words behind the 220 to STARTTLS (RFC 3207 4.2) pass for nothing later: by them every letter would be too large."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))
    taken: list[bytes] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        replies = {b"EHLO": b"250-tls.example\r\n250-PIPELINING\r\n250 STARTTLS\r\n", b"DATA": b"354 go on\r\n"}
        writer.write(b"220 tls.example\r\n")
        while line := await reader.readline():
            if line.startswith(b"STARTTLS"):
                writer.write(b"220 go on\r\n250-evil.example\r\n250 SIZE 1\r\n")
                await writer.start_tls(certificate.server_context())
                continue
            writer.write(replies.get(line[:4], b"250 ok\r\n"))
            if line.startswith(b"DATA"):
                taken.append(await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"250 ok\r\n")
        writer.close()

    async def carried(store: Store) -> Tally:
        listening = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = listening.sockets[0].getsockname()[1]
        smtp = Smtp(host="127.0.0.1", port=port, security="starttls", connections=1, timeout=5)
        tally = await Postman(store, smtp, ManualClock(NOW), "test/1", "verband.example").run(asyncio.Event())
        listening.close()
        return tally

    tally = asyncio.run(carried(three(tmp_path)))
    assert (tally.sent, tally.pauses, len(taken)) == (3, [], 3)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "DOT"])
def test_stopping_at_any_step_ends_what_is_in_the_data_and_begins_nothing(tmp_path: Path, server: RawServer, step: str) -> None:
    """Told to stop when the second letter has come that far."""
    store = three(tmp_path)
    stop = asyncio.Event()

    met = Counter[str]()

    async def watched() -> Tally:
        loop = asyncio.get_running_loop()

        def tell(at: str) -> None:
            met[at] += 1
            if at == step and met[at] == 2:
                loop.call_soon_threadsafe(stop.set)
                time.sleep(0.1)

        server.before = tell
        return await Postman(store, to(server), ManualClock(NOW), "test/1", "verband.example").run(stop)

    tally = asyncio.run(watched())
    assert tally.pauses == []
    found = states(store)
    assert set(found.values()) <= {LetterState.SENT, LetterState.QUEUED}
    assert found[THIRD] is LetterState.QUEUED
    assert (found[SECOND] is LetterState.SENT) == (step == "DOT")
    assert sum(copies(server).values()) == list(found.values()).count(LetterState.SENT)


def test_a_run_that_is_broken_off_still_writes_down_what_the_server_has_said(tmp_path: Path, server: RawServer) -> None:
    """The first letter's yes is there, the replies to what was asked with it are not."""
    store = three(tmp_path)
    met = Counter[str]()

    async def broken_off() -> None:
        running = asyncio.ensure_future(Postman(store, to(server), ManualClock(NOW), "test/1", "verband.example").run(asyncio.Event()))
        loop = asyncio.get_running_loop()

        def cancel(at: str) -> None:
            met[at] += 1
            if at == "MAIL" and met[at] == 2:
                time.sleep(0.3)
                loop.call_soon_threadsafe(running.cancel)
                time.sleep(0.3)

        server.before = cancel
        with pytest.raises(asyncio.CancelledError):
            await running

    asyncio.run(broken_off())
    assert states(store) == {FIRST: LetterState.SENT, SECOND: LetterState.QUEUED, THIRD: LetterState.QUEUED}
    run(store, to(server))
    assert copies(server) == every_one_once()
