"""Is a pattern that was compiled when the package was made the pattern that Python compiles?"""

import re

import pytest

from mailer.reading.answers import compiled
from training.patterns import asked_patterns, code_of

SOURCES = asked_patterns()


def test_a_pattern_of_the_rules_is_the_one_that_python_compiles():
    other = [source for source in SOURCES if compiled.compiled(source) != re.compile(source)]  # compares code, flags and source
    assert other == []
    named = [source for source in SOURCES if compiled.compiled(source).groupindex != re.compile(source).groupindex]
    assert named == []


@pytest.mark.parametrize("source", ["ich komme", r"(?P<wer>wir) (komm\w*)", "(?:a|b)+?c", "[äöü]{2,}", "(?i:ja)"])
def test_what_is_packed_is_the_same_when_it_is_unpacked(source):
    (code,) = compiled.unpacked(compiled.packed({source: code_of(source)})).values()
    again = compiled.assembled(source, code)
    assert again == re.compile(source)
    assert again.groupindex == re.compile(source).groupindex


def test_a_pattern_that_the_file_does_not_hold_is_compiled_here():
    assert compiled.compiled("gibt es (nicht) im paket") == re.compile("gibt es (nicht) im paket")


def test_codes_for_another_machine_are_left_alone():
    raw = compiled.packed({"ja": code_of("ja")})
    assert compiled.unpacked(raw)
    assert compiled.unpacked(raw, [20010101, 4, "big"]) == {}
