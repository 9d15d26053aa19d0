"""Does the reading of labelled texts stay within the bars: little wrong, little lost, no resignation lost or invented?"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from mailer.model.jobs import Dues, Event, Shift
from mailer.model.people import Mandate
from mailer.model.reading import Context
from mailer.reading.answers import Answers, find_answers

CORPUS = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "replies"
BARS = {"a": (3.0, 3.0), "b": (5.0, 5.0)}  # wrong and lost, percent


def context_of(entry: dict[str, Any]) -> Context:
    events = tuple(
        Event(
            one["id"],
            one["title"],
            datetime.fromisoformat(one["start"]),
            datetime.fromisoformat(one["end"]),
            one["location"],
            shifts=tuple(Shift(shift["id"], shift["title"], datetime.fromisoformat(shift["start"])) for shift in one["shifts"]),
        )
        for one in entry["events"]
    )
    mandate = Mandate(**entry["mandate"]) if entry["mandate"] else None
    dues = Dues(entry["dues"]["year"], entry["dues"]["open"]) if entry["dues"] else None
    return Context(entry["mailing"], datetime.fromisoformat(entry["sent"]), entry["subject"], events, mandate, dues)


@pytest.fixture(scope="module", params=sorted(BARS))
def readings(request: pytest.FixtureRequest) -> tuple[str, list[tuple[dict[str, Any], Answers]]]:
    texts = CORPUS / "texts" / f"{request.param}.jsonl"
    if not texts.exists():
        pytest.skip(f"the shared corpus is not there: {texts.name}")
    contexts = {}
    for path in (CORPUS / "contexts.json", CORPUS / "texts" / f"contexts-{request.param}.json"):
        contexts |= {name: context_of(entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}
    entries = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
    return request.param, [(entry, find_answers(entry["text"], contexts[entry["context"]])) for entry in entries]


def said(finding: dict[str, Any]) -> tuple[object, ...]:
    fields = ("kind", "event", "for", "answer", "scope", "effective", "claim")
    return (*(finding.get(field) for field in fields), finding.get("guests", 0), tuple(finding.get("what", ())))


def test_little_is_recorded_wrongly_and_little_is_lost(readings):
    name, pairs = readings
    wrong = lost = 0
    for entry, answers in pairs:
        expected = {said(one) for one in entry["expected"]["findings"]}
        found = {said(one.as_json()) for one in answers.findings}
        wrong += any(one[0] != "question" for one in found - expected)
        lost += bool(expected - found) and not answers.review
    most_wrong, most_lost = BARS[name]
    assert 100 * wrong / len(pairs) <= most_wrong
    assert 100 * lost / len(pairs) <= most_lost


def test_no_resignation_is_lost(readings):
    _, pairs = readings
    overlooked = [
        entry["id"]
        for entry, answers in pairs
        if any(one["kind"] == "resignation" for one in entry["expected"]["findings"]) and not answers.review
    ]
    assert not overlooked


def test_no_resignation_is_invented(readings):
    _, pairs = readings
    invented = [
        entry["id"]
        for entry, answers in pairs
        if any(one.kind == "resignation" for one in answers.findings)
        and not any(one["kind"] == "resignation" for one in entry["expected"]["findings"])
    ]
    assert not invented
