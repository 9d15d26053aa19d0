"""Do two services on one database write each mailing once, whoever comes first?"""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailer.app import Office
from mailer.clock import ManualClock
from mailer.model.mail import OccurrenceState
from mailer.store import letters, occurrences
from tests.workspace import NOW, make_workspace, opened

MORE = """
[[mailings]]
id = "woche"
template = "test-einladung.md"
audience = { everyone = true }
cron = "0 9 * * 1"
too_late = "send"
[[mailings]]
id = "nachfrage"
template = "test-einladung.md"
audience = { everyone = true }
when = "3 days after mailing einberufung at 18:00"
too_late = "send"
"""


def at_once(offices: tuple[Office, ...]) -> list[int]:
    """All of them plan at the same moment; what each has queued."""
    start, queued = threading.Barrier(len(offices)), []

    def plan(office: Office) -> None:
        start.wait()
        queued.append(office.plan_due())

    threads = [threading.Thread(target=plan, args=(office,)) for office in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return queued


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_each_mailing_is_written_once_over_four_weeks(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else f"sqlite:///{tmp_path / 'shared.db'}"
    clock = ManualClock(NOW - timedelta(minutes=1))
    houses = []
    for name in ("one", "two"):
        workspace = make_workspace(tmp_path / name, url=url)
        job = workspace / "jobs" / "parteitag.toml"
        job.write_text(job.read_text(encoding="utf-8") + MORE, encoding="utf-8")
        houses.append(workspace)
    with opened(houses[0], clock) as first, opened(houses[1], clock) as second:
        at_once((first, second))
        total = 0
        while clock.now() < datetime(2024, 11, 20, tzinfo=UTC):
            clock.advance(timedelta(hours=11))
            total += sum(at_once((first, second)))
        with first.store.look() as connection:
            ready = [each for each in occurrences.every(connection) if each.state is OccurrenceState.READY]
            written = [len(letters.lines(connection, occurrence_id=each.id)) for each in ready]
    assert Counter(each.mailing_id for each in ready) == {"einberufung": 1, "nachfrage": 1, "woche": 4}
    assert written == [5] * 6
    assert total == 30
