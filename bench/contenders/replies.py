"""What do members answer? A process that plans the mailing and writes one reply to each letter.

python -m bench.contenders.replies WORKSPACE FOLDER
"""

import sys
from email import message_from_bytes
from html import escape
from itertools import count
from pathlib import Path

from sqlalchemy import select

from mailer.app import Office, open_office
from mailer.reading import plain_text
from mailer.store import letters
from mailer.store.tables import letter

_WORDS = (
    "Bin dabei!",
    "Liebe Leute,\n\nich komme gern und bringe einen Kuchen mit.\n\nHerzliche Grüße",
    "Leider kann ich am 22. März nicht, wir sind bei meiner Mutter in Dresden.",
    "Hallo,\n\nich sage zu. Kann jemand mich vom Bahnhof mitnehmen?\n\nViele Grüße",
    "Zusage",
    "Guten Tag,\n\nvielen Dank für die Einladung. Ich weiß es noch nicht sicher.\n\nMit freundlichen Grüßen",
    "Absage, bin krank. Euch eine gute Versammlung!",
    "Wir kommen zu zweit.",
    "Ich nehme teil.\n\nVon meinem iPhone gesendet",
    "Danke für die Erinnerung, ich bin am Sonnabend da und helfe beim Aufbau, wenn ihr noch jemanden braucht.",
)
_QUOTED_LINES = 22


def main(workspace: Path, folder: Path) -> None:
    """One reply for each letter of the only mailing, as `00000.eml` and so on."""
    office = open_office(workspace)
    try:
        (job,) = office.shelf.jobs
        office.plan(office.due_by_hand(job, job.mailings[0]))
        folder.mkdir(parents=True)
        for number, raw in zip(count(), _letters(office), strict=False):
            (folder / f"{number:06}.eml").write_bytes(_reply(number, raw))
    finally:
        office.close()


def _letters(office: Office) -> list[bytes]:
    with office.store.look() as connection:
        return [letters.raw(connection, name) or b"" for name in connection.scalars(select(letter.c.id).order_by(letter.c.id))]


def _reply(number: int, raw: bytes) -> bytes:
    told = message_from_bytes(raw)
    words = _WORDS[number % len(_WORDS)]
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
