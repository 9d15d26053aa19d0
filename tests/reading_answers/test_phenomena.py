"""Is German read as it is built: verbs that come apart, negation, conditions, ellipsis, dialect, slips, English?

Each phenomenon has its twins that only look alike.
"""

import json
from pathlib import Path

import pytest

from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules
from tests.reading_answers.test_sentences import told

PHENOMENA = [json.loads(line) for line in (Path(__file__).parent / "phenomena.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("entry", PHENOMENA, ids=lambda entry: f"{entry['phenomenon']}: {entry['text'][:50]}")
def test_a_sentence_is_read_as_it_is_built(entry):
    answers = by_rules(entry["text"], CONTEXTS[entry["context"]])
    assert (sorted(told(one) for one in answers.findings), answers.review) == (entry["findings"], entry["review"]), answers
