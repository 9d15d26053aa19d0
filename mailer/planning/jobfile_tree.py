"""What stands where in a job file's bare tree, and what may it refer to?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path as FilePath
from typing import Any

from mailer.planning.jobfile_faults import Path

Tree = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a job file may refer to. `other_events` maps the event ids of other job files to the names of those files; `other_shifts` are
    the shift ids of other files, `other_mailings` their mailings as `job/mailing`; `bodies` are those of config.toml, None where nobody
    knows them; `folder` is where the job files lie and the files that go with their mails, None where nobody looks."""

    zone: tzinfo
    roles: frozenset[str]
    templates: frozenset[str]
    other_events: Mapping[str, str] = field(default_factory=dict)
    other_shifts: frozenset[str] = frozenset()
    other_mailings: frozenset[str] = frozenset()
    bodies: frozenset[str] | None = None
    folder: FilePath | None = None


def event_ids(tree: Tree) -> tuple[str, ...]:
    """The ids of all events of the file, in order, as far as they are text."""
    return _ids(table for _, table in events_of(tree))


def shift_ids(tree: Tree) -> tuple[str, ...]:
    """The ids of all shifts of the file, in order, as far as they are text."""
    return _ids(shift for _, event in events_of(tree) for _, shift in tables_of(event, "shifts"))


def mailing_ids(tree: Tree) -> tuple[str, ...]:
    """The ids of all mailings of the file, in order, as far as they are text."""
    return _ids(table for _, table in tables_of(tree, "mailings"))


def events_of(tree: Tree) -> Iterator[tuple[Path, Tree]]:
    """The tables `[event]` and `[[events]]`, each with the way to it."""
    if isinstance(tree.get("event"), dict):
        yield ("event",), tree["event"]
    yield from tables_of(tree, "events")


def tables_of(tree: Tree, name: str) -> Iterator[tuple[Path, Tree]]:
    """The tables of an array of tables, each with the way to it."""
    entries = tree.get(name)
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, dict):
            yield (name, index), entry


def listed(value: object) -> tuple[str, ...]:
    """The texts of a list, or of one text alone."""
    if isinstance(value, str):
        return (value,)
    return tuple(entry for entry in value if isinstance(entry, str)) if isinstance(value, list) else ()


def _ids(tables: Iterator[Tree]) -> tuple[str, ...]:
    return tuple(table["id"] for table in tables if isinstance(table.get("id"), str))
