"""Is what the documents say true?"""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import typer

from mailer.cli.main import app
from mailer.planning.plan import compose_one
from tests.docs.pages import PAGES, ROOT, anchors, blocks, files, links, shown_commands, spans
from tests.workspace import NOW, PEOPLE, make_workspace, opened

README, CONTRIBUTING = ROOT / "README.md", ROOT / "CONTRIBUTING.md"
COMMANDS = sorted({words for page in PAGES for words in shown_commands(page)})
MENTIONED = sorted({span for page in PAGES for span in spans(page) if re.match(r"mailer [a-z]", span)})
TOP = ("mailer", "tests", "templates", "jobs", "docs", ".ci")
PATHS = sorted({span for page in PAGES for span in spans(page) if re.fullmatch(rf"(?:{'|'.join(map(re.escape, TOP))})/[\w./-]*", span)})
NAMED = sorted(
    {
        found
        for page in PAGES
        for found in re.findall(
            rf"`(\w+)` in `((?:{'|'.join(map(re.escape, TOP))})/[\w/]+\.(?:py|md|toml))`", page.read_text(encoding="utf-8")
        )
    }
)
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp)/|pypi\.org|pythonhosted|/simple/|--index-url|--find-links")


def test_the_readme_names_the_commands_that_do_everything() -> None:
    lines = {line for block in blocks(README) if block.language == "sh" for line in block.text.splitlines()}
    assert {"make demo", "make test"} <= lines
    assert "`make check`" in README.read_text(encoding="utf-8")


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = {span.split()[1] for page in PAGES for span in spans(page) if re.fullmatch(r"make [a-z-]+", span)}
    shown = {line.split()[1] for page in PAGES for block in blocks(page) for line in block.text.splitlines() if line.startswith("make ")}
    assert len(named | shown) > 3
    assert named | shown <= targets


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_that_is_shown_is_understood(words: tuple[str, ...]) -> None:
    command, rest = _command(list(words))
    command.make_context(words[0], rest)


@pytest.mark.parametrize("span", MENTIONED)
def test_every_command_and_option_that_is_mentioned_exists(span: str) -> None:
    command, rest = _command(span.split()[1:])
    known = {name for parameter in command.params for name in parameter.opts} | {"--help"}
    assert {word for word in rest if word.startswith("-")} <= known


def test_the_most_important_commands_are_shown() -> None:
    first = {words[0] for words in COMMANDS}
    assert {"init", "check", "members", "jobs", "preview", "send", "receive", "review", "answers", "serve", "status"} <= first


@pytest.mark.parametrize("path", PATHS)
def test_every_path_that_is_named_exists(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("name", "path"), NAMED)
def test_what_is_said_to_stand_in_a_file_stands_there(name: str, path: str) -> None:
    assert re.search(rf"\b{name}\b", (ROOT / path).read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_between_the_documents_leads_somewhere(page: Path) -> None:
    for link in links(page):
        if re.match(r"https?://", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.is_file(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize(
    ("page", "job", "mailing", "subject"),
    [
        (CONTRIBUTING, "sommerfest", "einladung", "Sommerfest am 26.06.2027"),
        (CONTRIBUTING, "sommerfest", "erinnerung", "Kommst du? Sommerfest am 26.06.2027"),
        (README, "probe", "brief", "Eine Probe"),
    ],
)
def test_a_worked_example_is_a_job_that_composes_a_letter(page: Path, job: str, mailing: str, subject: str, tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w")
    for name, text in files(page).items():
        (workspace / name).write_text(text, encoding="utf-8")
    with opened(workspace, people=(replace(PEOPLE[0], id="m001"),)) as office:
        assert office.shelf.broken == ()
        found = office.job(job)
        chosen = found.mailing(mailing)
        assert chosen is not None
        letter = compose_one(office.writer, found, chosen, replace(PEOPLE[0], id="m001"), NOW)
    assert letter.subject == subject
    assert "Liebe Jana," in letter.text
    assert "mailto:" in letter.html
    assert b"method=REQUEST" in letter.raw.replace(b'"', b"")


def test_the_systemd_unit_keeps_the_service_to_itself() -> None:
    unit = next(block.text for block in blocks(README) if block.language == "ini")
    for wanted in ("NoNewPrivileges=true", "ProtectSystem=strict", "StateDirectoryMode=0700", "UMask=0077", "RestartPreventExitStatus=2"):
        assert wanted in unit.splitlines()


def test_the_readme_lists_every_room() -> None:
    rooms = {path.parent.name for path in (ROOT / "mailer").glob("*/__init__.py")}
    text = README.read_text(encoding="utf-8")
    assert len(rooms) > 8
    assert {room for room in rooms if f"`mailer/{room}/`" not in text} == set()


def test_the_pictures_are_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*"))
    assert pictures
    for picture in pictures:
        assert picture.read_bytes().startswith(b"\x89PNG")
        assert picture.stat().st_size <= 250_000


def test_no_document_tells_of_the_machine_that_built_it() -> None:
    told = (*PAGES, *(ROOT / name for name in ("Makefile", "pyproject.toml", "requirements.lock", "config.toml", ".ci/run")))
    assert {path.name: found[0] for path in told if (found := MACHINE.search(path.read_text(encoding="utf-8")))} == {}


def _command(words: list[str]) -> tuple[typer.core.TyperCommand, list[str]]:
    """The command that the words name, and the words that are left for it."""
    command = typer.main.get_command(app)
    while isinstance(command, typer.core.TyperGroup) and words:
        inner = command.get_command(typer.Context(command), words[0])
        assert inner is not None, words
        command, words = inner, words[1:]
    return command, words
