"""What does the board's job file say? Read whole, all mistakes told at once with file, line, key and way out."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import tzinfo
from pathlib import Path

from mailer.errors import ConfigurationError, JobFileError, MailerError
from mailer.model.bodies import Body
from mailer.model.jobs import Job
from mailer.planning.jobfile_checks import checked
from mailer.planning.jobfile_faults import Fault, located
from mailer.planning.jobfile_model import job_of, with_rules
from mailer.planning.jobfile_shape import shaped
from mailer.planning.jobfile_slips import slip
from mailer.planning.jobfile_tree import Surroundings, Tree, event_ids, mailing_ids, shift_ids

_JOB_ID = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_job_file(
    path: Path,
    zone: tzinfo,
    roles: frozenset[str],
    templates: frozenset[str],
    known_events: Mapping[str, str] | None = None,
    known_shifts: frozenset[str] = frozenset(),
    known_mailings: frozenset[str] = frozenset(),
    bodies: Mapping[str, Body] | None = None,
) -> Job:
    """The job of one file. Its naive times are meant in `zone`; `roles` are those of config.toml, `templates` the names of the files.

    `known_events` maps the event ids of all other job files to the names of those files: a mailing may ask who has not answered them.
    `known_shifts` and `known_mailings` (as `job/mailing`) are those of the other files; `bodies` those of config.toml,
    None where nobody knows them.
    Raises JobFileError with every problem of the file; each has the facts `file`, `key`, `line`, `where`.
    """
    text = _text(path)
    tree = _tree(path, text)
    shape = shaped(tree)
    faults = [*_name_faults(path), *(shape if isinstance(shape, tuple) else ())]
    known_bodies = None if bodies is None else frozenset(bodies)
    others = (known_events or {}, known_shifts, known_mailings)
    around = Surroundings(zone, roles, templates, *others, known_bodies, path.parent)
    faults += checked(tree, around)
    if faults or isinstance(shape, tuple):
        problems = located(faults, path.name, text)
        raise JobFileError("job_file.invalid", problems, file=path, count=len(problems))
    return with_rules(job_of(shape, path, zone), bodies or {})


def read_jobs(
    folder: Path, zone: tzinfo, roles: frozenset[str], templates: frozenset[str], bodies: Mapping[str, Body] | None = None
) -> tuple[tuple[Job, ...], tuple[JobFileError, ...]]:
    """All jobs of the folder in the order of their file names, and an error for each file that cannot be used.

    An event id that stands in two files is a problem of both: nobody but the board knows which of them is the copy.
    Raises ConfigurationError where the folder is missing.
    """
    if not folder.is_dir():
        raise ConfigurationError("job_file.no_folder", file=folder)
    paths = sorted(path for path in folder.glob("*.toml") if path.is_file() and not path.name.startswith("."))
    trees = {path: _tree_or_nothing(path) for path in paths}
    jobs: list[Job] = []
    errors: list[JobFileError] = []
    for path in paths:
        others = {other: tree for other, tree in trees.items() if other != path}
        try:
            jobs.append(read_job_file(path, zone, roles, templates, *_named_in(others), bodies))
        except JobFileError as error:
            errors.append(error)
    return tuple(jobs), tuple(errors)


def _named_in(others: Mapping[Path, Tree]) -> tuple[dict[str, str], frozenset[str], frozenset[str]]:
    """The events of other files with the files' names, their shifts, and their mailings as `job/mailing`."""
    events = {id_: path.name for path, tree in others.items() for id_ in event_ids(tree)}
    shifts = frozenset(id_ for tree in others.values() for id_ in shift_ids(tree))
    return events, shifts, frozenset(f"{path.stem}/{id_}" for path, tree in others.items() for id_ in mailing_ids(tree))


def _tree_or_nothing(path: Path) -> Tree:
    try:
        return _tree(path, _text(path))
    except JobFileError:
        return {}


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise JobFileError("job_file.unreadable", file=path, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise JobFileError("job_file.not_utf8", file=path, line=error.object.count(b"\n", 0, error.start) + 1) from error


def _tree(path: Path, text: str) -> Tree:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise JobFileError("job_file.invalid", (_not_toml(path, text, str(error)),), file=path, count=1) from error


def _not_toml(path: Path, text: str, reason: str) -> MailerError:
    """Python's own words name the line; what the line looks like tells more than they do."""
    place = _PLACE.search(reason)
    lines = text.split("\n")
    line = int(place[1]) if place and place[1] else len(lines)
    key = slip(lines[line - 1], reason)
    where = f"{path.name}:{line}"
    return MailerError(key, file=path.name, key="", line=line, where=where, text=lines[line - 1].strip(), reason=_PLACE.sub("", reason))


def _name_faults(path: Path) -> Iterator[Fault]:
    """The name becomes the job's id, in commands and in the book: letters that a file system may rewrite would make it a new job."""
    if not _JOB_ID.fullmatch(path.stem):
        yield Fault((), "job_problem.file_name", {"value": path.name})
