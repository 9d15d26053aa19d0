"""Does another program find our signatures right, and every changed mail wrong?"""

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from itertools import product

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from dkim.canonicalization import Relaxed
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.composing.dkim import Signer, relaxed_body
from mailer.errors import ConfigurationError
from mailer.model.composing import Attachment, LetterOrder
from mailer.model.jobs import Calendar, Kind
from mailer.texts import explain
from tests.composing.keys import AT, DOMAIN, ed25519_key, rsa_key, signers, verifies
from tests.composing.letters import CAFE, CONGRESS, JANA, NASTY_NAMES, UID, composer, invitation, order

LETTERS = composer(
    "{{ anrede }} {{ member.given_name }},\n\n.ein Punkt am Anfang\n\n{{ antwortblock() }}\n\n" + "ä  zwei  Blanks \n" * 20,
    subject="Grüße an {{ member.given_name }}",
)
RSA, ED25519 = signers()
BOTH = pytest.mark.parametrize("signer", [RSA, ED25519], ids=lambda signer: signer.algorithm)
PAIRS = ((CONGRESS, UID), (CAFE, f"cafe{UID}"))


def orders() -> Iterator[LetterOrder]:
    """Every kind of letter that there is, for everybody whose name is hard."""
    for name, kind in product(NASTY_NAMES, Kind):
        yield order(to_name=name, kind=kind, recipient=replace(JANA, given_name=name))
    yield invitation()
    yield order(events=(CONGRESS, CAFE), invitations=PAIRS, calendar=Calendar.DATES)
    yield order(attachments=(Attachment("Übersicht März.csv", "text/csv; charset=utf-8", bytes(range(256)) * 50),))
    references = tuple(f"<{number}@post.example>" for number in range(60))
    yield order(answers_message_id="<b@post.example>", answers_references=references, answers_subject="Re: x")


def signed_names(raw: bytes) -> list[str]:
    """The fields that the first signature names."""
    field = str(message_from_bytes(raw)["DKIM-Signature"])
    return re.sub(r"\s", "", field).partition(";h=")[2].partition(";")[0].split(":")


@BOTH
def test_every_composed_letter_verifies(signer: Signer) -> None:
    letters = [LETTERS.compose(wish).raw for wish in orders()]
    assert len(letters) > 60
    assert [raw[:200] for raw in letters if not verifies(signer.sign(raw, AT))] == []


@BOTH
def test_a_signature_only_stands_in_front(signer: Signer) -> None:
    raw = LETTERS.compose(invitation()).raw
    signed = signer.sign(raw, AT)
    assert signed.endswith(b"\r\n" + raw)
    assert signed.startswith(
        b"DKIM-Signature: v=1; a=" + signer.algorithm.encode() + b"; c=relaxed/relaxed; d=stadtverband.example;\r\n s="
    )
    assert b" t=1729839600;" in signed
    assert b" l=" not in signed[: -len(raw)]
    assert signed.isascii()
    assert signed.count(b"\n") == signed.count(b"\r\n")
    assert all(len(line) <= 78 for line in signed[: -len(raw)].split(b"\r\n")[1:])


@BOTH
def test_the_same_mail_gets_the_same_signature_again(signer: Signer) -> None:
    raw = LETTERS.compose(order()).raw
    assert signer.sign(raw, AT) == signer.sign(raw, AT)


def test_two_keys_make_two_signatures_that_both_hold() -> None:
    raw = ED25519.sign(RSA.sign(LETTERS.compose(invitation()).raw, AT), AT)
    assert len(message_from_bytes(raw).get_all("DKIM-Signature", [])) == 2
    assert [verifies(raw, index=index) for index in (0, 1)] == [True, True]
    assert [verifies(raw, RSA, index=index) for index in (0, 1)] == [False, True]


def test_what_stands_in_the_mail_is_signed_and_from_and_subject_once_more() -> None:
    circular = signed_names(RSA.sign(LETTERS.compose(order()).raw, AT))
    usual = "From From To Subject Subject Date Message-ID MIME-Version Content-Type List-Id List-Unsubscribe Auto-Submitted"
    assert circular == usual.split()
    answer = signed_names(RSA.sign(LETTERS.compose(order(answers_message_id="<b@post.example>", answers_subject="x")).raw, AT))
    assert answer[9:] == ["In-Reply-To", "References", "Auto-Submitted"]
    head = b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\nReply-To: a@post.example\r\nContent-Transfer-Encoding: 7bit\r\n"
    assert {"List-Unsubscribe-Post", "Reply-To", "Content-Transfer-Encoding"} <= set(
        signed_names(RSA.sign(head + LETTERS.compose(order()).raw, AT))
    )


@BOTH
def test_one_changed_byte_in_the_body_or_a_signed_field_is_noticed(signer: Signer) -> None:
    raw = LETTERS.compose(order()).raw
    signed = signer.sign(raw, AT)
    at = len(signed) - len(raw)
    shown = [*range(at, signed.index(b"\r\nX-Auto-Response"), 17), *range(signed.index(b"\r\n\r\n", at) + 4, len(signed), 97)]
    changed = [place for place in shown if signed[place : place + 1].isalnum()]
    assert len(changed) > 30
    for place in changed:
        other = b"Q" if signed[place : place + 1] != b"Q" else b"Z"
        assert not verifies(signed[:place] + other + signed[place + 1 :]), signed[place - 20 : place + 20]


@BOTH
@pytest.mark.parametrize("field", [b"From: Boese <boese@post.example>\r\n", b"Subject: Geld\r\n"])
def test_a_second_from_or_subject_is_noticed(signer: Signer, field: bytes) -> None:
    signed = signer.sign(LETTERS.compose(order()).raw, AT)
    assert verifies(signed)
    assert not verifies(field + signed)
    head, blank, body = signed.partition(b"\r\n\r\n")
    assert not verifies(head + b"\r\n" + field.rstrip() + blank + body)


@BOTH
def test_a_line_more_at_the_end_is_noticed_but_empty_ones_are_not(signer: Signer) -> None:
    signed = signer.sign(LETTERS.compose(order()).raw, AT)
    assert not verifies(signed + b"Kauft!\r\n")
    assert verifies(signed + b"\r\n\r\n")


@BOTH
def test_folding_anew_on_the_way_does_no_harm(signer: Signer) -> None:
    signed = signer.sign(LETTERS.compose(order()).raw, AT)
    moved = signed.replace(b"\r\nTo: Jana Vogel <", b"\r\nTO:  Jana\r\n\tVogel \r\n <")
    assert moved != signed
    assert verifies(moved)


@given(st.lists(st.sampled_from([b"a", b" ", b"\t", b"\r\n", b"\r\n\r\n", b"=20", b".", b"   \t  "]), max_size=60).map(b"".join))
@settings(max_examples=300, deadline=None)
def test_the_relaxed_body_is_the_one_of_dkimpy(body: bytes) -> None:
    over_smtp = body + b"\r\n" if body else body
    assert relaxed_body(over_smtp) == Relaxed.canonicalize_body(over_smtp)
    assert relaxed_body(body) == relaxed_body(over_smtp), "SMTP gives the last line its end"


@given(st.binary(max_size=300))
@settings(max_examples=100, deadline=None)
def test_the_relaxed_body_of_any_bytes_is_the_one_of_dkimpy(body: bytes) -> None:
    assert relaxed_body(body + b"\r\n") == Relaxed.canonicalize_body(body + b"\r\n")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(("To", "Subject", "DATE", "list-id", "X-Other", "References", "subject")), st.text(" \tab:;<=>", max_size=30)
        )
    )
)
@settings(max_examples=150, deadline=None)
def test_any_head_with_a_sender_verifies(fields: list[tuple[str, str]]) -> None:
    lines = ["From: a@post.example", *(f"{name}:{value}x\r\n {value}y" for name, value in fields)]
    raw = ("\r\n".join(lines) + "\r\n\r\nHallo\r\n").encode()
    assert verifies(ED25519.sign(raw, AT))


@pytest.mark.parametrize("raw", [b"", b"From: a@post.example\r\n", b"Subject: x\r\n\r\nHallo\r\n", b"From: a@post.example\n\nHallo\n"])
def test_what_is_no_mail_is_not_signed(raw: bytes) -> None:
    with pytest.raises(ValueError):
        RSA.sign(raw, AT)


def pem(key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey, password: bytes = b"", form: PrivateFormat = PrivateFormat.PKCS8) -> bytes:
    return key.private_bytes(Encoding.PEM, form, BestAvailableEncryption(password) if password else NoEncryption())


def test_the_older_form_of_a_key_file_serves_too() -> None:
    old = Signer(DOMAIN, "alt", pem(generate_private_key(65537, 2048), form=PrivateFormat.TraditionalOpenSSL))
    assert verifies(old.sign(LETTERS.compose(order()).raw, AT), old)


@pytest.mark.parametrize(
    ("domain", "selector", "key", "told"),
    [
        (DOMAIN, "mailer", b"kein Schluessel", "dkim.no_key"),
        (DOMAIN, "mailer", pem(ec.generate_private_key(ec.SECP256R1())), "dkim.no_key"),
        (DOMAIN, "mailer", pem(generate_private_key(65537, 2048), b"geheim"), "dkim.no_key"),
        (DOMAIN, "mailer", pem(generate_private_key(65537, 1024)), "dkim.short_key"),
        (DOMAIN, "mein key", ed25519_key(), "dkim.selector"),
        (DOMAIN, "x\r\nBcc: a@b", ed25519_key(), "dkim.selector"),
        (DOMAIN, "schlüssel", ed25519_key(), "dkim.selector"),
        ("kein name.example", "mailer", ed25519_key(), "dkim.domain"),
        ("", "mailer", ed25519_key(), "dkim.domain"),
    ],
)
def test_what_cannot_sign_is_told_in_german(domain: str, selector: str, key: bytes, told: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Signer(domain, selector, key)
    assert caught.value.key == told
    assert "[dkim]" in explain(caught.value)


def test_the_record_says_where_and_what_to_publish() -> None:
    signer = Signer("bücher.example", "mailer", rsa_key())
    assert signer.record_name == "mailer._domainkey.xn--bcher-kva.example"
    assert signer.record.startswith("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A")
    assert re.fullmatch(r"v=DKIM1; k=ed25519; p=[A-Za-z0-9+/]{43}=", ED25519.record)
