"""Which members does an audience rule select?"""

import unicodedata
from collections.abc import Iterable, Mapping
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


def select(members: Iterable[Member], audience: Audience, known: Known) -> tuple[Member, ...]:
    """The members whom every given condition of the rule holds for, in the order of a German address list.

    An audience without any condition selects nobody, and so does one for a role: reports go there and to no member.
    """
    if audience.role is not None:
        return ()
    return tuple(sorted((member for member in members if fits(member, audience, known)), key=by_name))


def fits(member: Member, audience: Audience, known: Known) -> bool:
    """Whether every given condition holds for the member; False where none is given."""
    return audience != _NO_CONDITION and _own(member, audience, known) and _inner(member, audience, known)


def by_name(member: Member) -> tuple[str, str, str]:
    """The sorting key of address lists: family name, given name, id; DIN 5007-1 approximated (ä as a, ß as ss)."""
    return _collated(member.family_name), _collated(member.given_name), member.id


def age_on(birthday: date, day: date) -> int:
    """The years of age on a day. Whoever was born on 29 February is a year older from 1 March on in a common year."""
    return day.year - birthday.year - ((day.month, day.day) < (birthday.month, birthday.day))


_NO_CONDITION = Audience()


def _inner(member: Member, audience: Audience, known: Known) -> bool:
    return (
        all(fits(member, rule, known) for rule in audience.all_of)
        and (not audience.any_of or any(fits(member, rule, known) for rule in audience.any_of))
        and not any(fits(member, rule, known) for rule in audience.none_of)
    )


def _own(member: Member, audience: Audience, known: Known) -> bool:
    return (
        _one_of(member.status, audience.status)
        and _one_of(member.branch, audience.branches)
        and (not audience.members or member.id in audience.members)
        and (not audience.groups or any(_one_of(group, audience.groups) for group in member.groups))
        and _holds_mandate(member, audience)
        and _joined(member, audience)
        and _is_of_age(member, audience, known.today)
        and audience.dues_open in (None, _owes(member))
        and audience.has_email in (None, bool(member.email))
        and _stands_in_the_book(member, audience, known)
    )


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


def _one_of(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value.casefold() in {word.casefold() for word in wanted}


def _holds_mandate(member: Member, audience: Audience) -> bool:
    if audience.mandate_body is None and audience.mandate_role is None and audience.mandate_list is None:
        return True
    return any(_is_wanted(mandate, audience) for mandate in member.mandates)


def _is_wanted(mandate: Mandate, audience: Audience) -> bool:
    body, role, ballot = audience.mandate_body, audience.mandate_role, audience.mandate_list
    return (
        (body is None or mandate.body.casefold() == body.casefold())
        and (role is None or mandate.role == role)
        and (ballot is None or mandate.ballot.casefold() == ballot.casefold())
    )


def _joined(member: Member, audience: Audience) -> bool:
    since, before = audience.joined_since, audience.joined_before
    if since is None and before is None:
        return True
    return member.joined is not None and (since is None or member.joined >= since) and (before is None or member.joined < before)


def _is_of_age(member: Member, audience: Audience, today: date) -> bool:
    youngest, oldest = audience.youngest, audience.oldest
    if youngest is None and oldest is None:
        return True
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
