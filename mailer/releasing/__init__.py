"""How does a second person look at a mailing before it goes out, and what is the board told by itself?"""

from mailer.releasing.copy_deadline import Stage, Waiting, stage_of, urge
from mailer.releasing.decide import Standing, Verdict, decide_at_terminal, fate, settle
from mailer.releasing.draft import DRAFT, DraftOrder, Left, left_of, remind, samples_of, show
from mailer.releasing.fingerprint import fingerprint
from mailer.releasing.notices import BROKEN, CHANGED, RESTORED, Notice, tell
from mailer.releasing.samples import MOST, Sample, unlike
from mailer.releasing.warnings import Subject, Warned, warnings_about
from mailer.releasing.words import Said, said_in

__all__ = [
    "BROKEN",
    "CHANGED",
    "DRAFT",
    "MOST",
    "RESTORED",
    "DraftOrder",
    "Left",
    "Notice",
    "Said",
    "Sample",
    "Stage",
    "Standing",
    "Subject",
    "Verdict",
    "Waiting",
    "Warned",
    "decide_at_terminal",
    "fate",
    "fingerprint",
    "left_of",
    "remind",
    "said_in",
    "samples_of",
    "settle",
    "show",
    "stage_of",
    "tell",
    "unlike",
    "urge",
    "warnings_about",
]
