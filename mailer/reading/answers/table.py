"""Which kinds of answers are there, and in which order are they looked for?

A new kind of answer is a file with one function and a line here. Earlier kinds take their sentences away from later ones.
"""

from collections.abc import Callable

from mailer.reading.answers.contact_change import contact_change_of
from mailer.reading.answers.dues import dues_of
from mailer.reading.answers.excuses import excuses_of
from mailer.reading.answers.motion import motion_of
from mailer.reading.answers.parts import Part
from mailer.reading.answers.prepared import prepared_of
from mailer.reading.answers.question import question_of
from mailer.reading.answers.remnants import remnants_of
from mailer.reading.answers.resignation import resignation_of
from mailer.reading.answers.rsvp import rsvp_of
from mailer.reading.answers.thoughts import Letter
from mailer.reading.answers.unsubscribe import unsubscribe_of
from mailer.reading.answers.volunteer import volunteer_of

Kind = Callable[[Letter, Part], Part]

KINDS: tuple[Kind, ...] = (
    prepared_of,
    resignation_of,
    contact_change_of,
    motion_of,
    dues_of,
    unsubscribe_of,
    volunteer_of,
    rsvp_of,
    excuses_of,
    question_of,
    remnants_of,
)
