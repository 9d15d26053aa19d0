"""What does an opened mail answer, given what was asked?"""

import re
from datetime import UTC

from mailer.model.jobs import Event
from mailer.model.reading import CalendarAnswer, Context, Finding, Opened, Reading, Sort
from mailer.reading.answers import find_answers
from mailer.reading.opening import NOTHING_LEFT
from mailer.reading.words.sent import Fresh, fresh_words

OLDER_INVITATION = "reading.older_invitation"
_PARTSTAT = {"ACCEPTED": "accepted", "DECLINED": "declined", "TENTATIVE": "tentative"}


def understand(opened: Opened, context: Context | None, sent_text: str | None = None) -> Reading:
    """The findings in the writer's new words. `sent_text` is the text of ours that is answered: its lines never count as new.

    Robots find nothing. Without a context nothing can be understood: words then go to a person.
    """
    if opened.sort is Sort.CALENDAR:
        return _calendar(opened, context)
    if opened.sort is not Sort.REPLY:
        return Reading(opened, review=bool(opened.doubts), reasons=opened.reasons + opened.doubts)
    words = fresh_words(opened.text, opened.passages, opened.quoted, sent_text) if sent_text else Fresh(opened.text, opened.passages)
    if context is None:
        return _unasked(opened, words.text)
    if NOTHING_LEFT in opened.reasons and not sent_text:
        return _perhaps_only_ours(opened)
    written = opened.head.date.date() if opened.head.date else None
    answers = find_answers(words.text, context, opened.head.subject, words.passages, written)
    review = answers.review or bool(opened.doubts) or NOTHING_LEFT in opened.reasons
    return Reading(opened, answers.findings, review, (*opened.reasons, *opened.doubts, *answers.reasons), answers.proposed)


def _perhaps_only_ours(opened: Opened) -> Reading:
    """Everything looked like a quote: without the letter that is answered, nobody can tell our words from the writer's."""
    return Reading(opened, review=True, reasons=(*opened.reasons, *opened.doubts))


def _unasked(opened: Opened, text: str) -> Reading:
    review = bool(text.strip() or opened.doubts)
    return Reading(opened, review=review, reasons=(*opened.reasons, *opened.doubts, *(("reading.no_context",) if review else ())))


def _calendar(opened: Opened, context: Context | None) -> Reading:
    """PARTSTAT is the answer; a comment may add findings of other kinds, and may be a reason to look."""
    events = context.events if context else ()
    certain = tuple(found for answer in opened.calendar if (found := _rsvp(answer, events)) is not None)
    comment = find_answers(opened.text, context) if context and opened.text else None
    extra = tuple(found for found in comment.findings if found.kind != "rsvp") if comment else ()
    review = bool(opened.doubts) or (comment is not None and comment.review)
    older = (OLDER_INVITATION,) if any(_answers_older(answer, event) for answer in opened.calendar for event in events) else ()
    reasons = (*opened.reasons, *opened.doubts, *older, *(comment.reasons if comment else ()))
    return Reading(opened, () if opened.doubts or older else certain + extra, review or bool(older), reasons)


def _rsvp(answer: CalendarAnswer, events: tuple[Event, ...]) -> Finding | None:
    """The finding of one answer whose UID begins with an event's id (`Identity.calendar_uid`); None where no event is meant."""
    said = _PARTSTAT.get(answer.partstat or "")
    event = next((event for event in events if _is_about(answer, event)), None)
    if answer.method != "REPLY" or said is None or event is None:
        return None
    return Finding("rsvp", event=event.id, answer=said, rule="calendar.partstat")


def _answers_older(answer: CalendarAnswer, event: Event) -> bool:
    """Whether the event got another time or place after the invitation that is answered: nobody agreed to that (RFC 5546 2.1.4)."""
    return answer.sequence is not None and answer.sequence < event.major_sequence and _is_about(answer, event)


def _is_about(answer: CalendarAnswer, event: Event) -> bool:
    readable = re.sub(r"[^A-Za-z0-9-]", "-", event.id)[:60]
    instance = answer.recurrence_id is None or answer.recurrence_id == event.start.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    return instance and (answer.uid or "").partition("@")[0].rpartition(".")[0] == readable
