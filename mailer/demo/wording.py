"""In which sentences does the demo's page say what was read? From codes to German; the words stand in the catalogue."""

from datetime import date

from mailer.config import Settings
from mailer.model.jobs import Audience, Event
from mailer.model.reading import Finding
from mailer.reporting.words import word
from mailer.texts import catalogue, say


def finding_sentence(finding: Finding, events: tuple[Event, ...]) -> str:
    """What the service took from a mail, as one sentence."""
    title = _title(finding, events)
    detail = finding.answer or finding.claim or finding.scope or ""
    key = "_".join(part for part in (f"demo_finding.{finding.kind}", detail, "dated" if finding.effective else "") if part)
    if key not in catalogue():
        return finding.kind
    sentence = say(key, title=title, effective=_day(finding.effective))
    return f"{sentence} ({guests_words(finding.guests)})" if finding.guests else sentence


def guests_words(guests: int) -> str:
    """`zu zweit`, or how many come along."""
    key = f"demo.guests_{guests}"
    return say(key) if key in catalogue() else say("demo.guests", count=guests)


def event_name(event: Event, events: tuple[Event, ...]) -> str:
    """What an event is called; with its day where several have that name."""
    same = [other for other in events if other.title == event.title]
    return say("demo.event_on", title=event.title, day=f"{event.start:%d.%m.}") if len(same) > 1 else event.title


def reason_sentences(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Why a person must look, the reason that weighs first; how the mail was sorted is left out."""
    telling = tuple(reason for reason in reasons if not reason.startswith("reading.human")) or reasons
    return tuple(dict.fromkeys(map(reason_sentence, telling)))


def reason_sentence(reason: str) -> str:
    """A reason of reading or recording (`key: fact`) as a sentence; one that has none stands for itself."""
    key, _, fact = reason.partition(": ")
    return say(key, fact=fact) if key in catalogue() else reason


def audience_words(audience: Audience) -> str:
    """To whom a mailing goes, in a few words."""
    if audience.role:
        return word("demo_role", audience.role)
    if any(rule.not_answered for rule in audience.rules()):
        return say("demo.to_silent")
    if audience.mandate_role:
        return say(f"demo.to_{audience.mandate_role}s")
    if any(rule.offered for rule in audience.rules()):
        return say("demo.to_helpers" if not any(rule.answered for rule in audience.rules()) else "demo.to_comers")
    if audience.answered:
        return say("demo.to_comers")
    if audience.groups:
        return say("demo.to_groups", groups=", ".join(audience.groups))
    return say("demo.to_debtors") if audience.dues_open else say("demo.to_members")


def offices_of(settings: Settings) -> dict[str, str]:
    """What the offices are called, by their addresses."""
    return {address: word("demo_office", name) for name, role in settings.roles.items() for address in role.addresses}


def _title(finding: Finding, events: tuple[Event, ...]) -> str:
    """The name of the event or shift that a finding is about."""
    wanted = finding.target or finding.event
    for event in events:
        if event.id == wanted:
            return event_name(event, events)
        for shift in event.shifts:
            if shift.id == wanted:
                return shift.title
    return wanted or ""


def _day(iso: str | None) -> str:
    """`31.12.2024` of an ISO date; empty where none is named."""
    return f"{date.fromisoformat(iso):%d.%m.%Y}" if iso else ""
