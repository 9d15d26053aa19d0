"""What do the writers of the corpus' whole mails say in their own words? `python -m training.mails` keeps it beside the other texts.

The mails stand beside the checkout; what the reader takes for the writer's own words is kept with their labels as `texts/dev.jsonl`.
"""

import json
from pathlib import Path
from typing import Any

from mailer.reading import open_mail
from training.texts import FOLDER, Labelled, contexts_of, labelled

DEV = "dev"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "replies" / f"{DEV}.jsonl"
_KEPT = FOLDER / f"{DEV}.jsonl"


def dev_texts() -> list[Labelled]:
    """The words of the whole mails of the corpus beside the checkout, as the reader takes them today; none where it is not there."""
    if not SHARED.exists():
        return []
    contexts = contexts_of(FOLDER)
    return [labelled(tree, DEV, contexts) for tree in _trees()]


def main() -> None:
    """Write the file."""
    lines = [json.dumps(tree, ensure_ascii=False) for tree in _trees()]
    _KEPT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{_KEPT.name}: {len(lines)} mails")  # noqa: T201 — a tool of developers


def _trees() -> list[dict[str, Any]]:
    """Each mail's id, context, words and labels."""
    made = []
    for line in SHARED.read_text(encoding="utf-8").splitlines():
        tree = json.loads(line)
        text = open_mail(tree["eml"].encode("latin-1"), frozenset()).text
        made.append({"id": tree["id"], "context": tree["context"], "text": text, "expected": tree["expected"]})
    return made


if __name__ == "__main__":
    main()
