"""What if the server cannot do much, talks nonsense, falls silent, or is not whom it should be?"""

import asyncio
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from mailer.clock import ManualClock
from mailer.config import Smtp
from mailer.model.mail import LetterState
from mailer.sending import Postman, Tally
from mailer.store import bounces, letters
from mailer.store.database import Store
from mailer.store.letters import LetterLine
from tests.sending.outgoing import NOW, new_letter, states, store_with
from tests.servers.certificates import Certificate, self_signed
from tests.servers.raw_smtp import CUT, DEAF, SILENCE, Act, RawServer, raw_smtp
from tests.servers.smtp import Step, smtp

FIRST = "letter00000"
ALL_SENT = {f"letter{number:05}": LetterState.SENT for number in range(3)}
LOGIN = ("post", "ge heim=")


@pytest.fixture(params=[None, ("PIPELINING",)], ids=["step by step", "pipelining"])
def plain_server(request: pytest.FixtureRequest) -> Iterator[RawServer]:
    """Knows HELO only, or offers PIPELINING and nothing else; the test runs once with each."""
    with raw_smtp(request.param) as server:
        yield server


def run(store: Store, settings: Smtp, hours: float = 0) -> Tally:
    clock = ManualClock(NOW + timedelta(hours=hours))
    return asyncio.run(Postman(store, settings, clock, "test/1", "verband.example").run(asyncio.Event()))


def to(port: int, timeout: float = 5, **more: object) -> Smtp:
    return Smtp.model_validate({"host": "127.0.0.1", "port": port, "security": "none", "connections": 1, "timeout": timeout, **more})


def three(folder: Path) -> Store:
    return store_with(folder, *(new_letter(number) for number in range(3)))


def line(store: Store, name: str = FIRST) -> LetterLine:
    with store.look() as connection:
        return next(found for found in letters.lines(connection) if found.id == name)


def suppressed(store: Store) -> list[str]:
    with store.look() as connection:
        return [entry.address for entry in bounces.suppressed(connection)]


def copies(server: RawServer) -> Counter[str]:
    return Counter(recipient for recipient, _ in server.mails)


def test_a_server_that_offers_nothing_gets_every_letter_byte_by_byte(tmp_path: Path, plain_server: RawServer) -> None:
    dots = replace(new_letter(3), raw=b"Subject: Punkte\r\n\r\n.\r\n..\r\n.x\r\nEnde\r\n")
    store = store_with(tmp_path, dots)
    assert run(store, to(plain_server.port)).sent == 1
    assert plain_server.mails == [("person3@post.example", b"Subject: Punkte\r\n\r\n..\r\n...\r\n..x\r\nEnde\r\n")]
    assert {"HELO verband.example", "EHLO verband.example"} & set(plain_server.commands)
    assert "MAIL FROM:<vorstand@verband.example>" in plain_server.commands, "no parameter that was not offered"


GARBAGE = (b"\x00\xff\xfe ??\r\n", b"HTTP/1.1 400 Bad Request\r\n", b"999 what\r\n", b"000 what\r\n", b"xyz\r\n")


@pytest.mark.parametrize("words", [*GARBAGE, b"250 " + b"x" * 70_000 + b"\r\n"])
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA", "DOT"])
def test_garbage_is_no_answer(tmp_path: Path, plain_server: RawServer, step: str, words: bytes) -> None:
    plain_server.say(step, words)
    store = three(tmp_path)
    tally = run(store, to(plain_server.port))
    assert states(store) == {**ALL_SENT, FIRST: LetterState.IN_DOUBT if step == "DOT" else LetterState.DEFERRED}
    assert (line(store).doubts, tally.pauses, suppressed(store)) == (int(step == "DOT"), [], [])
    assert run(store, to(plain_server.port), hours=1).sent == int(step != "DOT")
    assert max(copies(plain_server).values()) == 1


@pytest.mark.parametrize("words", [b"354 go on\r\n", b"334 more\r\n"])
@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DOT"])
def test_an_answer_of_the_wrong_kind_is_never_taken_for_a_yes(tmp_path: Path, plain_server: RawServer, step: str, words: bytes) -> None:
    plain_server.say(step, words)
    store = three(tmp_path)
    run(store, to(plain_server.port))
    assert states(store) == {**ALL_SENT, FIRST: LetterState.IN_DOUBT if step == "DOT" else LetterState.DEFERRED}


@pytest.mark.parametrize("step", ["CONNECT", "EHLO", "HELO", "MAIL", "RCPT", "RSET"])
def test_a_server_that_answers_twice_makes_no_letter_count_as_sent(tmp_path: Path, plain_server: RawServer, step: str) -> None:
    """From there on every answer belongs to the command before: the 250 to RCPT would be heard as the one to the letter."""
    twice = b"220 hello\r\n220 hello\r\n" if step == "CONNECT" else b"250 ok\r\n250 ok\r\n"
    plain_server.say(step, twice)
    if step == "RSET":
        plain_server.say("RCPT", b"550 5.1.1 user unknown\r\n")
    store = three(tmp_path)
    run(store, to(plain_server.port))
    run(store, to(plain_server.port), hours=1)
    taken = copies(plain_server)
    sent = [name for name, state in states(store).items() if state is LetterState.SENT]
    assert Counter({f"person{int(name[-5:])}@post.example": 1 for name in sent}) == taken, "sent is what the server has, once"
    assert len(sent) == (2 if step == "RSET" else 3)


def test_a_yes_to_data_without_the_letter_is_no_yes_to_the_letter(tmp_path: Path, plain_server: RawServer) -> None:
    plain_server.say("DATA", b"250 ok\r\n")
    store = three(tmp_path)
    run(store, to(plain_server.port))
    assert states(store)[FIRST] is LetterState.DEFERRED
    assert line(store).doubts == 0
    run(store, to(plain_server.port), hours=1)
    assert copies(plain_server)["person0@post.example"] == 1


@pytest.mark.parametrize("words", [b"250-one\r\n250-two\r\n250 three\r\n", b"250\r\n", b"250 \xff\x00\r\n", b"251 forwarded\r\n"])
def test_a_yes_in_an_unusual_form_is_a_yes(tmp_path: Path, plain_server: RawServer, words: bytes) -> None:
    plain_server.say("DOT", words, times=3)
    store = three(tmp_path)
    assert run(store, to(plain_server.port)).sent == 3


def test_a_refusal_that_no_encoding_fits_is_kept_without_what_no_database_takes(tmp_path: Path, plain_server: RawServer) -> None:
    plain_server.say("RCPT", b"550 5.1.1 unbekannt \xfc\x00\xed\xa0\x80\r\n")
    store = three(tmp_path)
    run(store, to(plain_server.port))
    assert states(store) == {**ALL_SENT, FIRST: LetterState.FAILED}
    assert suppressed(store) == ["person0@post.example"]


@pytest.mark.parametrize(
    ("step", "act", "fate"),
    [
        ("LETTER", CUT, LetterState.IN_DOUBT),
        ("LETTER", DEAF, LetterState.IN_DOUBT),
        ("DOT", SILENCE, LetterState.IN_DOUBT),
        ("MAIL", DEAF, LetterState.DEFERRED),
        ("RCPT", SILENCE, LetterState.DEFERRED),
        ("DATA", SILENCE, LetterState.DEFERRED),
    ],
)
def test_a_server_that_falls_silent_or_deaf(tmp_path: Path, plain_server: RawServer, step: str, act: Act, fate: LetterState) -> None:
    plain_server.say(step, act)
    large = replace(new_letter(0), raw=b"Subject: viel\r\n\r\n" + b"x" * 76 * 50 + b"\r\n" + (b"y" * 76 + b"\r\n") * 100_000)
    store = store_with(tmp_path, large, new_letter(1), new_letter(2))
    run(store, to(plain_server.port, timeout=1))
    assert states(store) == {**ALL_SENT, FIRST: fate}
    assert line(store).doubts == int(fate is LetterState.IN_DOUBT)
    run(store, to(plain_server.port), hours=1)
    assert copies(plain_server)["person0@post.example"] == int(fate is LetterState.DEFERRED)


def test_what_a_deaf_server_has_not_read_of_a_letter_does_not_reach_it_later(tmp_path: Path) -> None:
    """Its fate is written down when we stop waiting, and the run goes on for longer than the server is deaf."""
    large = replace(new_letter(0), raw=b"Subject: viel\r\n\r\n" + (b"y" * 76 + b"\r\n") * 200_000)
    store = store_with(tmp_path, large, *(new_letter(number) for number in range(1, 9)))
    with raw_smtp(delay=lambda: 0.3) as server:
        server.say("LETTER", DEAF)
        run(store, to(server.port, timeout=0.8))
        assert line(store).state is LetterState.IN_DOUBT
        assert copies(server) == Counter({f"person{number}@post.example": 1 for number in range(1, 9)})


def test_a_letter_larger_than_the_server_takes_fails_alone_and_blames_nobody(tmp_path: Path) -> None:
    large = replace(new_letter(0), raw=b"Subject: viel\r\n\r\n" + b"x" * 2000 + b"\r\n")
    with raw_smtp(("SIZE 1000",)) as server:
        store = store_with(tmp_path, large, new_letter(1), new_letter(2))
        run(store, to(server.port))
        assert states(store) == {**ALL_SENT, FIRST: LetterState.FAILED}
        assert (line(store).smtp_status, suppressed(store)) == ("5.3.4", [])
        assert not any("person0" in command for command in server.commands), "it was not even asked"
        assert f"MAIL FROM:<vorstand@verband.example> SIZE={len(new_letter(1).raw)}" in server.commands


def test_dsn_is_asked_for_where_it_is_offered_with_the_plus_as_xtext(tmp_path: Path) -> None:
    with raw_smtp(("DSN",)) as server:
        store = store_with(tmp_path, new_letter(0, "jana+post=x@post.example"))
        assert run(store, to(server.port)).sent == 1
        assert f"MAIL FROM:<vorstand@verband.example> RET=HDRS ENVID={FIRST}" in server.commands
        rcpt = "RCPT TO:<jana+post=x@post.example> NOTIFY=FAILURE,DELAY ORCPT=rfc822;jana+2Bpost+3Dx@post.example"
        assert rcpt in server.commands


@pytest.mark.parametrize("offered", [True, False])
def test_an_address_with_umlauts_needs_smtputf8(tmp_path: Path, offered: bool) -> None:
    with raw_smtp(("SMTPUTF8", "8BITMIME") if offered else ()) as server:
        store = store_with(tmp_path, new_letter(0, "jörg@post.example"), new_letter(1), new_letter(2))
        run(store, to(server.port))
        assert states(store) == {**ALL_SENT, FIRST: LetterState.SENT if offered else LetterState.FAILED}
        assert (line(store).smtp_status, suppressed(store)) == (None if offered else "5.6.7", [])
        assert ("MAIL FROM:<vorstand@verband.example> SMTPUTF8" in server.commands) == offered


@pytest.mark.parametrize(
    "address",
    ["a\r\nRCPT TO:<fremd@else.example>@post.example", "a> NOTIFY=NEVER <b@post.example", "a b@post.example", "a\u202eb@post.example"],
)
def test_an_address_that_would_break_the_command_fails_alone(tmp_path: Path, plain_server: RawServer, address: str) -> None:
    store = store_with(tmp_path, new_letter(0, address), new_letter(1), new_letter(2))
    run(store, to(plain_server.port))
    assert states(store) == {**ALL_SENT, FIRST: LetterState.FAILED}
    assert [command for command in plain_server.commands if command.startswith("RCPT")] == [
        "RCPT TO:<person1@post.example>",
        "RCPT TO:<person2@post.example>",
    ]


@pytest.mark.parametrize(
    "address", ["Jana.VOGEL@POST.Example", "jana+verein@post.example", "o'neill@post.example", "a" * 64 + "@post.example"]
)
def test_an_address_goes_over_the_wire_as_the_member_wrote_it(tmp_path: Path, plain_server: RawServer, address: str) -> None:
    """What stands before the @ is the receiver's business (RFC 5321 2.4); all else of it is told apart without case by us alone."""
    store = store_with(tmp_path, new_letter(0, address))
    assert run(store, to(plain_server.port)).sent == 1
    assert f"RCPT TO:<{address}>" in plain_server.commands


def test_our_own_domain_with_umlauts_goes_out_as_a_label(tmp_path: Path, plain_server: RawServer) -> None:
    store = store_with(tmp_path, replace(new_letter(0), envelope_from="vorstand@bündnis.example"))
    assert run(store, to(plain_server.port)).sent == 1
    assert "MAIL FROM:<vorstand@xn--bndnis-3ya.example>" in plain_server.commands


@pytest.mark.parametrize("mechanism", ["PLAIN", "LOGIN"])
@pytest.mark.parametrize("right", [True, False])
def test_a_login_by_password(tmp_path: Path, mechanism: str, right: bool) -> None:
    with smtp(login=LOGIN, mechanisms=(mechanism,)) as server:
        store = three(tmp_path)
        secret = SecretStr(LOGIN[1] if right else "falsch")
        tally = run(store, to(server.port, username=LOGIN[0], password=secret))
        assert [error.key for error in tally.pauses] == ([] if right else ["smtp.login_refused"])
        assert set(states(store).values()) == {LetterState.SENT if right else LetterState.QUEUED}
        assert [mail.login for mail in server.mails] == ([LOGIN[0]] * 3 if right else [])
        assert not any(LOGIN[1] in str(error) or "falsch" in str(error) for error in tally.pauses)


def test_a_login_by_token_reads_it_anew_each_time(tmp_path: Path) -> None:
    token = tmp_path / "token.txt"
    token.write_text("abgelaufen\n", encoding="utf-8")
    with smtp(login=("post", "frisch"), mechanisms=("XOAUTH2",)) as server:
        store = three(tmp_path)
        settings = to(server.port, username="post", oauth_token_file=token)
        assert [error.key for error in run(store, settings).pauses] == ["smtp.login_refused"]
        token.write_text("frisch\n", encoding="utf-8")
        assert run(store, settings).sent == 3
        token.unlink()
        with store.begin() as connection:
            letters.queue(connection, [new_letter(9)], NOW)
        assert [error.key for error in run(store, settings).pauses] == ["smtp.no_token"]
        assert states(store) == {**ALL_SENT, "letter00009": LetterState.QUEUED}


@pytest.mark.parametrize("username", ["", "post"])
def test_without_the_starttls_that_is_configured_nothing_is_said(tmp_path: Path, username: str) -> None:
    with raw_smtp(("AUTH PLAIN LOGIN",)) as server:
        store = three(tmp_path)
        more = {"security": "starttls", "username": username, "password": SecretStr("geheim") if username else None}
        assert [error.key for error in run(store, to(server.port, **more)).pauses] == ["smtp.tls"]
        assert set(states(store).values()) == {LetterState.QUEUED}
        assert {command.split()[0] for command in server.commands} <= {"EHLO", "QUIT"}, "neither a password nor a letter"


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("trusted", [True, False])
def test_a_certificate_is_verified(
    tmp_path: Path, certificate: Certificate, monkeypatch: pytest.MonkeyPatch, security: str, trusted: bool
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.certificate))
    with smtp(security, certificate) as server:
        store = three(tmp_path)
        tally = run(store, to(server.port, security=security))
        assert [error.key for error in tally.pauses] == ([] if trusted else ["smtp.tls"])
        assert set(states(store).values()) == {LetterState.SENT if trusted else LetterState.QUEUED}
        assert [mail.tls for mail in server.mails] == ([True] * 3 if trusted else [])


def test_a_certificate_for_another_name_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = self_signed(tmp_path, "mail.anders.example")
    monkeypatch.setenv("SSL_CERT_FILE", str(wrong.certificate))
    with smtp("tls", wrong) as server:
        store = three(tmp_path)
        tally = run(store, to(server.port, security="tls"))
        assert [error.key for error in tally.pauses] == ["smtp.tls"]
        assert server.mails == []
        assert not any(step is Step.MAIL for step, _ in server.commands)
