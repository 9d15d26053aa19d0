"""Does the letter on paper say what the mail says, at its place on the sheet, and can no name break it?"""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from mailer.composing.markdown import sections
from mailer.composing.post.kept import as_bytes, from_bytes
from mailer.composing.post.letter import PostComposer, PostLetter
from mailer.composing.post.listing import LAYOUT as LIST
from mailer.composing.post.listing import Listing, listing
from mailer.composing.post.markup import string, to_typst
from mailer.composing.post.sheet import LAYOUT, Letterhead, print_file
from mailer.composing.templates import Templates
from mailer.errors import MissingFact
from mailer.model.people import Member
from tests.composing.letters import CONGRESS, NASTY_NAMES, SENDER, order, shipped_templates
from tests.composing.letters import JANA as BARE

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
HEAD = Letterhead("Verein", "Verein · Weg 1 · 12345 Stadt", "Stadt, 25. Oktober 2024", "Verein e. V.")
MOMENT = datetime(2024, 10, 25, 9, tzinfo=ZoneInfo("Europe/Berlin"))
MM = 72 / 25.4
JANA = replace(BARE, street="Am Hang 1", postcode="39104", city="Magdeburg")


def composer(body: str, **more: str) -> PostComposer:
    sources = {**shipped_templates(), "t.md": f"---\nSubject: Betreff für {{{{ member.name }}}}\n---\n{body}", **more}
    return PostComposer(Templates(sources, SENDER), SENDER)


def pdf_of(*letters: PostLetter) -> PdfReader:
    source = print_file((TEMPLATES / LAYOUT).read_text("utf-8"), HEAD, letters)
    return PdfReader(BytesIO(typst.compile(source.encode(), ignore_system_fonts=True)))


def words(page: PageObject) -> str:
    return " ".join(page.extract_text().split())


def place_of(wanted: str, page: PageObject) -> tuple[float, float]:
    """Where a text begins on the page, in points from the lower left corner."""
    places: list[tuple[float, float]] = []

    def seen(text: str, cm: list[float], tm: list[float], *_more: object) -> None:
        if wanted in text:
            places.append((tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    page.extract_text(visitor_text=seen)
    return places[0]


def letter(content: str = '#"Text";', number: str = "1", answer: str = "") -> PostLetter:
    return PostLetter(number, ("Jana Vogel", "Am Hang 1", "39104 Magdeburg"), "Einladung", content, answer)


def test_the_text_of_the_template_stands_on_paper() -> None:
    body = "# Einladung\n\n{{ anrede }},\n\nkomm **gern**:\n\n1. eins\n2. zwei\n\n| A | B |\n|---|---|\n| c | d |\n\n> Zitat\n\n[Seite](https://x.example)"
    made = composer(body).compose(order(template="t.md", recipient=JANA))
    page = words(pdf_of(made).pages[0])
    assert made.subject == f"Betreff für {JANA.name}"
    for expected in ("Einladung", JANA.given_name, "komm gern:", "1. eins", "2. zwei", "A B", "c d", "Zitat", "Seite (https://x.example)"):
        assert expected in page


def test_what_is_meant_for_screens_alone_is_not_printed_and_what_is_meant_for_paper_is() -> None:
    body = "oben\n\n:::html\n\nKnopf\n\n:::text\n\nTextteil\n\n:::post\n\nPapier\n\n:::karte\n\nKarte\n\n:::\n\nunten"
    page = words(pdf_of(composer(body).compose(order(template="t.md", recipient=JANA))).pages[0])
    assert [word in page for word in ("oben", "Knopf", "Textteil", "Papier", "Karte", "unten")] == [True, False, False, True, True, True]


def test_the_address_stands_in_the_window_and_each_letter_begins_on_an_odd_page() -> None:
    long = '#"Ein Absatz mit einigen Worten, der sich oft wiederholt.";\n\n' * 60
    reader = pdf_of(letter(), letter(long, "2"), letter(number="3"))
    texts = [words(page) for page in reader.pages]
    assert ["Jana Vogel" in text for text in texts] == [True, False, True, False, True]
    assert texts[1] == ""
    assert "Seite 1 von 2" in texts[2]
    assert "Seite 2 von 2" in texts[3]
    assert "Seite" not in texts[0]
    assert "Seite" not in texts[4]
    left, bottom = place_of("Am Hang", reader.pages[0])
    from_top = float(reader.pages[0].mediabox.height) - bottom
    assert 20 * MM < left < 105 * MM
    assert 62.7 * MM < from_top < 90 * MM


def test_the_code_to_scan_leads_to_an_answer_with_the_token() -> None:
    made = composer("x").compose(order(template="t.md", recipient=JANA, events=(CONGRESS,)))
    assert made.answer.startswith("mailto:")
    assert order().token in made.answer
    assert f"nenne im Betreff [#{order().token}]" in words(pdf_of(made).pages[0])
    assert composer("x").compose(order(template="t.md", recipient=JANA, events=())).answer == ""


def test_whoever_has_no_postal_address_is_told() -> None:
    with pytest.raises(MissingFact):
        composer("x").compose(order(template="t.md", recipient=replace(JANA, street="")))


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_no_name_breaks_the_letter(name: str) -> None:
    person = replace(JANA, given_name=name, street=f"{name} 1")
    made = composer("{{ member.given_name }} wohnt {{ member.street }}.").compose(order(template="t.md", recipient=person))
    assert len(pdf_of(made, letter()).pages) >= 3


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_text_is_only_text(texts: list[str]) -> None:
    marks = '#let x = 1 ] [ $ \\ " ` _ * <a> @b // /* */ #panic()'
    content = "".join(f"#{string(text + marks)};#linebreak();" for text in texts)
    assert "panic()" in words(pdf_of(letter(content)).pages[0])


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='#[]()$\\"`_*<>@/={}-+.1 ab\n|:~^', max_size=120))
def test_any_markdown_gives_markup_that_compiles(markdown: str) -> None:
    pdf_of(letter(to_typst(sections(markdown), str)))


def test_the_same_letters_make_the_same_file() -> None:
    source = print_file((TEMPLATES / LAYOUT).read_text("utf-8"), HEAD, [letter(), letter(number="2", answer="mailto:v@x.example")])
    first = typst.compile(source.encode(), ignore_system_fonts=True, timestamp=int(MOMENT.timestamp()))
    assert first == typst.compile(source.encode(), ignore_system_fonts=True, timestamp=int(MOMENT.timestamp()))


def test_a_member_of_many_words_keeps_the_address_on_one_line_each() -> None:
    person = Member("1", "Jana\nMaria", "Vogel", street="Am\tHang 1", postcode="39104", city="Magdeburg")
    assert composer("x").compose(order(template="t.md", recipient=person)).recipient == ("Jana Maria Vogel", "Am Hang 1", "39104 Magdeburg")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60)), max_size=4), st.text(max_size=60))
def test_any_words_stand_in_a_list_as_they_are(rows: list[tuple[str, str]], title: str) -> None:
    made = Listing(title, ("Eins", "Zwei"), ("1fr", "2fr"), rows, ((title, title),), (title,), foot=title, total="Ende #panic()")
    source = listing((TEMPLATES / LIST).read_text("utf-8"), made)
    pages = PdfReader(BytesIO(typst.compile(source.encode("utf-8", "replace"), ignore_system_fonts=True))).pages
    assert "Ende #panic()" in words(pages[-1]).replace("\u200b", "")


def test_a_household_shares_a_letter_and_each_of_them_is_greeted() -> None:
    tom = replace(JANA, id="m2", given_name="Tom", form_of_address="m")
    made = composer("{{ anrede }},").compose(order(template="t.md", recipient=JANA, facts={"household": (JANA, tom)}))
    assert made.recipient[:2] == (JANA.name, tom.name)
    assert "Liebe Jana, lieber Tom" in made.content


def test_many_at_one_address_leave_room_for_street_and_city() -> None:
    people = tuple(replace(JANA, id=str(number), given_name=f"Kind{number}") for number in range(7))
    made = composer("x").compose(order(template="t.md", recipient=people[0], facts={"household": people}))
    assert len(made.recipient) == 4
    assert all(person.name in " ".join(made.recipient) for person in people)


def test_a_heading_that_only_says_the_subject_is_not_printed_twice() -> None:
    made = composer("# Betreff für {{ member.name }}\n\nText").compose(order(template="t.md", recipient=JANA))
    assert "heading" not in made.content
    assert "heading" in composer("# Ganz anders\n\nText").compose(order(template="t.md", recipient=JANA)).content


def test_what_is_kept_until_it_is_printed_is_the_letter_itself() -> None:
    made = composer("Grüße {{ member.name }}").compose(order(template="t.md", recipient=JANA, events=(CONGRESS,)))
    assert from_bytes(as_bytes(made)) == made
    assert as_bytes(made) == as_bytes(from_bytes(as_bytes(made)))
