"""In which order is a mail asked what it is? The first question that answers decides."""

from mailer.reading.automatic import is_automatic
from mailer.reading.delivery import is_report
from mailer.reading.human import is_human
from mailer.reading.lists import is_list_mail
from mailer.reading.ours import is_our_own
from mailer.reading.schedule import is_calendar_mail
from mailer.reading.verdict import Mail, Question, Verdict

# Reports come first: a tenth of all bounces calls itself "auto-replied". Calendar answers come before automatic mail:
# Google marks a person's tap on "Yes" as auto-generated.
QUESTIONS: tuple[Question, ...] = (is_report, is_calendar_mail, is_our_own, is_automatic, is_list_mail)


def sort_mail(mail: Mail) -> Verdict:
    """The verdict of the first question that has one; what no machine made is from a human."""
    for question in QUESTIONS:
        verdict = question(mail)
        if verdict is not None:
            return verdict
    return is_human(mail)
