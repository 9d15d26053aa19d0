"""Which Authentication-Results count, and what do they say?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.recording.authentication import Vouch, results_of, vouched

OURS = ("mx.verband.example",)
RECEIVED = "Received: from out.post.example by mx.verband.example"


def verdict(*fields: str, sender: str = "jana@post.example", ids: tuple[str, ...] = OURS) -> Vouch:
    raw = "\r\n".join([*fields, f"From: Jana <{sender}>", "Subject: x", "", "Ja\r\n"]).encode()
    return vouched(raw, ids, sender)


def results(words: str, name: str = "mx.verband.example") -> str:
    return f"Authentication-Results: {name}; {words}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("dmarc=pass header.from=post.example", Vouch.PASS),
        ("dmarc=pass (p=none dis=none) header.from=post.example", Vouch.PASS),
        ("spf=pass smtp.mailfrom=x@post.example; dkim=pass header.d=post.example", Vouch.PASS),
        ("dkim=pass header.d=mail.post.example", Vouch.PASS),
        ("dkim=pass header.i=@post.example", Vouch.PASS),
        ("dkim=pass header.d=anderswo.example", Vouch.UNKNOWN),
        ("dkim=pass header.d=example", Vouch.UNKNOWN),
        ("dkim=pass header.d=notpost.example", Vouch.UNKNOWN),
        ("dkim=fail header.d=post.example", Vouch.UNKNOWN),
        ("dkim=none", Vouch.UNKNOWN),
        ("none", Vouch.UNKNOWN),
        ("dmarc=fail header.from=post.example; dkim=pass header.d=post.example", Vouch.FAIL),
        ("dmarc=pass header.from=anderswo.example", Vouch.UNKNOWN),
        ("spf=pass (dmarc=pass header.from=post.example) smtp.mailfrom=x", Vouch.UNKNOWN),
        ('spf=pass reason="; dmarc=pass header.from=post.example"', Vouch.UNKNOWN),
    ],
)
def test_what_our_servers_field_says(words: str, expected: Vouch) -> None:
    assert verdict(results(words), RECEIVED) == expected


def test_several_fields_of_our_server_above_its_received_count_together() -> None:
    assert verdict(results("spf=pass"), results("dkim=pass header.d=post.example"), RECEIVED) is Vouch.PASS


def test_a_server_that_writes_below_its_own_received_is_believed_in_its_topmost_field_only() -> None:
    assert verdict(RECEIVED, results("dkim=pass header.d=post.example")) is Vouch.PASS
    forged = results("dmarc=pass header.from=post.example")
    assert verdict(RECEIVED, results("dkim=none"), forged) is Vouch.UNKNOWN


def test_a_field_below_that_of_our_server_came_with_the_mail() -> None:
    forged = results("dmarc=pass header.from=post.example")
    assert verdict(results("dmarc=none"), RECEIVED, forged) is Vouch.UNKNOWN


def test_a_field_of_another_server_counts_for_nothing_and_hides_what_is_below() -> None:
    foreign = results("dmarc=pass header.from=post.example", "mx.anderswo.example")
    assert verdict(foreign, RECEIVED) is Vouch.UNKNOWN
    assert verdict(RECEIVED, foreign, results("dmarc=pass header.from=post.example")) is Vouch.UNKNOWN


def test_without_a_configured_name_nothing_is_proven() -> None:
    assert verdict(results("dmarc=pass header.from=post.example"), RECEIVED, ids=()) is Vouch.UNKNOWN


def test_two_senders_in_from_fields_prove_nothing() -> None:
    assert verdict(results("dmarc=pass header.from=post.example"), RECEIVED, "From: boss@post.example") is Vouch.UNKNOWN


def test_the_name_is_read_without_case_version_and_quotes() -> None:
    assert results_of('"MX.Verband.Example" 1; dkim=pass header.d=a.example')[0] == "mx.verband.example"


@given(st.text(alphabet='abc;=()". \t\\mx.', max_size=200))
def test_no_field_makes_it_raise(words: str) -> None:
    results_of(words)
    assert verdict(results(words.replace("\t", " ")), RECEIVED) in set(Vouch)
