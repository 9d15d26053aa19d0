"""What does planning cost alone: audience, rendering, queueing? A process that plans the mailing and sends nothing.

python -m bench.contenders.planner WORKSPACE
Prints what planning took, start-up not included, as JSON: CPU seconds of this process and of those that it started, letters.
"""

import json
import resource
import sys
from pathlib import Path

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


def cpu_seconds() -> float:
    """What this process and its ended children have used so far."""
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    main(Path(sys.argv[1]))
