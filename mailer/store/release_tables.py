"""Which tables hold releases, and what was told once? The part of the schema for a second person."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, String, Table, UniqueConstraint

from mailer.store.tables import Moment, Words, metadata

# Release by a second person. A draft is what was shown of one mailing at one moment (`key`) with one content (`digest`).
draft = Table(
    "draft",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job_id", String, nullable=False, index=True),
    Column("mailing_id", String, nullable=False),
    Column("key", String, nullable=False),
    Column("digest", String, nullable=False),
    Column("state", String, nullable=False),  # asked, released, stopped, replaced
    Column("due_at", Moment),  # null: by hand, or on members' own days
    Column("people", Integer, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("decided_at", Moment),
    Column("decided_by", Words),
    Column("frozen", JSON),  # ids of the members for whom it was released
    Column("reminded_at", Moment),
    UniqueConstraint("job_id", "mailing_id", "key", "digest", name="uq_draft_once"),
)

# The letters to a role that show a draft, remind of it, or answer a decision about it: replies to them decide.
draft_letter = Table(
    "draft_letter",
    metadata,
    Column("letter_id", String, primary_key=True),
    Column("draft_id", ForeignKey("draft.id"), nullable=False, index=True),
    Column("roles", JSON, nullable=False),
)

# What came back from a role, handed over by recording: releasing decides and settles it.
draft_word = Table(
    "draft_word",
    metadata,
    Column("inbox_id", Integer, primary_key=True, autoincrement=False),
    Column("draft_id", ForeignKey("draft.id"), nullable=False),
    Column("address", Words, nullable=False),
    Column("role", String, nullable=False),
    Column("words", Words, nullable=False),
    Column("message_id", Words, nullable=False),
    Column("references", JSON, nullable=False),
    Column("subject", Words, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("settled_at", Moment),
)

# What the board is told once: a broken job file, a change of an event that nobody has announced. `turn` counts its returns.
told_once = Table(
    "told_once",
    metadata,
    Column("topic", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("turn", Integer, primary_key=True, autoincrement=False),
    Column("told_at", Moment, nullable=False),
    Column("over_at", Moment),
)
