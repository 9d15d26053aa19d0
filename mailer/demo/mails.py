"""Where can one look at every mail? As .eml files, sorted by time, what went out and what came in."""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from mailer.demo.clients.received import open_letter
from mailer.demo.story import Delivered
from mailer.demo.workspace import MAILS
from mailer.identity import letter_id_of
from mailer.model.mail import SentLetter
from mailer.reporting.words import word
from mailer.store import inbox, letters, members
from mailer.store.database import Store
from mailer.texts import say

_OUT, _IN = "ausgang", "eingang"
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class MailFiles:
    """The files, seen from the demo's folder: of each letter that arrived by its id, of each incoming mail by its id in the inbox."""

    letters: dict[str, str]
    inbox: dict[int, str]


def write_mails(store: Store, delivered: list[Delivered], folder: Path, zone: tzinfo) -> MailFiles:
    """Write what the members' server took and what arrived, each mail as its bytes were on the wire."""
    for name in (_OUT, _IN):
        (folder / MAILS / name).mkdir(parents=True, exist_ok=True)
    return MailFiles(_write_delivered(store, delivered, folder, zone), _write_inbox(store, folder, zone))


def _write_delivered(store: Store, delivered: list[Delivered], folder: Path, zone: tzinfo) -> dict[str, str]:
    opened = [(open_letter(mail.raw), mail) for mail in delivered]
    with store.look() as connection:
        sent = {letter.id: letter for letter in letters.by_message_ids(connection, [each.message_id for each, _ in opened])}
    files: dict[str, str] = {}
    for received, mail in opened:
        letter = sent[letter_id_of(received.message_id)]
        name = _name(mail.at, zone, _kind(letter), received.to_name or mail.envelope_to.partition("@")[0])
        files[letter.id] = _write(folder, f"{MAILS}/{_OUT}/{name}", mail.raw)
    return files


def _write_inbox(store: Store, folder: Path, zone: tzinfo) -> dict[int, str]:
    with store.look() as connection:
        names = members.names(connection)
        mails = [(line, inbox.raw(connection, line.id) or b"") for line in inbox.lines(connection)]
    files: dict[int, str] = {}
    for line, raw in mails:
        who = names.get(line.member_id or "", say("review.nobody"))
        name = _name(line.received_at, zone, word("demo_file", line.sort or "other"), who)
        files[line.id] = _write(folder, f"{MAILS}/{_IN}/{name}", raw)
    return files


def _write(folder: Path, path: str, raw: bytes) -> str:
    """Write a file under that name, or under the next one that is free."""
    free, number = path, 1
    while (folder / free).exists():
        number += 1
        free = f"{path.removesuffix('.eml')}-{number}.eml"
    (folder / free).write_bytes(raw)
    return free


def _kind(letter: SentLetter) -> str:
    return f"{letter.job_id}-{letter.mailing_id}" if letter.job_id else word("demo_file", letter.purpose)


def _name(at: datetime, zone: tzinfo, kind: str, who: str) -> str:
    return f"{at.astimezone(zone):%Y-%m-%d_%H-%M-%S}_{kind}_{_slug(who)}.eml"


def _slug(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower().translate(_UMLAUTS)).strip("-")
