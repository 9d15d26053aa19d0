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
    _event()
    _inbox()
    _member()
    _occurrence()
    _setting()
    _sighting()
    _suppression()
    _left_out()
    _letter()
    _record()
    _review()
    _invitation()


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
        sa.Column("message_id", mailer.store.tables.Words(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("digest", name=op.f("uq_inbox_digest")),
    )
    with op.batch_alter_table("inbox", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_inbox_letter_id"), ["letter_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_message_id"), ["message_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_inbox_state"), ["state"], unique=False)


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
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=True),
        sa.Column("answers_inbox_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("token", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("subject", mailer.store.tables.Words(), nullable=False),
        sa.Column("address", mailer.store.tables.Words(), nullable=False),
        sa.Column("envelope_from", mailer.store.tables.Words(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letter_message_id")),
        sa.UniqueConstraint("token", name=op.f("uq_letter_token")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_letter_answers_inbox_id"), ["answers_inbox_id"], unique=False)
        batch_op.create_index("ix_letter_due", ["state", "next_attempt_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_member_id"), ["member_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_letter_occurrence_id"), ["occurrence_id"], unique=False)


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
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_record_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
    )
    with op.batch_alter_table("record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_record_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_record_inbox_id"), ["inbox_id"], unique=False)
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
        sa.ForeignKeyConstraint(["inbox_id"], ["inbox.id"], name=op.f("fk_review_inbox_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    with op.batch_alter_table("review", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_review_inbox_id"), ["inbox_id"], unique=False)


def _invitation() -> None:
    op.create_table(
        "invitation",
        sa.Column("letter_id", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_invitation_letter_id")),
        sa.PrimaryKeyConstraint("letter_id", "uid", name=op.f("pk_invitation")),
    )
    with op.batch_alter_table("invitation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_invitation_event_id"), ["event_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_invitation_uid"), ["uid"], unique=False)
