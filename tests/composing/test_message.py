"""Is every mail well-formed, for one recipient, and the same as the standard library would have built it?"""

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, compat32

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.composing.values import one_line
from mailer.model.composing import Attachment, ComposedLetter, LetterOrder
from mailer.model.jobs import Calendar, Kind
from tests.composing.letters import CAFE, CONGRESS, JANA, NASTY_NAMES, SENDER, TOKEN, UID, composer, invitation, order, parsed

LETTERS = composer("Hallo {{ member.given_name }}, schöne Grüße.\n", subject="Grüße an {{ member.given_name }}")


def built_by_the_standard_library(wish: LetterOrder, letter: ComposedLetter) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(SENDER.name, addr_spec=SENDER.address)
    mail["To"] = Address(one_line(wish.to_name), addr_spec=wish.address)
    mail["Subject"] = letter.subject
    mail["Date"] = wish.date
    mail["Message-ID"] = wish.message_id
    mail.set_content(letter.text, cte="quoted-printable")
    mail.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    return parsed(mail.as_bytes())


def decoded(mail: EmailMessage, field: str) -> str:
    """A field with its encoded words joined as RFC 2047 6.2 wants it; the structured parser puts blanks between them."""
    raw = message_from_bytes(mail.as_bytes(policy=compat32))[field]
    return re.sub(r"\s+", " ", str(make_header(decode_header(re.sub(r"\r?\n", "", str(raw)))))).strip()


@pytest.mark.parametrize("name", [*(name for name in NASTY_NAMES if "=?" not in name), "Jana Vogel", "", "Jörg"])
def test_our_mail_reads_like_one_of_the_standard_library(name: str) -> None:
    wish = order(to_name=name, recipient=replace(JANA, given_name=name or "Jana"), message_id="<letter-1@stadtverband.example>")
    letter = LETTERS.compose(wish)
    ours, theirs = parsed(letter.raw), built_by_the_standard_library(wish, letter)
    for field in ("From", "To", "Subject", "Date", "Message-ID"):
        assert decoded(ours, field) == decoded(theirs, field), field
    assert [part.get_content_type() for part in ours.walk()] == [part.get_content_type() for part in theirs.walk()]
    for mine, other in zip(ours.iter_parts(), theirs.iter_parts(), strict=True):
        assert mine.get_content() == other.get_content()


def test_what_only_looks_like_an_encoded_word_arrives_as_it_was_written() -> None:
    name = "=?utf-8?q?Heimlich?="  # the standard library would decode it, see its own subject
    mail = parsed(LETTERS.compose(order(to_name=name, recipient=replace(JANA, given_name=name))).raw)
    assert (mail["To"].addresses[0].display_name, mail["Subject"]) == (name, f"Grüße an {name}")


@given(st.text(max_size=120), st.text(max_size=120))
@settings(max_examples=80, deadline=None)
def test_no_name_can_make_a_header_or_a_second_recipient(given_name: str, to_name: str) -> None:
    letter = LETTERS.compose(order(to_name=to_name, recipient=replace(JANA, given_name=given_name or "Jana")))
    mail = parsed(letter.raw)
    usual = parsed(LETTERS.compose(order()).raw)
    assert mail.keys() == usual.keys()
    assert [address.addr_spec for address in mail["To"].addresses] == [JANA.email]
    assert mail.get_all("Bcc") is None


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_the_wire_format_is_seven_bit_crlf_and_short_lines(name: str) -> None:
    raw = (
        composer("{{ antwortblock() }} {{ member.given_name }} " + "ä" * 300)
        .compose(invitation(to_name=name, recipient=replace(JANA, given_name=name)))
        .raw
    )
    assert raw.isascii()
    assert b"\x00" not in raw
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    head, _, body = raw.partition(b"\r\n\r\n")
    assert all(len(line) <= 76 for line in body.split(b"\r\n"))
    assert all(len(line) <= 78 for line in head.split(b"\r\n") if not line.startswith(b"List-Unsubscribe"))


def test_the_same_order_gives_the_same_bytes_also_from_another_composer() -> None:
    first, again, other = LETTERS.compose(invitation()), LETTERS.compose(invitation()), composer("x").compose(invitation())
    assert first.raw == again.raw
    assert composer("x").compose(invitation()).raw == other.raw


def test_what_another_person_got_leaves_no_trace() -> None:
    shared = composer("Hallo {{ member.given_name }}. {{ antwortblock() }}")
    kim = order(
        recipient=replace(JANA, given_name="Kim", email="kim@post.example"), address="kim@post.example", to_name="Kim", token="k" * 16
    )
    before = shared.compose(kim).raw
    shared.compose(order())
    assert shared.compose(kim).raw == before
    assert b"jana" not in before.lower()
    assert TOKEN.encode() not in before


def test_a_circular_is_sent_as_one_person_to_one_person() -> None:
    mail = parsed(LETTERS.compose(order()).raw)
    assert str(mail["From"]) == "Stadtvorstand Magdeburg <vorstand@stadtverband.example>"
    assert str(mail["To"]) == "Jana Vogel <jana.vogel@post.example>"
    assert mail["Reply-To"] is None
    assert str(mail["Date"]) == "Fri, 25 Oct 2024 09:00:00 +0200"
    assert mail.get_content_type() == "multipart/alternative"
    assert TOKEN not in str(mail["Subject"])


def test_a_date_in_another_zone_is_written_in_the_senders() -> None:
    raw = LETTERS.compose(order(date=datetime(2024, 12, 1, 12, tzinfo=UTC))).raw
    assert b"\r\nDate: Sun, 01 Dec 2024 13:00:00 +0100\r\n" in raw


@pytest.mark.parametrize(
    ("kind", "list_id", "unsubscribe"),
    [
        (Kind.CIRCULAR, "<circular.stadtverband.example>", True),
        (Kind.INVITATION, "<invitation.stadtverband.example>", True),
        (Kind.STATUTORY, "<statutory.stadtverband.example>", False),
        (Kind.DUES, "<dues.stadtverband.example>", False),
        (Kind.REPORT, None, False),
    ],
)
def test_only_what_one_may_do_without_can_be_unsubscribed(kind: Kind, list_id: str | None, unsubscribe: bool) -> None:
    raw = LETTERS.compose(order(kind=kind)).raw
    mail = parsed(raw)
    assert mail["List-Id"] == list_id
    line = f"\r\nList-Unsubscribe: <mailto:vorstand@stadtverband.example?subject=Abmelden%20%5B%23{TOKEN}%5D>\r\n".encode()
    assert (line in raw) is unsubscribe
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "OOF, DR, RN, NRN, AutoReply"


def test_an_answer_is_threaded_marked_and_on_no_list() -> None:
    wish = order(
        kind=Kind.REPORT,
        answers_message_id="<b@post.example>",
        answers_references=("<a@stadtverband.example>",),
        answers_subject="AW: Re: Bin dabei",
    )
    mail = parsed(composer("x", subject="Re: {{ answered_subject }}").compose(wish).raw)
    assert mail["Auto-Submitted"] == "auto-replied"
    assert (mail["In-Reply-To"], mail["References"]) == ("<b@post.example>", "<a@stadtverband.example> <b@post.example>")
    assert mail["Subject"] == "Re: Bin dabei"
    assert mail["List-Id"] is None
    assert mail["List-Unsubscribe"] is None


@pytest.mark.parametrize("foreign", ["kaputt", "<a b@c>", "<a@b>\r\nBcc: <x@y>", "<ä@b>", "<" + "a" * 1200 + "@b>", ""])
def test_a_strangers_message_id_makes_no_headers(foreign: str) -> None:
    wish = order(
        answers_message_id=foreign, answers_references=(foreign,) * 50, answers_subject=f"AW: [#{TOKEN}] Hallo\r\nBcc: x@y.example"
    )
    mail = parsed(composer("x", subject="Re: {{ answered_subject }}").compose(wish).raw)
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Re: Hallo Bcc: x@y.example"
    assert str(mail["In-Reply-To"] or "<a@b>") == "<a@b>"


def test_a_long_thread_keeps_its_first_and_last_references() -> None:
    ids = tuple(f"<{n}@post.example>" for n in range(60))
    mail = parsed(composer("x").compose(order(answers_message_id=ids[-1], answers_references=ids[:-1])).raw)
    kept = str(mail["References"]).split()
    assert (kept[0], kept[-1], len(kept)) == (ids[0], ids[-1], 20)


def test_an_invitation_has_the_structure_that_shows_answer_buttons() -> None:
    mail = parsed(LETTERS.compose(invitation()).raw)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    calendar, file = list(mail.walk())[-2:]
    assert (calendar["Content-Type"].params["method"], calendar["Content-Type"].params["charset"].upper()) == ("REQUEST", "UTF-8")
    assert (calendar["Content-Transfer-Encoding"], file["Content-Transfer-Encoding"]) == ("base64", "base64")
    assert file.get_filename() == "invite.ics"
    assert calendar.get_payload(decode=True) == file.get_payload(decode=True)


def test_several_events_come_as_one_file_of_dates() -> None:
    pairs = ((CONGRESS, UID), (CAFE, f"cafe{UID}"))
    mail = parsed(LETTERS.compose(order(events=(CONGRESS, CAFE), invitations=pairs, calendar=Calendar.DATES)).raw)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file["Content-Type"].params["method"]) == ("termine.ics", "PUBLISH")


@pytest.mark.parametrize("name", ["Liste.csv", "Übersicht März.csv", "a" * 200 + ".csv", 'x"y\\z.csv', "a\r\nBcc: b.csv"])
def test_attachments_arrive_whole_under_their_name(name: str) -> None:
    content = bytes(range(256)) * 5
    mail = parsed(LETTERS.compose(order(attachments=(Attachment(name, "text/csv; charset=utf-8", content),))).raw)
    (file,) = mail.iter_attachments()
    assert file.get_payload(decode=True) == content
    assert file.get_filename() == one_line(name)
    assert file.get_content_type() == "text/csv"


def test_an_international_domain_goes_over_the_wire_in_ascii() -> None:
    raw = LETTERS.compose(invitation(address="jana@bücher.example")).raw
    assert b"<jana@xn--bcher-kva.example>" in raw


def test_boundaries_cannot_occur_in_any_part() -> None:
    raw = LETTERS.compose(invitation(recipient=replace(JANA, given_name="--=_mixed_ =_alternative_"))).raw
    boundaries = set(re.findall(rb'boundary="([^"]+)"', raw))
    assert len(boundaries) == 2
    mail = parsed(raw)
    assert len(list(mail.walk())) == 6
    assert not [part.defects for part in mail.walk() if part.defects]
