"""What is a raw mail, before anybody knows what it answers?"""

from mailer.model.reading import CalendarAnswer, Opened, Sort
from mailer.reading.headers import decoded, read_head
from mailer.reading.mime import Part, parse
from mailer.reading.sorting import sort_mail
from mailer.reading.verdict import Mail
from mailer.reading.words import Words, new_words

NOTHING_LEFT = "reading.nothing_left_after_cutting"
ONLY_QUOTED = "reading.only_quoted"
_NO_WORDS = Words("", "", "")


def open_mail(raw: bytes, own_addresses: frozenset[str] = frozenset()) -> Opened:
    """The mail's sort, its head, the writer's new words and what machines said in it. `own_addresses` are ours, lower-case.

    Never raises, whatever the bytes; its time and memory are bounded by the limits of `mime.py`. What was beyond a limit is a doubt.
    """
    root, exceeded = parse(raw)
    head = read_head(root)
    verdict = sort_mail(Mail(root, head, own_addresses))
    words = _NO_WORDS if verdict.bounce else new_words(root)
    limits = tuple(f"reading.{limit}" for limit in exceeded)
    return Opened(
        sort=verdict.sort,
        head=head,
        text=_comments(verdict.calendar) if verdict.sort is Sort.CALENDAR else words.text,
        signature=words.signature,
        quoted=words.quoted,
        bounce=verdict.bounce,
        calendar=verdict.calendar,
        returned_message_ids=verdict.returned_message_ids,
        attachments=_attachments(root),
        reasons=(*limits, verdict.reason, *_about_words(words)),
        doubts=(*limits, *verdict.doubts),
        passages=() if verdict.sort is Sort.CALENDAR else words.passages,
    )


def _about_words(words: Words) -> tuple[str, ...]:
    if words.whole:
        return (NOTHING_LEFT,)
    return (ONLY_QUOTED,) if words.quoted and not words.text and not words.signature else ()


def _comments(answers: tuple[CalendarAnswer, ...]) -> str:
    """In a calendar answer only the comment is the writer's; the text around it was made by their calendar."""
    return "\n".join(dict.fromkeys(answer.comment for answer in answers if answer.comment))


def _attachments(root: Part) -> tuple[str, ...]:
    names = (decoded(part.filename)[:200] for part in root.own() if part.filename and not part.children)
    return tuple(dict.fromkeys(names))[:50]
