"""Does what a job file says make sense, beyond its keys and types?

The checks look at the bare tree, so that a wrong type at one place hides no mistake at another; what has no sensible type is passed
over here, because its type is told already.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo

from mailer.planning.attachments import attachment_faults
from mailer.planning.jobfile_audience import audience_faults
from mailer.planning.jobfile_faults import Fault, Path, unlisted
from mailer.planning.jobfile_tree import Surroundings, Tree, event_ids, events_of, listed, tables_of
from mailer.planning.jobfile_when import when_faults
from mailer.planning.moments import CronError, check_cron, exists, localized

_YEARS = range(1970, 2200)


def checked(tree: Tree, around: Surroundings) -> tuple[Fault, ...]:
    """Everything in the tree that contradicts itself or its surroundings."""
    return tuple(_all(tree, around))


def _all(tree: Tree, around: Surroundings) -> Iterator[Fault]:
    if "event" in tree and "events" in tree:
        yield Fault(("events",), "job_problem.event_and_events")
    author = tree.get("author")
    if isinstance(author, str) and author not in around.roles:
        yield unlisted(("author",), "job_problem.unknown_role", author, sorted(around.roles))
    events, mailings = list(events_of(tree)), list(tables_of(tree, "mailings"))
    yield from _twice(events)
    yield from _twice(mailings)
    for path, event in events:
        yield from _event(path, event, around)
    for path, mailing in mailings:
        yield from _mailing(path, mailing, tree, around)


def _twice(tables: list[tuple[Path, Tree]]) -> Iterator[Fault]:
    seen = set()
    for path, table in tables:
        id_ = table.get("id")
        if isinstance(id_, str) and id_ in seen:
            yield Fault((*path, "id"), "job_problem.id_twice", {"value": id_})
        elif isinstance(id_, str):
            seen.add(id_)


def _event(path: Path, event: Tree, around: Surroundings) -> Iterator[Fault]:
    other_file = around.other_events.get(str(event.get("id")))
    if other_file is not None:
        yield Fault((*path, "id"), "job_problem.event_elsewhere", {"value": event["id"], "other": other_file})
    shifts = [(path + inner, shift) for inner, shift in tables_of(event, "shifts")]
    yield from _twice(shifts)
    for place, table in [(path, event), *shifts]:
        yield from _times(place, table, around.zone)


def _times(path: Path, table: Tree, zone: tzinfo) -> Iterator[Fault]:
    wrong = [fault for name in ("start", "end") for fault in _moment((*path, name), table.get(name), zone)]
    yield from wrong
    start, end = table.get("start"), table.get("end")
    if not wrong and isinstance(start, datetime) and isinstance(end, datetime) and _instant(end, zone) <= _instant(start, zone):
        yield Fault((*path, "end"), "job_problem.end_before_start", {"value": end, "start": start})


def _instant(value: datetime, zone: tzinfo) -> datetime:
    """In UTC: two moments of one zone would be compared by the clock on the wall."""
    return localized(value, zone).astimezone(UTC)


def _moment(path: Path, value: object, zone: tzinfo) -> Iterator[Fault]:
    if not isinstance(value, datetime):
        return
    if value.year not in _YEARS:
        yield Fault(path, "job_problem.year", {"value": value.year})
    elif value.tzinfo is None and not exists(value, zone):
        yield Fault(path, "job_problem.skipped_hour", {"value": value, "zone": zone})


def _mailing(path: Path, mailing: Tree, tree: Tree, around: Surroundings) -> Iterator[Fault]:
    own_events = event_ids(tree)
    template = mailing.get("template")
    if isinstance(template, str) and template and template not in around.templates:
        yield unlisted((*path, "template"), "job_problem.unknown_template", template, sorted(around.templates))
    yield from _when(path, mailing, tree, around)
    yield from _events_of(path, mailing, (*own_events, *around.other_events))
    yield from _calendar(path, mailing, own_events)
    yield from _report(path, mailing)
    yield from _convocation(path, mailing, own_events, around)
    yield from _release(path, mailing, tree)
    yield from attachment_faults(path, mailing, around)
    if isinstance(mailing.get("audience"), dict):
        yield from audience_faults((*path, "audience"), mailing["audience"], tree, around)
        yield from _role_by_post(path, mailing)


def _when(path: Path, mailing: Tree, tree: Tree, around: Surroundings) -> Iterator[Fault]:
    given = [name for name in ("at", "cron", "when") if name in mailing] + ["by_hand"] * (mailing.get("by_hand", False) is not False)
    if not given:
        yield Fault(path, "job_problem.when_missing")
    if len(given) > 1:
        yield Fault((*path, given[1]), "job_problem.when_twice", {"given": ", ".join(given)})
    yield from _moment((*path, "at"), mailing.get("at"), around.zone)
    if isinstance(mailing.get("cron"), str):
        try:
            check_cron(mailing["cron"])
        except CronError as error:
            yield Fault((*path, "cron"), f"job_problem.{error.name}", {"value": mailing["cron"]})
    if isinstance(mailing.get("when"), str):
        yield from when_faults((*path, "when"), mailing, tree, around)


def _events_of(path: Path, mailing: Tree, known: tuple[str, ...]) -> Iterator[Fault]:
    seen = set()
    for event_id in listed(mailing.get("events")):
        if event_id in seen:
            yield Fault((*path, "events"), "job_problem.event_named_twice", {"value": event_id})
        elif event_id not in known:
            yield unlisted((*path, "events"), "job_problem.unknown_event", event_id, known)
        seen.add(event_id)


def _calendar(path: Path, mailing: Tree, own_events: tuple[str, ...]) -> Iterator[Fault]:
    events = mailing.get("events", list(own_events))
    if not isinstance(events, str | list):
        return
    count = len(set(listed(events)))
    if mailing.get("calendar") == "invitation" and count != 1:
        yield Fault((*path, "calendar"), "job_problem.invitation_needs_one_event", {"count": count})
    if mailing.get("calendar") == "dates" and count == 0:
        yield Fault((*path, "calendar"), "job_problem.dates_need_event")


def _report(path: Path, mailing: Tree) -> Iterator[Fault]:
    is_report, audience = mailing.get("kind") == "report", mailing.get("audience")
    if "report" in mailing and not is_report:
        yield Fault((*path, "report"), "job_problem.report_without_kind", {"value": mailing["report"]})
    if is_report and "report" not in mailing:
        yield Fault((*path, "kind"), "job_problem.report_missing")
    if is_report and isinstance(audience, dict) and "role" not in audience:
        yield Fault((*path, "audience"), "job_problem.report_needs_role")


def _convocation(path: Path, mailing: Tree, own_events: tuple[str, ...], around: Surroundings) -> Iterator[Fault]:
    body, statutory = mailing.get("body"), mailing.get("kind") == "statutory"
    if isinstance(body, str) and not statutory:
        yield Fault((*path, "body"), "job_problem.body_not_statutory", {"value": body})
    elif isinstance(body, str) and around.bodies is not None and body not in around.bodies:
        yield unlisted((*path, "body"), "job_problem.unknown_body", body, sorted(around.bodies))
    elif isinstance(body, str) and not listed(mailing.get("events", list(own_events))):
        yield Fault((*path, "body"), "job_problem.body_needs_event", {"value": body})
    if mailing.get("household") is True and statutory:
        yield Fault((*path, "household"), "job_problem.household_statutory")


def _release(path: Path, mailing: Tree, tree: Tree) -> Iterator[Fault]:
    release = mailing.get("release")
    if release in {"two-eyes", "four-eyes"} and mailing.get("kind") == "report":
        yield Fault((*path, "release"), "job_problem.release_report")
    elif release == "four-eyes" and "author" not in tree:
        yield Fault((*path, "release"), "job_problem.release_author")


def _role_by_post(path: Path, mailing: Tree) -> Iterator[Fault]:
    if "role" in mailing["audience"] and "post" in listed(mailing.get("channels")):
        yield Fault((*path, "channels"), "job_problem.role_by_post")
