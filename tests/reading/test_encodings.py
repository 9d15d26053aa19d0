"""Are the bytes of a damaged or misdeclared mail still read as the words that were meant?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.reading.charset import decode, undoubled
from mailer.reading.mime import Part
from mailer.reading.words.rtf import MAX_BYTES, decompressed, rtf_texts
from mailer.reading.words.tnef import tnef_body

TEXT = "Schöne Grüße, ich komme später – „gern“ für 5 €"


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
@pytest.mark.parametrize("declared", ["utf-8", "iso-8859-1", "ISO_8859-1", "us-ascii", "windows-1252", "x-unknown", "", "erfunden", None])
def test_german_text_survives_a_wrong_declaration(charset: str, declared: str | None) -> None:
    assert decode(TEXT.encode(charset), declared) == TEXT


@given(st.text(st.characters(codec="cp1252", exclude_characters="\n\r"), max_size=60))
def test_text_that_was_encoded_twice_is_set_right(line: str) -> None:
    twice = line.encode().decode("cp1252", "replace")
    assert "\ufffd" in twice or undoubled(twice) in (line, twice)


@pytest.mark.parametrize("line", ["NÃO", "Åse kommt", "schöne Grüße", "Ã"])
def test_what_only_looks_doubly_encoded_stays(line: str) -> None:
    assert undoubled(line) == line


def test_base64_with_padding_inside_is_read_to_its_end() -> None:
    assert _content(b"SWNoIGtvbW1lLg==\r\nQmlzIGRhbm4u\r\n", "base64") == b"Ich komme.Bis dann."


def test_a_footer_behind_base64_is_none_of_it() -> None:
    assert _content(b"SWNoIGtvbW1lLg==\r\n\r\n____\r\nDiese Mail wurde von uns geprueft.\r\n", "base64") == b"Ich komme."


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_decoders(junk: bytes) -> None:
    _content(junk, "base64")
    _content(junk, "quoted-printable")
    rtf_texts(b"{\\rtf1 " + junk)
    assert len(decompressed(b"\0" * 8 + b"LZFu" + b"\0" * 4 + junk)) <= MAX_BYTES + 8 * 17
    tnef_body(Part({}, b"\x78\x9f\x3e\x22\0\0" + junk))


def test_a_hostile_count_in_a_winmail_dat_is_not_believed() -> None:
    properties = b"\1\0\0\0" + b"\x02\x10" + b"\x00\x10" + b"\xff\xff\xff\xff"
    attribute = b"\1\x03\x90\x06\0" + len(properties).to_bytes(4, "little") + properties + b"\0\0"
    assert tnef_body(Part({}, b"\x78\x9f\x3e\x22\0\0" + attribute)) == ("", "")


def test_rich_text_keeps_breaks_umlauts_and_signs_and_hides_its_tables() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}Gr\'fc\'dfe \u8222?gern\u8220?\par 5 \{ja\}}"
    assert rtf_texts(rtf) == ("Grüße „gern“\n5 {ja}", "")


def test_what_is_no_rich_text_has_no_words() -> None:
    assert rtf_texts(b"Ich komme") == ("", "")
    assert decompressed(b"Ich komme") == b""


def _content(body: bytes, encoding: str) -> bytes:
    return Part({"content-transfer-encoding": (encoding,)}, body).content()
