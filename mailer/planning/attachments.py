"""Which files go with the mails of a mailing? They lie in the folder of the job files, and are read once for all letters."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from mailer.errors import DataError
from mailer.model.composing import Attachment
from mailer.model.jobs import Job, Mailing
from mailer.planning.jobfile_faults import Fault, Path, unlisted
from mailer.planning.jobfile_tree import Surroundings, Tree, listed

LARGEST = 5_000_000
"""Bytes of all files of one mailing: base64 makes a third more of them, and providers refuse mails of 10 MB."""
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ics": "text/calendar; charset=utf-8",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""By the ending of the name. What is not listed is what filters throw away, or what hardly anybody can open."""


def attached_files(job: Job, mailing: Mailing) -> tuple[Attachment, ...]:
    """The files of a mailing, read. Raises DataError for one that is gone since the job file was read."""
    return tuple(_read(job.path.parent / name, job, mailing) for name in mailing.attachments)


def attachment_faults(path: Path, mailing: Tree, around: Surroundings) -> Iterator[Fault]:
    """What is wrong with the files that a mailing names."""
    names = listed(mailing.get("attachments"))
    if names and mailing.get("kind") == "report":
        yield Fault((*path, "attachments"), "job_problem.attachments_report")
        return
    sizes = 0
    for name in names:
        fault = _fault((*path, "attachments"), name, around)
        sizes += _size(around.folder, name) if fault is None else 0
        if fault is not None:
            yield fault
    if sizes > LARGEST:
        facts = {"megabytes": f"{sizes / 1e6:.1f}".replace(".", ","), "most": LARGEST // 1_000_000}
        yield Fault((*path, "attachments"), "job_problem.attachments_large", facts)


def _fault(path: Path, name: str, around: Surroundings) -> Fault | None:
    ending = FilePath(name).suffix.removeprefix(".").lower()
    if FilePath(name).name != name or name in {"", ".", ".."}:
        return Fault(path, "job_problem.attachment_place", {"value": name})
    if ending not in MEDIA_TYPES:
        return Fault(path, "job_problem.attachment_type", {"value": name, "allowed": ", ".join(sorted(MEDIA_TYPES))})
    if around.folder is not None and not (around.folder / name).is_file():
        there = sorted(file.name for file in around.folder.iterdir() if file.suffix.removeprefix(".").lower() in MEDIA_TYPES)
        return unlisted(path, "job_problem.attachment_missing", name, there)
    return None


def _size(folder: FilePath | None, name: str) -> int:
    return (folder / name).stat().st_size if folder is not None else 0


def _read(file: FilePath, job: Job, mailing: Mailing) -> Attachment:
    try:
        return Attachment(file.name, MEDIA_TYPES[file.suffix.removeprefix(".").lower()], file.read_bytes())
    except OSError as error:
        raise DataError("job.attachment_gone", job=job.id, mailing=mailing.id, file=file, reason=error.strerror) from error
