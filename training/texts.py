"""Which labelled texts are there to learn from?"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mailer.model.reading import Context
from mailer.reading import context_from

FOLDER = Path(__file__).parent / "texts"
HELD_OUT = frozenset({"own-5", "own-8", "own-26", "own-34"})
"""Files that are measured on and never trained on or looked at."""

UNTOUCHED = frozenset(f"own-{number}" for number in (11, 12, 13, 19, 20, 22, 23, 25, 27, 29, 30, 31, 32))
"""Files whose letters nobody looked at while the rules were written: from them the gate learns how far rules can be trusted."""

_CODES = {
    "a": "rsvp:accepted", "d": "rsvp:declined", "t": "rsvp:tentative", "o": "volunteer:offered", "w": "volunteer:withdrawn",
    "r": "resignation", "x": "person", "u": "unsubscribe", "c": "contact_change", "m": "motion", "q": "question", "n": "none",
    "dp": "dues:paid", "dm": "dues:promise", "dk": "dues:talk", "dh": "dues:hardship", "dd": "dues:dispute",
}  # fmt: skip
_PLACEHOLDER = re.compile(r"(?<![\w-])[ETZS](?![\w-])")
_MASKS = {"E": "xtermin", "T": "xtag", "Z": "xzeit", "S": "xschicht"}


@dataclass(frozen=True, slots=True)
class Labelled:
    """One text with what a careful secretary would write down. `writer` is the file, whose writers no other file has."""

    id: str
    writer: str
    context: Context
    text: str
    findings: Sequence[Mapping[str, Any]]
    review: bool
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A clause by itself, its names already masked, with the one intent that it has."""

    words: str
    intent: str


def labelled_texts(folder: Path = FOLDER) -> list[Labelled]:
    """The texts to learn from: of all `*.jsonl` files but those held out, in the order of the files' names."""
    return [text for text in _all_texts(folder) if text.writer not in HELD_OUT]


def held_out_texts(folder: Path = FOLDER) -> list[Labelled]:
    """The texts that nobody has looked at."""
    return [text for text in _all_texts(folder) if text.writer in HELD_OUT]


def _all_texts(folder: Path) -> list[Labelled]:
    contexts = contexts_of(folder)
    return [labelled(tree, path.stem, contexts) for path in sorted(folder.glob("*.jsonl")) for tree in _lines(path)]


def labelled(tree: Mapping[str, Any], writer: str, contexts: Mapping[str, Context]) -> Labelled:
    """The text of one line: its id, the name of its mailing, the words and what is expected of them."""
    expected = tree["expected"]
    return Labelled(tree["id"], writer, contexts[tree["context"]], tree["text"], expected["findings"], bool(expected["review"]))


def contexts_of(folder: Path) -> dict[str, Context]:
    """The mailings of all `contexts*.json` files, by name."""
    paths = sorted(folder.glob("contexts*.json"))
    trees: dict[str, Any] = {name: tree for path in paths for name, tree in json.loads(path.read_text(encoding="utf-8")).items()}
    return {name: context_from(tree) for name, tree in trees.items()}


def phrases(folder: Path = FOLDER) -> list[Phrase]:
    """The single clauses of all `clauses*.txt` files: a code, a blank, the clause; E, T, Z, S stand for event, day, time, shift."""
    made = []
    for path in sorted(folder.glob("clauses*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            code, _, words = line.partition(" ")
            if code in _CODES:
                made.append(Phrase(_PLACEHOLDER.sub(lambda found: _MASKS[found[0]], words), _CODES[code]))
    return made


def digest(folder: Path = FOLDER) -> str:
    """SHA-256 over the names and bytes of everything that is learnt from."""
    whole = hashlib.sha256()
    learnt = [path for path in folder.glob("*.jsonl") if path.stem not in HELD_OUT]
    for path in sorted([*learnt, *folder.glob("contexts*.json"), *folder.glob("clauses*.txt")]):
        whole.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return whole.hexdigest()


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
