"""Does an audience rule of a job file make sense?"""

from collections.abc import Iterator

from mailer.planning.jobfile_faults import Fault, Path, unlisted
from mailer.planning.jobfile_tree import Surroundings, Tree, event_ids, shift_ids

_INNER = ("all", "any", "not")


def audience_faults(path: Path, audience: Tree, tree: Tree, around: Surroundings) -> Iterator[Fault]:
    """What is wrong in the rule and in every rule inside it."""
    given = [name for name, value in audience.items() if value not in ({}, [], False) or name in {"dues_open", "has_email"}]
    if not given:
        yield Fault(path, "job_problem.audience_empty")
    yield from _role(path, audience, given, around)
    yield from _book(path, audience, tree, around)
    yield from _bounds(path, audience)
    for name in _INNER:
        for index, rule in enumerate(_rules(audience.get(name))):
            inner = (*path, name, index)
            if "role" in rule:
                yield Fault((*inner, "role"), "job_problem.role_inside")
            else:
                yield from audience_faults(inner, rule, tree, around)


def _role(path: Path, audience: Tree, given: list[str], around: Surroundings) -> Iterator[Fault]:
    role = audience.get("role")
    if not isinstance(role, str):
        return
    if role not in around.roles:
        yield unlisted((*path, "role"), "job_problem.unknown_role", role, sorted(around.roles))
    if len(given) > 1:
        yield Fault((*path, "role"), "job_problem.role_alone", {"given": ", ".join(n for n in given if n != "role")})


def _book(path: Path, audience: Tree, tree: Tree, around: Surroundings) -> Iterator[Fault]:
    """Events and shifts that the conditions on answers name."""
    events = (*event_ids(tree), *around.other_events)
    answered = audience.get("answered")
    named = {"not_answered": audience.get("not_answered"), "answered": answered.get("event") if isinstance(answered, dict) else answered}
    for key, event_id in named.items():
        if isinstance(event_id, str) and event_id not in events:
            yield unlisted((*path, key), "job_problem.unknown_event", event_id, events)
    offered, targets = audience.get("offered"), (*events, *shift_ids(tree), *sorted(around.other_shifts))
    if isinstance(offered, str) and offered not in targets:
        yield unlisted((*path, "offered"), "job_problem.unknown_target", offered, targets)


def _bounds(path: Path, audience: Tree) -> Iterator[Fault]:
    age = audience.get("age")
    if not isinstance(age, dict):
        return
    youngest, oldest = age.get("from"), age.get("to")
    if isinstance(youngest, int) and isinstance(oldest, int) and oldest < youngest:
        yield Fault((*path, "age"), "job_problem.age_order", {"youngest": youngest, "oldest": oldest})
    if not age:
        yield Fault((*path, "age"), "job_problem.empty")


def _rules(value: object) -> list[Tree]:
    rules = [value] if isinstance(value, dict) else value
    return [rule for rule in rules if isinstance(rule, dict)] if isinstance(rules, list) else []
