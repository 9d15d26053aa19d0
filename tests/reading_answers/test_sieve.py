"""Does looking at the words first ever change what a pattern finds?"""

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailer.reading.answers import stance_words
from mailer.reading.answers.sieve import Need, Sieve, Ways, packed, shipped_sieve, unpacked
from mailer.reading.answers.words import Table, any_of, fold, mask
from training.patterns import needed_by

ROOT = Path(__file__).resolve().parents[2]
NAMES = (
    *("agenda", "clauses", "contact_change", "dues", "excuses", "frames", "guests", "judge", "meaning", "motion", "question"),
    *("resignation", "rsvp", "shifts", "stance_words", "stances", "thoughts", "topics", "trust", "unsubscribe", "voice", "volunteer"),
)
MODULES = tuple(import_module(f"mailer.reading.answers.{name}") for name in NAMES)
RULES = (stance_words.PERHAPS, stance_words.NO, stance_words.YES)


def sources() -> list[str]:
    """The patterns of the rules, as they are written."""
    single = [each._source for module in MODULES for each in vars(module).values() if hasattr(each, "_source")]
    return sorted({*single, *(source for rules in RULES for source, _ in rules)})


SOURCES = sources()
PIECES = sorted({word for source in SOURCES for word in re.findall(r"[a-zäöüß']{1,14}|\d", source)})
TABLED = [*SOURCES, "gibt es in keiner regel", SOURCES[0]]
TABLE = Table((any_of(source), place) for place, source in enumerate(TABLED))
SENTENCES = st.lists(st.sampled_from([*PIECES, "am", "22.", "käme", "18:30", "kaeme"]), min_size=1, max_size=9)
GLUE = st.sampled_from([" ", " ", " ", " ", "", ", ", "-", "  ", "\n", "@", "_"])


def plain(source: str) -> re.Pattern[str]:
    """The pattern without a look at the words."""
    for umlaut, spelled in (("ä", "(?:ä|ae)"), ("ö", "(?:ö|oe)"), ("ü", "(?:ü|ue)"), ("ß", "(?:ß|ss)")):
        source = source.replace(umlaut, spelled)
    source = source.replace("[- ]", r"(?:-|\s)").replace(" ", r"(?:\s{1,3})")
    return re.compile(rf"(?<![\w@])(?:{source})(?![\w@])")


def span(found: Any) -> tuple[int, int] | None:
    return found.span() if found else None


def sieve_of(*written: str) -> tuple[Sieve, list[tuple[int, tuple[int, ...]]]]:
    """A sieve of those patterns, and what each needs."""
    guarded = [plain(source).pattern for source in written]
    sieve = unpacked(packed({source: needed_by(source) for source in guarded}))
    return sieve, [sieve.needs(source) for source in guarded]


def passes(sieve: Sieve, text: str, gate: int, ways: tuple[int, ...]) -> bool:
    """Whether a text has the marks of the gate and of one of the ways."""
    marks = sieve.marks_of(text)
    return marks & gate == gate and any(marks & way == way for way in ways)


def test_there_are_hundreds_of_patterns_to_try():
    assert len(SOURCES) > 200


@settings(deadline=None)  # the first text waits for the patterns
@given(st.sampled_from(SOURCES), SENTENCES, st.data())
def test_a_pattern_finds_what_it_would_find_without_the_sieve(source, words, data):
    text = "".join(word + data.draw(GLUE) for word in words)
    sifted, bare = any_of(source), plain(source)
    assert span(sifted.search(text)) == span(bare.search(text))
    assert span(sifted.match(text)) == span(bare.match(text))
    assert [span(found) for found in sifted.finditer(text)] == [span(found) for found in bare.finditer(text)]
    assert mask(text, sifted) == bare.sub(lambda found: "_" * len(found.group()), text)


@settings(deadline=None)
@given(st.integers(0, len(TABLED) - 1), SENTENCES, st.data())
def test_a_table_keeps_a_pattern_that_matches_and_its_place(place, words, data):
    text = "".join(word + data.draw(GLUE) for word in words)
    likely = [place for _, place in TABLE.likely(text)]
    assert likely == sorted(likely)
    assert place in likely or not plain(TABLED[place]).search(text)


@pytest.mark.parametrize("place", range(len(TABLED)))
def test_a_table_keeps_a_pattern_for_its_own_words(place):
    text = fold(re.sub(r"\\.|[^\w' ]", " ", TABLED[place]))
    assert place in [place for _, place in TABLE.likely(text)] or not plain(TABLED[place]).search(text)


def test_a_table_leaves_out_nearly_all_patterns():
    assert len(TABLE.likely("ich komme heute gern")) < len(TABLED) / 4


@pytest.mark.parametrize("source", SOURCES)
def test_a_pattern_finds_its_own_words(source):
    """What the pattern is made of, its signs left out, is the likeliest text to match it."""
    text = fold(re.sub(r"\\.|[^\w' ]", " ", source))
    assert span(any_of(source).search(text)) == span(plain(source).search(text))


@pytest.mark.parametrize(
    ("source", "passing", "kept_out"),
    [
        ("komme?", "ich komme gern", "ich bekomme nichts"),
        ("komm\\w*", "kommt ihr", "bekommt ihr"),
        ("(?:kann|könnte) (?:\\w+ )?nicht", "kann ich nicht", "kann ich schon"),
        ("\\w*kuchen", "apfelkuchen", "kekse"),
        ("um \\d{1,2} uhr", "um 8 uhr", "um acht uhr"),
        ("größe", "groesse", "masse"),
        ("\\S+@\\S+|adresse", "an jo@verein.example", "an jo"),
        ("\\d+ ?(?:€|euro)", "15 €", "um 15 uhr"),
        ("^\\W*(?:(?:und|aber) )*ja{1,3}(?: doch)?\\W*$", "und ja!", "bejaht"),
        ("(?:leider |wohl )+nie(?:, (?:nie|niemals))*", "wohl nie", "leider niesel"),
    ],
)
def test_texts_without_the_words_of_a_pattern_are_kept_out(source, passing, kept_out):
    sieve, (needs,) = sieve_of(source)
    assert passes(sieve, passing, *needs)
    assert not passes(sieve, kept_out, *needs)


def test_nothing_is_said_of_a_pattern_that_tells_nothing():
    assert needed_by(plain("\\w+|.*").pattern) == Need((), ((), ()))
    sieve, (needs,) = sieve_of("\\w*")
    assert passes(sieve, "irgendwas", *needs)


def test_a_word_of_no_natural_length_may_hold_anything():
    sieve, (needs,) = sieve_of("komme")
    assert passes(sieve, "x" * 65, *needs)


def test_a_text_is_looked_at_for_each_pattern():
    sieve, (first, second) = sieve_of("komme", "heute")
    assert passes(sieve, "ich komme heute", *first)
    assert passes(sieve, "ich komme heute", *second)
    assert not passes(sieve, "ich komme", *second)


def test_a_pattern_that_nobody_knows_is_tried_on_every_text():
    sieve, _ = sieve_of("komme")
    unknown = plain("gibt es nicht im paket").pattern
    assert not sieve.knows(unknown)
    assert not shipped_sieve().knows(unknown)
    assert passes(sieve, "irgendwas", *sieve.needs(unknown))
    assert any_of("gibt es nicht im paket").search("so was gibt es nicht im paket")


def test_the_file_that_ships_is_of_the_patterns_of_the_rules():
    checked = subprocess.run([sys.executable, "-m", "training.patterns", "--check"], cwd=ROOT, check=False)
    assert checked.returncode == 0, "say: python -m training.patterns"


@pytest.mark.parametrize("source", ["^ja", "^\\W*(?:ja|nein)", "^ja|^nein", "(?:^ja|^\\W*nein) gern", "(?!nie)^ja", "(?:\\Aja)"])
def test_a_pattern_that_opens_a_text_is_known_to(source):
    assert needed_by(plain(source).pattern).opens


@pytest.mark.parametrize("source", ["ja", "^ja|nein", "(?:^|und )ja", "\\W*^ja", "(?m:^ja)", "(?:^)?ja", "ja$"])
def test_a_pattern_that_may_stand_further_on_is_looked_for_there(source):
    assert not needed_by(plain(source).pattern).opens


@pytest.mark.parametrize("source", [source for source in SOURCES if shipped_sieve().opens(plain(source).pattern)])
@pytest.mark.parametrize("first", [0, 1, 4])
def test_a_pattern_that_opens_a_text_is_found_nowhere_else(source, first):
    text = fold(re.sub(r"\\.|[^\w' ]", " ", source))
    for one in (text, f"ja {text}", f"nein, {text}"):
        assert span(any_of(source).search(one, first)) == span(plain(source).search(one, first))


@given(st.lists(st.integers(0, 1 << 12)), st.integers(0, 1 << 12))
def test_marks_lead_to_a_match_where_they_hold_all_of_one_way(ways, marks):
    assert Ways(ways).lead(marks) == any(marks & way == way for way in ways)
