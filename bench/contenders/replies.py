"""What do members answer? A process that plans the mailing and writes one reply to each letter.

python -m bench.contenders.replies WORKSPACE FOLDER
The words are those of some labelled texts in `training/texts`, always of the same files, that answer a mailing with one event, moved to
the day of ours; no two are alike.
"""

import json
import re
import sys
from collections.abc import Iterable
from email import message_from_bytes
from html import escape
from itertools import count, cycle
from pathlib import Path
from typing import Any

from sqlalchemy import select

from mailer.app import Office, open_office
from mailer.reading import plain_text
from mailer.store import letters
from mailer.store.tables import letter

_TEXTS = Path(__file__).parents[2] / "training" / "texts"
_FILES = Path(__file__).parents[1] / "workload" / "texts.txt"
_DAY = re.compile(
    r"\b\d{1,2}\. ?(?:\d{1,2}\.(?:\d{2,4})?|Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)"
)
_QUOTED_LINES = 22


def main(workspace: Path, folder: Path) -> None:
    """One reply for each letter of the only mailing, as `00000.eml` and so on."""
    office = open_office(workspace)
    try:
        (job,) = office.shelf.jobs
        office.plan(office.due_by_hand(job, job.mailings[0]))
        folder.mkdir(parents=True)
        for number, raw, words in zip(count(), _letters(office), cycle(_words()), strict=False):
            (folder / f"{number:06}.eml").write_bytes(_reply(number, raw, words))
    finally:
        office.close()


def _words() -> list[str]:
    """What people wrote, one writer after the other."""
    asked = {name: context for file in sorted(_TEXTS.glob("contexts*.json")) for name, context in _read(file).items()}
    files = [_TEXTS / f"{name}.jsonl" for name in sorted(_FILES.read_text(encoding="utf-8").split())]
    said = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    fitting = [each for each in said if len(asked.get(each["context"], {}).get("events") or ()) == 1]
    return list(dict.fromkeys(_DAY.sub("22. März", each["text"]) for each in sorted(fitting, key=lambda each: each["id"][::-1])))


def _read(file: Path) -> dict[str, Any]:
    contexts: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return contexts


def _letters(office: Office) -> Iterable[bytes]:
    with office.store.look() as connection:
        return [letters.raw(connection, name) or b"" for name in connection.scalars(select(letter.c.id).order_by(letter.c.id))]


def _reply(number: int, raw: bytes, words: str) -> bytes:
    told = message_from_bytes(raw)
    quoted = plain_text(raw).splitlines()[:_QUOTED_LINES]
    subject = str(told["Subject"]).replace("\r\n", "")
    head = (
        f"Received: from mx.post.example by imap.verein.example; Tue, 11 Mar 2036 18:00:00 +0100\r\n"
        f"From: {told['To']}\r\nTo: {told['From']}\r\nSubject: AW: {subject}\r\nDate: Tue, 11 Mar 2036 18:00:00 +0100\r\n"
        f"Message-ID: <{number}@post.example>\r\nIn-Reply-To: {told['Message-ID']}\r\nReferences: {told['Message-ID']}\r\n"
        "User-Agent: Mozilla Thunderbird\r\nMIME-Version: 1.0\r\n"
    )
    plain = f"{words}\n\nAm 11.03.36 um 09:12 schrieb Vorstand des Mustervereins:\n" + "".join(f"> {line}\n" for line in quoted)
    return (head + (_both(plain, words, quoted) if number % 3 == 0 else _text("plain", plain))).encode()


def _both(plain: str, words: str, quoted: list[str]) -> str:
    html = f"<html><body><p>{escape(words)}</p><blockquote type='cite'>{'<br>'.join(map(escape, quoted))}</blockquote></body></html>"
    parts = "".join(f"--grenze\r\n{_text(kind, text)}\r\n" for kind, text in (("plain", plain), ("html", html)))
    return f'Content-Type: multipart/alternative; boundary="grenze"\r\n\r\n{parts}--grenze--\r\n'


def _text(kind: str, text: str) -> str:
    body = text.replace("\n", "\r\n")
    return f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
