"""Are short, plain answers understood, and the unclear ones left to a person?"""

import json
from pathlib import Path

import pytest

from mailer.model.reading import Finding
from tests.reading_answers.contexts import CONTEXTS
from tests.reading_answers.rules import by_rules

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]


def told(finding: Finding) -> str:
    fields: dict[str, tuple[object, ...]] = {
        "rsvp": (finding.event, finding.answer, finding.guests),
        "volunteer": (finding.target, finding.answer),
        "resignation": (finding.scope, finding.effective),
        "dues": (finding.claim,),
        "contact_change": finding.what,
    }
    return " ".join(str(part) for part in (finding.kind, *fields.get(finding.kind, ())))


@pytest.mark.parametrize("entry", SENTENCES, ids=lambda entry: f"{entry['context']}: {entry['text'][:50]}")
def test_a_plain_sentence_is_understood_as_a_careful_secretary_would(entry):
    answers = by_rules(entry["text"], CONTEXTS[entry["context"]])
    assert (sorted(told(one) for one in answers.findings), answers.review) == (sorted(entry["findings"]), entry["review"]), answers
