"""What does a new member file change?"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from mailer.model.people import Member

_FIELDS = tuple(field.name for field in fields(Member) if field.name != "id")


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would do. `changed` holds the old member, the new one and the names of the fields that differ."""

    added: tuple[Member, ...]
    changed: tuple[tuple[Member, Member, tuple[str, ...]], ...]
    gone: tuple[Member, ...]
    unchanged: int


def difference(known: Iterable[Member], incoming: Iterable[Member], refused: frozenset[str] = frozenset()) -> Difference:
    """Compares by member id, in the order given. `refused` are ids of rows that were wrong: those members are not gone."""
    before = {member.id: member for member in known}
    after = {member.id: member for member in incoming}
    both = [(before[id_], new) for id_, new in after.items() if id_ in before]
    changed = tuple((old, new, _differing(old, new)) for old, new in both if old != new)
    return Difference(
        added=tuple(new for id_, new in after.items() if id_ not in before),
        changed=changed,
        gone=tuple(old for id_, old in before.items() if id_ not in after and id_ not in refused),
        unchanged=len(both) - len(changed),
    )


def _differing(old: Member, new: Member) -> tuple[str, ...]:
    return tuple(name for name in _FIELDS if getattr(old, name) != getattr(new, name))
