"""Does the trained model beside the rules keep its promises?"""

import subprocess
import sys
from math import exp
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.reading.answers import find_answers
from mailer.reading.answers.agenda import agenda_of
from mailer.reading.answers.model_file import labels_of, shipped_model, table_of
from mailer.reading.answers.model_gate import weighed
from mailer.reading.answers.model_scores import scores_of
from mailer.reading.answers.model_trees import forest_of, probability
from mailer.reading.answers.model_words import longest_pieces_of, masked, phrases_of, pieces_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.thoughts import letter_of
from mailer.reading.answers.words import fold
from tests.reading_answers.contexts import CONTEXTS
from training.texts import digest


def probable(text: str, context: str = "one") -> list[str]:
    letter = letter_of(text, CONTEXTS[context])
    return [max(one, key=lambda intent: one[intent]) for one in scores_of(letter, shipped_model()).clauses]


def test_the_shipped_file_was_trained_on_the_texts_that_are_there():
    assert shipped_model().digest == digest(), "say: python -m training.train"


def test_the_shipped_file_is_small():
    assert (Path(sys.modules[table_of.__module__].__file__ or "").with_name("model.bin")).stat().st_size < 5_000_000


def test_importing_reads_no_file():
    code = (
        "import mailer.reading; from mailer.reading.answers.model_file import shipped_model as m; raise SystemExit(m.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Reserviert mir bitte einen Platz.", "rsvp:accepted"),
        ("Da muss ich leider arbeiten.", "rsvp:declined"),
        ("Das kann ich noch nicht sagen.", "rsvp:tentative"),
        ("Ich backe gern wieder einen Kuchen.", "volunteer:offered"),
        ("Hiermit trete ich aus der Partei aus.", "resignation"),
        ("Wo kann man dort parken?", "question"),
        ("Vielen Dank für eure Mühe.", "none"),
    ],
)
def test_a_plain_clause_has_the_intent_that_a_reader_hears(text, intent):
    assert probable(text) == [intent]


def test_a_paid_sum_is_heard_in_a_reminder():
    assert probable("Das Geld habe ich längst überwiesen.", "dues") == ["dues:paid"]


@given(st.text(max_size=200), st.sampled_from(sorted(CONTEXTS)))
def test_the_intents_of_a_clause_share_one(text, name):
    letter = letter_of(text, CONTEXTS[name])
    scores = scores_of(letter, shipped_model())
    assert len(scores.clauses) == len(letter.thoughts)
    assert all(abs(sum(one.values()) - 1) < 1e-6 for one in scores.clauses)
    assert all(0 <= chance <= 1 for chance in scores.letter.values())


@given(st.lists(st.sampled_from("abcd"), max_size=30))
def test_adding_rows_adds_every_label(names):
    weights = {"a": (3, -5), "b": (-7, 2), "c": (1, 1)}
    rows = [bytes((first + 128, second + 128, 1, 1)) for first, second in weights.values()]
    table = table_of([*weights], b"".join(rows), (1.0, 1.0), 1.0)
    known = [name for name in names if name in weights]
    length = max(1, len(known)) ** 0.5
    expected = [sum(weights[name][label] for name in known) / length for label in range(2)]
    labels = labels_of(("x", "y"), (0.0, 0.0), (table, table, table))
    assert labels.values((table.total(names), 0, 0)) == pytest.approx(expected)


@given(st.text(max_size=30) | st.sampled_from(["komme", "kommen", "kommst", "kuchen", "mitglied"]))
def test_the_beginnings_of_the_longest_pieces_are_all_pieces(word):
    table = shipped_model().tables["pieces"]
    assert table.total_of_beginnings(longest_pieces_of(word)) == table.total(pieces_of(word))


NAMES = ["one", "two", "three"]
LEAVES = st.integers(-2000, 2000).map(lambda number: number / 10_000)
NUMBERS = st.sampled_from([-1.5, -0.5, 0.0, 0.5, 1.0, 2.5])
TREES = st.recursive(LEAVES, lambda side: st.tuples(st.integers(0, 2), NUMBERS, side, side).map(list), max_leaves=15)


def walked(tree, facts):
    while isinstance(tree, list):
        fact, threshold, below, above = tree
        tree = below if facts.get(NAMES[fact], 0.0) <= threshold else above
    return tree


@given(st.lists(TREES, max_size=20), st.dictionaries(st.sampled_from([*NAMES, "unknown"]), NUMBERS))
def test_the_trees_of_a_gate_say_together_what_a_walk_through_each_of_them_says(trees, facts):
    total = 0.25 + sum([walked(tree, facts) for tree in trees])
    forest = forest_of({"facts": NAMES, "start": 0.25, "trees": trees})
    assert probability(forest, facts) == 1 / (1 + exp(-total))


@given(
    st.sampled_from(["death", "threat", "on_behalf", "foreign", "leaving_unclear"]), st.sampled_from(["Ich komme gern.", "Danke!", "Ja"])
)
def test_what_is_sensitive_stays_with_the_rules(doubt, text):
    by_rules = Part((), (f"reading_doubts.{doubt}",))
    assert weighed(letter_of(text, CONTEXTS["one"]), Part(), by_rules, shipped_model()) == by_rules


def test_names_days_and_numbers_of_one_calendar_are_not_learnt():
    words = masked(fold("Am 13.9. um 15 Uhr zum Hoffest, Kuchen bringe ich 2 mit"), agenda_of(CONTEXTS["one"]))
    assert {"xtag", "xzeit", "xtermin", "xzahl"} <= set(words)
    assert not {"hoffest", "13", "15"} & set(words)


def test_words_are_seen_in_pieces_and_in_company():
    assert {" a", "ab ", " ab "} <= set(pieces_of("ab"))
    assert phrases_of(("ich", "komme", "gern")) == ["ich", "komme", "gern", "ich komme", "komme gern", "ich komme gern"]


@given(st.text(alphabet="abcäöü", min_size=1, max_size=500))
def test_a_very_long_word_costs_no_more_than_a_long_one(word):
    assert len(pieces_of(word)) <= 100


@pytest.mark.parametrize(
    "text", ["Den Posten an der Kasse gebe ich beim Sommerfest gern an Jüngere ab.", "Ich gebe meinen Posten am Grill an Timo ab."]
)
def test_a_leaving_that_only_rules_hear_is_proposed_and_not_recorded(text):
    answers = find_answers(text, CONTEXTS["one"])
    assert not [finding for finding in answers.findings if finding.kind == "resignation"]
    assert answers.review
    assert [finding.kind for finding in answers.proposed] == ["resignation"]
    assert "reading_doubts.leaving_unclear" in answers.reasons


def test_a_leaving_that_both_hear_is_recorded_as_received():
    answers = find_answers("Mein Amt als Kassiererin gebe ich hiermit ab.", CONTEXTS["one"])
    assert [finding.kind for finding in answers.findings] == ["resignation"]
    assert answers.review


@pytest.mark.parametrize("text", ["Ich habe noch nicht überwiesen.", "Nein, bezahlt habe ich noch nicht.", "Hab noch nichts überwiesen"])
def test_what_is_not_yet_paid_is_never_recorded_as_paid(text):
    answers = find_answers(text, CONTEXTS["dues"])
    assert (answers.findings, answers.review) == ((), True)
