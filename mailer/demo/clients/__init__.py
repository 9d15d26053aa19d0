"""How do real mail programs answer a letter? Byte for byte, from the letter that was received and the writer's words."""

from mailer.demo.clients.calendars import CALENDARS, calendar_answer
from mailer.demo.clients.programs import PROGRAMS, button_answer, write
from mailer.demo.clients.received import Invitation, Received, open_letter
from mailer.demo.clients.robots import REPORTS, absence_note, report
from mailer.demo.clients.writer import Writer

__all__ = [
    "CALENDARS",
    "PROGRAMS",
    "REPORTS",
    "Invitation",
    "Received",
    "Writer",
    "absence_note",
    "button_answer",
    "calendar_answer",
    "open_letter",
    "report",
    "write",
]
