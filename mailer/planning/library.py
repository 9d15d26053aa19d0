"""Which jobs and templates are there now, and did they change?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from mailer.errors import JobFileError, TemplateError
from mailer.model.bodies import Body
from mailer.model.jobs import Job
from mailer.planning.jobfile_model import with_moments
from mailer.planning.jobfiles import read_jobs


@dataclass(frozen=True, slots=True)
class Shelf:
    """What the board has written: usable jobs, broken files, and all templates by name."""

    jobs: tuple[Job, ...]
    broken: tuple[JobFileError, ...]
    templates: Mapping[str, str]

    @property
    def broken_ids(self) -> frozenset[str]:
        """The ids of the jobs whose files cannot be used now."""
        return frozenset(Path(str(error.facts.get("file", ""))).stem for error in self.broken)


def read_shelf(
    workspace: Path, shipped_templates: Path, zone: tzinfo, roles: frozenset[str], bodies: Mapping[str, Body] | None = None
) -> Shelf:
    """Read jobs and templates of a workspace; its own templates win over those that ship with the package. `bodies` are config.toml's."""
    templates = read_templates(shipped_templates) | read_templates(workspace / "templates")
    jobs, broken = read_jobs(workspace / "jobs", zone, roles, frozenset(templates), bodies)
    return Shelf(tuple(with_moments(with_borrowed(job, jobs), zone) for job in jobs), broken, templates)


def read_templates(folder: Path) -> dict[str, str]:
    """All templates below a folder, by their path in it; the sentences of the terminal are none."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: _text(path) for name, path in names.items() if not name.startswith("terminal/")}


def with_borrowed(job: Job, jobs: tuple[Job, ...]) -> Job:
    """The job with the events of other jobs that its mailings name, or whose moment they count from."""
    wanted = {event_id for mailing in job.mailings for event_id in mailing.events} - {event.id for event in job.events}
    wanted |= {mailing.when.relative.event for mailing in job.mailings if mailing.when.relative} - {event.id for event in job.events}
    return replace(job, borrowed=tuple((other.id, event) for other in jobs for event in other.events if event.id in wanted))


def signature(workspace: Path) -> tuple[tuple[str, int, int], ...]:
    """What changes when a job file or template does: names, times, sizes."""
    folders = (workspace / "jobs", workspace / "templates")
    files = sorted(path for folder in folders if folder.is_dir() for path in folder.rglob("*") if path.is_file())
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in files for stat in [path.stat()])


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise TemplateError("template.unreadable", file=path.name, reason=type(error).__name__) from error
