"""Is every slip of a volunteer in a job file told word for word, with file, line and what to write instead?"""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mailer.errors import JobFileError
from mailer.planning.jobfiles import read_job_file
from mailer.texts import explain

BERLIN = ZoneInfo("Europe/Berlin")
TEMPLATES = frozenset({"einladung.md"})
GOOD = """\
title = "Sommerfest"
[event]
id = "sommerfest"
title = "Sommerfest"
start = 2027-06-26T15:00:00
end = 2027-06-26T21:00:00
[[event.shifts]]
id = "grillen"
title = "Grillen"
start = 2027-06-26T16:00:00
[[mailings]]
id = "einladung"
template = "einladung.md"
audience = { status = ["member"] }
at = 2027-05-31T18:00:00
"""

SLIPS = [json.loads(line) for line in Path(__file__).with_name("slips.jsonl").read_text(encoding="utf-8").splitlines()]
"""What stands in the good file, what a volunteer makes of it, and what is told."""


def told(path: Path) -> list[str]:
    with pytest.raises(JobFileError) as caught:
        read_job_file(path, BERLIN, frozenset(), TEMPLATES)
    return [explain(problem) for problem in caught.value.problems] or [explain(caught.value)]


@pytest.mark.parametrize("slip", SLIPS, ids=[slip["typed"] for slip in SLIPS])
def test_a_slip_is_told_word_for_word(tmp_path: Path, slip: dict[str, Any]) -> None:
    path = tmp_path / "fest.toml"
    path.write_text(GOOD.replace(slip["good"], slip["typed"], 1), encoding="utf-8")
    assert told(path) == slip["told"]


@pytest.mark.parametrize("text", [GOOD, GOOD.replace("\n", "\r\n"), GOOD.replace("\nid", "\n\tid"), GOOD.replace(" = ", "\t=\t")])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_tabs_line_ends_and_marks_of_windows_editors_are_no_mistake(tmp_path: Path, text: str, mark: bytes) -> None:
    path = tmp_path / "fest.toml"
    path.write_bytes(mark + text.encode())
    assert read_job_file(path, BERLIN, frozenset(), TEMPLATES).title == "Sommerfest"


@pytest.mark.parametrize("encoding", ["utf-16", "latin-1"])
def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "fest.toml"
    path.write_bytes(GOOD.replace('"Grillen"', '"Gemüse grillen"').encode(encoding))
    line = 1 if encoding == "utf-16" else 9
    assert told(path) == [f"{path} ist nicht in UTF-8 gespeichert (Zeile {line}). Speichere die Datei im Editor mit der Kodierung UTF-8."]


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "fest.toml"
    wrong = GOOD.replace("end = 2027-06-26T21", "end = 2027-06-26T12").replace("status", "stauts").replace("einladung.md", "einladng.md")
    path.write_text(wrong, encoding="utf-8")
    assert [sentence.partition(": ")[0] for sentence in told(path)] == ["fest.toml:6", "fest.toml:13", "fest.toml:14"]
