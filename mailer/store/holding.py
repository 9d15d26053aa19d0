"""Which letters are kept back while a person has to look?"""

from sqlalchemy import Connection, case, update

from mailer.model.mail import LetterState
from mailer.store.tables import letter

_WAITING = (LetterState.QUEUED, LetterState.DEFERRED, LetterState.TO_PRINT)


def hold(connection: Connection, member_id: str) -> int:
    """Keep back what waits for this member; gives the number of letters."""
    mine = (letter.c.member_id == member_id) & letter.c.state.in_(_WAITING)
    return connection.execute(update(letter).where(mine).values(state=LetterState.HELD)).rowcount


def release(connection: Connection, member_id: str) -> int:
    """Let out what was kept back for this member; gives the number of letters."""
    mine = (letter.c.member_id == member_id) & (letter.c.state == LetterState.HELD)
    way = case((letter.c.channel == "post", LetterState.TO_PRINT), else_=LetterState.QUEUED)
    return connection.execute(update(letter).where(mine).values(state=way)).rowcount
