"""Who would get a mailing, by which way, and who would not, and why?"""

from collections.abc import Iterator

from mailer.app import Office
from mailer.cli.common import console, tell
from mailer.cli.tables import column_table, show
from mailer.model.jobs import Mailing
from mailer.people.reach import Reach
from mailer.store import members
from mailer.texts import say


def list_people(opened: Office, mailing: Mailing, reach: Reach) -> None:
    """Print them all: first those who get it, then those left out with the reason."""
    with opened.store.look() as connection:
        names = members.names(connection)
    tell("people.head", mailing=mailing.id, people=len(reach.people), out=len(reach.left_out))
    table = column_table("people", ("name", "number", "way", "address"))
    for row in _ways(reach):
        table.add_row(*row)
    show(console, "people.reached", table, "people.nobody")
    out = column_table("people", ("name", "number", "reason"))
    for left in reach.left_out:
        out.add_row(names.get(left.member_id, left.member_id), left.member_id, say(f"report_left_out.{left.reason}"))
    show(console, "people.left_out", out)


def _ways(reach: Reach) -> Iterator[tuple[str, str, str, str]]:
    """A line for each letter: who gets a mail and a letter on paper has two."""
    for member in reach.write_to:
        yield member.name, member.id, say("people.way_email"), member.email or ""
    for member in reach.by_post:
        yield member.name, member.id, say("people.way_post"), f"{member.street}, {member.postcode} {member.city}"
