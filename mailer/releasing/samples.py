"""Which few members' letters show a person the most of what a template can do?"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from mailer.composing.layout import unwrapped
from mailer.model.people import Member

MOST = 3
_LOOKED_AT = 300  # people; each must be filled into the template once


@dataclass(frozen=True, slots=True)
class Sample:
    """One member's letter as it would go out: `raw` are its bytes, `text` and `html` its two forms."""

    name: str
    subject: str
    text: str
    html: str
    raw: bytes

    @property
    def words(self) -> str:
        """The text as somebody quotes it: its lines as long as they were before they were laid out, and no lines below headings."""
        return unwrapped(self.text)


def choose(people: Sequence[Member], branches_of: Callable[[Member], frozenset[str]], most: int = MOST) -> tuple[Member, ...]:
    """Up to `most` members who together take as many branches of the template as that many can, greedily: first whoever takes the most.

    Of people who are `unlike` each other only the first few hundred are looked at.
    """
    taken = [(member, branches_of(member)) for member in unlike(people)]
    chosen: list[Member] = []
    seen: frozenset[str] = frozenset()
    while taken and len(chosen) < most:
        member, branches = max(taken, key=lambda each: len(each[1] - seen))
        if chosen and not branches - seen:
            break
        chosen.append(member)
        seen |= branches
        taken = [each for each in taken if each[0] is not member]
    more = (member for member in people if member not in chosen)
    return (*chosen, *(member for member, _ in zip(more, range(most - len(chosen)), strict=False)))


def unlike(people: Iterable[Member]) -> list[Member]:
    """Of people who are alike in all that templates usually ask for only the first, and of all the first few hundred."""
    found: dict[tuple[object, ...], Member] = {}
    for member in people:
        if len(found) >= _LOOKED_AT:
            break
        found.setdefault(_profile(member), member)
    return list(found.values())


def _profile(member: Member) -> tuple[object, ...]:
    held = frozenset((mandate.body, mandate.role) for mandate in member.mandates)
    has = tuple(bool(value) for value in (member.given_name, member.street, member.email, member.joined, member.birthday, member.dues_open))
    return (member.form_of_address, member.status, member.branch, member.groups, held, member.delivery, has)
