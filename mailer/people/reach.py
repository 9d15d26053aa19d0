"""Who of the selected can be written to, and who is left out for which reason?"""

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
    """Those who are written to and those who are not; together all who were selected, each in the order given.

    `by_post` get a letter on paper; somebody may stand in `write_to` (by mail) and there.
    """

    write_to: tuple[Member, ...]
    left_out: tuple[LeftOut, ...]
    by_post: tuple[Member, ...] = ()

    @property
    def people(self) -> tuple[Member, ...]:
        """Everybody who is written to, each once."""
        mailed = {member.id for member in self.write_to}
        return (*self.write_to, *(member for member in self.by_post if member.id not in mailed))
