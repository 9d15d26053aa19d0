"""What does the way from the mailbox to the book cost? A process that fetches, stores, sorts and records what is there.

python -m bench.contenders.intake WORKSPACE
Prints, start-up not included, as JSON: seconds, CPU seconds, mails in the inbox, those that are understood, confirmations.
"""

import json
import sys
import threading
import time
from pathlib import Path

from bench.contenders.usage import cpu_seconds
from mailer.later import later
from mailer.model.book import InboxState

app, inbox, records = map(later, ("mailer.app", "mailer.store.inbox", "mailer.store.records"))  # as the command line loads them: the
# process that reads beside this one imports this file again
receiving, recording = map(later, ("mailer.receiving", "mailer.recording"))


def main(workspace: Path) -> None:
    """Everything that `mailer receive` does but sending the confirmations."""
    office = app.open_office(workspace)
    _ = receiving.Mailbox, recording.Recorder  # loaded, as in a service that runs
    try:
        began, before = time.monotonic(), cpu_seconds()
        fetched = office.receive(threading.Event())
        fetched_after = time.monotonic() - began
        office.record_open()
        seconds, used = time.monotonic() - began, cpu_seconds() - before
        with office.store.look() as connection:
            states = inbox.counts(connection)
            entries = len(records.every(connection))
    finally:
        office.close()
    done = states.get(InboxState.DONE, 0) + states.get(InboxState.REVIEW, 0)
    told = {"seconds": seconds, "cpu_seconds": used, "fetched": fetched, "done": done, "entries": entries, "fetched_after": fetched_after}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
