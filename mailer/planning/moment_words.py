"""What does the board mean by `when = "7 days before event at 18:00"`?

The grammar, in lower or upper case:
    [N minutes|hours|days|weeks before|after] ANCHOR [at HH:MM] [if no answer]
ANCHOR is `event`, the id of an event, `answer_by`, `joining`, `birthday` (with years: `birthday 50, 60`; `round birthday`: every ten
years), or `mailing ID`, the id of another mailing (`JOB/ID` for one of another job). Without a number it is the day itself.
`if no answer` leaves those out who have answered the event.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from mailer.model.jobs import After, Anchor, Event, Personal, Relative
from mailer.planning.moments import exists, later, localized

USUAL_TIME = time(9, 0)
ROUND_YEARS = tuple(range(20, 121, 10))
_CLOCK = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)"
_LINE = re.compile(
    r"(?:(?P<number>\d{1,3}) (?P<unit>minute|hour|day|week)s? (?P<side>before|after) )?"
    rf"(?P<anchor>.+?)(?: at {_CLOCK})?(?P<silent> if no answer)?",
    re.IGNORECASE,
)
_BIRTHDAY = re.compile(r"(?P<round>round )?birthday(?: (?P<years>\d{1,3}(?:, ?\d{1,3})*))?", re.IGNORECASE)
_MAILING = re.compile(r"mailing (?:(?P<job>[a-z0-9_-]+)/)?(?P<id>[a-z0-9-]+)", re.IGNORECASE)
_ID = re.compile(r"[a-z0-9-]+")
_WHOLE_DAYS = {"day": 1, "week": 7}
_SPANS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


class WordsError(ValueError):
    """A line that cannot be followed; `name` is the last part of the catalogue key `job_problem.*`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True, slots=True)
class Meant:
    """One of three: relative to an event, on each member's own day, or after another mailing. `silent`: only those without an answer.

    `event` is empty in `relative` where the line just says `event` or `answer_by`: the one that the mailing is about.
    `job` is empty in `after` where the mailing is one of the same job.
    """

    relative: Relative | None = None
    personal: Personal | None = None
    after: After | None = None
    silent: bool = False


def meaning(line: str) -> Meant:
    """What the line means. Raises WordsError for one that does not follow the grammar, or has no sense."""
    match = _LINE.fullmatch(" ".join(line.split()))
    if match is None:
        raise WordsError("when_words")
    clock = time(int(match["hour"]), int(match["minute"])) if match["hour"] else None
    if mailing := _MAILING.fullmatch(match["anchor"]):
        return _after(match, mailing, clock)
    silent = bool(match["silent"])
    if match["anchor"].lower() != "joining" and not _BIRTHDAY.fullmatch(match["anchor"]):
        return Meant(relative=_relative(match, clock), silent=silent)
    if silent:
        raise WordsError("when_silent")
    return Meant(personal=_personal(match, clock))


def moment_of(relative: Relative, event: Event, zone: tzinfo) -> datetime | None:
    """The moment, in the association's zone; None for the answer-by date of an event that has none."""
    if relative.answer_by and event.answer_by is None:
        return None
    if relative.span is not None:
        return later(event.start.astimezone(zone), relative.span)
    day = event.answer_by if relative.answer_by and event.answer_by else event.start.astimezone(zone).date()
    usual = USUAL_TIME if relative.answer_by else event.start.astimezone(zone).time()
    return on_the_wall(datetime.combine(day + timedelta(days=relative.days), relative.at or usual), zone)


def on_the_wall(wall: datetime, zone: tzinfo) -> datetime:
    """The moment when the clock in the zone shows this time; where summer time skips it, when the clock goes on."""
    while not exists(wall, zone):
        wall += timedelta(minutes=1)
    return localized(wall, zone)


def _after(match: re.Match[str], mailing: re.Match[str], clock: time | None) -> Meant:
    if (match["side"] or "").lower() != "after" or _unit(match) not in _WHOLE_DAYS:
        raise WordsError("when_after_mailing")
    days = int(match["number"]) * _WHOLE_DAYS[_unit(match)]
    return Meant(after=After(mailing["job"] or "", mailing["id"], days, clock or USUAL_TIME), silent=bool(match["silent"]))


def _personal(match: re.Match[str], clock: time | None) -> Personal:
    birthday = _BIRTHDAY.fullmatch(match["anchor"])
    if _sign(match) < 0 or _unit(match) not in _WHOLE_DAYS or (birthday and match["number"]):
        raise WordsError("when_personal")
    if birthday is None:
        return Personal(Anchor.JOINING, int(match["number"] or 0) * _WHOLE_DAYS[_unit(match)], clock or USUAL_TIME)
    years = tuple(int(year) for year in re.findall(r"\d+", birthday["years"] or ""))
    return Personal(Anchor.BIRTHDAY, 0, clock or USUAL_TIME, years or (ROUND_YEARS if birthday["round"] else ()))


def _relative(match: re.Match[str], clock: time | None) -> Relative:
    anchor = match["anchor"].lower()
    if not _ID.fullmatch(anchor.replace("answer_by", "answer-by")):
        raise WordsError("when_words")
    distance, unit = _sign(match) * int(match["number"] or 0), _unit(match)
    by, event = anchor == "answer_by", "" if anchor in {"answer_by", "event"} else anchor
    if unit in _WHOLE_DAYS:
        return Relative(event, by, distance * _WHOLE_DAYS[unit], clock)
    if clock is not None or by:
        raise WordsError("when_span_at")
    return Relative(event, span=distance * _SPANS[unit])


def _unit(match: re.Match[str]) -> str:
    return (match["unit"] or "day").lower()


def _sign(match: re.Match[str]) -> int:
    return -1 if (match["side"] or "").lower() == "before" else 1
