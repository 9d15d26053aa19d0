"""Which letters are kept back while a person has to look?"""

from sqlalchemy import Connection, update

from mailer.model.mail import LetterState
from mailer.store.tables import letter

_WAITING = (LetterState.QUEUED, LetterState.DEFERRED, LetterState.TO_PRINT)
_POST = "post"


def hold(connection: Connection, member_id: str) -> int:
    """Keep back what waits for this member, mails and letters by post; gives the number of letters."""
    mine = (letter.c.member_id == member_id) & letter.c.state.in_(_WAITING)
    return connection.execute(update(letter).where(mine).values(state=LetterState.HELD)).rowcount


def release(connection: Connection, member_id: str) -> int:
    """Let out what was kept back for this member; gives the number of letters."""
    held = (letter.c.member_id == member_id) & (letter.c.state == LetterState.HELD)
    printed = connection.execute(update(letter).where(held, letter.c.channel == _POST).values(state=LetterState.TO_PRINT))
    mailed = connection.execute(update(letter).where(held, letter.c.channel != _POST).values(state=LetterState.QUEUED))
    return printed.rowcount + mailed.rowcount
