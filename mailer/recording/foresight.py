"""What will be asked about each mail of a portion, asked once for all of them?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailer.model.mail import SentLetter
from mailer.model.reading import Head
from mailer.store import digests, events, letters, members, releases, rounds


def foresee_asked(connection: Connection, heads: Sequence[Head]) -> tuple[list[SentLetter], Sequence[str]]:
    """Learn which letters the mails answer, and who wrote: what must be known of a mail to know what it answers. Gives the letters, and
    the ids of all members who may have written."""
    answered = letters.foresee(connection, [_references(head) for head in heads])
    owners = {letter.member_id for letter in answered if letter.member_id is not None}
    return answered, members.foresee(connection, {head.sender_address for head in heads}, owners)


def foresee_sent(connection: Connection, heads: Sequence[Head]) -> None:
    """Learn the bytes of the letters that the mails answer."""
    letters.foresee_sent(connection, [_references(head) for head in heads])


def foresee(connection: Connection, heads: Sequence[Head], today: datetime) -> None:
    """Learn all that is asked of mails that are written down: besides what they answer, what those letters told, and what those who wrote
    were told since `today` began. It is remembered as long as the transaction remembers."""
    answered, writers = foresee_asked(connection, heads)
    names = [letter.id for letter in answered]
    for topic in (events, digests, releases, rounds):
        topic.foresee(connection, names)
    events.foresee_invited(connection, writers)
    letters.foresee_acknowledged(connection, writers, today)


def _references(head: Head) -> tuple[str, ...]:
    """The Message-IDs that a mail names, as correlation asks for them: the newest first."""
    return tuple(reversed(head.references))
