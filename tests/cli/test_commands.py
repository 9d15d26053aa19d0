"""What does a person get who types a command, rightly or wrongly?"""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from mailer.resources import shipped
from tests.resilience.serving import mailer
from tests.servers.smtp import SmtpServer
from tests.workspace import make_workspace, opened

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = (
    ["init"],
    ["check"],
    ["dkim-key"],
    ["members", "import"],
    ["members", "list"],
    ["jobs"],
    ["preview"],
    ["send"],
    ["receive"],
    ["serve"],
    ["status"],
    ["doubts"],
    ["answers"],
    ["book"],
    ["review"],
    ["report", "treasurer"],
    ["inspect"],
    ["changes"],
    ["feed"],
    ["demo"],
)
DATA = (
    ["members", "list"],
    ["jobs"],
    ["status"],
    ["review"],
    ["report", "treasurer"],
    ["doubts"],
    ["answers", "stadtparteitag"],
    ["book"],
    ["changes"],
)


@pytest.fixture
def workspace(tmp_path: Path, smtp_server: SmtpServer) -> Path:
    made = make_workspace(tmp_path / "w", smtp_port=smtp_server.port, when="by_hand = true")
    with opened(made):
        return made


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(command: list[str], tmp_path: Path) -> None:
    assert "Example: mailer " + command[0] in mailer(tmp_path, *command, "--help")


@pytest.mark.parametrize("command", DATA, ids=" ".join)
def test_every_command_that_prints_data_prints_json(command: list[str], workspace: Path) -> None:
    mailer(workspace, "send", "parteitag", "--yes")
    json.loads(mailer(workspace, *command, "--json"))
    assert mailer(workspace, *command).strip()


def test_init_makes_a_workspace_whose_only_faults_are_the_passwords(tmp_path: Path) -> None:
    mailer(tmp_path, "init", "verband")
    words = mailer(tmp_path / "verband", "check", code=2)
    assert "smtp.password_file" in words
    assert "imap.password_file" in words
    assert words.count("\n  - ") == 2


def test_init_overwrites_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    assert "nicht leer" in mailer(tmp_path, "init", ".", code=2)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_folder_without_a_workspace_is_told(tmp_path: Path) -> None:
    assert "config.toml" in mailer(tmp_path, "status", code=2)


def test_the_address_book_follows_the_member_file(workspace: Path) -> None:
    rows = ["id;given_name;family_name;email", "m1;Jana;Vogel-Neu;jana@post.example", "m9;Neu;Mitglied;neu@post.example", "mx;;Ohne;x"]
    (workspace / "members.csv").write_text("\n".join(rows), encoding="cp1252")
    planned = json.loads(mailer(workspace, "members", "import", "members.csv", "--dry-run", "--json", code=1))
    assert (planned["added"], list(planned["changed"]), len(planned["gone"])) == (["m9"], ["m1"], 5)
    assert [problem["line"] for problem in planned["problems"]] == [4, 4]
    assert len(json.loads(mailer(workspace, "members", "list", "--json"))) == 6, "a dry run changes nothing"
    mailer(workspace, "members", "import", "members.csv", code=1)
    assert [member["id"] for member in json.loads(mailer(workspace, "members", "list", "--json"))] == ["m1", "m9"]


def test_send_asks_first_and_a_no_sends_nothing(workspace: Path, smtp_server: SmtpServer) -> None:
    command = [sys.executable, "-m", "mailer.cli.main", "send", "parteitag"]
    done = subprocess.run(command, cwd=workspace, input="n\n", capture_output=True, text=True, timeout=60, env=_environment())
    assert done.returncode == 1
    assert "5" in done.stdout
    assert smtp_server.mails == []


def test_send_sends_once_and_says_so_the_second_time(workspace: Path, smtp_server: SmtpServer) -> None:
    assert "5 Briefe verschickt" in mailer(workspace, "send", "parteitag", "--yes")
    assert "geht nicht noch einmal hinaus" in mailer(workspace, "send", "parteitag", "--yes")
    assert len(smtp_server.mails) == 5


def test_send_with_the_server_down_says_how_to_go_on(workspace: Path, smtp_server: SmtpServer) -> None:
    smtp_server.stop()
    words = mailer(workspace, "send", "parteitag", "--yes", code=1)
    assert "nicht erreichbar" in words
    assert "mailer send parteitag" in words
    smtp_server.start()
    assert "5 Briefe verschickt" in mailer(workspace, "send", "parteitag", "--yes")


@pytest.mark.parametrize("command", [["send", "gibtsnicht"], ["preview", "gibtsnicht"], ["answers", "gibtsnicht"], ["review", "77"]])
def test_what_does_not_exist_is_told_with_what_does(command: list[str], workspace: Path) -> None:
    words = mailer(workspace, *command, code=1)
    assert "gibtsnicht" in words or "77" in words
    assert "Traceback" not in words


def test_preview_writes_the_letter_and_sends_nothing(workspace: Path, smtp_server: SmtpServer) -> None:
    words = mailer(workspace, "preview", "parteitag", "--member", "m2", "--out", "vorschau")
    assert "Lieber Horst" in words
    assert (workspace / "vorschau" / "parteitag-einberufung-m2.eml").read_bytes().startswith(b"From:")
    assert smtp_server.mails == []


def test_check_names_what_is_wrong(workspace: Path) -> None:
    (workspace / "jobs" / "kaputt.toml").write_text("titel = 3\n")
    results = {row["check"]: row for row in json.loads(mailer(workspace, "check", "--json", "--offline", code=1))}
    assert [name for name, row in results.items() if not row["ok"]] == ["jobs", "imap"]
    assert "kaputt.toml" in results["jobs"]["message"]


def test_the_wheel_brings_texts_samples_and_configuration(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    command = [sys.executable, "-c", "from mailer.cli.main import run; run()", "init", "verband"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60, env=_environment(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in (tmp_path / "verband").rglob("*") if path.is_file()}
    assert made["config.toml"] == shipped("config.toml").read_bytes()
    assert made["stadtparteitag.toml"] == (ROOT / "jobs" / "stadtparteitag.toml").read_bytes()
    assert made["einberufung.md"] == (ROOT / "templates" / "einberufung.md").read_bytes()


def _environment(path: Path = ROOT) -> dict[str, str]:
    return {"PYTHONPATH": str(path), "PATH": "/usr/bin:/bin", "COLUMNS": "200"}
