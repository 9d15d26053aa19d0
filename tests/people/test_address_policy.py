"""When is an address written to no more, and when again?"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model.addresses import Action, Decision, Delivery, Evidence, Report, Scope
from mailer.people.address_policy import Verdict, advice, suppressions, verdict

START = datetime(2024, 10, 1, 12, 0, tzinfo=UTC)
DAY = timedelta(days=1)
REASONS = ("unknown", "full", "policy", "content", "rate", "expired", "other")
CLASSES = ("permanent", "temporary", "delayed", "complaint", "other")


def at(day: float) -> datetime:
    return START + day * DAY


def report(day: float, reason: str = "full", report_class: str = "permanent", **more: object) -> Report:
    facts = {"id": round(day * 100) + 1, "letter_id": f"l{day}", **more}
    return Report(report_class=report_class, reason=reason, at=at(day), **facts)  # type: ignore[arg-type]


def judged(now: float, *reports: Report, delivered: tuple[float, ...] = (), decided: tuple[Decision, ...] = ()) -> Verdict:
    return verdict(Evidence(reports, tuple(Delivery(f"ok{day}", at(day)) for day in delivered), decided), at(now))


def full(*days: float) -> tuple[Report, ...]:
    return tuple(report(day) for day in days)


def test_an_address_nobody_spoke_of_is_written_to() -> None:
    assert judged(0) == Verdict(False, None, None, 0, None, None, "look")


def test_an_unknown_address_is_suppressed_at_once_and_for_good() -> None:
    found = judged(400, report(0, "unknown"))
    assert (found.suppressed, found.reason, found.scope, found.since, found.until) == (True, "unknown", Scope.ALL, at(0), None)
    assert (found.advice, found.report_id) == ("ask_address", 1)


def test_an_unknown_host_needs_two_different_days() -> None:
    first, same_day, next_day = (report(day, "unknown", status="5.1.2") for day in (0, 0.2, 1))
    assert not judged(1, first, same_day).suppressed
    found = judged(1, first, same_day, next_day)
    assert (found.suppressed, found.reason, found.advice, found.since) == (True, "host", "check_domain", at(1))
    assert not judged(2, first, next_day, delivered=(0.5,)).suppressed, "between them something arrived"


@pytest.mark.parametrize(
    ("status", "words", "host"),
    [
        ("5.4.4", "", True),
        (None, "Host or domain name not found. Name service error for name=weg.example", True),
        ("5.1.10", "Recipient address has null MX", True),
        ("5.1.10", "RESOLVER.ADR.RecipientNotFound", False),
        ("5.1.1", "user unknown", False),
        ("5.1.1", "host unknown", False),
        (None, "Requested action not taken: mailbox unavailable", False),
    ],
)
def test_a_wrong_domain_is_told_from_a_wrong_name(status: str | None, words: str, host: bool) -> None:
    one = report(0, "unknown", status=status, words=words)
    assert judged(0, one).suppressed is not host
    assert advice("permanent", "unknown", status, words) == ("check_domain" if host else "ask_address")


def test_a_full_mailbox_is_suppressed_on_the_fifth_day() -> None:
    four = judged(3, *full(0, 1, 2, 3))
    assert (four.suppressed, four.score, four.reason, four.advice) == (False, 4, "full", "wait")
    five = judged(4, *full(0, 1, 2, 3, 4))
    assert (five.suppressed, five.score, five.scope, five.since, five.until) == (True, 5, Scope.ALL, at(4), at(34))
    assert (five.advice, five.report_id) == ("call", 401)


def test_a_day_scores_once_however_much_comes_back() -> None:
    assert judged(0.4, *full(0, 0.1, 0.2, 0.3, 0.35, 0.4)).score == 1


def test_full_and_expired_score_together() -> None:
    found = judged(4, *full(0, 1, 2), report(3, "expired", "temporary"), report(4, "expired", "temporary"))
    assert (found.suppressed, found.reason) == (True, "expired")


def test_five_days_within_more_than_thirty_are_not_enough() -> None:
    assert not judged(30, *full(0, 7, 14, 21, 30)).suppressed
    assert judged(29, *full(0, 7, 14, 21, 29)).suppressed


def test_a_soft_suppression_ends_after_thirty_days_and_begins_anew_with_nothing() -> None:
    reports = full(0, 1, 2, 3, 4)
    assert judged(33.9, *reports).suppressed
    after = judged(34, *reports)
    assert (after.suppressed, after.score) == (False, 0)
    assert not judged(35, *reports, report(35)).suppressed


def test_a_delivery_in_the_last_fourteen_days_puts_a_soft_suppression_off() -> None:
    reports = full(1, 2, 3, 4, 5)
    assert not judged(13.9, *reports, delivered=(0,)).suppressed
    assert judged(14, *reports, delivered=(0,)).since == at(14)


def test_one_delivery_clears_the_score_and_a_soft_suppression() -> None:
    found = judged(4.5, *full(0, 1, 2, 3, 4), delivered=(4.2,))
    assert (found.suppressed, found.score) == (False, 0)


def test_a_letter_that_came_back_was_no_delivery() -> None:
    """A provider takes everything and reports later: what it took counts only until a report comes."""
    reports = full(0, 1, 2, 3, 4)
    taken = tuple(Delivery(each.letter_id or "", each.at - DAY / 24) for each in reports)
    assert suppressions(Evidence(reports, taken)) == suppressions(Evidence(reports))
    delayed = tuple(replace(each, report_class="delayed") for each in reports)
    assert verdict(Evidence(delayed, taken), at(5)).score == 0


@pytest.mark.parametrize("reason", ["unknown", "complaint"])
def test_a_delivery_does_not_refute_what_is_not_soft(reason: str) -> None:
    one = report(0, reason, "complaint" if reason == "complaint" else "permanent")
    assert judged(2, one, delivered=(1,)).suppressed


@pytest.mark.parametrize("reason", ["policy", "content", "rate", "other"])
@pytest.mark.parametrize("report_class", ["permanent", "temporary"])
def test_what_says_nothing_about_the_address_never_counts(reason: str, report_class: str) -> None:
    found = judged(99, *(report(day, reason, report_class) for day in range(100)))
    assert (found.suppressed, found.score) == (False, 0)


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("report_class", ["delayed", "other"])
def test_a_delay_notice_or_a_success_notice_counts_nothing(reason: str, report_class: str) -> None:
    found = judged(9, *(report(day, reason, report_class) for day in range(10)))
    assert (found.suppressed, found.score) == (False, 0)


def test_a_temporary_unknown_is_not_gone_but_scores() -> None:
    found = judged(0, report(0, "unknown", "temporary"))
    assert (found.suppressed, found.score, found.reason) == (False, 1, "expired")


def test_a_complaint_ends_bulk_mail_only() -> None:
    found = judged(99, report(0, "other", "complaint"))
    assert (found.suppressed, found.reason, found.scope, found.advice) == (True, "complaint", Scope.BULK, "ask_peace")


def test_a_complaint_holds_on_when_a_soft_suppression_has_ended() -> None:
    evidence = Evidence((report(0, "other", "complaint"), *full(1, 2, 3, 4, 5)))
    assert [entry.scope for entry in suppressions(evidence)] == [Scope.ALL, Scope.BULK]
    assert verdict(evidence, at(10)).scope is Scope.ALL
    assert verdict(evidence, at(50)).scope is Scope.BULK


def test_a_lift_outlives_older_reports_and_reports_about_older_letters_but_no_new_one() -> None:
    lifted = (Decision(Action.LIFT, at(1), "Jana"),)
    assert not judged(2, report(0, "unknown"), decided=lifted).suppressed
    late = report(3, "unknown", sent_at=at(0.5))
    assert not judged(4, report(0, "unknown"), late, decided=lifted).suppressed
    assert judged(4, report(0, "unknown"), report(3, "unknown", sent_at=at(2)), decided=lifted).since == at(3)


def test_a_person_may_set_and_only_a_person_lifts_it() -> None:
    set_ = Decision(Action.SET, at(0), "Jana", "nur Post")
    found = judged(50, decided=(set_,), delivered=(10,))
    assert (found.suppressed, found.reason, found.note, found.set_by, found.advice) == (True, "set", "nur Post", "Jana", "ask_person")
    assert not judged(50, decided=(set_, Decision(Action.LIFT, at(0), "Ute"))).suppressed
    assert judged(50, decided=(Decision(Action.LIFT, at(0), "Ute"), set_)).suppressed


MOMENTS = st.floats(0, 80).map(lambda day: round(day, 3))
REPORTS = st.lists(
    st.builds(
        lambda number, day, reason, report_class, status: report(
            day, reason, report_class, id=number, letter_id=f"l{number}", status=status
        ),
        st.integers(1, 10_000),
        MOMENTS,
        st.sampled_from((*REASONS, *("full", "expired") * 3)),
        st.sampled_from((*CLASSES, "permanent", "temporary")),
        st.sampled_from((None, "5.1.2")),
    ),
    max_size=25,
    unique_by=lambda each: each.id,
)
DELIVERIES = st.lists(st.builds(lambda number, day: Delivery(f"l{number}", at(day)), st.integers(9_990, 10_100), MOMENTS), max_size=4)
DECISIONS = st.lists(
    st.builds(lambda action, day: Decision(action, at(day), "Jana"), st.sampled_from(Action), MOMENTS), max_size=2, unique_by=lambda d: d.at
)
EVIDENCE = st.builds(lambda *parts: Evidence(*(tuple(part) for part in parts)), REPORTS, DELIVERIES, DECISIONS)
LATER = st.floats(80, 130).map(at)
WEIGHT = {None: 0, Scope.BULK: 1, Scope.ALL: 2}


def weight(evidence: Evidence, now: datetime) -> int:
    found = verdict(evidence, now)
    return WEIGHT[found.scope if found.suppressed else None]


@given(EVIDENCE, LATER, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_told_changes_nothing(evidence: Evidence, now: datetime, chance: object) -> None:
    mixed = [list(evidence.reports), list(evidence.deliveries), list(evidence.decisions)]
    for part in mixed:
        chance.shuffle(part)  # type: ignore[attr-defined]
    assert verdict(Evidence(*(tuple(part) for part in mixed)), now) == verdict(evidence, now)


@given(REPORTS, LATER, st.data())
def test_within_a_day_the_hour_changes_neither_score_nor_fate(reports: list[Report], now: datetime, data: st.DataObject) -> None:
    """But for the hour at which a suppression ends: it is that of the last report that counted."""

    def moved(each: Report) -> Report:
        return replace(each, at=_midnight(each.at) + data.draw(st.timedeltas(timedelta(), DAY - timedelta(seconds=1))))

    now = _midnight(now)
    early = Evidence(tuple(replace(each, at=_midnight(each.at)) for each in reports))
    later = Evidence(tuple(moved(each) for each in reports))
    assert verdict(early, now).score == verdict(later, now).score
    assert [entry.scope for entry in suppressions(early)] == [entry.scope for entry in suppressions(later)]
    if not any(entry.until and abs(entry.until - now) <= DAY for entry in suppressions(early)):
        assert verdict(early, now).suppressed == verdict(later, now).suppressed


@given(EVIDENCE, MOMENTS, LATER)
def test_a_delivery_never_makes_it_worse(evidence: Evidence, day: float, now: datetime) -> None:
    more = replace(evidence, deliveries=(*evidence.deliveries, Delivery("fresh", at(day))))
    assert weight(more, now) <= weight(evidence, now)
    assert verdict(more, now).score <= verdict(evidence, now).score


@given(EVIDENCE, REPORTS.filter(bool), LATER)
def test_a_report_never_makes_it_better(evidence: Evidence, reports: list[Report], now: datetime) -> None:
    more = replace(evidence, reports=(*evidence.reports, replace(reports[0], id=10_001)))
    assert weight(more, now) >= weight(evidence, now)
    assert verdict(more, now).score >= verdict(evidence, now).score


@given(EVIDENCE, LATER)
def test_a_lift_now_ends_everything_but_no_later_set(evidence: Evidence, now: datetime) -> None:
    lifted = replace(evidence, decisions=(*evidence.decisions, Decision(Action.LIFT, now, "Ute")))
    assert suppressions(lifted) == ()
    assert verdict(lifted, now).score == 0


@given(EVIDENCE, LATER)
def test_every_suppression_has_a_reason_and_a_source(evidence: Evidence, now: datetime) -> None:
    for entry in suppressions(evidence):
        assert entry.reason in {"set", "unknown", "host", "full", "expired", "complaint"}
        assert (entry.report_id in {each.id for each in evidence.reports}) != (entry.set_by is not None)
        assert (entry.until is not None) == (entry.reason in {"full", "expired"})
    found = verdict(evidence, now)
    assert found.suppressed == any(entry.holds(now) for entry in suppressions(evidence))


@given(REPORTS, DELIVERIES, LATER)
def test_what_is_about_us_changes_nothing(reports: list[Report], deliveries: list[Delivery], now: datetime) -> None:
    about_us = tuple(replace(each, reason="policy", report_class="permanent", letter_id=None) for each in reports)
    assert suppressions(Evidence(about_us, tuple(deliveries))) == ()
    assert verdict(Evidence(about_us, tuple(deliveries)), now).score == 0


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
