"""What does fetching and parsing cost alone? imap-tools as its documentation shows it; keeps nothing, understands nothing.

python -m bench.contenders.imap_tools_reader PORT USER PASSWORD
Prints, start-up not included, as JSON: seconds, CPU seconds, mails.
"""

import json
import sys
import time

from imap_tools import MailBoxUnencrypted

from bench.contenders.usage import cpu_seconds


def main(port: int, user: str, password: str) -> None:
    """Subject, sender, text and HTML of each mail, 200 at a time."""
    began, before = time.monotonic(), cpu_seconds()
    mails = size = 0
    with MailBoxUnencrypted("127.0.0.1", port).login(user, password) as mailbox:
        for mail in mailbox.fetch(bulk=200, mark_seen=False):
            mails += 1
            size += len(mail.subject) + len(mail.from_) + len(mail.text) + len(mail.html)
    told = {"seconds": time.monotonic() - began, "cpu_seconds": cpu_seconds() - before, "fetched": mails, "characters": size}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
