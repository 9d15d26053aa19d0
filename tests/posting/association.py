"""Which association do these tests print for? One with a body, a magazine, and members who get mail, post or both."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from pypdf import PageObject, PdfReader

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.people import Member
from mailer.posting import Run
from tests.workspace import PEOPLE, make_workspace

NOW = datetime(2024, 10, 25, 7, 0, tzinfo=UTC)
RULES = """
[bodies.stadtparteitag]
title = "Stadtparteitag"
notice = 14
channels = ["email", "post"]
motions = 14
[post]
state = "ST"
place = "Magdeburg"
answer = "Telefon 0391 123456"
[magazine]
role = "magazine"
issues = [
  { name = "L&A 11/2024", copy_deadline = 2024-10-18, delivered = 2024-11-01 },
  { name = "L&A 12/2024", copy_deadline = 2024-11-15, delivered = 2024-11-29 },
]
[roles.magazine]
addresses = ["redaktion@verband.example"]
"""
JOB = """
title = "Stadtparteitag"
[event]
id = "stadtparteitag"
title = "Stadtparteitag"
start = 2024-11-23T10:00:00
end = 2024-11-23T17:00:00
location = "Volkssolidarität"
answer_by = 2024-11-15
[values]
agenda = ["Eröffnung", "Anträge"]
motions_until = 2024-11-09
[[mailings]]
id = "einberufung"
template = "{template}"
kind = "{kind}"
{body}
audience = {{ everyone = true }}
channels = {channels}
{when}
"""
WISHES = (
    replace(PEOPLE[0], delivery="post"),
    replace(PEOPLE[1], delivery="both", postcode="39108"),
    *PEOPLE[2:],
    Member("m7", "Łucja", "Nguyễn-Łukasiewicz", None, "Große Diesdorfer Str. 7", "06108", "Halle (Saale)"),
    Member("m8", "بوب", "Ali", None, "Weg 8", "39104", "Magdeburg"),
)
TOO_LATE = datetime(2024, 11, 11, 8, 0, tzinfo=UTC)


def workspace(
    folder: Path,
    *,
    kind: str = "statutory",
    body: str = 'body = "stadtparteitag"',
    channels: str = '["email", "post"]',
    when: str = "by_hand = true",
    template: str = "einberufung.md",
    url: str = "sqlite:///mailer.db",
) -> Path:
    """A workspace whose job `parteitag` goes by mail and post."""
    make_workspace(folder, url=url)
    config = folder / "config.toml"
    config.write_text(config.read_text("utf-8") + RULES, encoding="utf-8")
    job = JOB.format(kind=kind, body=body, channels=channels, when=when, template=template)
    (folder / "jobs" / "parteitag.toml").write_text(job, encoding="utf-8")
    return folder


def plan_by_hand(office: Office) -> int:
    """Plan the convocation now; gives the number of letters."""
    job = office.job("parteitag")
    return office.plan(office.due_by_hand(job, job.mailings[0])).queued


def run(office: Office, most: int = 500) -> Run:
    """A print run of the job."""
    return Run("parteitag", None, most, "druckerin", office.clock.now(), office.zone)


def pages(pdf: bytes) -> list[str]:
    """The words of each page."""
    return [words(page) for page in PdfReader(BytesIO(pdf)).pages]


def words(page: PageObject) -> str:
    """The words of a page on one line, without places to break at."""
    return " ".join(page.extract_text().replace("\u200b", "").split())


def at(moment: datetime) -> ManualClock:
    """A clock that stands at that moment."""
    return ManualClock(moment)
