"""Is it a report about a letter: a bounce, a delay notice, a complaint?"""

from mailer.model.reading import Sort
from mailer.reading.bounces import read_report
from mailer.reading.verdict import Mail, Verdict


def is_report(mail: Mail) -> Verdict | None:
    """A delivery report (RFC 3464), a complaint (RFC 5965), or the text of a mail system that writes neither."""
    report = read_report(mail.root, mail.head, mail.own_addresses)
    if report is None:
        return None
    sort = {"complaint": Sort.COMPLAINT, "other": Sort.OTHER}.get(report.bounce.report_class, Sort.BOUNCE)
    reason = f"reading.report: {report.reader}"
    return Verdict(sort, reason, report.bounce, returned_message_ids=report.returned_message_ids)
