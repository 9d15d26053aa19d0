"""What does a person mean who writes down what should stand in the book instead? `Absage`, `Zusage zu zweit`, `Austritt zum 31.12.2024`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from mailer.model.jobs import Event
from mailer.model.people import Member
from mailer.model.reading import Finding

_RULE = "person"
_ANSWERS = (
    (re.compile(r"(?:kommt nicht|absage|sagt ab|declined)\b"), "declined"),
    (re.compile(r"(?:zusage|sagt zu|kommt|dabei|accepted)\b"), "accepted"),
    (re.compile(r"(?:vielleicht|unsicher|noch offen|tentative)\b"), "tentative"),
)
_HELP = (
    (re.compile(r"(?:hilft (?:doch )?nicht|withdrawn)\b"), "withdrawn"),
    (re.compile(r"(?:hilft|hilfe|mithilfe|offered)\b"), "offered"),
)
_LEAVING = (
    (re.compile(r"(?:austritt|tritt aus|resignation(?: membership)?)\b"), "membership"),
    (re.compile(r"(?:mandat|mandatsrückgabe|resignation mandate)\b"), "mandate"),
    (re.compile(r"(?:amt|rücktritt|resignation office)\b"), "office"),
)
_CLAIMS = (
    (re.compile(r"(?:beitrag )?(?:hat )?(?:bezahlt|paid)\b"), "paid"),
    (re.compile(r"(?:beitrag )?(?:zahlt noch|promise)\b"), "promise"),
    (re.compile(r"(?:beitrag )?(?:möchte reden|reden|talk)\b"), "talk"),
    (re.compile(r"(?:beitrag )?(?:kann (?:gerade )?nicht zahlen|hardship)\b"), "hardship"),
    (re.compile(r"(?:beitrag )?(?:widerspricht|dispute)\b"), "dispute"),
)
_PLAIN = (
    (re.compile(r"(?:abmelden|abmeldung|keine rundbriefe(?: mehr)?|unsubscribe)"), "unsubscribe"),
    (re.compile(r"(?:antrag|motion)"), "motion"),
    (re.compile(r"(?:verstorben|gestorben|todesfall|death)"), "death"),
)
_DATA = {"email": "email", "e-mail": "email", "mail": "email", "anschrift": "post", "post": "post", "telefon": "phone", "phone": "phone"}
_CONTACT = re.compile(r"(?:(?:neue )?(?:kontaktdaten|adresse)|contact_change):? ?(?P<what>[\w\s,-]*)")
_GUESTS = re.compile(
    r"(?:\+ ?(?P<plus>\d)|mit (?P<count>\d|einem|einer|zwei|drei)(?: (?:gast|gästen|person|personen))?|zu (?P<party>zweit|dritt|viert))"
)
_NUMBERS = {"einem": 1, "einer": 1, "zwei": 2, "drei": 3, "zweit": 1, "dritt": 2, "viert": 3}
_DATE = re.compile(r"(?:zum |ab |am )?(?:(?P<iso>\d{4}-\d\d-\d\d)|(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4}))")
_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(?:\d{4})?")


def findings_from(words: str, events: Sequence[Event], asked_about: Sequence[str] = ()) -> tuple[Finding, ...] | None:
    """What the words say, several things parted by commas; None where a part is not understood in full: then nothing counts.

    `events` are all that are known, `asked_about` the ids of those that the mail was about: one alone need not be named.
    """
    parts = [part.strip() for part in words.split(",") if part.strip()]
    found = [_one(" ".join(part.lower().split()), events, asked_about) for part in _rejoined(parts)]
    return tuple(each for each in found if each is not None) if found and None not in found else None


def member_named(words: str, people: Sequence[Member]) -> Member | None:
    """The one member of that full name or id, None where there is none or more than one."""
    wanted = " ".join(words.casefold().split())
    found = [person for person in people if wanted in {person.name.casefold(), person.id.casefold()}]
    return found[0] if len(found) == 1 else None


def _rejoined(parts: list[str]) -> list[str]:
    """New contact data are a list with commas of its own."""
    first = next((at for at, part in enumerate(parts) if _CONTACT.match(part.lower())), len(parts))
    return [*parts[:first], *([", ".join(parts[first:])] if parts[first:] else [])]


def _one(words: str, events: Sequence[Event], asked_about: Sequence[str]) -> Finding | None:
    for read in _READERS:
        found = read(words, events, asked_about)
        if found is not None:
            return replace(found, rule=_RULE)
    return None


def _rsvp(words: str, events: Sequence[Event], asked_about: Sequence[str]) -> Finding | None:
    answer, rest = _begins(words, _ANSWERS)
    if answer is None:
        return None
    guests = _GUESTS.search(rest)
    event = _event(_without(rest, guests), events, asked_about)
    return Finding("rsvp", event=event.id, answer=answer, guests=_count(guests)) if event is not None else None


def _volunteer(words: str, events: Sequence[Event], asked_about: Sequence[str]) -> Finding | None:
    answer, rest = _begins(words, _HELP)
    if answer is None:
        return None
    wanted = _bare(rest)
    shifts = [shift for event in events for shift in event.shifts if wanted in {shift.id, shift.title.lower()}]
    near = [shift for event in events for shift in event.shifts if wanted and wanted in shift.title.lower()]
    target = (shifts or near)[:2]
    if len(target) == 1:
        return Finding("volunteer", target=target[0].id, answer=answer)
    event = _event(rest, events, asked_about) if not target else None
    return Finding("volunteer", target=event.id, answer=answer) if event is not None else None


def _resignation(words: str, _events: Sequence[Event], _asked_about: Sequence[str]) -> Finding | None:
    scope, rest = _begins(words, _LEAVING)
    if scope is None:
        return None
    when = _DATE.fullmatch(rest.strip(" :-")) if rest.strip() else None
    if rest.strip() and when is None:
        return None
    effective = _iso(when) if when else None
    return Finding("resignation", scope=scope, effective=effective) if not when or effective else None


def _dues(words: str, _events: Sequence[Event], _asked_about: Sequence[str]) -> Finding | None:
    claim, rest = _begins(words, _CLAIMS)
    return Finding("dues", claim=claim) if claim is not None and not rest.strip() else None


def _plain(words: str, _events: Sequence[Event], _asked_about: Sequence[str]) -> Finding | None:
    return next((Finding(kind) for pattern, kind in _PLAIN if pattern.fullmatch(words)), None)


def _contact(words: str, _events: Sequence[Event], _asked_about: Sequence[str]) -> Finding | None:
    match = _CONTACT.fullmatch(words)
    named = re.findall(r"[\w-]+", match["what"]) if match else []
    if match is None or any(name not in {*_DATA, "name", "und"} for name in named):
        return None
    return Finding("contact_change", what=tuple(sorted({_DATA.get(name, name) for name in named} - {"und"})))


_READERS: tuple[Callable[[str, Sequence[Event], Sequence[str]], Finding | None], ...] = (
    _rsvp,
    _volunteer,
    _resignation,
    _dues,
    _plain,
    _contact,
)


def _begins(words: str, table: Sequence[tuple[re.Pattern[str], str]]) -> tuple[str | None, str]:
    for pattern, meaning in table:
        match = pattern.match(words)
        if match:
            return meaning, words[match.end() :]
    return None, words


def _event(rest: str, events: Sequence[Event], asked_about: Sequence[str]) -> Event | None:
    """The one event that the rest names; without a name, the one that was asked about."""
    wanted = _bare(rest)
    if not wanted:
        about = [event for event in events if event.id in asked_about]
        return about[0] if len(about) == 1 else None
    day = _DAY.fullmatch(wanted)
    named = [event for event in events if wanted in {event.id.lower(), event.title.lower()} or (day and _is_on(event, day))]
    return named[0] if len(named) == 1 else None


def _is_on(event: Event, day: re.Match[str]) -> bool:
    return (event.start.day, event.start.month) == (int(day[1]), int(day[2]))


def _bare(rest: str) -> str:
    return re.sub(r"^(?:(?:zu|zum|zur|beim|bei|für|am|an|der|dem|die|das)\b\s*)+", "", rest.strip(" :-–")).strip(" :-–")


def _without(rest: str, match: re.Match[str] | None) -> str:
    return rest if match is None else f"{rest[: match.start()]} {rest[match.end() :]}"


def _count(match: re.Match[str] | None) -> int:
    if match is None:
        return 0
    said = match["plus"] or match["count"] or match["party"]
    return _NUMBERS[said] if said in _NUMBERS else int(said)


def _iso(match: re.Match[str]) -> str | None:
    try:
        if match["iso"]:
            return date.fromisoformat(match["iso"]).isoformat()
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None
