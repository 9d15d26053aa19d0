"""Does `mailer preview --people` list everybody of the audience, with the way or with the reason?"""

from pathlib import Path

from typer.testing import CliRunner

from mailer.cli.main import app
from tests.workspace import PEOPLE, make_workspace, opened


def listed(workspace: Path) -> str:
    done = CliRunner().invoke(app, ["preview", "parteitag", "--people", "-w", str(workspace)], env={"COLUMNS": "200"})
    assert done.exit_code == 0
    return done.output


def test_everybody_stands_in_it_with_the_way_or_the_reason(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    with opened(workspace):
        pass
    told = listed(workspace)
    assert "5 Personen bekommen sie, 1 nicht" in told
    got, out = told.split("Wer sie nicht bekommt")
    assert all(member.name in (out if member.email is None else got) for member in PEOPLE)
    assert "keine E-Mail-Adresse" in out


def test_a_letter_on_paper_is_listed_with_its_place(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    job = workspace / "jobs" / "parteitag.toml"
    job.write_text(job.read_text(encoding="utf-8").replace("audience =", 'channels = ["email", "post"]\naudience ='), encoding="utf-8")
    with opened(workspace):
        pass
    (line,) = (line for line in listed(workspace).splitlines() if "Grete Ohnenetz" in line)
    assert "Brief" in line
    assert "Am Hang 5, 39104 Magdeburg" in line
