"""Are answers that share a page the same, byte for byte, as each of them written alone?"""

from collections.abc import Hashable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.composing import Composer
from mailer.composing.alike import NEVER, NotAlikeError, Sealed, is_repeatable, likeness_of, verses_of
from mailer.composing.facts import answered
from mailer.composing.templates import Templates
from mailer.errors import MailerError
from mailer.model.book import Noted
from mailer.model.composing import LetterOrder
from mailer.model.jobs import Calendar
from mailer.model.reading import Finding
from tests.composing.letters import CAFE, CONGRESS, JANA, NASTY_NAMES, SENDER, UID, composer, order, shipped_templates
from tests.composing.test_shipped import FINDINGS, acknowledgement

LETTERS = Composer(shipped_templates(), SENDER)
APART = {"unused": 1.5}
"""A fact of which nobody knows what it does: with it, nothing is shared."""
CAME = datetime(2024, 11, 3, 9, 30, tzinfo=UTC)
QUOTES = st.lists(
    st.sampled_from(["Bin dabei!", "\n", "\n\n", " \n \n", "*x* <b>", "\r\n", "\x0b", "\u2028", "\U000f0000", "> ", "ß" * 90, "."])
).map("".join)


def apart(wish: LetterOrder) -> LetterOrder:
    return replace(wish, facts={**wish.facts, **APART})


def answer(*noted: Noted, number: int = 0, name: str = "Jana", subject: str = "Re: Stadtparteitag", **facts: Any) -> LetterOrder:
    wish = acknowledgement(*noted, **{"received_at": CAME, "decided": False, "with_file": False, **facts})
    return replace(
        wish, recipient=replace(JANA, given_name=name), answers_subject=subject, token=f"{number % 8}" * 16, letter_id=f"letter-{number}"
    )


@pytest.mark.parametrize("noted", FINDINGS)
def test_answers_that_are_alike_are_the_same_as_single_ones(noted: Noted) -> None:
    for number, words in enumerate(("Bin dabei!", "Komme.", "Ja!\nBis bald", "", "Nein.\nLeider", "Ja\n\nJana")):
        said = replace(noted, finding=replace(noted.finding, evidence=words, rule=f"rule {number}", confidence=0.5))
        wish = answer(said, number=number, text_quote=words)
        assert LETTERS.compose(wish) == LETTERS.compose(apart(wish))


@pytest.mark.parametrize("scope", ["membership", "mandate"])
def test_each_answer_names_the_moment_at_which_its_own_mail_came(scope: str) -> None:
    for came in (CAME, CAME.replace(minute=0), NEVER, None, CAME):
        for confirmed in (False, True):
            resigned = Noted(Finding("resignation", scope=scope), confirmed=confirmed)
            wish = answer(resigned, FINDINGS[-1], received_at=came, text_quote="Dienstag, 30. November 9999, 12:59 Uhr")
            assert LETTERS.compose(wish) == LETTERS.compose(apart(wish))


@pytest.mark.parametrize("name", NASTY_NAMES)
def test_nobody_gets_the_words_of_another(name: str) -> None:
    for wish in (answer(*FINDINGS[:3], name=name, subject=name, text_quote=name), answer(*FINDINGS[:3], text_quote="x", subject="x")):
        assert LETTERS.compose(wish) == LETTERS.compose(apart(wish))


@given(QUOTES | st.text(max_size=60), QUOTES | st.text(max_size=20))
@settings(max_examples=150, deadline=None)
def test_whatever_was_written_is_quoted_as_in_a_single_answer(words: str, subject: str) -> None:
    wish = answer(FINDINGS[0], text_quote=words, subject=subject)
    assert LETTERS.compose(wish) == LETTERS.compose(apart(wish))


@pytest.mark.parametrize("event", [CONGRESS, CAFE])
def test_the_question_after_an_event_has_moved_is_the_same_as_a_single_one(event: Any) -> None:
    for number in range(3):
        wish = replace(
            answer(number=number),
            template="answers/moved.md",
            facts={},
            events=(event,),
            invitations=((event, UID),),
            calendar=Calendar.INVITATION,
        )
        assert LETTERS.compose(wish) == LETTERS.compose(apart(wish))


def test_a_question_to_a_member_is_the_same_as_a_single_one() -> None:
    for question in ("", "Kommst du *allein*?", "Oder nicht?"):
        facts = {"question": question, "text_quote": "Ja, aber", "proposal": (FINDINGS[0].finding,)}
        wish = replace(answer(), template="answers/ask_back.md", facts=facts)
        assert LETTERS.compose(wish) == LETTERS.compose(apart(wish))


@pytest.mark.parametrize(
    "body",
    [
        "{{ received_at | datum }}",
        "{{ noted[0].finding.evidence }}",
        "{{ noted[0].finding }}",
        "{{ noted | map(attribute='finding.rule') | join(' ') }}",
        "{% if noted[0].finding == noted[1].finding %}gleich{% else %}verschieden{% endif %}",
        "{% if noted[0].finding.evidence in ['a', 'b'] %}x{% endif %}",
        "{% for n in noted if n.finding.confidence > 0.4 %}x{% endfor %}",
        "{{ received_at ~ '' }}",
        "{{ noted[0].finding.evidence | default('nichts') }}",
        "{{ noted | groupby('finding.rule') | length }}",
        "{{ received_at.minute }}",
        "{{ noted | tojson if false else 'x' }}",
    ],
)
def test_what_is_sealed_is_no_secret_for_a_template_that_asks(body: str) -> None:
    letters = composer(f"{{{{ anrede }}}}\n\n{body}\n\n{{{{ text_quote | zitat }}}}")
    for number in range(4):
        finding = Finding("rsvp", answer="accepted", evidence="ab"[number % 2], rule=f"r{number}", confidence=number / 4)
        came = CAME.replace(minute=number)
        wish = replace(answer(Noted(finding), Noted(replace(finding, evidence="b"))), template="t.md")
        wish = replace(wish, facts={**wish.facts, "received_at": came})
        assert letters.compose(wish) == letters.compose(apart(wish))


def told_apart(body: str, subject: str = "x", parts: str = "", **facts: Any) -> None:
    shipped = shipped_templates()
    letters = Composer(
        {**shipped, "t.md": f"---\nSubject: {subject}\n---\n{body}", "layout/parts.md": shipped["layout/parts.md"] + parts}, SENDER
    )
    for number, words in enumerate(("Das weiß niemand.\nJana", "Ja", "Nein\nKim", "Ja\n\nnein")):
        wish = answer(FINDINGS[0], number=number, name=f"N{number}", subject=f"S{number}", text_quote=words, **facts)
        wish = replace(wish, template="t.md", facts={**wish.facts, "received_at": CAME.replace(minute=number)})
        assert letters.compose(wish) == letters.compose(apart(wish))


@pytest.mark.parametrize("value", ["{{ text_quote | zitat }}", "{{ answered_subject }}", "{{ anrede }}", "{{ received_at | datum }}"])
@pytest.mark.parametrize("quote", ["", "{{ text_quote | zitat }}"])
def test_no_link_brings_the_words_of_one_member_to_another(value: str, quote: str) -> None:
    told_apart(f"{{% set b %}}{value}{{% endset %}}\n[Antworten]({{{{ mailto('Re', b) }}}})\n\n{quote}")


@pytest.mark.parametrize("around", ["- ", "Du: ", "# ", "    ", "```\n", "Text\n", "<div>\n", ":::karte\n", ""])
def test_words_are_quoted_wherever_a_template_prints_them_as_in_a_single_answer(around: str) -> None:
    told_apart(f"{{{{ anrede }}}}\n\n{around}{{{{ text_quote | zitat }}}}")


def test_what_was_printed_is_not_asked_how_long_it_is() -> None:
    told_apart("{% set b %}{{ text_quote | zitat }}{% endset %}\n{{ b | length }}\n\n{{ b }}")
    told_apart("{% filter indent(4) %}\nx\n\n{{ text_quote | zitat }}\n{% endfilter %}")


@pytest.mark.parametrize("printed", ["{{ text_quote }}", "{{ received_at.minute }}", "{% if received_at.minute > 1 %}x{% endif %}"])
def test_building_blocks_of_the_board_may_name_what_is_new(printed: str) -> None:
    told_apart("{{ antwortblock() }}\n\n{{ text_quote | zitat }}", parts=f"\n{{% macro antwortblock() %}}{printed}{{% endmacro %}}")


@pytest.mark.parametrize("came", [CAME, None, datetime.max.replace(tzinfo=UTC)])
def test_words_of_the_board_that_look_like_a_moment_stay(came: datetime | None) -> None:
    letters = composer("{{ question }}\n\n{% if received_at | default(none) %}{{ received_at | datum }}{% endif %}\n")
    for question in ("Dienstag, 30. November 9999, 12:59 Uhr", "Dienstag, 30. November 9999, 12:59 Uhr", "Wann?"):
        wish = replace(answer(received_at=came), template="t.md", facts={"question": question, "received_at": came})
        assert outcome(letters, wish) == outcome(letters, apart(wish))


def outcome(letters: Composer, wish: LetterOrder) -> object:
    try:
        return letters.compose(wish)
    except MailerError as error:
        return error.key, error.facts


def likeness(wish: LetterOrder) -> Hashable:
    return likeness_of(wish, verses_of(wish), answered(wish.answers_subject))


def repeatable(body: str, subject: str = "x") -> bool:
    templates = Templates({**shipped_templates(), "t.md": f"---\nSubject: {subject}\n---\n{body}"}, SENDER)
    return is_repeatable(templates.tree("t.md"))


@pytest.mark.parametrize("template", ["confirmation", "moved", "ask_back"])
def test_shipped_answers_are_rendered_once_for_many(template: str) -> None:
    assert is_repeatable(Templates(shipped_templates(), SENDER).tree(f"answers/{template}.md"))


@pytest.mark.parametrize(
    "body",
    [
        "{{ text_quote }}",
        "{{ text_quote | upper | zitat }}",
        "{{ text_quote | length }}",
        "{% if text_quote | length > 9 %}x{% endif %}",
        "{% set x = text_quote %}{{ x | zitat }}",
        "{{ question | zitat }}",
        "{{ answered_subject | upper }}",
        "{% if answered_subject == 'x' %}x{% endif %}",
        "{{ anrede | length }}",
        "{{ member.name }}",
        "{% if received_at is string %}x{% endif %}",
        "{{ received_at | tag }}",
        "{{ received_at | datum | upper }}",
        "{% set x = received_at %}{{ x | datum }}",
        "{% if received_at | default(1) %}x{% endif %}",
        "{% if received_at.year > 2020 %}x{% endif %}",
        "{{ noted | map(attribute='finding.evidence') | select('string') | list | length }}",
        "{% include 'erinnerung.md' %}",
    ],
)
def test_templates_that_do_more_with_what_is_new_are_not(body: str) -> None:
    assert not repeatable(body)


def test_only_facts_of_which_it_is_known_what_they_do_are_shared() -> None:
    for facts in (
        {"noted": [FINDINGS[0]]},
        {"member": "x"},
        {"mailto": "x"},
        {"text_quote": None},
        {"text_quote": "x\n\n" * 40},
        {"text_quote": " \n"},
        APART,
    ):
        with pytest.raises(NotAlikeError):
            likeness(order(facts=facts, job=None))
    with pytest.raises(NotAlikeError):
        likeness(order())


def test_neither_words_nor_moment_make_an_answer_unlike_others() -> None:
    one, other = (Noted(Finding("rsvp", answer="accepted", evidence=words, rule=words)) for words in "ab")
    first, second = answer(one, text_quote="Ja"), answer(other, text_quote="Nein", name="Kim")
    assert likeness(first) == likeness(replace(second, facts={**second.facts, "received_at": CAME.replace(hour=1)}))
    assert likeness(first) == likeness(answer(one, text_quote="Ja\nKim"))
    assert likeness(first) != likeness(answer(one, text_quote="Ja\n\nKim"))


def test_what_differs_in_print_is_not_alike() -> None:
    same = [likeness(order(facts={"waiting": value}, job=None)) for value in (True, 1, "1", None)]
    assert len(set(same)) == 4


def test_whoever_touches_what_is_sealed_is_stopped() -> None:
    for touch in (bool, str, repr, hash, len, iter, lambda it: it.year, lambda it: it == it, lambda it: it < 1, lambda it: it + 1):
        with pytest.raises(NotAlikeError):
            touch(Sealed())  # type: ignore[operator]
