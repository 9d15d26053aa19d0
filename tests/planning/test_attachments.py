"""Do the files of a mailing go with its mails, each once read, and is what does not fit told?"""

from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

import pytest

from mailer.app import Office
from mailer.errors import DataError
from mailer.planning.attachments import LARGEST
from mailer.store import letters
from mailer.texts import explain
from tests.workspace import make_workspace, opened

PDF = b"%PDF-1.7 an invented flyer\n" * 40


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    workspace = make_workspace(tmp_path / "w")
    (workspace / "jobs" / "flyer.pdf").write_bytes(PDF)
    attach(workspace, '["flyer.pdf"]')
    return workspace


@pytest.fixture
def office(workspace: Path) -> Iterator[Office]:
    with opened(workspace) as office:
        yield office


def attach(workspace: Path, names: str) -> None:
    path = workspace / "jobs" / "parteitag.toml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("attachments")]
    path.write_text("\n".join([*lines, f"attachments = {names}", ""]), encoding="utf-8")


def told(workspace: Path) -> str:
    with opened(workspace) as office:
        return "\n".join(explain(error) for error in office.shelf.broken)


def test_every_mail_carries_the_file_with_its_name_and_type(office: Office) -> None:
    assert office.plan_due() == 5
    with office.store.look() as connection:
        raws = [letters.raw(connection, line.id) for line in letters.lines(connection)]
    for raw in raws:
        (part,) = [part for part in message_from_bytes(raw or b"").walk() if part.get_content_type() == "application/pdf"]
        assert (part.get_filename(), part.get_content_type(), part.get_payload(decode=True)) == ("flyer.pdf", "application/pdf", PDF)


def test_a_file_that_is_gone_by_then_stops_the_mailing_and_is_told(office: Office, workspace: Path) -> None:
    complaints: list[str] = []
    office.complain = lambda error: complaints.append(explain(error))
    (workspace / "jobs" / "flyer.pdf").unlink()
    assert office.plan_due() == 0
    assert "flyer.pdf lässt sich nicht lesen" in complaints[0]
    (workspace / "jobs" / "flyer.pdf").write_bytes(PDF)
    assert office.plan_due() == 5


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        ('["flyr.pdf"]', 'Meintest du "flyer.pdf"? Dort liegen: flyer.pdf.'),
        ('["plan.docx"]', 'Die Datei "plan.docx" (mailings[1].attachments) liegt nicht im Ordner jobs neben dieser Datei.'),
        ('["../config.toml"]', '"../config.toml" (mailings[1].attachments) ist kein Dateiname.'),
        ('["/etc/passwd"]', '"/etc/passwd" (mailings[1].attachments) ist kein Dateiname.'),
        ('["programm.exe"]', 'Eine Datei wie "programm.exe" (mailings[1].attachments) lässt sich nicht beilegen'),
        ('["parteitag.toml"]', 'Eine Datei wie "parteitag.toml" (mailings[1].attachments) lässt sich nicht beilegen'),
        ('["flyer.pdf", 3]', "mailings[1].attachments[2] muss ein Text in geraden Anführungszeichen sein."),
    ],
)
def test_a_name_that_does_not_fit_is_told_with_the_way_out(workspace: Path, names: str, sentence: str) -> None:
    attach(workspace, names)
    assert sentence in told(workspace)


def test_files_that_are_too_large_together_are_told_with_their_size(workspace: Path) -> None:
    (workspace / "jobs" / "bild.png").write_bytes(bytes(LARGEST))
    attach(workspace, '["bild.png"]')
    assert told(workspace) == ""
    attach(workspace, '["bild.png", "flyer.pdf"]')
    assert "haben zusammen 5,0 MB; mehr als 5 MB nehmen viele Postfächer nicht an" in told(workspace)


def test_a_report_takes_no_file(workspace: Path) -> None:
    path = workspace / "jobs" / "parteitag.toml"
    text = path.read_text(encoding="utf-8").replace('kind = "invitation"', 'kind = "report"\nreport = "treasurer"')
    path.write_text(text.replace("{ everyone = true }", '{ role = "treasurer" }'), encoding="utf-8")
    assert "Einem Bericht lässt sich keine Datei beilegen" in told(workspace)


def test_an_empty_list_is_no_attachment(workspace: Path) -> None:
    attach(workspace, "[]")
    with opened(workspace) as office:
        assert office.job("parteitag").mailings[0].attachments == ()


def test_the_error_of_a_lost_file_names_job_mailing_and_file() -> None:
    error = DataError("job.attachment_gone", job="a", mailing="b", file="flyer.pdf", reason="weg")
    assert explain(error).count("flyer.pdf") == 1
