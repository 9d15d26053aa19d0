"""The first schema."""

import sqlalchemy as sa
from alembic import op

import mailer.store.tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version: all tables, those that others refer to first."""
    _address_decision()
    _allowance()
    _bounce()
    _digest()
    _draft()
    _event()
    _inbox()
    _invitation()
    _magazine_text()
    _mailbox_folder()
    _member()
    _occurrence()
    _override()
    _post_return()
    _print_batch()
    _pulse()
    _refusal()
    _restoration()
    _setting()
    _sighting()
    _suppression()
    _told_once()
    _confirmation()
    _draft_letter()
    _draft_word()
    _instead()
    _left_out()
    _letter()
    _print_letter()
    _record()
    _review()
    _letter_body()


def _address_decision() -> None:
    op.create_table(
        "address_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", mailer.store.tables.Words(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("note", mailer.store.tables.Words(), nullable=False),
        sa.Column("decided_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("decided_by", mailer.store.tables.Words(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_address_decision")),
    )
    with op.batch_alter_table("address_decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_address_decision_address"), ["address"], unique=False)


def _allowance() -> None:
    op.create_table(
        "allowance",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tokens", sa.Float(), nullable=False),
        sa.Column("filled_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_allowance")),
    )


def _bounce() -> None:
    op.create_table(
        "bounce",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.Column("letter_id", sa.String(), nullable=True),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("address", mailer.store.tables.Words(), nullable=False),
        sa.Column("report_class", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", mailer.store.tables.Words(), nullable=False),
        sa.Column("bounced_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bounce")),
    )
    with op.batch_alter_table("bounce", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bounce_address"), ["address"], unique=False)
        batch_op.create_index(batch_op.f("ix_bounce_inbox_id"), ["inbox_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bounce_letter_id"), ["letter_id"], unique=False)


def _digest() -> None:
    op.create_table(
        "digest",
        sa.Column("letter_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("address", mailer.store.tables.Words(), nullable=False),
        sa.Column("due_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("queued_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_digest")),
        sa.UniqueConstraint("role", "address", "due_at", name="uq_digest_once"),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("mailing_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("due_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("asked_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("decided_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("decided_by", mailer.store.tables.Words(), nullable=True),
        sa.Column("frozen", sa.JSON(), nullable=True),
        sa.Column("reminded_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("job_id", "mailing_id", "key", "digest", name="uq_draft_once"),
    )
    with op.batch_alter_table("draft", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_job_id"), ["job_id"], unique=False)


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("job_id", mailer.store.tables.Words(), nullable=False),
        sa.Column("title", mailer.store.tables.Words(), nullable=False),
        sa.Column("start", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("end", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("location", mailer.store.tables.Words(), nullable=False),
        sa.Column("description", mailer.store.tables.Words(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("shifts", sa.JSON(), nullable=False),
        sa.Column("cancelled", sa.Integer(), nullable=False),
        sa.Column("major_sequence", sa.Integer(), nullable=False),
        sa.Column("changed_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )


def _inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("traceback", mailer.store.tables.Words(), nullable=True),
        sa.Column("sort", sa.String(), nullable=True),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("letter_id", sa.String(), nullable=True),
        sa.Column("text", mailer.store.tables.Words(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=True),
        sa.Column("whole_size", sa.BigInteger(), nullable=True),
        sa.Column("spam", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("digest", name=op.f("uq_inbox_digest")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index("ix_inbox_place", ["folder", "uidvalidity", "uid"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_state"), ["state"], unique=False)


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("letter_number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("letter_number", "uid", name=op.f("pk_invitation")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_uid"), ["uid"], unique=False)


def _magazine_text() -> None:
    op.create_table(
        "magazine_text",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("mailing_id", sa.String(), nullable=False),
        sa.Column("issue", sa.String(), nullable=False),
        sa.Column("letter_id", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("queued_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "mailing_id", "issue", name=op.f("pk_magazine_text")),
    )


def _mailbox_folder() -> None:
    op.create_table(
        "mailbox_folder",
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_uid", sa.BigInteger(), nullable=False),
        sa.Column("waiting", sa.JSON(), nullable=False),
        sa.Column("met_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("folder", "uidvalidity", name=op.f("pk_mailbox_folder")),
    )


def _member() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("given_name", mailer.store.tables.Words(), nullable=False),
        sa.Column("family_name", mailer.store.tables.Words(), nullable=False),
        sa.Column("email", mailer.store.tables.Words(), nullable=True),
        sa.Column("street", mailer.store.tables.Words(), nullable=False),
        sa.Column("postcode", mailer.store.tables.Words(), nullable=False),
        sa.Column("city", mailer.store.tables.Words(), nullable=False),
        sa.Column("branch", mailer.store.tables.Words(), nullable=False),
        sa.Column("joined", sa.Date(), nullable=True),
        sa.Column("status", mailer.store.tables.Words(), nullable=False),
        sa.Column("birthday", sa.Date(), nullable=True),
        sa.Column("form_of_address", mailer.store.tables.Words(), nullable=False),
        sa.Column("groups", sa.JSON(), nullable=False),
        sa.Column("mandates", sa.JSON(), nullable=False),
        sa.Column("dues_open", sa.Numeric(precision=10, scale=2), nullable=True),
        sa.Column("gone_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("delivery", mailer.store.tables.Words(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
    )
    with op.batch_alter_table("member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_email"), ["email"], unique=False)


def _occurrence() -> None:
    op.create_table(
        "occurrence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("mailing_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("due_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("planned_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", mailer.store.tables.Words(), nullable=False),
        sa.Column("event_ids", sa.JSON(), nullable=False),
        sa.Column("writing_until", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("send_window", sa.String(), nullable=True),
        sa.Column("dictionary", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_occurrence")),
        sa.UniqueConstraint("job_id", "mailing_id", "key", name="uq_occurrence_once"),
    )


def _override() -> None:
    op.create_table(
        "override",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("mailing_id", sa.String(), nullable=False),
        sa.Column("reason", mailer.store.tables.Words(), nullable=False),
        sa.Column("shortcomings", sa.JSON(), nullable=False),
        sa.Column("said_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("said_by", mailer.store.tables.Words(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_override")),
    )
    with op.batch_alter_table("override", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_override_job_id"), ["job_id"], unique=False)


def _post_return() -> None:
    op.create_table(
        "post_return",
        sa.Column("letter_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("place", mailer.store.tables.Words(), nullable=False),
        sa.Column("reason", mailer.store.tables.Words(), nullable=False),
        sa.Column("entered_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("entered_by", mailer.store.tables.Words(), nullable=False),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_post_return")),
    )
    with op.batch_alter_table("post_return", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_return_member_id"), ["member_id"], unique=False)


def _print_batch() -> None:
    op.create_table(
        "print_batch",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("printed_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("printed_by", mailer.store.tables.Words(), nullable=False),
        sa.Column("source", sa.LargeBinary(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("posted_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_print_batch")),
    )
    with op.batch_alter_table("print_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_batch_job_id"), ["job_id"], unique=False)


def _pulse() -> None:
    op.create_table(
        "pulse",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("marked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pulse")),
    )


def _refusal() -> None:
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("open", sa.Integer(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("since", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("tried_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.Column("ended_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("told_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
        sa.UniqueConstraint("open", name=op.f("uq_refusal_open")),
    )


def _restoration() -> None:
    op.create_table(
        "restoration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("found_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("known_until", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("until", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("letters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restoration")),
    )


def _setting() -> None:
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", mailer.store.tables.Words(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )


def _sighting() -> None:
    op.create_table(
        "sighting",
        sa.Column("job_id", sa.String(), nullable=False),
        sa.Column("mailing_id", sa.String(), nullable=False),
        sa.Column("first_seen_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("job_id", "mailing_id", name=op.f("pk_sighting")),
    )


def _suppression() -> None:
    op.create_table(
        "suppression",
        sa.Column("address", mailer.store.tables.Words(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("until", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("bounce_id", sa.Integer(), nullable=True),
        sa.Column("note", mailer.store.tables.Words(), nullable=False),
        sa.Column("set_by", mailer.store.tables.Words(), nullable=True),
        sa.PrimaryKeyConstraint("address", "scope", name=op.f("pk_suppression")),
    )
    with op.batch_alter_table("suppression", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_suppression_reason"), ["reason"], unique=False)


def _told_once() -> None:
    op.create_table(
        "told_once",
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("turn", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("told_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("over_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("topic", "key", "digest", "turn", name=op.f("pk_told_once")),
    )


def _confirmation() -> None:
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.String(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.Column("received_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("asked_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("expires_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("settled_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("answer_inbox_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_confirmation_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmation")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_confirmation_letter_id")),
    )
    with op.batch_alter_table("confirmation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_confirmation_inbox_id"), ["inbox_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_confirmation_member_id"), ["member_id"], unique=False)


def _draft_letter() -> None:
    op.create_table(
        "draft_letter",
        sa.Column("letter_id", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_letter_draft_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_draft_letter")),
    )
    with op.batch_alter_table("draft_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_letter_draft_id"), ["draft_id"], unique=False)


def _draft_word() -> None:
    op.create_table(
        "draft_word",
        sa.Column("inbox_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("address", mailer.store.tables.Words(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("words", mailer.store.tables.Words(), nullable=False),
        sa.Column("message_id", mailer.store.tables.Words(), nullable=False),
        sa.Column("references", sa.JSON(), nullable=False),
        sa.Column("subject", mailer.store.tables.Words(), nullable=False),
        sa.Column("received_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("settled_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["draft_id"], ["draft.id"], name=op.f("fk_draft_word_draft_id")),
        sa.PrimaryKeyConstraint("inbox_id", name=op.f("pk_draft_word")),
    )


def _instead() -> None:
    op.create_table(
        "instead",
        sa.Column("mail_id", sa.String(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("letter_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("noted_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("told_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrence.id"], name=op.f("fk_instead_occurrence_id")),
        sa.PrimaryKeyConstraint("mail_id", name=op.f("pk_instead")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_instead_letter_id")),
    )
    with op.batch_alter_table("instead", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instead_occurrence_id"), ["occurrence_id"], unique=False)


def _left_out() -> None:
    op.create_table(
        "left_out",
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("detail", mailer.store.tables.Words(), nullable=False),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrence.id"], name=op.f("fk_left_out_occurrence_id")),
        sa.PrimaryKeyConstraint("occurrence_id", "member_id", name=op.f("pk_left_out")),
    )


def _letter() -> None:
    op.create_table(
        "letter",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("answers_inbox_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("subject", mailer.store.tables.Words(), nullable=False),
        sa.Column("address", mailer.store.tables.Words(), nullable=False),
        sa.Column("envelope_from", mailer.store.tables.Words(), nullable=False),
        sa.Column("in_doubt", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("created_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("next_attempt_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("claimed_by", sa.String(), nullable=True),
        sa.Column("claimed_until", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("sent_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("smtp_code", sa.Integer(), nullable=True),
        sa.Column("smtp_status", sa.String(), nullable=True),
        sa.Column("smtp_reply", mailer.store.tables.Words(), nullable=True),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrence.id"], name=op.f("fk_letter_occurrence_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letter")),
        sa.UniqueConstraint("id", name=op.f("uq_letter_id")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(
            "ix_letter_answers_inbox_id",
            ["answers_inbox_id"],
            unique=False,
            sqlite_where=sa.text("answers_inbox_id IS NOT NULL"),
            postgresql_where=sa.text("answers_inbox_id IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_letter_in_hand",
            ["claimed_by"],
            unique=False,
            sqlite_where=sa.text("state IN ('claimed', 'handing_over')"),
            postgresql_where=sa.text("state IN ('claimed', 'handing_over')"),
        )
        batch_op.create_index(batch_op.f("ix_letter_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_occurrence_id"), ["occurrence_id"], unique=False)
        batch_op.create_index(
            "ix_letter_waits",
            ["next_attempt_at", "number"],
            unique=False,
            sqlite_where=sa.text("state IN ('queued', 'deferred')"),
            postgresql_where=sa.text("state IN ('queued', 'deferred')"),
        )


def _print_letter() -> None:
    op.create_table(
        "print_letter",
        sa.Column("letter_id", sa.String(), nullable=False),
        sa.Column("batch", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["batch"], ["print_batch.number"], name=op.f("fk_print_letter_batch")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_print_letter")),
        sa.UniqueConstraint("batch", "position", name="uq_print_letter_place"),
    )
    with op.batch_alter_table("print_letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_letter_batch"), ["batch"], unique=False)


def _record() -> None:
    op.create_table(
        "record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=True),
        sa.Column("target", sa.String(), nullable=True),
        sa.Column("finding", sa.JSON(), nullable=False),
        sa.Column("proof", sa.String(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=True),
        sa.Column("letter_id", sa.String(), nullable=True),
        sa.Column("recorded_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("confirmed_by", mailer.store.tables.Words(), nullable=True),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.Column("received_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("stamp", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_record_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_inbox_id"), ["inbox_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_kind"), ["kind"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_member_id"), ["member_id"], unique=False)


def _review() -> None:
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("inbox_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("letter_id", sa.String(), nullable=True),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("proposal", sa.JSON(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("opened_at", mailer.store.tables.Moment(timezone=True), nullable=False),
        sa.Column("decided_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.Column("decided_by", mailer.store.tables.Words(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("asked_at", mailer.store.tables.Moment(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_review_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_inbox_id"), ["inbox_id"], unique=False)


def _letter_body() -> None:
    op.create_table(
        "letter_body",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["letter.number"], name=op.f("fk_letter_body_number")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_letter_body")),
    )
