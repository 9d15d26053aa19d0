"""What does the member magazine get? The mailing's text as Markdown and DOCX, mailed to its editor once for each issue."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mailer.composing.writer import MAILING, Wish, Writer, to_role
from mailer.model.bodies import Issue
from mailer.model.composing import Attachment
from mailer.model.jobs import Job, Mailing
from mailer.posting.docx import docx
from mailer.store import letters, magazine
from mailer.store.database import Store
from mailer.store.magazine import HandedIn

_TEMPLATE = "reports/magazine.md"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class MagazineText:
    """The text of a mailing, ready for the editor."""

    title: str
    markdown: bytes
    docx: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the Markdown."""
        return hashlib.sha256(self.markdown).hexdigest()


def magazine_text(writer: Writer, author: str, job: Job, mailing: Mailing, now: datetime) -> MagazineText:
    """The text of a mailing. Raises TemplateError, and MissingFact for a template that prints facts of a member."""
    article = writer.article(_wish(job, mailing, now))
    return MagazineText(article.title, article.markdown.encode(), docx(article, author, now))


def hand_in(
    store: Store, writer: Writer, author: str, job: Job, mailing: Mailing, issue: Issue, editors: Sequence[str], now: datetime
) -> bool:
    """Queue the text for the editor; False where this mailing's text for this issue went there before. Raises as `magazine_text`."""
    text = magazine_text(writer, author, job, mailing, now)
    files = _files(job, mailing, text)
    written = [writer.write(_cover(job, mailing, issue, text.title, address, files, now)) for address in dict.fromkeys(editors)]
    handed = HandedIn(job.id, mailing.id, issue.name, written[0].id, text.digest, now)
    with store.begin() as connection:
        if not magazine.hand_in_once(connection, handed):
            return False
        letters.queue(connection, written, now)
    return True


def _files(job: Job, mailing: Mailing, text: MagazineText) -> tuple[Attachment, ...]:
    name = f"{job.id}-{mailing.id}"
    return Attachment(f"{name}.docx", _DOCX, text.docx), Attachment(f"{name}.md", "text/markdown; charset=utf-8", text.markdown)


def _wish(job: Job, mailing: Mailing, now: datetime) -> Wish:
    return Wish(
        unique=(job.id, mailing.id, "magazine"),
        template=mailing.template,
        purpose=MAILING,
        kind=mailing.kind,
        date=now,
        address="",
        to_name="",
        job=job,
        events=job.events_of(mailing),
    )


def _cover(job: Job, mailing: Mailing, issue: Issue, title: str, address: str, files: tuple[Attachment, ...], now: datetime) -> Wish:
    facts = {"title": title, "issue": issue.name, "copy_deadline": issue.copy_deadline}
    return to_role(_TEMPLATE, ("magazine", job.id, mailing.id, issue.name, address), address, now, facts, attachments=files)
