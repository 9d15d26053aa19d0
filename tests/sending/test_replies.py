"""Does the reader give the same replies however the bytes are cut, and does nothing that is no reply pass for one?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.sending.replies import LONGEST_LINE, LONGEST_REPLY, Garbled, Reply, ReplyReader

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=40).map(str.strip)
REPLIES = st.builds(lambda code, words: (code, words), st.integers(200, 599), st.lists(WORDS, min_size=1, max_size=4))


def wire(code: int, words: list[str], end: bytes = b"\r\n") -> bytes:
    marks = [*("-" * (len(words) - 1)), " "]
    return b"".join(f"{code}{mark}{line}".encode() + end for mark, line in zip(marks, words, strict=True))


@given(replies=st.lists(REPLIES, max_size=5), cuts=st.lists(st.integers(1, 60)), end=st.sampled_from([b"\r\n", b"\n"]))
def test_replies_come_out_as_they_went_in_wherever_packets_end(replies: list[tuple[int, list[str]]], cuts: list[int], end: bytes) -> None:
    unread = b"".join(wire(code, words, end) for code, words in replies)
    reader, found = ReplyReader(), []
    for size in [*cuts, len(unread)]:
        found += reader.feed(unread[:size])
        unread = unread[size:]
    assert [(reply.code, reply.words.encode("utf-8", "surrogateescape")) for reply in found] == [
        (code, b"\n".join(line.encode().strip() for line in words)) for code, words in replies
    ]


@given(st.binary(max_size=200))
def test_any_bytes_are_replies_or_garbled_and_nothing_else(data: bytes) -> None:
    reader = ReplyReader()
    try:
        for reply in reader.feed(data):
            assert 200 <= reply.code < 600
            assert str(reply.code).encode() in data
    except Garbled:
        pass


@pytest.mark.parametrize(
    "line", [b"", b"25", b"250x ok", b"2 0 ok", b"+25 ok", b"199 ok", b"600 ok", b"ok", b"\xb2\xb5\xb0 ok", b"HTTP/1.1 200", b" 250 ok"]
)
def test_what_is_no_reply_is_garbled(line: bytes) -> None:
    with pytest.raises(Garbled):
        list(ReplyReader().feed(line + b"\r\n"))


def test_a_code_that_changes_within_a_reply_is_garbled() -> None:
    with pytest.raises(Garbled):
        list(ReplyReader().feed(b"250-one\r\n550 two\r\n"))


def test_replies_before_garbage_are_given() -> None:
    replies = ReplyReader().feed(b"250 ok\r\n?\r\n")
    assert next(replies) == Reply(250, "ok")
    with pytest.raises(Garbled):
        next(replies)


@pytest.mark.parametrize(
    "data", [b"250 " + b"x" * LONGEST_LINE + b"\r\n", b"x" * (LONGEST_LINE + 1), b"250-x\r\n" * (LONGEST_REPLY // 6 + 1)]
)
@pytest.mark.parametrize("piece", [100, 10**6])
def test_a_reply_without_end_fills_no_memory(data: bytes, piece: int) -> None:
    reader = ReplyReader()
    pieces = (data[at : at + piece] for at in range(0, len(data), piece))
    with pytest.raises(Garbled):
        _ = [list(reader.feed(each)) for each in pieces]


@pytest.mark.parametrize(("code", "consent", "refusal"), [(250, True, False), (354, False, False), (450, False, True), (599, False, True)])
def test_a_yes_a_no_and_neither(code: int, consent: bool, refusal: bool) -> None:
    assert (Reply(code, "").is_consent, Reply(code, "").is_refusal) == (consent, refusal)
