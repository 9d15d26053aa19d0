"""Does the line `when = "…"` of a mailing make sense?"""

from collections.abc import Iterator

from mailer.model.jobs import After, Relative
from mailer.planning.jobfile_faults import Fault, Path, unlisted
from mailer.planning.jobfile_tree import Surroundings, Tree, event_ids, events_of, listed, mailing_ids
from mailer.planning.moment_words import Meant, WordsError, meaning


def when_faults(path: Path, mailing: Tree, tree: Tree, around: Surroundings) -> Iterator[Fault]:
    """What is wrong with the line itself, and with the event or mailing that it counts from."""
    line = mailing["when"]
    try:
        meant = meaning(line)
    except WordsError as error:
        yield Fault(path, f"job_problem.{error.name}", {"value": line})
        return
    about = listed(mailing.get("events", list(event_ids(tree))))
    if meant.silent and len(about) != 1:
        yield Fault(path, "job_problem.when_silent_events", {"value": line, "count": len(about)})
    if meant.relative is not None:
        yield from _relative(path, meant.relative, about, tree, around)
    if meant.after is not None:
        yield from _after(path, meant.after, mailing, tree, around)
    if mailing.get("kind") == "report" and _is_personal(meant):
        yield Fault(path, "job_problem.when_report", {"value": line})


def _relative(path: Path, relative: Relative, about: tuple[str, ...], tree: Tree, around: Surroundings) -> Iterator[Fault]:
    known = (*event_ids(tree), *around.other_events)
    if relative.event and relative.event not in known:
        yield unlisted(path, "job_problem.unknown_event", relative.event, known)
    if not relative.event and not about:
        yield Fault(path, "job_problem.when_no_event")
    named = relative.event or next(iter(about), "")
    own = next((event for _, event in events_of(tree) if event.get("id") == named), None)
    if relative.answer_by and own is not None and "answer_by" not in own:
        yield Fault(path, "job_problem.when_no_answer_by", {"value": named})


def _after(path: Path, after: After, mailing: Tree, tree: Tree, around: Surroundings) -> Iterator[Fault]:
    if after.job:
        if f"{after.job}/{after.mailing}" not in around.other_mailings:
            yield unlisted(path, "job_problem.unknown_mailing", f"{after.job}/{after.mailing}", sorted(around.other_mailings))
    elif after.mailing == mailing.get("id"):
        yield Fault(path, "job_problem.when_after_itself")
    elif after.mailing not in mailing_ids(tree):
        yield unlisted(path, "job_problem.unknown_mailing", after.mailing, mailing_ids(tree))


def _is_personal(meant: Meant) -> bool:
    return meant.personal is not None
