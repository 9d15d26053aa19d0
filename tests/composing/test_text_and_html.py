"""Do text and HTML part say the same, cleanly, whatever a person's name is made of?"""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html

from tests.composing.letters import CAFE, CONGRESS, JANA, NASTY_NAMES, TOKEN, composer, order

NAMED = composer("# An {{ member.given_name }}\n\n**{{ member.given_name }}** und _{{ member.given_name }}_\n\n- {{ member.given_name }}\n")


def body_of(html: str) -> str:
    return html.partition("<h1")[2]


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_a_name_is_never_markup(name: str) -> None:
    letter = NAMED.compose(order(recipient=replace(JANA, given_name=name)))
    harmless = NAMED.compose(order(recipient=replace(JANA, given_name="Jana")))
    assert re.findall(r"<[a-z/]+", letter.html) == re.findall(r"<[a-z/]+", harmless.html)


@given(st.text(min_size=1).filter(lambda text: text.strip()))
@settings(max_examples=60, deadline=None)
def test_whatever_a_name_holds_the_page_keeps_its_structure(name: str) -> None:
    letter = NAMED.compose(order(recipient=replace(JANA, given_name=name)))
    tree = lxml_html.document_fromstring(letter.html.encode(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    assert [len(list(tree.iter(tag))) for tag in ("h1", "strong", "em", "li", "a", "script", "img")] == [1, 1, 1, 1, 1, 0, 0]


def test_a_name_stands_in_the_html_as_it_is() -> None:
    letter = NAMED.compose(order(recipient=replace(JANA, given_name='*Jana* `_x_` <b> & "Co"')))
    assert "*Jana* `_x_` &lt;b&gt; &amp; &quot;Co&quot;" in letter.html


def test_a_name_with_line_breaks_makes_no_lines_in_the_text() -> None:
    letter = composer("Hallo {{ member.given_name }}!").compose(order(recipient=replace(JANA, given_name="Jana\n\n# Titel\n- x")))
    assert letter.text.startswith("Hallo Jana # Titel - x!\n")


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("# Groß\n\nText", "Groß\n====\n\nText"),
        ("## Mittel", "Mittel\n------"),
        ("### Klein", "Klein"),
        ("**fett** und *schräg* und `code`", "fett und schräg und code"),
        ("[Unsere Seite](https://verein.example/a)", "Unsere Seite: https://verein.example/a"),
        ("Mehr auf [unserer Seite](https://verein.example/).", "Mehr auf unserer Seite: https://verein.example/"),
        ("Auf [der Seite](https://verein.example/) steht mehr.", "Auf der Seite (https://verein.example/) steht mehr."),
        ("<https://verein.example/>", "https://verein.example/"),
        ("<mail@verein.example>", "mail@verein.example"),
        ("- a\n- b\n  - c", "- a\n- b\n  - c"),
        ("3. drei\n4. vier", "3. drei\n4. vier"),
        ("> Zitat\n>\n> zwei", "> Zitat\n>\n> zwei"),
        ("eins\\\nzwei", "eins\nzwei"),
        ("| A | B |\n|---|--:|\n| x | 12 |\n| yy | 3 |", "A    B\n--  --\nx   12\nyy   3"),
        ("```\n  roh  x\n```", "  roh  x"),
        (
            "- {% if true %}a{% endif %}\n- {% for x in 'bc' %}{{ x }}{% endfor %}\n{% if true %}\n- d\n{% endif %}\n- e",
            "- a\n- bc\n- d\n- e",
        ),
        ("{% for x in ['a', 'b'] %}\n{{ loop.index }}. {{ x }}\n{% endfor %}", "1. a\n2. b"),
    ],
)
def test_markdown_becomes_plain_words(markdown: str, text: str) -> None:
    assert composer(markdown).compose(order()).text.partition("\n\n-- \n")[0] == text.strip()


def test_lines_of_the_text_are_short_and_links_whole() -> None:
    link = "https://verein.example/" + "a" * 90
    text = composer(f"{'Wort ' * 60}\n\nHier: <{link}>\n\n{'x' * 200}").compose(order()).text
    assert link in text
    assert all(len(line) < 78 for line in text.splitlines() if "://" not in line)


def test_a_wide_table_becomes_readable_records() -> None:
    text = composer("| Spalte A | Spalte B |\n|---|---|\n| " + "a" * 50 + " | " + "b" * 50 + " |").compose(order()).text
    assert f"- Spalte A: {'a' * 50}\n  Spalte B: {'b' * 50}\n" in text


def test_raw_html_in_a_template_stays_text() -> None:
    assert "&lt;script&gt;" in composer("<script>alert(1)</script>").compose(order()).html


def test_free_facts_of_the_job_are_words_unless_the_template_says_markdown() -> None:
    job = replace(order().job, values={"gruss": "**Hallo**"})  # type: ignore[type-var]
    letter = composer("{{ job.gruss }}\n\n{{ job.gruss | markdown }}").compose(order(job=job))
    assert "**Hallo**</p>" in letter.html
    assert "<strong>Hallo</strong>" in letter.html


def test_a_value_in_a_link_is_percent_encoded_and_its_scheme_harmless() -> None:
    body = "[a]({{ job.link }}) [b](https://verein.example/{{ job.pfad }})"
    job = replace(order().job, values={"link": "javascript:alert(1)", "pfad": 'x" onclick=y'})  # type: ignore[type-var]
    html = composer(body).compose(order(job=job)).html
    assert 'href="https://javascript:' in html
    assert 'href="https://verein.example/x%22%20onclick=y"' in html


def test_a_letter_may_print_any_number_of_values() -> None:
    letter = composer("{% for x in zeilen %}{{ x }} {% endfor %}").compose(order(facts={"zeilen": ["*a*", "<b>"] * 33_000}))
    assert letter.text.count("*a*") == letter.text.count("<b>") == letter.html.count("&lt;b&gt;") == 33_000
    assert "<em>" not in letter.html


def test_quoted_words_keep_their_lines_and_are_no_markup() -> None:
    letter = composer("{{ worte | zitat }}").compose(order(facts={"worte": "Hallo,\n# kein Titel\n\n<b>"}))
    assert "> Hallo,\n> # kein Titel\n>\n> <b>" in letter.text
    assert "&lt;b&gt;" in letter.html
    assert "<h1" not in letter.html


def test_one_tap_answers_go_to_the_sender_with_event_and_token_in_the_subject() -> None:
    html = composer("{{ antwortblock() }}").compose(order(events=(CONGRESS,))).html
    links = [link for link in re.findall(r'href="(mailto:[^"]+)"', html) if "body=" in link]
    assert links == [
        f"mailto:vorstand@stadtverband.example?subject={subject}%20%5B%23{TOKEN}%5D&amp;body={body}"
        for subject, body in [
            ("Zusage%3A%20Stadtparteitag", "Ich%20bin%20dabei."),
            ("Absage%3A%20Stadtparteitag", "Ich%20kann%20leider%20nicht%20kommen."),
            ("Vielleicht%3A%20Stadtparteitag", "Ich%20wei%C3%9F%20noch%20nicht%2C%20ob%20ich%20kommen%20kann."),
            ("Ich%20helfe%3A%20Einr%C3%A4umen%20und%20Bestuhlen", "Ich%20helfe%20mit%3A%20Einr%C3%A4umen%20und%20Bestuhlen"),
        ]
    ]


def test_with_several_events_each_answer_names_event_and_date() -> None:
    letter = composer("{{ antwortblock() }}").compose(order(events=(CONGRESS, CAFE)))
    assert "subject=Zusage%3A%20Stadtparteitag%20am%2023.11.2024%20%5B%23" in letter.html
    assert "subject=Zusage%3A%20Weihnachtliches%20Erz%C3%A4hlcaf%C3%A9%20am%2006.12.2024%20%5B%23" in letter.html


def test_the_text_part_prints_the_words_to_answer_with() -> None:
    text = composer("{{ antwortblock() }}").compose(order(events=(CONGRESS,))).text
    for words in ("- Zusage\n", "- Absage\n", "- Vielleicht\n", "Ich helfe: Einräumen und Bestuhlen"):
        assert words in text
    assert "mailto:" not in text


def test_an_event_with_line_breaks_in_its_title_still_makes_links_of_one_line() -> None:
    html = composer("{{ antwortblock() }}").compose(order(events=(replace(CONGRESS, title="Stadt\r\nparteitag"),))).html
    assert "subject=Zusage%3A%20Stadt%20parteitag%20%5B%23" in html
    assert "%0A" not in html


def test_the_page_is_accessible_and_fetches_nothing() -> None:
    html = composer("# Titel\n\n{{ antwortblock() }}", head="Preheader: Vorspann\n").compose(order(events=(CONGRESS,))).html
    tree = lxml_html.document_fromstring(html)
    assert tree.get("lang") == "de"
    assert tree.findtext(".//title") == "Betreff"
    assert "Vorspann" in html
    assert not re.search(r'src=|url\(|@import|<link|href="http', html)
    assert all(table.get("role") == "presentation" for table in tree.iter("table"))
    assert len(html.encode()) < 100_000
