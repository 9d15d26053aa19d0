"""What does the reader make of these mails? `mailer inspect [--json] [--context FILE] PATH…`"""

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from mailer.model.reading import Context, Reading
from mailer.reading import context_from, open_mail, understand
from mailer.texts import catalogue, say


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("inspect")(inspect)


def inspect(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Mails (.eml) or folders of them.")],
    context: Annotated[Path | None, typer.Option("--context", help="What was asked, as JSON.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """Show what the service makes of a mail; needs no workspace and no database.

    Example: mailer inspect antwort.eml
    """
    raise typer.Exit(inspect_mails(paths, context, as_json))


def inspect_mails(paths: list[Path], context: Path | None, as_json: bool) -> int:
    """Prints one JSON line, or an explanation, for each `.eml` below the paths in sorted order. One bad file never stops the rest.

    Returns the exit code: 0, or 2 when a path or the context cannot be read.
    """
    gc.freeze()  # what the imports made stays anyway: looking through it again and again costs a twentieth
    asked = None
    if context is not None:
        try:
            asked = context_from(json.loads(context.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            _complain("inspect.bad_context", file=context, reason=error)
            return 2
    return max((_inspect_path(path, asked, as_json) for path in paths), default=0)


def _inspect_path(path: Path, context: Context | None, as_json: bool) -> int:
    if not path.exists():
        _complain("inspect.no_file", path=path)
        return 2
    worst = 0
    for file, name in _mails(path):
        worst = max(worst, _inspect_file(file, name, context, as_json))
    sys.stdout.buffer.flush()
    return worst


def _mails(path: Path) -> Iterator[tuple[Path, str]]:
    if path.is_file():
        yield path, path.name
        return
    for file in sorted(found for found in path.rglob("*.eml") if found.is_file()):
        yield file, file.relative_to(path).as_posix()


def _inspect_file(file: Path, name: str, context: Context | None, as_json: bool) -> int:
    try:
        reading = understand(open_mail(file.read_bytes()), context)
    except OSError as error:
        _complain("inspect.unreadable", file=file, reason=error.strerror)
        return 2
    lines = [_json_line(name, reading)] if as_json else _explanation(name, reading)
    sys.stdout.buffer.write("".join(line + "\n" for line in lines).encode("utf-8", "backslashreplace"))
    return 0


def _json_line(name: str, reading: Reading) -> str:
    opened = reading.opened
    bounce = opened.bounce
    row: dict[str, Any] = {
        "file": name,
        "sort": opened.sort.value,
        "text": opened.shown,
        "signature": opened.signature,
        "findings": [finding.as_json() for finding in reading.findings],
        "review": reading.review,
        "reasons": list(reading.reasons),
        "bounce": bounce
        and {"recipients": list(bounce.recipients), "class": bounce.report_class, "status": bounce.status, "reason": bounce.reason},
        "calendar": [answer.as_json() for answer in opened.calendar],
    }
    return json.dumps(row, ensure_ascii=True)


def _explanation(name: str, reading: Reading) -> Iterator[str]:
    opened = reading.opened
    yield say("inspect.heading", file=name, sort=say(f"inspect_sort.{opened.sort.value}"))
    for reason in dict.fromkeys(reading.reasons):
        yield say("inspect.reason", sentence=_sentence(reason))
    if opened.bounce:
        recipients = ", ".join(opened.bounce.recipients) or say("inspect.nobody")
        facts = {
            "class_name": opened.bounce.report_class,
            "reason": opened.bounce.reason,
            "status": opened.bounce.status or say("inspect.unknown"),
        }
        yield say("inspect.bounce", recipients=recipients, **facts)
    for answer in opened.calendar:
        nobody, unknown = say("inspect.nobody"), say("inspect.unknown")
        yield say("inspect.calendar", attendee=answer.attendee or nobody, partstat=answer.partstat or unknown, uid=answer.uid or unknown)
        if answer.proposal:
            yield say("inspect.proposal", moment=f"{answer.proposal:%d.%m.%Y %H:%M %Z}")
        if answer.delegate:
            yield say("inspect.delegate", address=answer.delegate)
    for finding in reading.findings:
        yield say("inspect.finding", finding=json.dumps(finding.as_json(), ensure_ascii=False))
    if not opened.bounce:
        yield say("inspect.words", text=opened.shown.replace("\n", "\n    ")) if opened.shown else say("inspect.no_words")
    if reading.review:
        yield say("inspect.review")


def _sentence(reason: str) -> str:
    """A reason (`key` or `key: fact`) as its sentence; a key that has none stands for itself."""
    key, _, fact = reason.partition(": ")
    return say(key, fact=fact) if key in catalogue() else reason


def _complain(key: str, **facts: object) -> None:
    sys.stderr.write(say(key, **facts) + "\n")
