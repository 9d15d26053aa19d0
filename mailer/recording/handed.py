"""Is a mail a role's answer to a draft? Then it is handed over: releasing decides about it, this room only looks at who wrote it."""

from datetime import datetime

from sqlalchemy import Connection

from mailer.model.mail import SentLetter
from mailer.model.reading import Opened
from mailer.reading import plain_text
from mailer.reading.words.sent import without_sent
from mailer.recording.authentication import Vouch
from mailer.recording.rules import Rules
from mailer.store import letters, releases
from mailer.store.releases import Word


def hand_over(
    connection: Connection, rules: Rules, inbox_id: int, opened: Opened, thread: SentLetter | None, vouch: Vouch, now: datetime
) -> tuple[str, ...] | None:
    """Hand an answer to a draft over; gives the reasons why a person must look instead, and None for a mail that answers none.

    As with digests, only the addresses of a role that was asked count, vouched for where config.toml names our mail server.
    """
    shown = releases.of_letter(connection, thread.id) if thread is not None else None
    if shown is None:
        return None
    sender = opened.head.sender_address
    role = next((name for name in shown.roles if sender in rules.roles.get(name, ())), None)
    if role is None:
        return ("recording.release_stranger",)
    if vouch is Vouch.FAIL or (rules.authserv_ids and vouch is not Vouch.PASS):
        return ("recording.release_unproven",)
    text = without_sent(opened.text, plain_text(letters.raw(connection, shown.letter_id) or b""))
    words = text if text.strip() else opened.head.subject.partition("[#")[0].partition(":")[0]
    head = opened.head
    releases.hand_over(connection, Word(inbox_id, shown.draft_id, sender, role, words, head.message_id, head.references, head.subject, now))
    return ()
