"""Which keys may a job file hold, and of what type are they?"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from mailer.planning.jobfile_faults import Fault, Path, unlisted


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


_PATTERNS = {"too_late_after": "job_problem.span", "window": "job_problem.window"}
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"
Id = Annotated[str, Field(pattern=r"^[a-z0-9-]+$")]
Text = Annotated[str, Field(min_length=1)]
Words = Annotated[list[Text], BeforeValidator(_listed), Field(min_length=1)]
Ids = Annotated[list[str], BeforeValidator(_listed)]
Channels = Annotated[list[Literal["email", "post", "magazine"]], BeforeValidator(_listed), Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ShiftShape(_Shape):
    """One `[[event.shifts]]`."""

    id: Id
    title: Text
    start: datetime
    end: datetime | None = None
    needed: int | None = Field(default=None, ge=1)


class EventShape(_Shape):
    """`[event]`, or one of `[[events]]`."""

    id: Id
    title: Text
    start: datetime
    end: datetime | None = None
    location: str = ""
    answer_by: date | None = None
    description: str = ""
    sequence: int = Field(default=0, ge=0)
    cancelled: bool = False
    changed: Literal["minor", "major"] | None = None
    feed: bool = True
    shifts: list[ShiftShape] = []


class MandateShape(_Shape):
    """`mandate = { body = "…", role = "…" }`."""

    body: Text | None = None
    role: Literal["delegate", "substitute"] | None = None
    list: Text | None = None


class AnsweredShape(_Shape):
    """`answered = { event = "…", answer = "…" }`."""

    event: Id
    answer: Literal["accepted", "declined", "tentative"] | None = None


class AgeShape(_Shape):
    """`age = { from = …, to = … }`, both included."""

    youngest: int | None = Field(default=None, ge=0, alias="from")
    oldest: int | None = Field(default=None, ge=0, alias="to")


def _as_answered(value: object) -> object:
    return {"event": value} if isinstance(value, str) else value


def _as_rules(value: object) -> object:
    return [value] if isinstance(value, dict) else value


class AudienceShape(_Shape):
    """`audience = { … }`, and each rule inside it."""

    everyone: bool = False
    status: Words | None = None
    groups: Words | None = None
    branches: Words | None = None
    members: Words | None = None
    mandate: MandateShape | None = None
    joined_since: date | None = None
    dues_open: bool | None = None
    not_answered: str | None = None
    role: str | None = None
    joined_before: date | None = None
    answered: Annotated[AnsweredShape | None, BeforeValidator(_as_answered)] = None
    offered: Id | None = None
    age: AgeShape | None = None
    has_email: bool | None = None
    all_of: "Rules" = Field(default=[], alias="all")
    any_of: "Rules" = Field(default=[], alias="any")
    none_of: "Rules" = Field(default=[], alias="not")


Rules = Annotated[list[AudienceShape], BeforeValidator(_as_rules)]


class MailingShape(_Shape):
    """One of `[[mailings]]`."""

    id: Id
    template: Text
    audience: AudienceShape
    kind: Literal["circular", "invitation", "statutory", "dues", "report"] = "circular"
    channels: Channels = ["email"]
    events: Ids | None = None
    calendar: Literal["invitation", "dates", "none"] | None = None
    at: datetime | None = None
    cron: str | None = None
    by_hand: bool = False
    when: str | None = None
    too_late: Literal["skip", "ask", "send"] = "ask"
    too_late_after: Annotated[str, Field(pattern=r"^[1-9][0-9]{0,3} ?(min|h|d)$")] | None = None
    in_doubt: Literal["resend", "hold"] | None = None
    window: Annotated[str, Field(pattern=rf"^{_CLOCK}-{_CLOCK}$")] | None = None
    report: Id | None = None
    body: Id | None = None
    household: bool = False
    attachments: Ids = []
    release: Literal["none", "two-eyes", "four-eyes"] | None = None


class FileShape(_Shape):
    """The whole file."""

    title: Text
    author: Text | None = None
    event: EventShape | None = None
    events: list[EventShape] = []
    values: dict[str, Any] = {}
    mailings: list[MailingShape] = []


_SHAPES: Mapping[str, type[_Shape]] = {
    "event": EventShape,
    "events": EventShape,
    "shifts": ShiftShape,
    "mailings": MailingShape,
    "audience": AudienceShape,
    "mandate": MandateShape,
    "answered": AnsweredShape,
    "age": AgeShape,
    "all": AudienceShape,
    "any": AudienceShape,
    "not": AudienceShape,
}
_KEYS = {
    "missing": "job_problem.missing",
    "string_type": "job_problem.not_text",
    "string_too_short": "job_problem.empty",
    "too_short": "job_problem.empty",
    "bool_type": "job_problem.not_bool",
    "int_type": "job_problem.not_number",
    "greater_than_equal": "job_problem.too_small",
    "list_type": "job_problem.not_list",
    "date_type": "job_problem.not_date",
    "datetime_type": "job_problem.not_moment",
    "model_type": "job_problem.not_table",
    "dict_type": "job_problem.not_table",
}


def shaped(tree: Mapping[str, Any]) -> FileShape | tuple[Fault, ...]:
    """The file's content with types, or all that is wrong with its keys and types."""
    try:
        return FileShape.model_validate(tree)
    except ValidationError as error:
        return tuple(_faults(error.errors()))


def _faults(errors: list[ErrorDetails]) -> Iterator[Fault]:
    for detail in errors:
        path = tuple(detail["loc"])
        yield _fault(path, detail)


def _fault(path: Path, detail: ErrorDetails) -> Fault:
    value, context = detail["input"], detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        return unlisted(path, "job_problem.unknown_key", path[-1], _names(_shape_at(path[:-1])))
    if detail["type"] == "literal_error":
        return unlisted(path, "job_problem.not_allowed", value, re.findall(r"'([^']*)'", context["expected"]))
    if detail["type"] == "string_pattern_mismatch":
        key = _PATTERNS.get(str(path[-1]), "job_problem.id")
        return Fault(path, key, {"value": value})
    shown = "…" if isinstance(value, dict | list) else value
    return Fault(path, _KEYS[detail["type"]], {"value": shown, "least": context.get("ge", 1)})


def _shape_at(path: Path) -> type[_Shape]:
    names = [part for part in path if isinstance(part, str)]
    return _SHAPES[names[-1]] if names else FileShape


def _names(shape: type[_Shape]) -> list[str]:
    """The keys as they stand in a file."""
    return [field.alias or name for name, field in shape.model_fields.items()]
