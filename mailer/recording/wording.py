"""How does an item read for the person who decides it? Reasons, proposal and advice in the words of the catalogue."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from mailer.model.book import ReviewItem
from mailer.model.jobs import Event
from mailer.model.reading import Finding
from mailer.texts import catalogue, say

_ADVICE = (
    ("reading_doubts.death", "death"),
    ("recording.denied", "denied"),
    ("recording.person_resignation", "leaving"),
    ("recording.unproven_resignation", "unproven"),
    ("reading_doubts.threat", "threat"),
    ("reading_doubts.leaving_unclear", "threat"),
    ("reading_doubts.on_behalf", "on_behalf"),
    ("recording.unknown_address", "stranger"),
    ("recording.person_motion", "motion"),
    ("recording.person_contact_change", "contact"),
    ("recording.person_question", "question"),
    ("reading_doubts.question", "question"),
    ("recording.unknown_sender", "whose"),
    ("recording.shared_address", "whose"),
    ("recording.other_member", "whose"),
)
"""What to do about an item, by the first of its reasons that stands here."""


def sentence(finding: Finding, events: Sequence[Event] = (), zone: tzinfo | None = None) -> str:
    """A finding in German words; a kind that has no sentence stands for itself. `events` lend their titles, `zone` their days."""
    if f"finding.{finding.kind}" not in catalogue():
        return finding.kind
    detail = "guests" if finding.kind == "rsvp" and finding.guests else "dated" if finding.effective else ""
    return say(
        f"finding.{finding.kind}{'_' if detail else ''}{detail}",
        answer=_word(finding.answer),
        event=_title(finding.event, events, zone),
        guests=finding.guests,
        target=_title(finding.target, events, zone),
        scope=_word(finding.scope),
        effective=day(finding.effective),
        claim=_word(finding.claim),
        what=", ".join(_word(part) for part in finding.what),
    )


def reasons(item: ReviewItem) -> list[str]:
    """Why a person must look, without the reason that every human mail has; one that has no sentence stands for itself."""
    telling = [reason for reason in item.reasons if not reason.startswith("reading.human")] or list(item.reasons)
    parted = [reason.partition(": ") for reason in telling]
    return [say(key, fact=fact) if key in catalogue() else f"{key} {fact}".strip() for key, _, fact in parted] or ["–"]


def advice(item: ReviewItem) -> str:
    """What a person may do about it, beyond yes and no; empty where there is nothing to say."""
    found = next((name for reason, name in _ADVICE if reason in item.reasons), None)
    return say(f"review_advice.{found}") if found else ""


def day(iso: str | None) -> str:
    """`31.12.2024` of an ISO date; empty for none."""
    return f"{date.fromisoformat(iso):%d.%m.%Y}" if iso else ""


def _title(wanted: str | None, events: Sequence[Event], zone: tzinfo | None) -> str:
    for event in events:
        if event.id == wanted:
            twins = sum(other.title == event.title for other in events) > 1
            return f"{event.title} ({_local(event.start, zone):%d.%m.})" if twins else event.title
        for shift in event.shifts:
            if shift.id == wanted:
                return shift.title
    return wanted or "?"


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.astimezone(zone) if zone else moment


def _word(code: str | None) -> str:
    key = f"finding_word.{code}"
    return say(key) if key in catalogue() else code or "?"
