"""How does what a person must decide look at the terminal? The mail, the quoted question, the proposal."""

from collections.abc import Sequence

from mailer.app import Office
from mailer.cli.common import console, moment, tell
from mailer.model.book import ReviewItem
from mailer.model.reading import Opened
from mailer.reading import open_mail
from mailer.recording import advice, reasons, sentence
from mailer.store import events, inbox, letters, members
from mailer.texts import say

_QUOTED = 300


def show_list(opened: Office, mine: Sequence[ReviewItem], waiting: Sequence[ReviewItem], role: str) -> None:
    """One line an item, and what else waits for other roles."""
    with opened.store.look() as connection:
        names = members.names(connection)
    for each in mine:
        who = names.get(each.member_id or "", say("review.nobody"))
        tell("review.line", item=each.id, name=who, moment=moment(each.opened_at, opened), reason=reasons(each)[0])
    tell("review.what_to_do" if mine else "review.none", count=len(mine))
    for other in sorted({each.audience for each in waiting} - {role}):
        tell("review.others", count=sum(each.audience == other for each in waiting), role=other)


def show_item(opened: Office, item: ReviewItem) -> None:
    """Everything about one item: whose, why, to which letter, the words, what would be written down."""
    with opened.store.look() as connection:
        names, known = members.names(connection), events.every(connection)
    tell("review.head", item=item.id, name=names.get(item.member_id or "", say("review.nobody")), moment=moment(item.opened_at, opened))
    for reason in reasons(item):
        tell("review.reason", reason=reason)
    if advice(item):
        tell("review.advice", advice=advice(item))
    if item.asked_at is not None:
        tell("review.asked", moment=moment(item.asked_at, opened))
    _show_mail(opened, item)
    for finding in item.proposal:
        tell("review.proposal", finding=sentence(finding, known, opened.zone))
        if finding.evidence:
            tell("review.words", words=" ".join(finding.evidence.split()))
    if not item.proposal:
        tell("review.no_proposal")


def _show_mail(opened: Office, item: ReviewItem) -> None:
    with opened.store.look() as connection:
        line = inbox.line(connection, item.inbox_id)
        traceback = inbox.traceback(connection, item.inbox_id)
        letter = letters.by_id(connection, item.letter_id) if item.letter_id else None
        mail = open_mail(inbox.raw(connection, item.inbox_id) or b"")
    if letter is not None:
        tell("review.letter", subject=letter.subject, moment=moment(letter.sent_at or letter.created_at, opened))
    question = _question(mail)
    if question:
        tell("review.quoted", words=question if len(question) <= _QUOTED else f"{question[:_QUOTED]} …")
    if mail.attachments:
        tell("review.attachments", names=", ".join(mail.attachments))
    console.print()
    console.print((line.text if line else None) or traceback or "–", markup=False, soft_wrap=True)
    console.print()


def _question(mail: Opened) -> str:
    """The line of ours that is answered, where the words stand below one; else the beginning of what was quoted, without its marks."""
    asked = [passage.question for passage in mail.passages if passage.question]
    lines = asked or [line.lstrip("> ") for line in mail.quoted.splitlines() if line.startswith(">")] or mail.quoted.splitlines()
    return " ".join(" ".join(lines).split())
