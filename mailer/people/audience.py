"""Which members does an audience rule select?"""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date

from mailer.model.jobs import Audience
from mailer.model.people import Member

_LETTERS_WITHOUT_PARTS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def select(members: Iterable[Member], audience: Audience, answered: Mapping[str, frozenset[str]]) -> tuple[Member, ...]:
    """The members whom every given condition of the rule holds for, in the order of a German address list.

    `answered` maps an event id to the ids of the members who answered it, by whatever way. An audience without any condition
    selects nobody, and so does one for a role: reports go there and to no member.
    """
    if audience.role is not None or not _has_condition(audience):
        return ()
    return tuple(sorted((member for member in members if _fits(member, audience, answered)), key=by_name))


def by_name(member: Member) -> tuple[str, str, str]:
    """The sorting key of address lists: family name, given name, id; DIN 5007-1 approximated (ä as a, ß as ss)."""
    return _collated(member.family_name), _collated(member.given_name), member.id


def _has_condition(audience: Audience) -> bool:
    return audience != Audience()


def _fits(member: Member, audience: Audience, answered: Mapping[str, frozenset[str]]) -> bool:
    return (
        _one_of(member.status, audience.status)
        and _one_of(member.branch, audience.branches)
        and (not audience.members or member.id in audience.members)
        and (not audience.groups or any(_one_of(group, audience.groups) for group in member.groups))
        and _holds_mandate(member, audience)
        and _joined(member, audience.joined_since)
        and audience.dues_open in (None, _owes(member))
        and (audience.not_answered is None or member.id not in answered.get(audience.not_answered, frozenset()))
    )


def _one_of(value: str, wanted: tuple[str, ...]) -> bool:
    return not wanted or value.casefold() in {word.casefold() for word in wanted}


def _holds_mandate(member: Member, audience: Audience) -> bool:
    body, role = audience.mandate_body, audience.mandate_role
    if body is None and role is None:
        return True
    return any(
        (body is None or mandate.body.casefold() == body.casefold()) and (role is None or mandate.role == role)
        for mandate in member.mandates
    )


def _joined(member: Member, since: date | None) -> bool:
    return since is None or (member.joined is not None and member.joined >= since)


def _owes(member: Member) -> bool:
    return member.dues_open is not None and member.dues_open > 0


def _collated(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS_WITHOUT_PARTS))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
