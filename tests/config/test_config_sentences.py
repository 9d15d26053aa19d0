"""Every mistake in config.toml, made in a real file, must end in a German sentence; and no key in the code lacks its sentence."""

import ast
import re
import string
from pathlib import Path

import pytest

from mailer.config import FILE_NAME, load
from mailer.errors import ConfigurationError
from mailer.texts import catalogue, explain

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    ROOT / "mailer" / "config.py",
    *sorted((ROOT / "mailer" / "people").glob("*.py")),
    *sorted((ROOT / "mailer" / "planning").glob("jobfile*.py")),
    ROOT / "mailer" / "planning" / "moments.py",
]
GROUPS = ("config", "config_problem", "job_file", "job_problem", "member_file", "member_problem")
KEY = re.compile(rf"(?:{'|'.join(GROUPS)})\.[a-z0-9_]+")
ERRORS = {"MailerError", "ConfigurationError", "JobFileError", "MemberFileError"}

GOOD = """\
[association]
name = "Stadtverband Musterstadt"
sender_name = "Stadtvorstand"
sender_address = "vorstand@stadtverband.example"

[smtp]
host = "smtp.provider.example"
port = 587
security = "starttls"

[imap]
host = "imap.provider.example"
port = 993
security = "tls"

[roles.board]
addresses = ["vorsitz@stadtverband.example"]
"""


def sentences(workspace: Path, text: str) -> tuple[set[str], str]:
    (workspace / "config.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as caught:
        load(workspace)
    return {problem.key for problem in caught.value.problems}, explain(caught.value)


def test_the_good_file_is_good(tmp_path):
    (tmp_path / "config.toml").write_text(GOOD, encoding="utf-8")
    assert load(tmp_path).smtp.port == 587


@pytest.mark.parametrize(("host", "more"), [("smtp.provider.example", "\nallow_insecure = true"), ("127.0.0.1", ""), ("::1", "")])
def test_without_encryption_it_goes_at_home_or_where_it_is_forced(tmp_path, host, more):
    text = GOOD.replace('"starttls"', f'"none"{more}').replace("smtp.provider.example", host)
    (tmp_path / "config.toml").write_text(text, encoding="utf-8")
    assert load(tmp_path).smtp.security == "none"


WRONG = [
    ("missing", 'name = "Stadtverband Musterstadt"\n', "", "association.name"),
    ("extra_forbidden", "port = 587", "port = 587\nhorst = 1", "smtp.horst"),
    ("literal_error", '"starttls"', '"ssl"', "'none', 'starttls', 'tls'"),
    ("string_too_short", '"smtp.provider.example"', '""', "smtp.host"),
    ("too_short", '["vorsitz@stadtverband.example"]', "[]", "roles.board.addresses"),
    ("int_parsing", "587", '"viele"', "viele"),
    ("greater_than_equal", "587", "0", "der kleinste erlaubte Wert ist 1"),
    ("less_than_equal", "587", "70000", "der größte erlaubte Wert ist 65535"),
    ("greater_than", "port = 587", "port = 587\ntimeout = 0", "größer als 0"),
    ("timezone", "[smtp]", 'timezone = "Berlin"\n[smtp]', "Berlin"),
    ("address", '"vorstand@stadtverband.example"', '"vorstand"', "association.sender_address"),
    ("rate", "port = 587", 'port = 587\nrate = "viel"', "smtp.rate"),
    ("insecure", '"starttls"', '"none"', "allow_insecure"),
    ("second_key", "[smtp]", '[dkim]\nselector = "a"\nkey_file = "a.pem"\ned25519_selector = "b"\n[smtp]', "ed25519_key_file"),
    ("state", "[smtp]", '[post]\nstate = "XX"\n[smtp]', "post.state"),
    (
        "issue_order",
        "[smtp]",
        '[magazine]\nrole = "board"\nissues = [{ name = "1", copy_deadline = 2024-10-18, delivered = 2024-10-01 }]\n[smtp]',
        "magazine.issues.0",
    ),
    ("magazine_role", "[smtp]", "[magazine]\n[smtp]", "[roles.magazine]"),
    ("other", "port = 587", "port = 587\nallow_insecure = 7", "smtp.allow_insecure"),
]


@pytest.mark.parametrize(("problem", "old", "new", "told"), WRONG)
def test_a_mistake_in_config_toml_is_told_in_german_with_its_key(tmp_path, problem, old, new, told):
    assert old in GOOD
    keys, text = sentences(tmp_path, GOOD.replace(old, new, 1))
    assert keys == {f"config_problem.{problem}"}
    assert told in text


def test_all_mistakes_are_told_at_once(tmp_path):
    keys, text = sentences(tmp_path, GOOD.replace("587", "0").replace('"tls"', '"ssl"'))
    assert keys == {"config_problem.greater_than_equal", "config_problem.literal_error"}
    assert "(2)" in text


def test_every_sentence_about_a_wrong_value_is_needed():
    told = {f"config_problem.{problem}" for problem, *_ in WRONG}
    assert told == {key for key in catalogue() if key.startswith("config_problem.")}


def test_a_missing_a_broken_and_a_misencoded_file_are_told(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path)
    assert "mailer init" in explain(caught.value)
    assert "stimmt" not in sentences(tmp_path, "x = ")[1]
    (tmp_path / "config.toml").write_bytes('name = "Büro"'.encode("cp1252"))
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path)
    assert "UTF-8" in explain(caught.value)


def test_a_missing_password_file_is_told_with_its_path(tmp_path):
    keys, text = sentences(tmp_path, GOOD.replace("port = 587", 'port = 587\npassword_file = "geheim.txt"'))
    assert keys == {"config.password_file"}
    assert "geheim.txt" in text


def test_a_password_is_never_shown(tmp_path):
    _, text = sentences(tmp_path, GOOD.replace("port = 587", "port = 587\npassword = 4711"))
    assert "4711" not in text


def keys_in(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and KEY.fullmatch(node.value)
    }


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_key_in_the_code_has_a_sentence(path):
    found = keys_in(ast.parse(path.read_text(encoding="utf-8")))
    assert found - set(catalogue()) - {FILE_NAME} == set()


def test_every_sentence_about_whole_files_is_raised_somewhere():
    raised = set().union(*(keys_in(ast.parse(path.read_text(encoding="utf-8"))) for path in SOURCES))
    whole = {key for key in catalogue() if key.partition(".")[0] in {"config", "job_file", "member_file"}}
    assert whole - raised == set()


def raised_literally() -> list[tuple[str, str, frozenset[str]]]:
    """File, key and names of the facts of every error that is made with a key in plain sight."""
    found = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS:
                first = node.args[0] if node.args else None
                if isinstance(first, ast.Constant):
                    found.append((path.stem, str(first.value), frozenset(keyword.arg or "" for keyword in node.keywords)))
    return found


@pytest.mark.parametrize(("file", "key", "facts"), raised_literally())
def test_every_error_brings_the_facts_that_its_sentence_shows(file, key, facts):
    wanted = {name for _, name, _, _ in string.Formatter().parse(catalogue()[key]) if name}
    assert wanted <= facts


def test_the_walk_finds_errors_of_every_room():
    assert {file for file, _, _ in raised_literally()} >= {"config", "member_file", "member_columns", "jobfiles"}
