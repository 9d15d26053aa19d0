"""What will be asked about each mail of a portion, asked once for all of them?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from mailer.model.reading import Head
from mailer.store import digests, events, letters, members, releases, rounds


def foresee(connection: Connection, heads: Sequence[Head], today: datetime) -> None:
    """Learn which letters the mails answer, what these told, and who wrote; what they were told since `today` began;
    it is remembered as long as the transaction remembers."""
    answered = letters.foresee(connection, [tuple(reversed(head.references)) for head in heads])
    names = [letter.id for letter in answered]
    for topic in (events, digests, releases, rounds):
        topic.foresee(connection, names)
    owners = {letter.member_id for letter in answered if letter.member_id is not None}
    writers = members.foresee(connection, {head.sender_address for head in heads}, owners)
    events.foresee_invited(connection, writers)
    letters.foresee_acknowledged(connection, writers, today)
