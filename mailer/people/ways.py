"""By which ways is each member written to: by mail, by post, by both, or not at all and why?

The rules of one mailing decide, and within them the member's wish. A mailing by mail alone reaches whoever wants letters only where
the statutes or dues leave no choice; one that must go every way goes every way, whatever anybody wishes.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from mailer.model.jobs import Kind
from mailer.model.people import Member
from mailer.people.reach import BULK, LeftOut, Reach, Reason

EMAIL, POST, BOTH = "email", "post", "both"
HOUSEHOLD = "household"
WISHES_POST = "wishes_post"
POST_RETURNED = "post_returned"
IN_MAGAZINE = "in_magazine"


@dataclass(frozen=True, slots=True)
class Ways:
    """What decides about the ways of one mailing.

    `channels` are its channels. With `every_way` whoever has an address still gets the letter. `suppressed` are mail addresses in lower
    case, `returned` the member ids with the postal address from which a letter came back, `opted_out` member ids.
    """

    channels: tuple[str, ...]
    kind: Kind
    every_way: bool = False
    suppressed: frozenset[str] = frozenset()
    returned: frozenset[tuple[str, str]] = frozenset()
    opted_out: frozenset[str] = frozenset()


def by_ways(members: Iterable[Member], ways: Ways) -> Reach:
    """Splits members into those who get a mail, those who get a letter by post (some are both), and the rest with the reason."""
    write_to: list[Member] = []
    by_post: list[Member] = []
    left_out: list[LeftOut] = []
    for member in members:
        mail, paper, obstacle = _way(member, ways)
        if mail:
            write_to.append(member)
        if paper:
            by_post.append(member)
        if obstacle is not None:
            left_out.append(obstacle)
    return Reach(tuple(write_to), tuple(left_out), tuple(by_post))


def place(member: Member) -> str:
    """The postal address on one line, as it is compared; empty where it is incomplete."""
    if not (member.street and member.postcode and member.city):
        return ""
    return " ".join(f"{member.street}, {member.postcode} {member.city}".split())


def households(members: Iterable[Member]) -> tuple[tuple[Member, ...], ...]:
    """The members by postal address, each in the order given."""
    found: dict[str, list[Member]] = {}
    for member in members:
        found.setdefault(place(member).casefold(), []).append(member)
    return tuple(tuple(people) for people in found.values())


def _way(member: Member, ways: Ways) -> tuple[bool, bool, LeftOut | None]:
    """Whether a mail goes, whether a letter goes, and what stands in the way of both."""
    if ways.kind in BULK and member.id in ways.opted_out:
        return False, False, LeftOut(member.id, Reason.OPTED_OUT)
    no_mail = _no_mail(member, ways) if EMAIL in ways.channels else None
    no_paper = _no_paper(member, ways) if POST in ways.channels else None
    mail = EMAIL in ways.channels and no_mail is None
    paper = POST in ways.channels and no_paper is None
    if mail and paper and not ways.every_way:
        mail, paper = _as_wished(member)
    if not mail and not paper:
        return False, False, no_mail or no_paper or LeftOut(member.id, IN_MAGAZINE)
    return mail, paper, None


def _as_wished(member: Member) -> tuple[bool, bool]:
    """By mail and by post, where both are free and one is enough."""
    return member.delivery != POST, member.delivery in {POST, BOTH}


def _no_mail(member: Member, ways: Ways) -> LeftOut | None:
    if not member.email:
        return LeftOut(member.id, Reason.NO_EMAIL)
    if member.email.lower() in ways.suppressed:
        return LeftOut(member.id, Reason.SUPPRESSED, member.email)
    if member.delivery == POST and POST not in ways.channels and ways.kind in BULK:
        return LeftOut(member.id, WISHES_POST)
    return None


def _no_paper(member: Member, ways: Ways) -> LeftOut | None:
    where = place(member)
    if not where:
        return LeftOut(member.id, Reason.NO_POSTAL_ADDRESS)
    return LeftOut(member.id, POST_RETURNED, where) if (member.id, where) in ways.returned else None
