"""Do the mail programs of the demo write what real ones write?"""

import re
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html import unescape
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.demo import clients
from mailer.model.reading import Sort
from mailer.reading import open_mail
from tests.demo.letters import letter

AT = datetime(2024, 10, 28, 22, 17, 59, tzinfo=ZoneInfo("Europe/Berlin"))
MESSAGE_ID = "<mxyzabcdefgh234567@stadtverband.example>"
UID = "stadtparteitag.abcdefghijklmnopqrstuvwx@stadtverband.example"


def writer(words: str = "Bin dabei!\n\nViele Grüße\nEmre") -> clients.Writer:
    return clients.Writer("Emre Sönmezer", "e.soenmezer@wolkenpost.example", words, AT)


def parsed(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert not [defect for part in message.walk() for defect in part.defects]
    return message


def body(message: EmailMessage) -> str:
    return "\n".join(
        part.get_content()
        for part in message.walk()
        if part.get_content_maintype() == "text" and part.get_content_type() != "text/calendar"
    )


def calendar_parts(message: EmailMessage) -> list[bytes]:
    return [part.get_payload(decode=True) for part in message.walk() if part.get_content_type() in ("text/calendar", "application/ics")]


@pytest.mark.parametrize("program", [program for program in clients.PROGRAMS if program != "bare"])
def test_a_mail_program_quotes_the_letter_and_says_which_mail_it_answers(program: str) -> None:
    message = parsed(clients.write(program, letter(), writer()))
    assert message["In-Reply-To"] == MESSAGE_ID
    assert MESSAGE_ID in message["References"]
    assert message["To"].addresses[0].addr_spec == "post@stadtverband.example"
    assert message["From"].addresses[0] == parsed(letter())["To"].addresses[0]
    assert re.match(r"(Re|AW|Aw): Einberufung", message["Subject"])
    assert message["Date"].datetime == AT
    assert "Bin dabei!" in body(message)
    assert "berufen wir den Stadtparteitag ein" in body(message)
    assert "schrieb Stadtvorstand" in body(message).replace("\n", " ") or "Betreff:" in body(message)


@pytest.mark.parametrize("program", clients.PROGRAMS)
def test_only_the_writers_words_are_new_to_the_reader(program: str) -> None:
    opened = open_mail(clients.write(program, letter(), writer()))
    assert opened.sort is Sort.REPLY
    assert opened.text.split() == ["Bin", "dabei!", "Viele", "Grüße", "Emre"]


@pytest.mark.parametrize("program", clients.PROGRAMS)
def test_every_line_on_the_wire_ends_in_crlf_and_is_short_enough(program: str) -> None:
    raw = clients.write(program, letter(), writer())
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998


def test_the_bare_program_leaves_nothing_but_the_address_to_go_by() -> None:
    message = parsed(clients.write("bare", letter(), writer()))
    assert message["In-Reply-To"] is None
    assert message["References"] is None
    assert "Stadtparteitag" not in body(message)


def test_the_programs_differ_in_charset_and_transfer_encoding() -> None:
    mails = [parsed(clients.write(program, letter(), writer())) for program in clients.PROGRAMS]
    leaves = [part for mail in mails for part in mail.walk() if not part.is_multipart()]
    assert {"utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"} <= {str(part.get_content_charset()) for part in leaves}
    assert {"8bit", "quoted-printable", "base64"} <= {part["Content-Transfer-Encoding"] for part in leaves}


@settings(max_examples=40, deadline=None)
@given(words=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1), program=st.sampled_from(clients.PROGRAMS))
def test_any_words_come_through_whole(words: str, program: str) -> None:
    message = message_from_bytes(clients.write(program, letter(), writer(f"Anfang {words} Ende")), policy=default)
    part = message.get_body(("plain",)) or message.get_body(("html",))
    assert part is not None
    assert "".join(f"Anfang {words} Ende".split()) in "".join(unescape(part.get_content()).split())


def test_the_same_answer_gives_the_same_bytes() -> None:
    assert clients.write("gmail", letter(invite=False), writer()).count(b"In-Reply-To") == 1
    one = letter()
    assert clients.write("gmail", one, writer()) == clients.write("gmail", one, writer())


def test_the_answer_button_brings_back_the_links_own_subject_and_body() -> None:
    message = parsed(clients.button_answer(letter(), writer(""), "Zusage"))
    assert message["Subject"] == "Zusage: Stadtparteitag [#abcdefghij234567]"
    assert message["In-Reply-To"] is None
    assert body(message).startswith("Ja")


def test_a_letter_without_that_button_cannot_be_answered_by_it() -> None:
    with pytest.raises(ValueError, match="no button"):
        clients.button_answer(letter(), writer(""), "Absage")


@pytest.mark.parametrize("partstat", ["ACCEPTED", "DECLINED", "TENTATIVE"])
@pytest.mark.parametrize("calendar", clients.CALENDARS)
def test_a_calendar_answers_with_uid_sequence_and_attendee_of_the_invitation(calendar: str, partstat: str) -> None:
    message = parsed(clients.calendar_answer(calendar, letter(), writer("Komme, etwas später; bis dann"), partstat))
    for content in calendar_parts(message):
        reply = icalendar.Calendar.from_ical(content.decode())
        event = reply.walk("VEVENT")[0]
        assert reply["METHOD"] == "REPLY"
        assert event["UID"] == UID
        assert event["SEQUENCE"] == 2
        assert event["DTSTART"].dt == datetime(2024, 11, 23, 10, tzinfo=ZoneInfo("Europe/Berlin"))
        assert event["ATTENDEE"] == "mailto:e.soenmezer@wolkenpost.example"
        assert event["ATTENDEE"].params["PARTSTAT"] == partstat
    assert len(calendar_parts(message)) == (2 if calendar == "google" else 1)
    opened = open_mail(clients.calendar_answer(calendar, letter(), writer("Komme, etwas später; bis dann"), partstat))
    assert (opened.sort, opened.calendar[0].partstat, opened.calendar[0].comment) == (
        Sort.CALENDAR,
        partstat,
        "Komme, etwas später; bis dann",
    )


def test_each_calendar_has_its_own_ways() -> None:
    google = parsed(clients.calendar_answer("google", letter(), writer("Ja"), "ACCEPTED"))
    outlook = parsed(clients.calendar_answer("outlook", letter(), writer("Ja"), "ACCEPTED"))
    assert google["Auto-Submitted"] == "auto-generated"
    assert b"X-RESPONSE-COMMENT" in calendar_parts(google)[0]
    assert b"ORGANIZER" not in calendar_parts(outlook)[0]
    assert b"W. Europe Standard Time" in calendar_parts(outlook)[0]
    assert [part.get_content_type() for part in outlook.iter_parts()] == ["text/plain", "text/html", "text/calendar"]


def test_a_letter_without_invitation_cannot_be_answered_by_a_calendar() -> None:
    with pytest.raises(ValueError, match="no invitation"):
        clients.calendar_answer("google", letter(invite=False), writer(), "ACCEPTED")


def test_an_absence_note_shows_that_a_machine_wrote_it() -> None:
    raw = clients.absence_note(letter(), writer("Ich bin bis 18.10. nicht im Büro."))
    message = parsed(raw)
    assert message["Subject"].startswith("Automatische Antwort: Einberufung")
    assert message["Auto-Submitted"] == "auto-generated"
    assert open_mail(raw).sort is Sort.AUTO_REPLY


@pytest.mark.parametrize(
    ("kind", "status", "reason"),
    [("postfix-unknown", "5.1.1", "unknown"), ("postfix-full", "5.2.2", "full"), ("webmailer-unknown", None, "unknown")],
)
def test_a_report_names_recipient_reason_and_the_letter(kind: str, status: str | None, reason: str) -> None:
    raw = clients.report(kind, letter(), writer(""), "post+abcdefghij234567@stadtverband.example")
    message = message_from_bytes(raw, policy=default)
    opened = open_mail(raw)
    assert message["Return-Path"] == "<>"
    assert message["To"] == "post+abcdefghij234567@stadtverband.example"
    assert opened.bounce is not None
    assert (opened.bounce.recipients, opened.bounce.status, opened.bounce.reason) == (("e.soenmezer@wolkenpost.example",), status, reason)
    assert opened.returned_message_ids == (MESSAGE_ID,)


def test_a_letter_that_nobody_could_answer_is_refused() -> None:
    with pytest.raises(ValueError, match="Message-ID"):
        clients.open_letter(b"From: a@b.example\r\n\r\nhallo\r\n")
