"""Do the quick ways of writing a letter give what the plain ways give, for everybody and in whatever order?"""

import binascii
from dataclasses import replace
from email.header import Header

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.composing import headers
from mailer.composing.quoted import TOKEN, encoded, lines_of_runs
from mailer.composing.templates import Templates
from mailer.model.people import Mandate, Member
from tests.composing.frozen import BODIES, fate
from tests.composing.frozen import composer as composer_of_all
from tests.composing.letters import JANA, SENDER, composer, invitation, order, shipped_templates
from tests.composing.test_sharing import APART

LETTERS = composer_of_all()
PEOPLE = st.builds(
    Member,
    id=st.just("m1"),
    given_name=st.text(max_size=30),
    family_name=st.sampled_from(["Vogel", "", "Öz <b>", "x" * 80]),
    branch=st.sampled_from(["Nord", "Süd", "", "*Ost* & West"]),
    form_of_address=st.sampled_from(["f", "m", "formal", ""]),
    street=st.sampled_from(["", "Gasse 1\n\n# Hof"]),
    joined=st.none() | st.dates(),
    groups=st.lists(st.text(max_size=5), max_size=2).map(tuple),
    mandates=st.lists(st.just(Mandate("Rat", "delegate")), max_size=2).map(tuple),
    dues_open=st.none() | st.decimals(0, 5000, places=2),
)
TOKENS = st.sampled_from(["a" * 16, "qjxzvkwyfbgpmhdu", "abcdefghijklm234", "kurz", "a b/c=ä"])


@given(st.sampled_from([name for name in BODIES if name != "knopf"]), PEOPLE, TOKENS)
@settings(max_examples=150, deadline=None)
def test_what_is_shared_with_others_is_the_same_as_what_is_written_alone(name: str, member: Member, token: str) -> None:
    wish = invitation(template=f"{name}.md", recipient=member, token=token)
    assert fate(LETTERS, wish) == fate(LETTERS, replace(wish, facts=APART))


def test_more_ways_through_a_template_than_are_kept_are_all_taken() -> None:
    letters = composer("{{ member.groups | length }} {% if member.given_name != 'x' %}{{ member.given_name }}{% endif %}")
    for number in (*range(200), *range(200)):
        wish = order(recipient=replace(JANA, groups=("a",) * number, given_name=f"J{number}"))
        assert letters.compose(wish).text.startswith(f"{number} J{number}\n")


@pytest.mark.parametrize(
    "body",
    [
        "{{ member.given_name }}",
        "{% if member.branch %}{{ member.dues_open | euro }}{% else %}{{ member.name }}{% endif %}",
        "{{ 'du' if member.branch == 'Nord' else 'ihr' }}{% if event.location %}{{ member.city | default('-') }}{% endif %}",
    ],
)
def test_values_and_conditions_of_the_person_can_be_parted(body: str) -> None:
    assert templates_with(body).parted("t.md") is not None


@pytest.mark.parametrize(
    "body",
    [
        "{% for m in member.mandates %}{{ m.body }}{% endfor %}",
        "{% set wer = member.name %}{{ wer }}",
        "{% macro m(member) %}{{ member.name }}{% endmacro %}{{ m(event) }}",
        "{{ termin(member) }}",
        "{{ mailto('a', member.name) }}",
        "{{ member.street | zitat }}",
        "{{ member.street | markdown }}",
        "{{ member.groups | map('upper') }}",
        "{% set x = job.title %}{% if x == member.name %}x{% endif %}",
        "{% for e in events %}{% if member.branch == e.location %}x{% endif %}{% endfor %}",
        "{% with x = 1 %}{{ member.name }}{% endwith %}",
        "{% filter upper %}{{ member.name }}{% endfilter %}",
        "{{ member.name.upper() }}",
        "{{ member.name ~ anrede }}",
        "{% block x %}{{ member.name }}{% endblock %}",
    ],
)
def test_what_is_not_understood_is_not_parted(body: str) -> None:
    assert templates_with(body).parted("t.md") is None


def templates_with(body: str) -> Templates:
    return Templates({**shipped_templates(), "t.md": f"---\nSubject: x\n---\n{body}"}, SENDER)


@given(st.text(min_size=1, max_size=150).map(headers.one_line).filter(bool), st.integers(6, 30))
@settings(deadline=None)
def test_one_encoded_word_is_what_the_standard_library_makes(text: str, indent: int) -> None:
    usual = Header(text, "utf-8", header_name="x" * (indent - 2), maxlinelen=76).encode(linesep="\r\n")
    assert headers._encoded_words(text, indent) == usual


PIECES = st.lists(
    st.sampled_from([TOKEN, "ä", "x" * 71, " ", "=", ".", "\n", "\t", "Wort ", "qjxzvkwyfbgpmhdu"]) | st.text("ab \n", max_size=80)
)


@given(PIECES, PIECES, TOKENS)
@settings(deadline=None)
def test_lines_encoded_apart_are_the_same_as_all_at_once(first: list[str], last: list[str], token: str) -> None:
    runs = ["".join(first) + "\n", 1, "".join(last) + "\n", 2]
    lines = lines_of_runs(runs, lambda number: [0] if number == 1 else [])
    filled = [lines.fill(token, [value], lambda number: f"{number}ß\n\n" * number) for value in ("same", "other", "same")]
    text = "".join(f"{run}ß\n\n" * run if isinstance(run, int) else run.replace(TOKEN, token) for run in runs)
    assert all(each == encoded(text) for each in filled)
    assert binascii.a2b_qp(filled[0].body).decode() == text.replace("\n", "\r\n")
