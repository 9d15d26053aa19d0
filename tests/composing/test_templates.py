"""Does a mistake in a template name its file and line, and does a person's missing fact set only that person aside?"""

from dataclasses import replace
from datetime import date

import pytest

from mailer.errors import MissingFact, TemplateError
from mailer.model.people import Member
from tests.composing.letters import CONGRESS, JANA, JOB, composer, order


def test_a_fact_that_this_person_lacks_is_named_with_file_and_line() -> None:
    letters = composer("Hallo,\n\ndu wohnst in {{ member.street }}.")
    with pytest.raises(MissingFact) as caught:
        letters.compose(order())
    assert caught.value.facts == {"file": "t.md", "line": 6, "name": "member.street"}


def test_the_next_person_is_not_touched_by_it() -> None:
    letters = composer("Du wohnst in {{ member.street }}.")
    with pytest.raises(MissingFact):
        letters.compose(order())
    assert "Du wohnst in Gasse 1." in letters.compose(order(recipient=replace(JANA, street="Gasse 1"))).text


@pytest.mark.parametrize(
    "body", ["{{ member.dues_open | euro }}", "{{ member.joined | datum_kurz }}", "{% for x in member.birthday %}{% endfor %}"]
)
def test_calculating_with_an_empty_fact_is_the_same_as_printing_it(body: str) -> None:
    with pytest.raises(MissingFact):
        composer(body).compose(order(recipient=replace(JANA, dues_open=None)))


@pytest.mark.parametrize(
    "body",
    [
        "{% if member.street %}{{ member.street }}{% else %}ohne{% endif %}",
        "{{ member.street | default('ohne') }}",
        "{{ 'da' if member.street else 'ohne' }}",
        "{{ 'da' if member.street == 'Gasse 1' else 'ohne' }}",
    ],
)
def test_a_template_may_ask_whether_a_fact_is_there(body: str) -> None:
    assert "ohne" in composer(body).compose(order()).text


def test_a_mailing_to_a_role_has_no_member_to_name() -> None:
    with pytest.raises(MissingFact):
        composer("{{ member.given_name }}").compose(order(recipient=None))


@pytest.mark.parametrize("address", ["", "nur-text", "a b@post.example", "a@b\r\nBcc: x@post.example", "jörg@post.example", "a@-.example"])
def test_an_address_that_no_mail_can_carry_sets_that_person_aside(address: str) -> None:
    with pytest.raises(MissingFact) as caught:
        composer("x").compose(order(address=address))
    assert caught.value.facts["name"] == "member.email"


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("{{ unbekannt }}", 4),
        ("\n\n{{ member.gvien_name }}", 6),
        ("{{ event.start | datum }}", 4),
        ("\n{{ job.agneda }}", 5),
        ("\n{% if %}", 5),
        ("{{ 1 / 0 }}", 4),
        ("{{ member.name | gibtsnicht }}", 4),
        ("{% include 'fehlt.md' %}", 4),
        ("\n{{ events[0].title }}", 5),
        ("{{ job.tag | datum }}", 4),
    ],
)
def test_a_mistake_of_the_template_is_told_with_its_line_head_included(body: str, line: int) -> None:
    with pytest.raises(TemplateError) as caught:
        composer(body).compose(order(job=replace(JOB, values={"tag": date(2024, 11, 9)})))
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("t.md", line)


def test_none_is_never_printed() -> None:
    with pytest.raises(TemplateError):
        composer("Bis {{ event.answer_by }}").compose(order(events=(replace(CONGRESS, answer_by=None),)))


def test_a_mistake_in_an_included_file_names_that_file() -> None:
    with pytest.raises(TemplateError) as caught:
        composer("{% include 'teil.md' %}", **{"teil.md": "eins\n{{ fehlt }}"}).compose(order())
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("teil.md", 2)


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("ohne Kopf", 1),
        ("---\nPreheader: nur das\n---\nText", 1),
        ("---\nSubject: a\nBetreff: b\n---\nText", 3),
        ("---\nSubject: a\n---\n\n{% if x %}", 5),
        ("---\nSubject: {{ member.gvien_name }}\n---\n", 2),
        ("---\nSubject: a\n---\n{{ event.strat }}", 4),
        ("---\nSubject: a\n---\n\n\n{% include 'fehlt.md' %}", 6),
        ("{# Kommentar\nüber zwei Zeilen #}\n---\nSubject: a\nBetreff: b\n---\n", 5),
    ],
)
def test_check_finds_a_mistake_before_anybody_is_written_to(source: str, line: int) -> None:
    with pytest.raises(TemplateError) as caught:
        composer(**{"neu.md": source}).check("neu.md")
    assert (caught.value.facts["file"], caught.value.facts["line"]) == ("neu.md", line)


def test_check_leaves_the_templates_own_names_alone() -> None:
    composer("{% for event in job.zeilen %}{{ event.zusagen }}{% endfor %}").check("t.md")


def test_check_of_a_file_that_is_not_there_says_so() -> None:
    with pytest.raises(TemplateError):
        composer().check("fehlt.md")


@pytest.mark.parametrize(
    "body", ["{{ member.__class__ }}", "{{ ''.__class__.__mro__ }}", "{{ event.__init__.__globals__ }}", "{{ mailto.__globals__ }}"]
)
def test_the_sandbox_keeps_templates_to_their_facts(body: str) -> None:
    with pytest.raises(TemplateError):
        composer(body).compose(order(events=(CONGRESS,)))


@pytest.mark.parametrize(
    ("member", "greeting"),
    [
        (Member("1", "Jana", "Vogel", form_of_address="f"), "Liebe Jana"),
        (Member("2", "Horst", "Lehmann", form_of_address="m"), "Lieber Horst"),
        (Member("3", "Jana", "Vogel", form_of_address="formal"), "Guten Tag Jana Vogel"),
        (Member("4", "Kim", "Berger"), "Hallo Kim"),
        (None, "Guten Tag"),
    ],
)
def test_everybody_is_addressed_as_they_wish(member: Member | None, greeting: str) -> None:
    assert composer("{{ anrede }},").compose(order(recipient=member)).text.startswith(f"{greeting},\n")


PRIVATE = "\U000f0001\U000ffffe\U00100003"
"""Characters that stand for values, or for marks, within a letter that is being written."""


@pytest.mark.parametrize("told", ['"Für " ~ member.given_name', "member.given_name", '"Für " ~ member.given_name ~ job.title'])
def test_private_characters_of_a_name_stand_for_nothing_in_a_link(told: str) -> None:
    body = f"[Ja]({{{{ mailto({told}, 'Ich') }}}}) {{{{ member.family_name }}}}"
    plain = composer(body).compose(order(recipient=Member("m1", "Jana", "Vogel")))
    odd = composer(body).compose(order(recipient=Member("m1", f"{PRIVATE}Jana", f"Vogel{PRIVATE}")))
    assert (odd.html, odd.text) == (plain.html, plain.text)


def test_private_characters_in_a_strangers_words_stand_for_nothing_in_a_quotation() -> None:
    letters = composer("{{ event.title }}\n\n{{ said | zitat }}")
    odd, plain = (letters.compose(order(events=(CONGRESS,), facts={"said": said})) for said in (f"Ich{PRIVATE} komme", "Ich komme"))
    assert odd.text == plain.text
