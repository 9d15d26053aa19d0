"""Is an address still written to, after all that came back from it, arrived there and was decided about it?

The rules (what servers mean by their answers is said in `reading/bounces/codes.py`): an unknown address is suppressed at once, an
unknown host after two different days, a full mailbox and a server that never answers after a score of 5. A refusal of the sender, of
the content or of the pace says nothing about the address. A complaint ends bulk mail at once, and only that. Days are those of UTC.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from mailer.model.addresses import Action, Decision, Evidence, Report, Scope, Suppression

LIMIT = 5
WINDOW = timedelta(days=30)
TRUST = timedelta(days=14)
HOST_DAYS = 2
CLEARABLE = frozenset({"full", "expired", "host"})  # what one delivery refutes

_HOST_CODES = frozenset({"5.1.2", "5.4.4", "5.4.310"})
_USER_CODES = frozenset({"5.1.1", "5.1.6", "5.2.1"})
_HOST_WORDS = re.compile(
    r"host (?:is )?(?:unknown|not found)|no (?:such )?(?:domain|mx)\b|domain .{0,40}not (?:found|exist)|name (?:service|server) error"
    r"|null ?mx|nullmx",
    re.IGNORECASE,
)
_ADVICE = {
    "unknown": "ask_address",
    "host": "check_domain",
    "full": "call",
    "policy": "ask_provider",
    "content": "ask_provider",
    "rate": "wait",
    "expired": "check_domain",
    "complaint": "ask_peace",
    "set": "ask_person",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where an address stands at a moment. `score` counts the days with a soft failure that still weigh, of 5.

    `reason` is that of the suppression, else of what scores, else None; `since` the beginning of either. `advice` is a key: ask_address,
    check_domain, call, ask_peace, ask_person, wait or look. `report_id` is the report it rests on.
    """

    suppressed: bool
    reason: str | None
    scope: Scope | None
    score: int
    since: datetime | None
    until: datetime | None
    advice: str
    report_id: int | None = None
    note: str = ""
    set_by: str | None = None


def verdict(evidence: Evidence, now: datetime) -> Verdict:
    """Where the address stands at `now`, which is not before anything in the evidence."""
    scoring = [report for report in _unrefuted(evidence, "soft") if _day(now) - _day(report.at) < WINDOW]
    score = len({_day(report.at) for report in scoring})
    found = next((entry for entry in suppressions(evidence) if entry.holds(now)), None)
    if found is not None:
        advice = _ADVICE.get(found.reason, "look")
        until, id_ = found.until, found.report_id
        return Verdict(True, found.reason, found.scope, score, found.since, until, advice, id_, found.note, found.set_by)
    if scoring:
        latest = scoring[-1]
        return Verdict(False, _soft_reason(latest), None, score, scoring[0].at, None, "wait", latest.id)
    return Verdict(False, None, None, 0, None, None, "look")


def suppressions(evidence: Evidence) -> tuple[Suppression, ...]:
    """How the address is suppressed, at most once for each scope, the wider first; right until the evidence changes.

    A soft one has an end, and its beginning may lie ahead: where the last delivery is not yet 14 days old.
    """
    rules = (_set_by_a_person, _unknown, _unknown_host, _soft)
    wide = next((entry for rule in rules if (entry := rule(evidence)) is not None), None)
    bulk = _complaint(evidence)
    return tuple(entry for entry in (wide, bulk) if entry is not None)


def advice(report_class: str, reason: str, status: str | None = None, words: str = "") -> str:
    """What somebody should do about an address after its latest report, as a key."""
    if report_class == "complaint":
        return _ADVICE["complaint"]
    if report_class == "delayed" or (report_class == "temporary" and reason != "expired"):
        return "wait"
    return _ADVICE.get("host" if reason == "unknown" and _about_the_host(status, words) else reason, "look")


def _set_by_a_person(evidence: Evidence) -> Suppression | None:
    latest = _latest(evidence.decisions)
    if latest is None or latest.action is not Action.SET:
        return None
    return Suppression("set", Scope.ALL, latest.at, note=latest.note, set_by=latest.who)


def _unknown(evidence: Evidence) -> Suppression | None:
    first = next(iter(_standing(evidence, "unknown")), None)
    return Suppression("unknown", Scope.ALL, first.at, report_id=first.id) if first else None


def _unknown_host(evidence: Evidence) -> Suppression | None:
    reports = _unrefuted(evidence, "host")
    days = _days(reports)
    if len(days) < HOST_DAYS:
        return None
    first = next(report for report in reports if _day(report.at) == days[HOST_DAYS - 1])
    return Suppression("host", Scope.ALL, first.at, report_id=first.id)


def _soft(evidence: Evidence) -> Suppression | None:
    """Suppressed from the day on that brings the score to 5 within 30 days, until 30 days after the last such day."""
    reports = _unrefuted(evidence, "soft")
    reached = _reached(_days(reports))
    if not reached:
        return None
    first = next(report for report in reports if _day(report.at) == reached[0])
    last = [report for report in reports if _day(report.at) == reached[-1]][-1]
    delivered = _last_delivery(evidence)
    since = first.at if delivered is None else max(first.at, delivered + TRUST)
    until = last.at + WINDOW
    return Suppression(_soft_reason(last), Scope.ALL, since, until, last.id) if since < until else None


def _complaint(evidence: Evidence) -> Suppression | None:
    first = next(iter(_standing(evidence, "complaint")), None)
    return Suppression("complaint", Scope.BULK, first.at, report_id=first.id) if first else None


def _unrefuted(evidence: Evidence, meaning: str) -> list[Report]:
    """The reports of that meaning since the last delivery and the last lift, oldest first."""
    delivered = _last_delivery(evidence)
    return [report for report in _standing(evidence, meaning) if delivered is None or report.at > delivered]


def _standing(evidence: Evidence, meaning: str) -> list[Report]:
    """The reports of that meaning about letters since the last lift, oldest first."""
    lifted = _latest(decision for decision in evidence.decisions if decision.action is Action.LIFT)
    reports = (report for report in evidence.reports if _meaning(report) == meaning)
    valid = (report for report in reports if lifted is None or (report.sent_at or report.at) > lifted.at)
    return sorted(valid, key=lambda report: (report.at, report.id))


def _last_delivery(evidence: Evidence) -> datetime | None:
    """When a letter last arrived, as far as anybody knows: no report came back for it."""
    returned = {report.letter_id for report in evidence.reports if report.report_class in {"permanent", "temporary"}}
    return max((each.at for each in evidence.deliveries if each.letter_id not in returned), default=None)


def _latest(decisions: Iterable[Decision]) -> Decision | None:
    """The latest decision; of two at the same moment the one that was written down later."""
    return max(reversed(list(decisions)), key=lambda decision: decision.at, default=None)


def _meaning(report: Report) -> str:
    """What a report says about the address: unknown, host, soft, complaint, or nothing.

    A temporary failure that was given up never proves that nobody is there.
    """
    if report.report_class == "complaint":
        return "complaint"
    if report.report_class == "temporary":
        return "soft" if report.reason in {"full", "expired", "unknown"} else "nothing"
    if report.report_class != "permanent":
        return "nothing"
    if report.reason == "unknown":
        return "host" if _about_the_host(report.status, report.words) else "unknown"
    return "soft" if report.reason in {"full", "expired"} else "nothing"


def _about_the_host(status: str | None, words: str) -> bool:
    """Whether nothing is wrong with the mailbox's name, but with the domain's (RFC 3463 3.2 and 3.5; RFC 7505)."""
    return status in _HOST_CODES or (status not in _USER_CODES and bool(_HOST_WORDS.search(words)))


def _soft_reason(report: Report) -> str:
    return "full" if report.reason == "full" else "expired"


def _reached(days: Sequence[date]) -> list[date]:
    """The days on which the score reached the limit; only those of the last stretch without a gap of 30 days."""
    reached = [day for day in days if sum(timedelta() <= day - other < WINDOW for other in days) >= LIMIT]
    begins = [later for earlier, later in pairwise(reached) if later - earlier >= WINDOW]
    return [day for day in reached if not begins or day >= begins[-1]]


def _days(reports: Iterable[Report]) -> list[date]:
    return sorted({_day(report.at) for report in reports})


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
