from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.errors import ConfigurationError, JobFileError
from mailer.model.bodies import Body
from mailer.model.jobs import (
    After,
    Anchor,
    Answered,
    Audience,
    Calendar,
    Event,
    InDoubt,
    Job,
    Kind,
    Mailing,
    Personal,
    Shift,
    TooLate,
    When,
)
from mailer.planning.jobfile_checks import checked
from mailer.planning.jobfile_faults import lines_of, located
from mailer.planning.jobfile_shape import AudienceShape, EventShape, FileShape, MailingShape, shaped
from mailer.planning.jobfile_tree import Surroundings
from mailer.planning.jobfiles import read_job_file, read_jobs
from mailer.texts import catalogue, explain

BERLIN = ZoneInfo("Europe/Berlin")
ROLES = frozenset({"board", "treasurer"})
BODIES = {"stadtparteitag": Body("stadtparteitag", "Stadtparteitag", 14)}
TEMPLATES = frozenset({"einberufung.md", "erinnerung.md", "bericht.md"})

FULL = """\
title = "Stadtparteitag am 23. November 2024"

[event]
id = "stadtparteitag"
title = "Stadtparteitag"
start = 2024-11-23T10:00:00
end = 2024-11-23T17:00:00
location = "Bürgerhaus"
answer_by = 2024-11-15
description = "Mit Kuchen."
sequence = 1

[[event.shifts]]
id = "einraeumen"
title = "Einräumen und Bestuhlen am Vortag"
start = 2024-11-22T17:00:00
needed = 8

[[event.shifts]]
id = "kuchen"
title = "Kuchen"
start = 2024-11-23T09:00:00
end = 2024-11-23T10:00:00

[values]
room = "Saal 1"
doors = 2024-11-23T09:30:00

[[mailings]]
id = "einberufung"
template = "einberufung.md"
kind = "statutory"
audience = { status = ["member"], mandate = { body = "Stadtparteitag", role = "delegate" }, joined_since = 2000-01-01 }
channels = ["email", "post"]
events = ["stadtparteitag"]
calendar = "invitation"
at = 2024-10-25T09:00:00
too_late = "skip"
too_late_after = "2d"

[[mailings]]
id = "erinnerung"
template = "erinnerung.md"
audience = { not_answered = "stadtparteitag", groups = "Nord" }
cron = "0 8 * * 1"

[[mailings]]
id = "bericht"
template = "bericht.md"
kind = "report"
audience = { role = "treasurer" }
by_hand = true
report = "treasurer"
"""
MAILING = """
[[mailings]]
id = "rundbrief"
template = "einberufung.md"
audience = { everyone = true }
by_hand = true
"""
EVENT = """
[event]
id = "fest"
title = "Fest"
start = 2024-06-01T15:00:00
"""


@pytest.fixture
def read(tmp_path):
    def read_text(text: str, name: str = "fest.toml", known_events: dict[str, str] | None = None) -> Job:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_job_file(path, BERLIN, ROLES, TEMPLATES, known_events, bodies=BODIES)

    return read_text


def problems_of(error: ConfigurationError) -> list[tuple[str, str, int | None]]:
    return [(p.key.rpartition(".")[2], str(p.facts["key"]), p.facts["line"]) for p in error.problems]


def test_a_full_file_becomes_a_job(read, tmp_path):
    assert read(FULL) == Job(
        id="fest",
        title="Stadtparteitag am 23. November 2024",
        path=tmp_path / "fest.toml",
        events=(
            Event(
                id="stadtparteitag",
                title="Stadtparteitag",
                start=datetime(2024, 11, 23, 10, tzinfo=BERLIN),
                end=datetime(2024, 11, 23, 17, tzinfo=BERLIN),
                location="Bürgerhaus",
                answer_by=date(2024, 11, 15),
                description="Mit Kuchen.",
                shifts=(
                    Shift("einraeumen", "Einräumen und Bestuhlen am Vortag", datetime(2024, 11, 22, 17, tzinfo=BERLIN), None, 8),
                    Shift("kuchen", "Kuchen", datetime(2024, 11, 23, 9, tzinfo=BERLIN), datetime(2024, 11, 23, 10, tzinfo=BERLIN)),
                ),
                sequence=1,
            ),
        ),
        mailings=(
            Mailing(
                id="einberufung",
                template="einberufung.md",
                audience=Audience(
                    status=("member",), mandate_body="Stadtparteitag", mandate_role="delegate", joined_since=date(2000, 1, 1)
                ),
                when=When(at=datetime(2024, 10, 25, 9, tzinfo=BERLIN)),
                kind=Kind.STATUTORY,
                channels=("email", "post"),
                events=("stadtparteitag",),
                calendar=Calendar.INVITATION,
                too_late=TooLate.SKIP,
                too_late_after=timedelta(days=2),
                in_doubt=InDoubt.RESEND,
            ),
            Mailing(
                id="erinnerung",
                template="erinnerung.md",
                audience=Audience(not_answered="stadtparteitag", groups=("Nord",)),
                when=When(cron="0 8 * * 1"),
                events=("stadtparteitag",),
                calendar=Calendar.INVITATION,
            ),
            Mailing(
                id="bericht",
                template="bericht.md",
                audience=Audience(role="treasurer"),
                when=When(by_hand=True),
                kind=Kind.REPORT,
                events=("stadtparteitag",),
                calendar=Calendar.NONE,
                report="treasurer",
            ),
        ),
        values={"room": "Saal 1", "doors": datetime(2024, 11, 23, 9, 30, tzinfo=BERLIN)},
    )


def test_an_event_without_end_lasts_two_hours_of_real_time(read):
    job = read(f'title = "x"\n{EVENT.replace("2024-06-01T15:00:00", "2024-03-31T01:30:00")}')
    assert f"{job.events[0].end:%H:%M %z}" == "04:30 +0200"


def test_times_with_an_offset_are_taken_as_they_are_and_shown_in_the_zone(read):
    job = read(f'title = "x"\n{EVENT.replace("15:00:00", "15:00:00Z")}')
    assert job.events[0].start == datetime(2024, 6, 1, 15, tzinfo=UTC)
    assert job.events[0].start.tzinfo is BERLIN


def test_of_a_time_that_comes_twice_the_first_counts(read):
    job = read(f'title = "x"\n{EVENT.replace("2024-06-01T15:00:00", "2024-10-27T02:30:00")}')
    assert job.events[0].start.utcoffset() == timedelta(hours=2)


def test_the_calendar_part_follows_the_number_of_events_and_the_kind(read):
    two = 'title = "x"\n' + (EVENT + EVENT.replace('"fest"', '"chor"')).replace("[event]", "[[events]]")
    assert read(f'title = "x"\n{EVENT}{MAILING}').mailings[0].calendar is Calendar.INVITATION
    assert read(two + MAILING).mailings[0].calendar is Calendar.DATES
    assert read(two + MAILING).mailings[0].events == ("fest", "chor")
    assert read(two + MAILING + 'events = "chor"').mailings[0].calendar is Calendar.INVITATION
    assert read(two + MAILING + "events = []").mailings[0].calendar is Calendar.NONE
    assert read(f'title = "x"\n{MAILING}').mailings[0].calendar is Calendar.NONE
    assert read(f'title = "x"\n{EVENT}{MAILING}kind = "dues"').mailings[0].calendar is Calendar.NONE


def test_only_statutory_letters_in_doubt_are_sent_again_by_themselves(read):
    assert read(f'title = "x"\n{MAILING}').mailings[0].in_doubt is InDoubt.HOLD
    assert read(f'title = "x"\n{MAILING}kind = "statutory"').mailings[0].in_doubt is InDoubt.RESEND
    assert read(f'title = "x"\n{MAILING}kind = "statutory"\nin_doubt = "hold"').mailings[0].in_doubt is InDoubt.HOLD


@pytest.mark.parametrize(("text", "span"), [("30min", timedelta(minutes=30)), ("12 h", timedelta(hours=12)), ("2d", timedelta(days=2))])
def test_spans_are_minutes_hours_or_days(read, text, span):
    assert read(f'title = "x"\n{MAILING}too_late_after = "{text}"').mailings[0].too_late_after == span


def test_files_of_windows_editors_are_read(tmp_path):
    path = tmp_path / "fest.toml"
    path.write_bytes(b"\xef\xbb\xbf" + FULL.replace("\n", "\r\n").encode())
    assert read_job_file(path, BERLIN, ROLES, TEMPLATES).events[0].location == "Bürgerhaus"


def edited(old: str, new: str) -> str:
    assert FULL.count(old) >= 1
    return FULL.replace(old, new, 1)


WRONG = [
    ("missing", "title", edited('title = "Stadtparteitag am 23. November 2024"', "")),
    ("missing", "event.start", edited("start = 2024-11-23T10:00:00\n", "")),
    ("unknown_key", "mailings[1].zzz", edited('too_late = "skip"', "zzz = 1")),
    ("unknown_key_close", "mailings[1].too_lat", edited('too_late = "skip"', 'too_lat = "skip"')),
    ("unknown_key_close", "event.shifts[1].need", edited("needed = 8", "need = 8")),
    ("unknown_key_close", "mailings[1].audience.joined", edited("joined_since", "joined")),
    ("unknown_key_close", "mailings[1].audience.mandate.roles", edited("role = ", "roles = ")),
    ("unknown_key_close", "value", edited("[values]", "[value]")),
    ("not_allowed", "mailings[1].kind", edited('"statutory"', '"xyz"')),
    ("not_allowed_close", "mailings[1].kind", edited('"statutory"', '"statutry"')),
    ("not_allowed", "mailings[1].channels[2]", edited('"post"', '"fax"')),
    ("not_text", "event.title", edited('title = "Stadtparteitag"', "title = 1")),
    ("empty", "mailings[1].audience.status", edited('["member"]', "[]")),
    ("empty", "event.title", edited('title = "Stadtparteitag"', 'title = ""')),
    ("not_bool", "mailings[3].by_hand", edited("by_hand = true", 'by_hand = "true"')),
    ("not_number", "event.sequence", edited("sequence = 1", 'sequence = "1"')),
    ("too_small", "event.shifts[1].needed", edited("needed = 8", "needed = 0")),
    ("too_small", "event.sequence", edited("sequence = 1", "sequence = -1")),
    ("not_list", "mailings[1].events", edited('events = ["stadtparteitag"]', "events = 1")),
    ("not_date", "event.answer_by", edited("2024-11-15", '"15.11.2024"')),
    ("not_date", "event.answer_by", edited("2024-11-15", "2024-11-15T10:00:00")),
    ("not_moment", "event.start", edited("2024-11-23T10:00:00", "2024-11-23")),
    ("not_table", "mailings[3].audience", edited('{ role = "treasurer" }', '"treasurer"')),
    ("not_table", "event", edited("[event]", "[[event]]")),
    ("id", "mailings[2].id", edited('"erinnerung"', '"Erinnerung 1"')),
    ("id_twice", "mailings[2].id", edited('id = "erinnerung"', 'id = "einberufung"')),
    ("id_twice", "event.shifts[2].id", edited('id = "kuchen"', 'id = "einraeumen"')),
    ("span", "mailings[1].too_late_after", edited('"2d"', '"2 Tage"')),
    ("span", "mailings[1].too_late_after", edited('"2d"', '"0h"')),
    ("window", "mailings[1].window", edited('"2d"', '"2d"\nwindow = "8-20 Uhr"')),
    ("event_and_events", "events", FULL + EVENT.replace("[event]", "[[events]]")),
    ("end_before_start", "event.end", edited("2024-11-23T17:00:00", "2024-11-23T10:00:00")),
    ("end_before_start", "event.shifts[2].end", edited("end = 2024-11-23T10:00:00", "end = 2024-11-23T08:00:00Z")),
    ("year", "event.start", edited("2024-11-23T10:00:00", "0001-01-01T00:00:00")),
    ("year", "mailings[1].at", edited("2024-10-25T09:00:00", "9999-12-31T23:59:59")),
    ("skipped_hour", "mailings[1].at", edited("2024-10-25T09:00:00", "2024-03-31T02:30:00")),
    ("skipped_hour", "event.shifts[1].start", edited("2024-11-22T17:00:00", "2024-03-31T02:00:00")),
    ("unknown_template", "mailings[1].template", edited('"einberufung.md"', '"z"')),
    ("unknown_template_close", "mailings[1].template", edited('"einberufung.md"', '"einberufung"')),
    ("when_missing", "mailings[1]", edited("at = 2024-10-25T09:00:00", "")),
    ("when_missing", "mailings[3]", edited("by_hand = true", "by_hand = false")),
    ("when_twice", "mailings[1].by_hand", edited('too_late = "skip"', "by_hand = true")),
    ("cron_fields", "mailings[2].cron", edited('"0 8 * * 1"', '"8 Uhr"')),
    ("cron_value", "mailings[2].cron", edited('"0 8 * * 1"', '"0 25 * * 1"')),
    ("cron_both_days", "mailings[2].cron", edited('"0 8 * * 1"', '"0 8 1 * 1"')),
    ("cron_never", "mailings[2].cron", edited('"0 8 * * 1"', '"0 8 31 4 *"')),
    ("unknown_event", "mailings[1].events", edited('events = ["stadtparteitag"]', 'events = ["z"]')),
    ("unknown_event_close", "mailings[2].audience.not_answered", edited('not_answered = "stadt', 'not_answered = "Stadt')),
    ("event_named_twice", "mailings[1].events", edited('events = ["stadtparteitag"', 'events = ["stadtparteitag", "stadtparteitag"')),
    ("invitation_needs_one_event", "mailings[1].calendar", edited('events = ["stadtparteitag"]', "events = []")),
    ("dates_need_event", "mailings[1].calendar", 'title = "x"' + MAILING + 'calendar = "dates"'),
    ("audience_empty", "mailings[1].audience", 'title = "x"' + MAILING.replace("everyone = true", "everyone = false")),
    ("audience_empty", "mailings[1].audience", 'title = "x"' + MAILING.replace("everyone = true", "mandate = {}")),
    ("unknown_role", "mailings[3].audience.role", edited('role = "treasurer"', 'role = "z"')),
    ("unknown_role_close", "mailings[3].audience.role", edited('role = "treasurer"', 'role = "tresurer"')),
    ("role_alone", "mailings[3].audience.role", edited('role = "treasurer" }', 'role = "treasurer", dues_open = false }')),
    ("role_by_post", "mailings[3].channels", edited('report = "treasurer"', 'report = "treasurer"\nchannels = "post"')),
    ("body_not_statutory", "mailings[2].body", edited('cron = "0 8', 'body = "stadtparteitag"\ncron = "0 8')),
    ("unknown_body", "mailings[1].body", edited('kind = "statutory"', 'kind = "statutory"\nbody = "z"')),
    ("unknown_body_close", "mailings[1].body", edited('kind = "statutory"', 'kind = "statutory"\nbody = "stadtparteitg"')),
    ("body_needs_event", "mailings[1].body", 'title = "x"' + MAILING + 'kind = "statutory"\nbody = "stadtparteitag"'),
    ("household_statutory", "mailings[1].household", edited('kind = "statutory"', 'kind = "statutory"\nhousehold = true')),
    ("attachments_report", "mailings[3].attachments", edited('report = "treasurer"', 'report = "treasurer"\nattachments = ["a.pdf"]')),
    ("attachment_place", "mailings[1].attachments", edited('"2d"', '"2d"\nattachments = ["../a.pdf"]')),
    ("attachment_type", "mailings[1].attachments", edited('"2d"', '"2d"\nattachments = ["a.exe"]')),
    ("attachment_missing", "mailings[1].attachments", edited('"2d"', '"2d"\nattachments = ["a.pdf"]')),
    ("report_without_kind", "mailings[3].report", edited('kind = "report"', "")),
    ("report_missing", "mailings[3].kind", edited('report = "treasurer"', "")),
    *(
        (problem, "mailings[1].when", edited("at = 2024-10-25T09:00:00", f'when = "{line}"'))
        for problem, line in [
            ("when_words", "irgendwann, wenn Zeit ist"),
            ("when_silent", "3 days after joining if no answer"),
            ("when_after_mailing", "3 hours after mailing erinnerung"),
            ("when_after_mailing", "3 days before mailing erinnerung"),
            ("when_after_itself", "3 days after mailing einberufung"),
            ("when_personal", "3 days before joining"),
            ("when_personal", "3 days after birthday"),
            ("when_span_at", "2 hours before event at 10:00"),
            ("unknown_mailing", "3 days after mailing z"),
            ("unknown_mailing_close", "3 days after mailing erinnerungen"),
            ("unknown_mailing", "3 days after mailing anderswo/z"),
            ("unknown_event", "3 days before z"),
            ("unknown_event_close", "3 days before stadtparteitage"),
        ]
    ),
    ("when_twice", "mailings[1].when", edited('too_late = "skip"', 'when = "3 days before event"')),
    (
        "when_silent_events",
        "mailings[1].when",
        'title = "x"'
        + MAILING.replace("by_hand = true", 'when = "2 days before fest if no answer"\nevents = ["fest", "ball"]')
        + EVENT.replace("[event]", "[[events]]")
        + EVENT.replace("[event]", "[[events]]").replace("fest", "ball"),
    ),
    ("when_no_event", "mailings[1].when", 'title = "x"' + MAILING.replace("by_hand = true", 'when = "2 days before event"')),
    (
        "when_no_answer_by",
        "mailings[1].when",
        'title = "x"' + MAILING.replace("by_hand = true", 'when = "2 days before answer_by"') + EVENT,
    ),
    ("when_report", "mailings[3].when", edited("by_hand = true", 'when = "birthday"')),
    ("unknown_target", "mailings[1].audience.offered", 'title = "x"' + MAILING.replace("everyone = true", 'offered = "z"')),
    ("unknown_target_close", "mailings[2].audience.offered", edited("groups = ", 'offered = "kuchn", groups = ')),
    (
        "unknown_event",
        "mailings[1].audience.any[2].answered",
        'title = "x"' + MAILING.replace("everyone = true", 'any = [{ everyone = true }, { answered = "z" }]'),
    ),
    ("role_inside", "mailings[1].audience.not[1].role", 'title = "x"' + MAILING.replace("everyone = true", 'not = { role = "treasurer" }')),
    ("audience_empty", "mailings[1].audience.all[1]", 'title = "x"' + MAILING.replace("everyone = true", "all = [{}]")),
    ("age_order", "mailings[1].audience.age", 'title = "x"' + MAILING.replace("everyone = true", "age = { from = 60, to = 50 }")),
    ("unknown_key_close", "mailings[1].audience.age.form", 'title = "x"' + MAILING.replace("everyone = true", "age = { form = 60 }")),
    ("unknown_role", "author", edited('title = "Stadtparteitag am', 'author = "zzz"\ntitle = "Stadtparteitag am')),
    ("release_report", "mailings[3].release", edited('report = "treasurer"', 'report = "treasurer"\nrelease = "two-eyes"')),
    ("release_author", "mailings[1].release", edited('too_late = "skip"', 'too_late = "skip"\nrelease = "four-eyes"')),
    ("report_needs_role", "mailings[3].audience", edited('role = "treasurer" }', "everyone = true }")),
]
ELSEWHERE = {f"job_problem.{name}" for name in ("file_name", "event_elsewhere", "attachments_large", "attachment_missing_close")}
"""Mistakes that need other files beside the one that is read; they have tests of their own."""
WITH_CONSEQUENCES = {("not_table", "event")}
"""Mistakes that make others: an event that is no table has no id to be named by."""


@pytest.mark.parametrize(("problem", "key", "text"), WRONG)
def test_a_mistake_is_told_with_key_and_line_in_one_german_sentence(read, problem, key, text):
    with pytest.raises(JobFileError) as caught:
        read(text)
    found = [(name, where) for name, where, _ in problems_of(caught.value)]
    assert (problem, key) in found
    assert all(place for _, place in found)
    assert "fest.toml" in explain(caught.value)
    assert "Zu berichtigen" in explain(caught.value)


@pytest.mark.parametrize("text", [text for problem, key, text in WRONG if (problem, key) not in WITH_CONSEQUENCES])
def test_one_mistake_makes_one_problem(read, text):
    with pytest.raises(JobFileError) as caught:
        read(text)
    assert [problem.key for problem in caught.value.problems] == [caught.value.problems[0].key]


def test_every_sentence_about_job_files_is_needed_and_every_problem_has_one():
    told = {f"job_problem.{problem}" for problem, _, _ in WRONG} | ELSEWHERE
    assert told == {key for key in catalogue() if key.startswith("job_problem.")}


def test_all_mistakes_of_a_file_are_told_at_once_in_its_order(read):
    text = edited("start = 2024-11-23T10:00:00", "start = 1").replace('"statutory"', '"z"').replace("at = 2024-10-25T09:00:00", "at2 = 1")
    with pytest.raises(JobFileError) as caught:
        read(text.replace('"0 8 * * 1"', '"x"').replace('role = "treasurer"', 'role = "z"'))
    assert problems_of(caught.value) == [
        ("not_moment", "event.start", 6),
        ("when_missing", "mailings[1]", 29),
        ("not_allowed", "mailings[1].kind", 32),
        ("unknown_key_close", "mailings[1].at2", 37),
        ("cron_fields", "mailings[2].cron", 45),
        ("unknown_role", "mailings[3].audience.role", 51),
    ]
    assert caught.value.problems[0].facts["where"] == "fest.toml:6"


def test_another_jobs_event_may_be_asked_for_and_mentioned(read):
    text = 'title = "x"' + MAILING.replace("everyone = true", 'not_answered = "chor"')
    assert read(text, known_events={"chor": "chor.toml"}).mailings[0].audience.not_answered == "chor"
    assert read(text + 'events = ["chor"]', known_events={"chor": "chor.toml"}).mailings[0].events == ("chor",)
    with pytest.raises(JobFileError) as caught:
        read(text + 'events = ["flöte"]', known_events={"chor": "chor.toml"})
    assert problems_of(caught.value) == [("unknown_event", "mailings[1].events", 7)]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("start = 2024-11-23T10:00", "job_file.not_toml_seconds"),
        ("start = 23.11.2024", "job_file.not_toml_date"),
        ("location = „Bürgerhaus“", "job_file.not_toml_quotes"),
        ("location = Saal", "job_file.not_toml_unquoted"),
        ("start = 2024-02-30", "job_file.not_toml_day"),
        ('location = "Saal', "job_file.not_toml_open"),
        ('title = "zweimal"\ntitle = "zweimal"', "job_file.not_toml_twice"),
    ],
)
def test_a_slip_of_spelling_is_told_with_its_line_and_how_it_is_written(read, line, key):
    with pytest.raises(JobFileError) as caught:
        read(f'[event]\nid = "fest"\n{line}\nlocation2 = 1\n')
    (problem,) = caught.value.problems
    assert problem.key == key
    assert problem.facts["line"] in {3, 4}
    assert explain(caught.value)


def test_a_slip_in_the_last_line_has_a_line_too(read):
    with pytest.raises(JobFileError) as caught:
        read('title = "x')
    assert problems_of(caught.value) == [("not_toml_open", "", 1)]


def test_hopelessly_nested_brackets_are_a_problem_of_the_file(read):
    with pytest.raises(JobFileError):
        read("x = " + "[" * 100_000)


def test_a_name_that_file_systems_rewrite_is_refused(read):
    with pytest.raises(JobFileError) as caught:
        read(f'title = "x"{MAILING}', name="Jubiläum.toml")
    assert problems_of(caught.value) == [("file_name", "", None)]
    assert "Jubiläum.toml: " in explain(caught.value)


def test_a_file_that_is_not_utf8_or_not_there_is_told(tmp_path):
    path = tmp_path / "fest.toml"
    with pytest.raises(JobFileError) as missing:
        read_job_file(path, BERLIN, ROLES, TEMPLATES)
    path.write_bytes('x = 1\ntitle = "Büro"'.encode("cp1252"))
    with pytest.raises(JobFileError) as wrong:
        read_job_file(path, BERLIN, ROLES, TEMPLATES)
    assert (missing.value.key, wrong.value.key, wrong.value.facts["line"]) == ("job_file.unreadable", "job_file.not_utf8", 2)
    assert explain(missing.value)
    assert "Zeile 2" in explain(wrong.value)


def test_a_broken_file_never_stops_the_others(tmp_path):
    good = f'title = "x"{MAILING}'
    for name, text in {"b": good, "a": good, "c": "kaputt", "d": edited("sequence = 1", "sequence = true")}.items():
        (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    (tmp_path / "e.toml").write_bytes(b"\xff")
    jobs, errors = read_jobs(tmp_path, BERLIN, ROLES, TEMPLATES)
    assert [job.id for job in jobs] == ["a", "b"]
    assert [Path(str(error.facts["file"])).name for error in errors] == ["c.toml", "d.toml", "e.toml"]


def test_hidden_files_copies_of_editors_and_folders_are_passed_over(tmp_path):
    for name in (".fest.toml", ".#fest.toml", "fest.toml~", "fest.txt", "fest.toml.swp"):
        (tmp_path / name).write_text("kaputt", encoding="utf-8")
    (tmp_path / "ordner.toml").mkdir()
    assert read_jobs(tmp_path, BERLIN, ROLES, TEMPLATES) == ((), ())


def test_a_missing_folder_is_told(tmp_path):
    with pytest.raises(ConfigurationError) as caught:
        read_jobs(tmp_path / "jobs", BERLIN, ROLES, TEMPLATES)
    assert caught.value.key == "job_file.no_folder"
    assert explain(caught.value)


def test_an_event_id_in_two_files_is_a_problem_of_both(tmp_path):
    for name, event in {"a": EVENT, "b": EVENT, "c": EVENT.replace('"fest"', '"chor"')}.items():
        (tmp_path / f"{name}.toml").write_text(f'title = "x"{event}', encoding="utf-8")
    jobs, errors = read_jobs(tmp_path, BERLIN, ROLES, TEMPLATES)
    assert [job.id for job in jobs] == ["c"]
    assert [problems_of(error) for error in errors] == [[("event_elsewhere", "event.id", 3)]] * 2
    assert "b.toml" in explain(errors[0])


def test_lines_are_found_behind_strings_of_several_lines_and_in_nested_tables():
    text = 'a = """\n[x]\nb = 1\n"""\n[[m]]\nid = 1\n[m.aud]\nc.d = 2\n[[m]] # zwei\n"q k" = 1\n[[m.s]]\n[[m.s]]\nz = [\n  1,\n]\n'
    assert lines_of(text) == {
        ("a",): 1,
        ("m", 0): 5,
        ("m", 0, "id"): 6,
        ("m", 0, "aud"): 7,
        ("m", 0, "aud", "c", "d"): 8,
        ("m", 1): 9,
        ("m", 1, "q k"): 10,
        ("m", 1, "s", 0): 11,
        ("m", 1, "s", 1): 12,
        ("m", 1, "s", 1, "z"): 13,
    }


KEYS = st.sampled_from([*FileShape.model_fields, *EventShape.model_fields, *MailingShape.model_fields, *AudienceShape.model_fields, "x"])
MOMENTS = st.sampled_from(["0001-01-01", "9999-12-31 23:00", "2024-03-31 02:30", "2024-06-01 00:00Z"]).map(datetime.fromisoformat)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["", "report", "fest", "* * * * *", "email"])
    | st.dates()
    | MOMENTS
)
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6), max_leaves=25)


@given(st.dictionaries(KEYS, TREES, max_size=6))
def test_whatever_a_file_holds_every_problem_has_its_sentence(tree):
    shape = shaped(tree)
    faults = [*(shape if isinstance(shape, tuple) else ()), *checked(tree, Surroundings(BERLIN, ROLES, TEMPLATES))]
    for error in located(faults, "fest.toml", ""):
        assert "fest.toml" in explain(error)


def mailing_of(read, audience: str = "everyone = true", when: str = "by_hand = true", more: str = EVENT):
    text = 'title = "x"' + MAILING.replace("everyone = true", audience).replace("by_hand = true", when) + more
    return read(text).mailings[0]


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("7 days before event at 18:00", "2024-05-25T18:00+02:00"),
        ("1 week before fest", "2024-05-25T15:00+02:00"),
        ("event at 8:30", "2024-06-01T08:30+02:00"),
        ("2 hours before event", "2024-06-01T13:00+02:00"),
        ("90 minutes after event", "2024-06-01T16:30+02:00"),
        ("2 days before answer_by", "2024-05-18T09:00+02:00"),
        ("62 days before event at 02:30", "2024-03-31T03:00+02:00"),
        ("70 days before event", "2024-03-23T15:00+01:00"),
    ],
)
def test_a_moment_may_count_from_an_event(read, line, moment):
    found = mailing_of(read, when=f'when = "{line}"', more=EVENT + "answer_by = 2024-05-20\n")
    assert found.when.at == datetime.fromisoformat(moment)


def test_if_no_answer_leaves_those_out_who_have_answered(read):
    found = mailing_of(read, 'status = "member"', 'when = "3 days before event if no answer"')
    assert found.audience == Audience(all_of=(Audience(status=("member",)), Audience(not_answered="fest")))


def test_a_mailing_may_follow_another_or_each_members_own_days(read):
    text = (
        'title = "x"'
        + MAILING
        + MAILING.replace("rundbrief", "danach").replace("by_hand = true", 'when = "10 days after mailing Rundbrief"')
    )
    assert read(text.replace("Rundbrief", "rundbrief")).mailings[1].when.after == After("fest", "rundbrief", 10, time(9))
    found = mailing_of(read, when='when = "2 Weeks After Joining at 7:05"', more="")
    assert found.when.personal == Personal(Anchor.JOINING, 14, time(7, 5))
    assert found.too_late_after == timedelta(days=30)
    assert mailing_of(read, when='when = "birthday 50, 60"', more="").when.personal == Personal(Anchor.BIRTHDAY, 0, time(9), (50, 60))


def test_audience_rules_nest(read):
    rule = (
        'any = [{ groups = "Vorstand" }, { mandate = { body = "BPT", list = "Quote" }, age = { from = 30 } }], not = { has_email = false }'
    )
    assert mailing_of(read, rule).audience == Audience(
        any_of=(Audience(groups=("Vorstand",)), Audience(mandate_body="BPT", mandate_list="Quote", youngest=30)),
        none_of=(Audience(has_email=False),),
    )
    assert mailing_of(read, 'answered = { event = "fest", answer = "declined" }').audience.answered == Answered("fest", "declined")
    assert mailing_of(read, 'answered = "fest", offered = "fest"').audience == Audience(answered=Answered("fest"), offered="fest")
