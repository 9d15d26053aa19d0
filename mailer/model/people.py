"""Who is a member, and what do they hold?"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Mandate:
    """A seat in a body. `role` is `delegate` or `substitute`; `rank` orders substitutes of one list (1 first, 0 unranked); `ballot` names
    that list where a body has several."""

    body: str
    role: str
    rank: int = 0
    ballot: str = ""


@dataclass(frozen=True, slots=True)
class Member:
    """A person with an address book entry. `email` is None for those who are written to by post only.

    `form_of_address` is `f`, `m`, `formal` (Sie) or empty: the neutral default. `dues_open` is the sum in EUR
    that is still owed for the current year, None when nothing is open. `delivery` is the way on which the member wishes to be written
    to: `email`, `post`, `both`, or empty: by mail where there is an address, else by post.
    """

    id: str
    given_name: str
    family_name: str
    email: str | None = None
    street: str = ""
    postcode: str = ""
    city: str = ""
    branch: str = ""
    joined: date | None = None
    status: str = "member"
    birthday: date | None = None
    form_of_address: str = ""
    groups: tuple[str, ...] = ()
    mandates: tuple[Mandate, ...] = field(default=())
    dues_open: Decimal | None = None
    delivery: str = ""

    @property
    def name(self) -> str:
        """The full name as it stands in an address."""
        return f"{self.given_name} {self.family_name}".strip()
