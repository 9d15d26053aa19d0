"""Is a mailing that is rendered once the same, byte for byte, as one rendered for each person?"""

from dataclasses import replace

import pytest

from mailer.composing import Composer
from mailer.composing.sharing import is_shareable
from mailer.composing.templates import Templates
from mailer.model.jobs import Job, Mailing
from mailer.model.people import Member
from tests.composing.letters import CONGRESS, JANA, NASTY_NAMES, SENDER, composer, order, shipped_templates
from tests.composing.test_shipped import MEMBERS, mailings, wish_for

APART = {"unused": 1}
"""A fact of one letter: with it, nothing is shared."""


@pytest.mark.parametrize(("job", "mailing"), list(mailings()), ids=lambda thing: thing.id)
def test_shared_letters_are_the_same_as_single_ones(job: Job, mailing: Mailing) -> None:
    letters = Composer(shipped_templates(), SENDER)
    for number, member in enumerate((*MEMBERS, *MEMBERS)):
        wish = replace(wish_for(job, mailing, member), token=f"{number}" * 16, letter_id=f"letter-{number}")
        assert letters.compose(wish) == letters.compose(replace(wish, facts=APART))


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_a_shared_letter_greets_everybody_by_their_own_name(name: str) -> None:
    letters = composer("{{ anrede }},\n\n- {{ anrede }}\n\n[x](https://verein.example/{{ anrede }})", subject="{{ anrede }}")
    wish = order(recipient=replace(JANA, given_name=name))
    assert letters.compose(wish) == letters.compose(replace(wish, facts=APART))


def shareable(body: str) -> bool:
    templates = Templates({**shipped_templates(), "t.md": f"---\nSubject: x\n---\n{body}"}, SENDER)
    return is_shareable(templates.tree("t.md"))


@pytest.mark.parametrize(
    "body", ["{{ anrede }}, {{ event.start | datum }}", "{{ antwortblock() }}", "[a]({{ mailto('a', 'b') }})", "{{ job.title }}"]
)
def test_templates_that_only_greet_and_link_are_shared(body: str) -> None:
    assert shareable(body)


@pytest.mark.parametrize(
    "body",
    [
        "{{ member.name }}",
        "{% if member.groups %}x{% endif %}",
        "{{ anrede | upper }}",
        "{{ anrede ~ '!' }}",
        "{% if anrede == 'Liebe Jana' %}x{% endif %}",
        "{% set x = anrede %}{{ x }}",
        "{{ mailto(anrede, 'b') }}",
        "{{ mailto('a', 'b') | length }}",
        "{{ abmelden[:5] }}",
        "{% include 'erinnerung.md' %}",
    ],
)
def test_templates_that_do_more_with_the_person_are_not(body: str) -> None:
    assert not shareable(body)


@pytest.mark.parametrize("printed", ["{{ anrede }}", "{{ mailto('a', 'b') }}", "{{ member.name }}"])
def test_what_was_printed_before_stands_in_a_link_as_in_a_single_letter(printed: str) -> None:
    letters = composer(f"{{% set words %}}{printed}{{% endset %}}\n[x]({{{{ mailto('x', words) }}}})")
    for number, name in enumerate(("Jana", "Kim")):
        wish = order(recipient=replace(JANA, given_name=name), token=f"{number}" * 16)
        assert letters.compose(wish) == letters.compose(replace(wish, facts=APART))


def test_the_link_to_unsubscribe_may_greet() -> None:
    parts = shipped_templates()["layout/parts.md"].replace("abmelde_betreff() %}Abmelden", "abmelde_betreff() %}{{ anrede }}: Abmelden")
    letters = Composer({**shipped_templates(), "t.md": "---\nSubject: x\n---\n{{ anrede }}", "layout/parts.md": parts}, SENDER)
    wish = order(template="t.md")
    assert letters.compose(wish) == letters.compose(replace(wish, facts=APART))
    assert b"Liebe%20Jana" in letters.compose(wish).raw.replace(b"=\r\n", b"")


def test_a_changed_job_is_not_mistaken_for_the_old_one() -> None:
    letters = composer("{{ job.agenda | join }}")
    old, new = order(), order(job=replace(order().job, values={"agenda": ["Neues"]}))  # type: ignore[type-var]
    assert "Eröffnung" in letters.compose(old).text
    assert "Neues" in letters.compose(new).text


def test_nobody_finds_the_token_of_another_in_their_mail() -> None:
    letters = composer("{{ antwortblock() }}")
    first = letters.compose(order(events=(CONGRESS,), token="a" * 16))
    second = letters.compose(order(events=(CONGRESS,), token="b" * 16, recipient=Member("m9", "Kim", "Berger")))
    assert b"a" * 16 in first.raw
    assert b"a" * 16 not in second.raw
    assert b"b" * 16 in second.raw
