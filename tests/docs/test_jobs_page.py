"""Does docs/jobs.md explain every key, and is each of its examples a job that composes letters?"""

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from mailer.app import Office
from mailer.model.jobs import Kind
from mailer.model.people import Member
from mailer.planning.jobfile_shape import (
    AgeShape,
    AnsweredShape,
    AudienceShape,
    EventShape,
    FileShape,
    MailingShape,
    MandateShape,
    ShiftShape,
)
from mailer.planning.plan import compose_one
from mailer.resources import shipped
from tests.docs.pages import ROOT, files
from tests.workspace import NOW, PEOPLE, make_workspace, opened

PAGE = ROOT / "docs" / "jobs.md"
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = files(PAGE)
JOBS = sorted(Path(name).stem for name in EXAMPLES if name.startswith("jobs/"))
JANA: Member = replace(PEOPLE[0], id="m001", dues_open=Decimal(72))
SHAPES = (FileShape, EventShape, ShiftShape, MailingShape, AudienceShape, MandateShape, AnsweredShape, AgeShape)
KEYS = sorted({field.alias or name for shape in SHAPES for name, field in shape.model_fields.items()})


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A workspace with every file that the page shows."""
    workspace = make_workspace(tmp_path_factory.mktemp("page") / "w")
    for name, text in EXAMPLES.items():
        (workspace / name).write_text(text, encoding="utf-8")
    shutil.copyfile(shipped("jobs") / "flyer.pdf", workspace / "jobs" / "flyer.pdf")
    with (workspace / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[bodies.stadtparteitag]\ntitle = "Stadtparteitag"\nnotice = 14\n')
    with opened(workspace, people=(JANA,)) as office:
        yield office


def test_every_example_is_read_without_a_fault(office: Office) -> None:
    assert office.shelf.broken == ()
    assert {job.id for job in office.shelf.jobs} == set(JOBS)


@pytest.mark.parametrize("job_id", JOBS)
def test_every_mailing_of_an_example_composes_a_letter(office: Office, job_id: str) -> None:
    job = office.job(job_id)
    for mailing in job.mailings:
        if mailing.kind is not Kind.REPORT:
            letter = compose_one(office.writer, job, mailing, JANA, NOW)
            assert "Liebe Jana," in letter.text
            assert len(mailing.attachments) == letter.raw.count(b'Content-Disposition: attachment;\r\n filename="flyer.pdf"')


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained_and_stands_in_an_example(key: str) -> None:
    shown = "\n".join(text for name, text in EXAMPLES.items() if name.startswith("jobs/"))
    assert re.search(rf"`(?:\[+[a-z.]*)?{key}\b", TEXT)
    assert re.search(rf"(?:^|[{{\[.,\s]){key}(?: =|\]\])|\[{key}\]", shown, re.MULTILINE)


def test_every_sample_job_is_in_the_list() -> None:
    for job in (ROOT / "jobs").glob("*.toml"):
        assert f"`jobs/{job.name}`" in TEXT
