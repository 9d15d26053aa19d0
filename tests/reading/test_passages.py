"""Does each piece of the new words know the quoted line that it answers, and does a ticked line count as new?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model.reading import Opened, Passage
from mailer.reading import open_mail
from mailer.reading.words.cut import cut
from mailer.reading.words.sent import fresh_words

HEAD = b"From: Jana <jana@post.example>\r\nSubject: AW: Einladung\r\nMIME-Version: 1.0\r\nContent-Type: text/%s; charset=utf-8\r\n\r\n"
LETTER = """Liebe Jana,

bitte antworte bis Freitag und kreuze an:

( ) Ich nehme als Delegierte:r teil.
( ) Ich kann nicht teilnehmen, bitte ladet eine:n Ersatzdelegierte:n.

Kommst du am Abend vorher schon zum gemeinsamen Essen?
Ich bringe mit: ________

Mit solidarischen Grüßen"""


def test_an_answer_between_quoted_lines_knows_its_question() -> None:
    opened = _plain(
        "Hallo,\n\nAm 4.10.2024 um 18:00 schrieb Vorstand:\n> Liebe Jana,\n>\n> kommst du am 23.?\nja\n"
        "> Hilfst du\n> beim Aufbau?\n\nleider nein"
    )
    assert [(passage.question, passage.text) for passage in opened.passages] == [
        ("", "Hallo,"),
        ("kommst du am 23.?", "ja"),
        ("Hilfst du\nbeim Aufbau?", "leider nein"),
    ]


def test_an_attribution_asks_nothing_and_words_on_top_answer_nothing() -> None:
    opened = _plain("Am 4.10.2024 um 18:00 schrieb Vorstand:\n\n> Kommst du?\n\nJa.\n\n-- \nJana")
    assert [(passage.question, passage.text) for passage in opened.passages] == [("Kommst du?", "Ja.")]


def test_an_answer_between_blockquotes_knows_its_question() -> None:
    opened = _html("<p>Hallo</p><blockquote><p>Kommst du?</p></blockquote><p>ja</p><blockquote><p>Wer backt?</p></blockquote><p>ich</p>")
    assert [(passage.question, passage.text) for passage in opened.passages] == [("", "Hallo"), ("Kommst du?", "ja"), ("Wer backt?", "ich")]


@given(
    st.lists(
        st.sampled_from(["ja", "> Kommst du?", "", ">", "Am 5.10.2024 um 10:00 schrieb A <a@b.example>:", "-- ", "[x] ja", "> [ ] nein"])
    )
)
def test_the_pieces_are_the_whole_text_each_at_its_place(lines: list[str]) -> None:
    found = cut(lines)
    assert all(found.text[piece.start :].startswith(piece.text) and piece.text.strip() for piece in found.passages)
    assert "".join("".join(piece.text for piece in found.passages).split()) == "".join(found.text.split())


@given(st.lists(st.sampled_from([*LETTER.split("\n"), "ja", "nein", "", "[x] Ich nehme als Delegierte:r teil."])))
def test_compared_with_our_letter_the_pieces_still_stand_at_their_places(lines: list[str]) -> None:
    text = "\n".join(lines).strip("\n")
    fresh = fresh_words(text, (), "> [x] Ich nehme als Delegierte:r teil.", LETTER)
    assert all(fresh.text[piece.start :].startswith(piece.text) for piece in fresh.passages)
    assert "".join("".join(piece.text for piece in fresh.passages).split()) == "".join(fresh.text.split())


@pytest.mark.parametrize("box", ["(x)", "( X )", "[x]", "[X]", "(✓)", "☒", "☑", "x", "[ x ]"])
@pytest.mark.parametrize("mark", ["> ", "", ">"])
def test_a_ticked_option_is_new_and_the_empty_one_is_not(box: str, mark: str) -> None:
    opened = _plain(f"Am 4.10.2024 um 18:00 schrieb Vorstand:\n{mark}{box} Ich nehme teil.\n{mark}( ) Ich kann nicht.\n")
    assert opened.text == f"{box} Ich nehme teil."


def test_an_option_ticked_below_a_copied_header_block_is_new() -> None:
    block = "Von: Vorstand <v@stadtverband.example>\nGesendet: Freitag, 4. Oktober 2024\nAn: Jana\nBetreff: Einladung\n"
    opened = _plain(f"{block}\nLiebe Jana,\nkreuze an:\n\n[ ] Ich komme.\n[x] Ich komme nicht.\n\nGrüße\n")
    assert opened.text == "[x] Ich komme nicht."


def test_a_wrapped_option_is_kept_whole() -> None:
    option = "(x) Ich kann am Bundesparteitag in diesem Jahr leider nicht\n> teilnehmen."
    assert _plain(f"Vorstand schrieb am 4.10.2024:\n> ( ) Ich komme.\n> {option}\n").text == option.replace("> ", "")


def test_a_box_that_was_ticked_in_an_older_answer_is_not_new() -> None:
    opened = _plain("Doch nicht.\n\nAm 7.10.2024 um 18:00 schrieb Vorstand:\n> Danke!\n> > (x) Ich komme.\n> > ( ) Ich komme nicht.\n")
    assert opened.text == "Doch nicht."


def test_a_form_that_nobody_filled_in_is_no_answer() -> None:
    assert _plain("Am 4.10.2024 um 18:00 schrieb Vorstand:\n> ( ) Ich komme.\n> ( ) Ich komme nicht.\n").text == ""


@pytest.mark.parametrize(
    ("line", "question", "words"),
    [
        ("> (x) Ich nehme als Delegierte:r teil.", "", "(x) Ich nehme als Delegierte:r teil."),
        (
            "> Kommst du am Abend vorher schon zum gemeinsamen Essen? Ja, zu zweit",
            "Kommst du am Abend vorher schon zum gemeinsamen Essen?",
            "Ja, zu zweit",
        ),
        ("> zum gemeinsamen Essen? nein", "zum gemeinsamen Essen?", "nein"),
        ("> Ich bringe mit: __Kuchen__", "Ich bringe mit:", "Kuchen"),
    ],
)
def test_what_was_typed_into_our_quoted_lines_is_new(line: str, question: str, words: str) -> None:
    quoted = "\n".join(f"> {own}" for own in LETTER.split("\n")[:3]) + f"\n{line}"
    assert fresh_words("", (), quoted, LETTER).passages == (Passage(words, question, 0),)


def test_the_end_of_a_quoted_line_that_was_broken_off_is_no_answer_but_a_short_answer_is() -> None:
    full = "> am Samstag, dem 23. November 2024, ist um 10 Uhr Stadtparteitag in der gro"
    assert _plain(f"Ja.\n\n{full}\nßen Halle\n> am Ring.\n").text == "Ja."
    assert _plain(f"{full}ßen Halle am Ring. Kommst du?\nja\n> Hilfst du?\nnein").text == "ja\n\nnein"


def test_our_own_quoted_letter_says_nothing_new() -> None:
    quoted = "\n".join(f"> {own}" for own in LETTER.split("\n"))
    assert fresh_words("Danke!", (), quoted, LETTER).text == "Danke!"


def test_an_empty_option_without_a_quote_mark_is_ours_however_short() -> None:
    fresh = fresh_words("( ) Ich nehme als Delegierte:r teil.\nIch weiß es noch nicht.", (), "", LETTER)
    assert fresh.text == "Ich weiß es noch nicht."


def test_our_unmarked_lines_are_the_question_of_the_words_below_them() -> None:
    ours = (
        "bitte antworte bis Freitag und kreuze an, ob du als Delegierte am Bundesparteitag in Halle teilnehmen kannst oder ob "
        "wir jemand anderen laden sollen."
    )
    fresh = fresh_words(f"{ours}\nJa, klar.", (), "", f"Liebe Jana,\n{ours}\nGrüße")
    assert fresh.passages == (Passage("Ja, klar.", ours, 0),)


def _plain(text: str) -> Opened:
    return open_mail(HEAD % b"plain" + text.encode())


def _html(html: str) -> Opened:
    return open_mail(HEAD % b"html" + html.encode())
