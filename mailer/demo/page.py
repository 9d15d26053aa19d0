"""What happened? One page for a browser that shows the mails as people see them, and what came of them."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mailer.composing.german import GermanFormat
from mailer.demo.views import MailView
from mailer.resources import shipped

RECORDED, REVIEW, NOTHING, AUTOMATIC, BOUNCE = "recorded", "review", "nothing", "automatic", "bounce"


@dataclass(frozen=True, slots=True)
class Sending:
    """A mailing that went out. `mail` is one of its letters, `count` how many went out, `left_out` says who got none, and why;
    `by_post` counts the letters on paper."""

    at: datetime
    title: str
    audience: str
    count: int
    left_out: tuple[str, ...]
    mail: MailView
    by_post: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """Something that the board did, in a sentence."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Understood:
    """One thing that the service understood, in a sentence for people, and the words it rests on (empty for a calendar answer)."""

    sentence: str
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mail that came in. `outcome` is RECORDED, REVIEW, NOTHING, AUTOMATIC or BOUNCE; `reasons` are sentences;
    `confirmation` is what the member got back, None when nothing was sent."""

    at: datetime
    member: str
    mail: MailView
    outcome: str
    understood: tuple[Understood, ...] = ()
    reasons: tuple[str, ...] = ()
    confirmation: MailView | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A name in a list, and what stands behind it in small letters (branch, calendar, two persons, ...)."""

    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who comes to an event. `guests` are persons besides those in `accepted`; `silent` counts those who were asked and have not
    answered."""

    title: str
    start: datetime
    end: datetime
    location: str
    accepted: tuple[Person, ...]
    tentative: tuple[Person, ...]
    declined: tuple[Person, ...]
    guests: int = 0
    silent: int = 0


@dataclass(frozen=True, slots=True)
class Help:
    """Who helps with what. `needed` is None where any number is welcome."""

    title: str
    event: str
    start: datetime
    needed: int | None
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a person must decide: `number` is the one to name in `mailer review`, `proposal` the service's, in sentences."""

    number: int
    member: str
    subject: str
    words: str
    reasons: tuple[str, ...]
    proposal: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """An address to which a mail could not be delivered; `what` and `consequence` are sentences, `words` the report's own."""

    member: str
    address: str
    what: str
    consequence: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to try next: a sentence and the command to type (may be empty)."""

    sentence: str
    command: str = ""


@dataclass(frozen=True, slots=True)
class DemoPage:
    """Everything on the page. `timeline` is in order of time; `members` counts the association, `sent` all mails that
    went out, confirmations too, `seconds` how long the play took."""

    association: str
    first: datetime
    last: datetime
    zone: tzinfo
    members: int
    sent: int
    seconds: float
    timeline: tuple[Sending | Arrival | Step, ...]
    attendance: tuple[Attendance, ...]
    help: tuple[Help, ...]
    waiting: tuple[Waiting, ...]
    returned: tuple[Returned, ...]
    next_steps: tuple[NextStep, ...]

    @property
    def arrivals(self) -> tuple[Arrival, ...]:
        """What came in."""
        return tuple(item for item in self.timeline if isinstance(item, Arrival))


def render_page(data: DemoPage) -> str:
    """The page as one HTML document that loads nothing from anywhere: mails stand in sandboxed frames. Raises jinja2's errors only
    for a broken template."""
    templates = shipped("templates")
    words = (templates / "layout" / "words.txt").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(templates / "demo"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= GermanFormat(data.zone, words).filters()
    environment.filters["local"] = lambda moment: moment.astimezone(data.zone)
    environment.tests["step"] = lambda item: isinstance(item, Step)
    environment.tests["sending"] = lambda item: isinstance(item, Sending)
    return environment.get_template("page.html.j2").render(page=data)
