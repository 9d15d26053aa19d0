"""Which convocations may go out although they break a rule, by whose word?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select

from mailer.store.paper_tables import override


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word. `shortcomings` are the sentences that the person read."""

    job_id: str
    mailing_id: str
    reason: str
    shortcomings: tuple[str, ...]
    said_at: datetime
    said_by: str


def write(connection: Connection, said: Override) -> None:
    """Write a person's word down."""
    values = {name: getattr(said, name) for name in Override.__dataclass_fields__}
    connection.execute(insert(override).values({**values, "shortcomings": list(said.shortcomings)}))


def of_mailing(connection: Connection, job_id: str, mailing_id: str) -> tuple[Override, ...]:
    """What was said about one mailing, oldest first."""
    mine = (override.c.job_id == job_id) & (override.c.mailing_id == mailing_id)
    columns = [override.c[name] for name in Override.__dataclass_fields__]
    rows = connection.execute(select(*columns).where(mine).order_by(override.c.id))
    return tuple(Override(**{**row._mapping, "shortcomings": tuple(row.shortcomings)}) for row in rows)
