"""What does planning cost alone: audience, rendering, queueing? A process that plans the mailing and sends nothing.

python -m bench.contenders.planner WORKSPACE
Prints what planning took, start-up not included, as JSON: CPU seconds of this process and of those that it started, letters.
"""

import json
import sys
from pathlib import Path

from bench.contenders.usage import cpu_seconds
from mailer.app import open_office


def main(workspace: Path) -> None:
    """Plan the only mailing of the only job."""
    office = open_office(workspace)
    try:
        (job,) = office.shelf.jobs
        (mailing,) = job.mailings
        due = office.due_by_hand(job, mailing)
        before = cpu_seconds()
        planned = office.plan(due)
        taken = cpu_seconds() - before
    finally:
        office.close()
    sys.stdout.write(json.dumps({"cpu_seconds": taken, "letters": planned.queued}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
