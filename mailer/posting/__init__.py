"""Which letters go to the post, as which files? Outbox → print batches, returned letters, the magazine's text, the evidence of all ways."""

from mailer.posting.batch import Files, Run, files_of, preview, print_batches, waiting_letters
from mailer.posting.bounced import write_for_bounced
from mailer.posting.last_call import Board, LastCall, write_for_unknown
from mailer.posting.magazine import MagazineText, hand_in, magazine_text
from mailer.posting.paper import Stationery, stationery
from mailer.posting.proof import Evidence, evidence_of, evidence_pdf
from mailer.posting.returned import note_return
from mailer.posting.telling import Told, tell_board

__all__ = [
    "Board",
    "Evidence",
    "Files",
    "LastCall",
    "MagazineText",
    "Run",
    "Stationery",
    "Told",
    "evidence_of",
    "evidence_pdf",
    "files_of",
    "hand_in",
    "magazine_text",
    "note_return",
    "preview",
    "print_batches",
    "stationery",
    "tell_board",
    "waiting_letters",
    "write_for_bounced",
    "write_for_unknown",
]
