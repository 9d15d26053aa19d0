"""Which tables are there? The schema as SQLAlchemy Core; migrations bring a database to it."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Numeric,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    literal_column,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC; a naive one is refused. SQLite has no zones, so UTC is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """To the database: UTC; ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From the database: aware, in UTC."""
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Words(TypeDecorator[str]):
    """Text from outside: what no database takes (NUL, lone surrogates) is replaced instead of raising half way through."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """To the database: without NUL, encodable as UTF-8."""
        return None if value is None else value.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()


setting = Table("setting", metadata, Column("key", String, primary_key=True), Column("value", Words, nullable=False))

member = Table(
    "member",
    metadata,
    Column("id", String, primary_key=True),
    Column("given_name", Words, nullable=False),
    Column("family_name", Words, nullable=False),
    Column("email", Words, index=True),
    Column("street", Words, nullable=False),
    Column("postcode", Words, nullable=False),
    Column("city", Words, nullable=False),
    Column("branch", Words, nullable=False),
    Column("joined", Date),
    Column("status", Words, nullable=False),
    Column("birthday", Date),
    Column("form_of_address", Words, nullable=False),
    Column("groups", JSON, nullable=False),
    Column("mandates", JSON, nullable=False),
    Column("dues_open", Numeric(10, 2)),
    Column("gone_at", Moment),
    Column("delivery", Words, nullable=False, server_default=""),
)

# An event as it was told to members: answers are understood even when the job file is gone.
event = Table(
    "event",
    metadata,
    Column("id", String, primary_key=True),
    Column("job_id", Words, nullable=False),
    Column("title", Words, nullable=False),
    Column("start", Moment, nullable=False),
    Column("end", Moment, nullable=False),
    Column("location", Words, nullable=False),
    Column("description", Words, nullable=False),
    Column("answer_by", Date),
    Column("sequence", Integer, nullable=False),
    Column("shifts", JSON, nullable=False),
    Column("cancelled", Integer, nullable=False, default=0),
    Column("major_sequence", Integer, nullable=False, default=0),
    Column("changed_at", Moment),  # since when it is told as it is; null: only another job has mentioned it
)

# When the service first saw a mailing: a cron line never fires for the time before.
sighting = Table(
    "sighting",
    metadata,
    Column("job_id", String, primary_key=True),
    Column("mailing_id", String, primary_key=True),
    Column("first_seen_at", Moment, nullable=False),
)

occurrence = Table(
    "occurrence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job_id", String, nullable=False),
    Column("mailing_id", String, nullable=False),
    Column("key", String, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("planned_at", Moment, nullable=False),
    Column("state", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("subject", Words, nullable=False),
    Column("event_ids", JSON, nullable=False),
    Column("writing_until", Moment),
    Column("send_window", String),
    Column("dictionary", LargeBinary),
    UniqueConstraint("job_id", "mailing_id", "key", name="uq_occurrence_once"),
)

# How much of a rate is left: shared by all services on this database, and kept across restarts.
allowance = Table(
    "allowance",
    metadata,
    Column("name", String, primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("filled_at", Moment, nullable=False),
)

left_out = Table(
    "left_out",
    metadata,
    Column("occurrence_id", ForeignKey("occurrence.id"), primary_key=True),
    Column("member_id", String, primary_key=True),
    Column("reason", String, nullable=False),
    Column("detail", Words, nullable=False, default=""),
)

letter = Table(
    "letter",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("occurrence_id", ForeignKey("occurrence.id"), index=True),
    Column("answers_inbox_id", Integer),
    Column("member_id", String, index=True),
    Column("channel", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("subject", Words, nullable=False),
    Column("address", Words, nullable=False),
    Column("envelope_from", Words, nullable=False),
    Column("in_doubt", String, nullable=False),
    Column("state", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("doubts", Integer, nullable=False, default=0),
    Column("created_at", Moment, nullable=False),
    Column("next_attempt_at", Moment, nullable=False),
    Column("claimed_by", String),
    Column("claimed_until", Moment),
    Column("sent_at", Moment),
    Column("smtp_code", Integer),
    Column("smtp_status", String),
    Column("smtp_reply", Words),
)

# A query is answered from one of these partial indexes only where it asks in the same words: these, not bound values. The migration
# says the same to PostgreSQL: here that would load its dialect, for everybody.
WAITS = letter.c.state.in_((literal_column("'queued'"), literal_column("'deferred'")))
IN_HAND = letter.c.state.in_((literal_column("'claimed'"), literal_column("'handing_over'")))
Index("ix_letter_waits", letter.c.next_attempt_at, letter.c.number, sqlite_where=WAITS)
Index("ix_letter_in_hand", letter.c.claimed_by, sqlite_where=IN_HAND)
_ANSWERS = letter.c.answers_inbox_id.is_not(None)
Index("ix_letter_answers_inbox_id", letter.c.answers_inbox_id, sqlite_where=_ANSWERS)

# A letter changes its state some times, its bytes never: they stand apart, so that a change writes a small row. `number` is the order
# in which letters were written, and neighbours in it are neighbours on disk: they are claimed and settled together.
letter_body = Table(
    "letter_body",
    metadata,
    Column("number", ForeignKey("letter.number"), primary_key=True, autoincrement=False),
    Column("packed", LargeBinary, nullable=False),
)

invitation = Table(
    "invitation",
    metadata,
    Column("letter_number", Integer, primary_key=True, autoincrement=False),
    Column("uid", String, primary_key=True, index=True),
    Column("event_id", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    sqlite_with_rowid=False,
)

inbox = Table(
    "inbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("folder", String, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("raw", LargeBinary, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("moved", Integer, nullable=False, default=0),
    Column("state", String, nullable=False, index=True),
    Column("attempts", Integer, nullable=False, default=0),
    Column("traceback", Words),
    Column("sort", String),
    Column("member_id", String),
    Column("letter_id", String),
    Column("text", Words),
    Column("reasons", JSON),
    Column("whole_size", BigInteger),  # bytes at the server of a mail too large to be kept whole
    Column("spam", Integer, nullable=False, default=0),  # 1: it lay in the folder for spam
    Index("ix_inbox_place", "folder", "uidvalidity", "uid"),
)

# How far back a folder of the mailbox is ours to read, by its numbering (RFC 9051 2.3.1.1): from `first_uid` on, and what is `waiting`.
mailbox_folder = Table(
    "mailbox_folder",
    metadata,
    Column("folder", String, primary_key=True),
    Column("uidvalidity", BigInteger, primary_key=True, autoincrement=False),
    Column("first_uid", BigInteger, nullable=False),
    Column("waiting", JSON, nullable=False),
    Column("met_at", Moment, nullable=False),
)

record = Table(
    "record",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("member_id", String, nullable=False, index=True),
    Column("kind", String, nullable=False, index=True),
    Column("event_id", String, index=True),
    Column("target", String),
    Column("finding", JSON, nullable=False),
    Column("proof", String, nullable=False),
    Column("inbox_id", ForeignKey("inbox.id"), index=True),
    Column("letter_id", String),
    Column("recorded_at", Moment, nullable=False),
    Column("confirmed_by", Words),
    Column("undoes", Integer),
    Column("received_at", Moment),
    Column("stamp", Moment),
    Column("sequence", Integer),
)

review = Table(
    "review",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inbox_id", ForeignKey("inbox.id"), nullable=False, index=True),
    Column("member_id", String),
    Column("letter_id", String),
    Column("reasons", JSON, nullable=False),
    Column("proposal", JSON, nullable=False),
    Column("audience", String, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("decided_by", Words),
    Column("decision", String),
    Column("asked_at", Moment),
)

# Confirmation rounds: what an unproven mail asks for, and the letter that asks the member whether it is so.
confirmation = Table(
    "confirmation",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("member_id", String, nullable=False, index=True),
    Column("inbox_id", ForeignKey("inbox.id"), nullable=False, index=True),
    Column("letter_id", String, nullable=False, unique=True),
    Column("findings", JSON, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("outcome", String),
    Column("settled_at", Moment),
    Column("answer_inbox_id", Integer),
)

# Letters to a role that decide reviews when they are answered: the digests, and the answers to answers of theirs (`due_at` is null).
digest = Table(
    "digest",
    metadata,
    Column("letter_id", String, primary_key=True),
    Column("role", String, nullable=False),
    Column("address", Words, nullable=False),
    Column("due_at", Moment),
    Column("queued_at", Moment, nullable=False),
    UniqueConstraint("role", "address", "due_at", name="uq_digest_once"),
)

bounce = Table(
    "bounce",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("inbox_id", Integer, index=True),
    Column("letter_id", String, index=True),
    Column("member_id", String),
    Column("address", Words, nullable=False, index=True),
    Column("report_class", String, nullable=False),
    Column("status", String),
    Column("reason", String, nullable=False),
    Column("words", Words, nullable=False),
    Column("bounced_at", Moment, nullable=False),
)

# What follows from all reports, deliveries and decisions about an address, as the address policy says: written anew at each of them.
suppression = Table(
    "suppression",
    metadata,
    Column("address", Words, primary_key=True),
    Column("scope", String, primary_key=True),
    Column("reason", String, nullable=False, index=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    Column("bounce_id", Integer),
    Column("note", Words, nullable=False, default=""),
    Column("set_by", Words),
)

# When the SMTP server refused us or was out of reach, from the first refusal to the next letter that it took. `open` is 1 until then and
# null afterwards: there is one at most. `letters` are the most that waited.
refusal = Table(
    "refusal",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("open", Integer, unique=True),
    Column("key", String, nullable=False),
    Column("facts", JSON, nullable=False),
    Column("since", Moment, nullable=False),
    Column("tried_at", Moment, nullable=False),
    Column("letters", Integer, nullable=False, default=0),
    Column("ended_at", Moment),
    Column("told_at", Moment),
)

# What persons decided about addresses; nothing in it is ever changed.
address_decision = Table(
    "address_decision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", Words, nullable=False, index=True),
    Column("action", String, nullable=False),
    Column("note", Words, nullable=False),
    Column("decided_at", Moment, nullable=False),
    Column("decided_by", Words, nullable=False),
)
