"""Is every figure of the report true? Each is computed again from the raw tables, in SQL written by hand."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailer.reporting import TreasurerReport, treasurer_report
from tests.reporting.association import BERLIN, NOW, PARTY, fill, new_store

SEEDS = range(8)
Filled = tuple[TreasurerReport, sqlite3.Connection, str]
RSVP_NOW = """
  SELECT member_id, json_extract(finding, '$.answer') AS answer, json_extract(finding, '$.guests') AS guests FROM record r
  WHERE kind = 'rsvp' AND event_id = :event AND undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM record u WHERE u.undoes = r.id)
    AND NOT EXISTS (SELECT 1 FROM record n WHERE n.member_id = r.member_id AND n.kind = 'rsvp' AND n.event_id = r.event_id AND n.id > r.id
                    AND n.undoes IS NULL AND NOT EXISTS (SELECT 1 FROM record u WHERE u.undoes = n.id))
"""
ARRIVED = "l.state IN ('sent', 'printed') AND NOT EXISTS (SELECT 1 FROM bounce b WHERE b.letter_id = l.id AND b.report_class = 'permanent')"
AT_PERSON = """
  SELECT v.member_id FROM review v JOIN letter x ON x.id = v.letter_id JOIN occurrence o ON o.id = x.occurrence_id
  WHERE v.decided_at IS NULL AND v.member_id IS NOT NULL AND EXISTS (SELECT 1 FROM json_each(o.event_ids) WHERE value = :event)
"""
LEFT = """
  SELECT id FROM member WHERE gone_at IS NOT NULL UNION
  SELECT r.member_id FROM record r WHERE kind = 'resignation' AND json_extract(finding, '$.scope') = 'membership' AND undoes IS NULL
    AND NOT EXISTS (SELECT 1 FROM record u WHERE u.undoes = r.id) AND confirmed_by IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM record n WHERE n.member_id = r.member_id AND n.kind = 'resignation' AND n.id > r.id AND n.undoes IS NULL
                    AND json_extract(n.finding, '$.scope') = 'membership' AND NOT EXISTS (SELECT 1 FROM record u WHERE u.undoes = n.id))
"""


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed{seed}")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    """A filled store, its report, raw access, and the period's start as the table has it; every other report is on 30 days."""
    folder = tmp_path_factory.mktemp("filled")
    store = new_store(folder)
    fill(store, request.param)
    since = NOW - timedelta(days=30) if request.param % 2 else None
    with store.look() as connection:
        report = treasurer_report(connection, NOW, BERLIN, since)
    store.close()
    assert since is None or report.period_start == since
    with closing(sqlite3.connect(folder / "mailer.db")) as raw:
        yield report, raw, as_stored(report.period_start) or ""


def rows(raw: sqlite3.Connection, sql: str, **facts: object) -> list[tuple]:
    return raw.execute(sql, facts).fetchall()


def told_occurrences(raw: sqlite3.Connection, start: str) -> list[tuple]:
    """Mailings of the period, and those about an event that lies ahead: in these scenarios the party."""
    return rows(
        raw,
        """SELECT id, job_id, subject, event_ids FROM occurrence o WHERE kind <> 'report' AND state = 'ready'
           AND (planned_at >= :start OR EXISTS (SELECT 1 FROM json_each(o.event_ids) WHERE value = 'party')) ORDER BY id""",
        start=start,
    )


def test_the_letters_of_every_mailing_are_counted_by_their_fate(filled: Filled):
    report, raw, start = filled
    sql = """SELECT count(*), sum(state IN ('sent', 'printed')), sum(state = 'failed'), sum(state = 'in_doubt'), sum(state = 'held'),
             sum(state IN ('written', 'queued', 'claimed', 'handing_over', 'deferred', 'to_print')), min(sent_at),
             sum(state IN ('sent', 'printed') AND id IN (SELECT letter_id FROM bounce WHERE report_class = 'permanent'))
             FROM letter WHERE occurrence_id = :id"""
    expected = []
    for occurrence_id, job, subject, _ in told_occurrences(raw, start):
        ((count, *fates),) = rows(raw, sql, id=occurrence_id)
        expected += [(job, subject, count, *fates)] if count else []
    counted = [
        (
            line.job,
            line.subject,
            line.letters,
            line.sent,
            line.failed,
            line.in_doubt,
            line.held,
            line.waiting,
            as_stored(line.sent_at),
            line.returned,
        )
        for line in report.mailings
    ]
    assert counted == expected
    assert all(line.letters == line.sent + line.failed + line.in_doubt + line.waiting + line.held for line in report.mailings)


def test_every_recipient_is_counted_once_for_each_event_by_what_holds_now(filled: Filled) -> None:
    report, raw, start = filled
    sql = f"""
      WITH said AS ({RSVP_NOW}), person AS ({AT_PERSON}), gone AS ({LEFT}),
      asked AS (SELECT member_id, max({ARRIVED}) AS arrived FROM letter l
               WHERE occurrence_id = :id AND member_id IS NOT NULL GROUP BY member_id),
      stand AS (SELECT CASE WHEN said.answer IS NOT NULL THEN said.answer WHEN a.member_id IN person THEN 'person'
                WHEN a.arrived AND a.member_id NOT IN gone THEN 'silent' ELSE 'unreached' END AS says, said.guests
                FROM asked a LEFT JOIN said ON said.member_id = a.member_id)
      SELECT coalesce(sum(says = 'accepted'), 0), coalesce(sum(CASE WHEN says = 'accepted' THEN guests END), 0),
             coalesce(sum(says = 'declined'), 0), coalesce(sum(says = 'tentative'), 0), coalesce(sum(says = 'silent'), 0),
             coalesce(sum(says = 'person'), 0), coalesce(sum(says = 'unreached'), 0) FROM stand"""
    lines = iter(report.mailings)
    for occurrence_id, _, _, event_ids in told_occurrences(raw, start):
        if not rows(raw, "SELECT 1 FROM letter WHERE occurrence_id = :id LIMIT 1", id=occurrence_id):
            continue
        line = next(lines)
        expected = [(event, *rows(raw, sql, id=occurrence_id, event=event)[0]) for event in json.loads(event_ids)]
        assert [
            (e.event_id, e.accepted, e.guests, e.declined, e.tentative, e.silent, e.with_person, e.unreached) for e in line.events
        ] == expected
        for event in line.events:
            people = rows(raw, "SELECT count(DISTINCT member_id) FROM letter WHERE occurrence_id = :id", id=occurrence_id)[0][0]
            assert people == event.accepted + event.declined + event.tentative + event.silent + event.with_person + event.unreached


def test_silent_are_those_whom_any_letter_reached_and_who_never_answered(filled: Filled) -> None:
    report, raw, _ = filled
    sql = f"""
      WITH said AS ({RSVP_NOW}), person AS ({AT_PERSON}), gone AS ({LEFT})
      SELECT DISTINCT m.id, m.given_name || ' ' || m.family_name FROM letter l JOIN member m ON m.id = l.member_id
      JOIN occurrence o ON o.id = l.occurrence_id
      WHERE o.kind <> 'report' AND EXISTS (SELECT 1 FROM json_each(o.event_ids) WHERE value = :event) AND {ARRIVED}
      AND m.id NOT IN (SELECT member_id FROM said) AND m.id NOT IN person AND m.id NOT IN gone"""
    expected = tuple(sorted(name for _, name in rows(raw, sql, event=PARTY.id)))
    assert [(line.event_id, tuple(sorted(line.names))) for line in report.silent] == ([("party", expected)] if expected else [])


def test_dues_show_the_last_reminder_that_arrived_the_open_sum_and_what_was_said_last(filled: Filled) -> None:
    report, raw, start = filled
    sql = f"""
      WITH reminder AS (SELECT l.* FROM letter l JOIN occurrence o ON o.id = l.occurrence_id WHERE o.kind = 'dues'),
      said AS (SELECT r.member_id, json_extract(finding, '$.claim') AS claim, json_extract(finding, '$.evidence') AS words, recorded_at
        FROM record r WHERE kind = 'dues' AND undoes IS NULL AND NOT EXISTS (SELECT 1 FROM record u WHERE u.undoes = r.id)
        AND NOT EXISTS (SELECT 1 FROM record n WHERE n.member_id = r.member_id AND n.kind = 'dues' AND n.id > r.id AND n.undoes IS NULL
                        AND NOT EXISTS (SELECT 1 FROM record u WHERE u.undoes = n.id))),
      waits AS (SELECT member_id FROM review v WHERE decided_at IS NULL AND (letter_id IN (SELECT id FROM reminder)
        OR EXISTS (SELECT 1 FROM json_each(v.proposal) p WHERE json_extract(p.value, '$.kind') = 'dues')))
      SELECT m.given_name || ' ' || m.family_name, (SELECT max(sent_at) FROM reminder l WHERE l.member_id = m.id AND {ARRIVED}),
             nullif(m.dues_open, 0), said.claim, said.recorded_at, coalesce(said.words, ''), m.id IN waits
      FROM member m LEFT JOIN said ON said.member_id = m.id
      WHERE m.id IN (SELECT member_id FROM reminder) AND (coalesce(m.dues_open, 0) > 0 OR said.recorded_at >= :start OR m.id IN waits
        OR EXISTS (SELECT 1 FROM reminder l WHERE l.member_id = m.id AND coalesce(l.sent_at, l.created_at) >= :start))"""
    told = [
        (d.name, as_stored(d.reminded_at), float(d.open) if d.open else None, d.claim, as_stored(d.said_at), d.words, int(d.waits))
        for d in report.dues
    ]
    assert sorted(told, key=lambda row: row[0]) == sorted(rows(raw, sql, start=start), key=lambda row: row[0])


def test_bounced_addresses_show_their_latest_report_and_whether_they_are_written_to(filled: Filled) -> None:
    report, raw, start = filled
    sql = """
      SELECT m.given_name || ' ' || m.family_name, b.address,
             CASE b.report_class WHEN 'complaint' THEN 'complaint' ELSE b.reason END, b.status,
             (SELECT min(bounced_at) FROM bounce f WHERE f.address = b.address AND f.member_id = b.member_id),
             (SELECT count(*) FROM bounce f WHERE f.address = b.address AND f.member_id = b.member_id),
             EXISTS (SELECT 1 FROM suppression s WHERE s.address = b.address) AS stopped
      FROM bounce b JOIN member m ON m.id = b.member_id
      WHERE NOT EXISTS (SELECT 1 FROM bounce n WHERE n.address = b.address AND n.member_id = b.member_id AND n.id > b.id)
        AND (b.bounced_at >= :start OR stopped) ORDER BY 1, 2"""
    told = [(b.name, b.address, b.reason, b.status, b.times, int(b.suppressed)) for b in report.bounces]
    expected = rows(raw, sql, start=start)
    assert sorted(told) == sorted(
        (name, address, reason, status, times, stopped) for name, address, reason, status, _, times, stopped in expected
    )


def test_open_reviews_are_counted_per_role_and_left_out_are_named(filled: Filled) -> None:
    report, raw, start = filled
    assert [(w.role, w.count) for w in report.waiting] == rows(
        raw, "SELECT audience, count(*) FROM review WHERE decided_at IS NULL GROUP BY audience ORDER BY audience"
    )
    ids = ",".join(str(row[0]) for row in told_occurrences(raw, start)) or "0"
    expected = rows(
        raw,
        f"""SELECT m.given_name || ' ' || m.family_name, o.job_id, x.reason FROM left_out x JOIN member m ON m.id = x.member_id
            JOIN occurrence o ON o.id = x.occurrence_id WHERE x.occurrence_id IN ({ids})""",
    )
    assert sorted((out.name, out.job, out.reason) for out in report.left_out) == sorted(expected)


def test_the_scenarios_hold_everything_that_is_counted(tmp_path: Path):
    seen: set[str] = set()
    for seed in SEEDS:
        seen |= _kinds_of_facts(tmp_path / str(seed), seed)
    wanted = {"sent", "failed", "in_doubt", "waiting", "held", "returned", "accepted", "guests", "declined", "tentative", "silent"}
    wanted |= {"with_person", "unreached", "claim None", "claim paid", "claim promise", "waits True", "waits False", "silent names"}
    wanted |= {
        "suppressed True",
        "suppressed False",
        "advice ask_address",
        "advice wait",
        "advice ask_peace",
        "role board",
        "role treasurer",
    }
    assert wanted <= seen


def test_an_empty_workspace_has_an_empty_report(tmp_path: Path):
    store = new_store(tmp_path)
    with store.look() as connection:
        report = treasurer_report(connection, NOW, BERLIN, None)
    store.close()
    assert report == TreasurerReport(NOW, NOW, (), (), (), (), (), ())


def as_stored(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" if moment else None


def _kinds_of_facts(folder: Path, seed: int) -> set[str]:
    folder.mkdir()
    store = new_store(folder)
    fill(store, seed)
    with store.look() as connection:
        report = treasurer_report(connection, NOW, BERLIN, None)
    store.close()
    seen = {
        name for line in report.mailings for name in ("sent", "failed", "in_doubt", "waiting", "held", "returned") if getattr(line, name)
    }
    counts = ("accepted", "guests", "declined", "tentative", "silent", "with_person", "unreached")
    seen |= {name for line in report.mailings for event in line.events for name in counts if getattr(event, name)}
    seen |= {f"claim {line.claim}" for line in report.dues} | {f"waits {line.waits}" for line in report.dues}
    seen |= {f"suppressed {line.suppressed}" for line in report.bounces} | {f"advice {line.advice}" for line in report.bounces}
    return seen | {"silent names" for _ in report.silent} | {f"role {line.role}" for line in report.waiting}
