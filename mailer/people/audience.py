"""Which members does an audience rule select?"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from mailer.model.jobs import Answered, Audience
from mailer.model.people import Mandate, Member

_LETTERS_WITHOUT_PARTS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Known:
    """What decides besides the members themselves: the day, and what stands in the book.

    `answered` maps an event id to those who answered it by whatever way, answers that wait for a person included; `answers` maps an
    event id to what each member's answer is now; `offered` maps an event or shift id to those who offered help.
    """

    today: date
    answered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    offered: Mapping[str, frozenset[str]] = field(default_factory=dict)


def select(members: Iterable[Member], audience: Audience, known: Known, *, in_order: bool = False) -> tuple[Member, ...]:
    """The members whom every given condition of the rule holds for, in the order of a German address list; `in_order` says that they
    come in it.

    An audience without any condition selects nobody, and so does one for a role: reports go there and to no member.
    """
    if audience.role is not None:
        return ()
    chosen = filter(_fitting(audience, known), members)
    return tuple(chosen) if in_order else tuple(sorted(chosen, key=by_name))


def fits(member: Member, audience: Audience, known: Known) -> bool:
    """Whether every given condition holds for the member; False where none is given."""
    return _fitting(audience, known)(member)


def by_name(member: Member) -> tuple[str, str, str]:
    """The sorting key of address lists: family name, given name, id; DIN 5007-1 approximated (ä as a, ß as ss)."""
    return _collated(member.family_name), _collated(member.given_name), member.id


def age_on(birthday: date, day: date) -> int:
    """The years of age on a day. Whoever was born on 29 February is a year older from 1 March on in a common year."""
    return day.year - birthday.year - ((day.month, day.day) < (birthday.month, birthday.day))


_NO_CONDITION = Audience()


def _fitting(audience: Audience, known: Known) -> Callable[[Member], bool]:
    """The rule as one question, of the conditions that are given: asked of ten thousand members, those that are not would cost most."""
    if audience == _NO_CONDITION:
        return lambda _member: False
    checks = (*_own(audience, known), *_inner(audience, known))
    return checks[0] if len(checks) == 1 else lambda member: all(check(member) for check in checks)


def _inner(audience: Audience, known: Known) -> Iterator[Callable[[Member], bool]]:
    """The rules inside."""
    yield from (_fitting(rule, known) for rule in audience.all_of)
    some, none = ([_fitting(rule, known) for rule in rules] for rules in (audience.any_of, audience.none_of))
    if some:
        yield lambda member: any(fit(member) for fit in some)
    if none:
        yield lambda member: not any(fit(member) for fit in none)


def _own(audience: Audience, known: Known) -> Iterator[Callable[[Member], bool]]:
    """The rule's own conditions, as far as they are given."""
    yield from _named(audience)
    if (audience.mandate_body, audience.mandate_role, audience.mandate_list) != (None, None, None):
        yield lambda member: any(_is_wanted(mandate, audience) for mandate in member.mandates)
    if (audience.joined_since, audience.joined_before) != (None, None):
        yield lambda member: _joined(member, audience)
    if (audience.youngest, audience.oldest) != (None, None):
        yield lambda member: _is_of_age(member, audience, known.today)
    if audience.dues_open is not None:
        yield lambda member: audience.dues_open == _owes(member)
    if audience.has_email is not None:
        yield lambda member: audience.has_email == bool(member.email)
    if (audience.not_answered, audience.answered, audience.offered) != (None, None, None):
        yield lambda member: _stands_in_the_book(member, audience, known)


def _named(audience: Audience) -> Iterator[Callable[[Member], bool]]:
    """Conditions that name what stands in the address book; case does not matter there."""
    status, branches, groups = (_folded(words) for words in (audience.status, audience.branches, audience.groups))
    if status:
        yield lambda member: member.status.casefold() in status
    if branches:
        yield lambda member: member.branch.casefold() in branches
    if groups:
        yield lambda member: any(group.casefold() in groups for group in member.groups)
    if audience.members:
        yield lambda member: member.id in audience.members


def _stands_in_the_book(member: Member, audience: Audience, known: Known) -> bool:
    return (
        (audience.not_answered is None or member.id not in known.answered.get(audience.not_answered, frozenset()))
        and (audience.answered is None or _has_answered(member, audience.answered, known))
        and (audience.offered is None or member.id in known.offered.get(audience.offered, frozenset()))
    )


def _has_answered(member: Member, wanted: Answered, known: Known) -> bool:
    if wanted.answer is None:
        return member.id in known.answered.get(wanted.event, frozenset())
    return known.answers.get(wanted.event, {}).get(member.id) == wanted.answer


def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _is_wanted(mandate: Mandate, audience: Audience) -> bool:
    body, role, ballot = audience.mandate_body, audience.mandate_role, audience.mandate_list
    return (
        (body is None or mandate.body.casefold() == body.casefold())
        and (role is None or mandate.role == role)
        and (ballot is None or mandate.ballot.casefold() == ballot.casefold())
    )


def _joined(member: Member, audience: Audience) -> bool:
    since, before = audience.joined_since, audience.joined_before
    return member.joined is not None and (since is None or member.joined >= since) and (before is None or member.joined < before)


def _is_of_age(member: Member, audience: Audience, today: date) -> bool:
    youngest, oldest = audience.youngest, audience.oldest
    if member.birthday is None:
        return False
    age = age_on(member.birthday, today)
    return (youngest is None or age >= youngest) and (oldest is None or age <= oldest)


def _owes(member: Member) -> bool:
    return member.dues_open is not None and member.dues_open > 0


def _collated(name: str) -> str:
    if name.isascii():
        return name.casefold()
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS_WITHOUT_PARTS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
