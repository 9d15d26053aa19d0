"""Is it a calendar mail: an answer to an invitation, or an invitation of somebody else's?"""

from mailer.model.reading import Sort
from mailer.reading.calendar import read_calendar
from mailer.reading.verdict import Mail, Verdict


def is_calendar_mail(mail: Mail) -> Verdict | None:
    """An iTIP REPLY, COUNTER or REFRESH is an answer; REQUEST, CANCEL, PUBLISH and the like are none (RFC 5546 1.4).

    Our own invitation in somebody else's mail was passed on: a person should know.
    """
    message = read_calendar(mail.root)
    if message is None:
        return None
    if not message.is_answer:
        doubts = ("reading.forwarded_invitation",) if message.organizers & mail.own_addresses else ()
        return Verdict(Sort.OTHER, f"reading.calendar_no_answer: {message.method}", doubts=doubts) if message.is_whole_mail else None
    return Verdict(Sort.CALENDAR, f"reading.calendar_answer: {message.method}", calendar=message.answers, doubts=message.doubts)
