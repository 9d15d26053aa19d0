"""Who of the selected can be written to, and who is left out for which reason?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from mailer.model.jobs import Kind
from mailer.model.people import Member

BULK = frozenset({Kind.CIRCULAR, Kind.INVITATION})  # what a member may refuse


class Reason(StrEnum):
    """Why a member gets no letter: asked not to, has no address for any of the channels, or the only address is known to fail."""

    OPTED_OUT = "opted_out"
    NO_EMAIL = "no_email"
    SUPPRESSED = "suppressed"
    NO_POSTAL_ADDRESS = "no_postal_address"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One member who gets no letter. `reason` is one of ours or a station's own; `detail` here the suppressed address, else empty."""

    member_id: str
    reason: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Reach:
    """Those who are written to and those who are not; together all who were selected, each in the order given."""

    write_to: tuple[Member, ...]
    left_out: tuple[LeftOut, ...]


def reachable(
    members: Iterable[Member],
    channels: tuple[str, ...],
    suppressed: frozenset[str],
    opted_out: frozenset[str],
    kind: Kind,
) -> Reach:
    """Splits members into those whom at least one of the channels (`email`, `post`) reaches, and the rest with the first obstacle.

    `suppressed` are addresses in lower case, `opted_out` member ids. Only circulars and invitations respect an opt-out: statutory
    mail and dues must reach everyone. Two members at one address each get their own letter: a convocation is owed to each of them.
    """
    write_to: list[Member] = []
    left_out: list[LeftOut] = []
    for member in members:
        obstacle = _opt_out(member, opted_out, kind) or _obstacle(member, channels, suppressed)
        if obstacle is None:
            write_to.append(member)
        else:
            left_out.append(obstacle)
    return Reach(tuple(write_to), tuple(left_out))


def _opt_out(member: Member, opted_out: frozenset[str], kind: Kind) -> LeftOut | None:
    return LeftOut(member.id, Reason.OPTED_OUT) if kind in BULK and member.id in opted_out else None


def _obstacle(member: Member, channels: tuple[str, ...], suppressed: frozenset[str]) -> LeftOut | None:
    """None as soon as one channel is free, else what stands in the way of the first."""
    obstacles = [_CHANNELS[channel](member, suppressed) for channel in channels]
    return None if None in obstacles else obstacles[0]


def _by_email(member: Member, suppressed: frozenset[str]) -> LeftOut | None:
    if not member.email:
        return LeftOut(member.id, Reason.NO_EMAIL)
    if member.email.lower() in suppressed:
        return LeftOut(member.id, Reason.SUPPRESSED, member.email)
    return None


def _by_post(member: Member, _suppressed: frozenset[str]) -> LeftOut | None:
    return None if member.street and member.postcode and member.city else LeftOut(member.id, Reason.NO_POSTAL_ADDRESS)


_CHANNELS: dict[str, Callable[[Member, frozenset[str]], LeftOut | None]] = {"email": _by_email, "post": _by_post}
