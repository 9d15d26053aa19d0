"""What looks wrong in a mailing before it goes out? Warnings stop nothing: a person reads them and decides."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Any

from mailer.model.jobs import Calendar, Event, Job, Kind, Mailing
from mailer.releasing.dates import dates_in, weekday_name
from mailer.releasing.samples import Sample

_LONG_SUBJECT = 70  # characters; phones show 40 to 50, mail programs about 70
_MOST = 5  # of one sort
_UNFINISHED = re.compile(r"\b(?:TODO|TBD|FIXME|XX+|[Xx]x\.[Xx]x\.)(?!\w)|\?\?\?+|_{4,}|\.{5,}")
_PLACEHOLDER = re.compile(
    r"\{\{.{0,40}|\{%.{0,40}|\}\}"
    r"|\[(?:Name|Vorname|Datum|Uhrzeit|Ort|Raum|Link|Betrag|Text|Titel|Thema|Adresse|hier [^\]]{1,30})\]"
    r"|<<[^>\n]{1,40}>>|\$\{[^}\n]{1,40}\}",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[-*• ]*(?:Wann|Wo|Ort|Datum|Uhrzeit|Raum|Thema|Beginn|Treffpunkt):[ \t*]*$", re.MULTILINE)
_ASKS = re.compile(r"\banswer_by\b|\bantwort(?:en|block)\(")  # a template that asks for an answer or names the last day for one
_PLAIN_LINK = re.compile(r"\bhttp://[^\s<>\"')\]]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Warned:
    """One thing that looks wrong: `key` names its sentence in the catalogue, `facts` fill it."""

    key: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is looked at: a mailing as some of its readers would get it.

    `at` is when it leaves; `people` how many get it, `usual` how many got the last comparable one (None: there was none); `template` is
    its text, `lacking` counts members who lack a fact that it prints, by the fact. `zone` is the association's.
    """

    job: Job
    mailing: Mailing
    events: tuple[Event, ...]
    template: str
    samples: tuple[Sample, ...]
    at: datetime
    people: int
    usual: int | None
    zone: tzinfo
    lacking: Mapping[str, int] = field(default_factory=dict)

    @property
    def day(self) -> date:
        """The association's day on which it leaves."""
        return self.at.astimezone(self.zone).date()


def warnings_about(subject: Subject) -> tuple[Warned, ...]:
    """Everything that looks wrong, the weightiest first, each thing once."""
    found = [warned for check in CHECKS for warned in check(subject)]
    return tuple(warned for at, warned in enumerate(found) if warned not in found[:at])


def _people(subject: Subject) -> Iterator[Warned]:
    if subject.people == 0:
        yield Warned("release_warning.nobody")
    elif subject.usual and not subject.usual / 2 <= subject.people <= subject.usual * 2:
        key = "release_warning.many" if subject.people > subject.usual else "release_warning.few"
        yield Warned(key, {"people": subject.people, "usual": subject.usual})
    for name, count in sorted(subject.lacking.items()):
        yield Warned("release_warning.lacking", {"name": name, "count": count})


def _unfinished(subject: Subject) -> Iterator[Warned]:
    texts = {text for sample in subject.samples for text in (sample.subject, sample.text)} | {subject.template}
    yield from _listed("release_warning.unfinished", (found for text in texts for found in _UNFINISHED.findall(text)))
    rendered = {text for sample in subject.samples for text in (sample.subject, sample.text)}
    yield from _listed("release_warning.placeholder", (found for text in rendered for found in _PLACEHOLDER.findall(text)))
    yield from _listed("release_warning.empty_label", (found.strip(" -*•") for text in rendered for found in _LABEL.findall(text)))
    empty = (name for name, value in subject.job.values.items() if _is_empty(value) and f"job.{name}" in subject.template)
    yield from _listed("release_warning.empty_value", empty)


def _events(subject: Subject) -> Iterator[Warned]:
    for event in subject.events:
        if event.start <= subject.at and not event.cancelled:
            yield Warned("release_warning.event_past", {"title": event.title, "moment": event.start.astimezone(subject.zone)})
        if not event.location.strip() and "termin(" in subject.template:
            yield Warned("release_warning.no_place", {"title": event.title})
        asks = subject.mailing.kind in {Kind.INVITATION, Kind.STATUTORY} and subject.mailing.calendar is Calendar.INVITATION
        if asks and event.answer_by is None:
            yield Warned("release_warning.no_answer_by", {"title": event.title})
        elif event.answer_by is not None and event.answer_by < subject.day and _ASKS.search(subject.template):
            yield Warned("release_warning.answer_by_past", {"title": event.title, "day": event.answer_by})


def _dates(subject: Subject) -> Iterator[Warned]:
    found = [named for sample in subject.samples for named in dates_in(f"{sample.subject}\n{sample.text}", subject.day)]
    for named in dict.fromkeys(found):
        if named.disagrees:
            yield Warned("release_warning.weekday", {"words": named.words, "right": weekday_name(named.day)})
    yield from _listed("release_warning.past", (named.words for named in found if named.day < subject.day and named.with_year))


def _links(subject: Subject) -> Iterator[Warned]:
    found = (link.rstrip(".,;:!?") for sample in subject.samples for link in _PLAIN_LINK.findall(f"{sample.text}\n{sample.html}"))
    yield from _listed("release_warning.plain_link", (link for link in found if not link.startswith("http://www.w3.org/")))


def _subject(subject: Subject) -> Iterator[Warned]:
    longest = max((sample.subject for sample in subject.samples), key=len, default="")
    if len(longest) > _LONG_SUBJECT:
        yield Warned("release_warning.long_subject", {"count": len(longest), "most": _LONG_SUBJECT})


def _listed(key: str, words: Iterator[str]) -> Iterator[Warned]:
    """One warning that names the first few."""
    found = sorted({" ".join(word.split()) for word in words})
    if found:
        yield Warned(key, {"words": "“, „".join(found[:_MOST])})


def _is_empty(value: Any) -> bool:
    return value in ("", []) or (isinstance(value, str) and not value.strip())


CHECKS: tuple[Callable[[Subject], Iterator[Warned]], ...] = (_people, _unfinished, _dates, _events, _links, _subject)
"""Further rules stand here as functions of their own; what the statutes of a body ask is added by the wiring."""
