"""Which tables hold what goes out on paper and in the magazine? The part of the schema for a convocation."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, LargeBinary, String, Table, UniqueConstraint

from mailer.store.tables import Moment, Words, metadata

# Letters on paper. A batch is one file for the printer: its Typst source (zlib) makes the same PDF at any time.
print_batch = Table(
    "print_batch",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("job_id", String, nullable=False, index=True),
    Column("printed_at", Moment, nullable=False),
    Column("printed_by", Words, nullable=False),
    Column("source", LargeBinary, nullable=False),
    Column("digest", String, nullable=False),  # SHA-256 of the PDF
    Column("posted_on", Date),
)

# Where each letter stands in its batch.
print_letter = Table(
    "print_letter",
    metadata,
    Column("letter_id", String, primary_key=True),
    Column("batch", ForeignKey("print_batch.number"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    UniqueConstraint("batch", "position", name="uq_print_letter_place"),
)

# Letters that the post brought back. Nothing goes to `place` (the postal address then) for this member until the book says another.
post_return = Table(
    "post_return",
    metadata,
    Column("letter_id", String, primary_key=True),
    Column("member_id", String, nullable=False, index=True),
    Column("place", Words, nullable=False),
    Column("reason", Words, nullable=False),
    Column("entered_at", Moment, nullable=False),
    Column("entered_by", Words, nullable=False),
)

# What was handed to the editor of the member magazine: once for each issue.
magazine_text = Table(
    "magazine_text",
    metadata,
    Column("job_id", String, primary_key=True),
    Column("mailing_id", String, primary_key=True),
    Column("issue", String, primary_key=True),
    Column("letter_id", String, nullable=False),
    Column("digest", String, nullable=False),  # SHA-256 of the Markdown text
    Column("queued_at", Moment, nullable=False),
)

# A person's word that a convocation goes out although it breaks a rule of its body; nothing in it is ever changed.
override = Table(
    "override",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("job_id", String, nullable=False, index=True),
    Column("mailing_id", String, nullable=False),
    Column("reason", Words, nullable=False),
    Column("shortcomings", JSON, nullable=False),
    Column("said_at", Moment, nullable=False),
    Column("said_by", Words, nullable=False),
)

# In whose place a letter on paper was written: of a mail that did not arrive, or of which nobody knew when the post had to go. `letter_id`
# is null where no letter can reach the member either; `told_at`, when the board heard of it.
instead = Table(
    "instead",
    metadata,
    Column("mail_id", String, primary_key=True),
    Column("occurrence_id", ForeignKey("occurrence.id"), nullable=False, index=True),
    Column("member_id", String, nullable=False),
    Column("letter_id", String, unique=True),
    Column("reason", String, nullable=False),
    Column("noted_at", Moment, nullable=False),
    Column("told_at", Moment),
)
