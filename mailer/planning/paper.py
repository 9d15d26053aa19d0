"""Which letters for the post does a due mailing need? One for each person, or one for all at one postal address."""

from collections.abc import Sequence
from datetime import datetime

from mailer.composing.post.wish import paper_wish
from mailer.composing.writer import Writer
from mailer.errors import MissingFact
from mailer.model.mail import NewLetter
from mailer.model.people import Member
from mailer.people.reach import LeftOut
from mailer.people.ways import HOUSEHOLD, households
from mailer.planning.due import Due


def on_paper(writer: Writer, due: Due, people: Sequence[Member], now: datetime) -> tuple[list[NewLetter], tuple[LeftOut, ...]]:
    """The letters for the post, and those who get none of their own: they share another's (`detail` is whose), or lack a fact.

    Raises TemplateError.
    """
    written: list[NewLetter] = []
    out: list[LeftOut] = []
    for sharing in households(people) if due.mailing.household else ((member,) for member in people):
        first, *others = sharing
        try:
            written.append(writer.write_on_paper(paper_wish(due.job, due.mailing, due.key, sharing, now, due.facts)))
        except MissingFact as error:
            out += [LeftOut(member.id, "missing_fact", str(error.facts.get("name", ""))) for member in sharing]
        else:
            out += [LeftOut(member.id, HOUSEHOLD, first.id) for member in others]
    return written, tuple(out)
