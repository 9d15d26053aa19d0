"""Did a letter come back, and whose?

The readers in their order: complaint, Amazon's JSON, the fields of RFC 3464, the prose of the mail systems. Only what stands above
the returned copy is read.
"""

import re
from dataclasses import dataclass, replace

from mailer.model.reading import Bounce, Head
from mailer.reading.bounces.codes import class_of, is_still_trying, reason_of, status_of
from mailer.reading.bounces.complaint import complained_addresses
from mailer.reading.bounces.fields import Fate, fates
from mailer.reading.bounces.notice import is_from_a_mail_system, may_be_a_report, notice_text, returned_text, says_failure
from mailer.reading.bounces.returned import returned_message_ids
from mailer.reading.bounces.sns import notification_in
from mailer.reading.bounces.text import failed_addresses
from mailer.reading.mime import Part

_MAX_WORDS = 1000
_LETTERS = re.compile(r"[^\W\d_]{3}")


@dataclass(frozen=True, slots=True)
class Report:
    """A report about a letter, which reader understood it, and the Message-IDs of what was returned."""

    bounce: Bounce
    reader: str
    returned_message_ids: tuple[str, ...] = ()


def read_report(mail: Part, head: Head, own_addresses: frozenset[str]) -> Report | None:
    """The report that the mail is, or None. Its `report_class` is `other` when it says that all went well."""
    found = _complaint(mail)
    if found is None and may_be_a_report(mail, head):
        found = _amazon(mail, head) or _by_fields(mail, head, own_addresses) or _by_text(mail, head, own_addresses)
    if found is None:
        return None
    bounce, reader = found
    bounce = replace(bounce, recipients=tuple(address for address in bounce.recipients if address.isprintable() and "@" in address))
    return Report(bounce, reader, returned_message_ids(mail, head, returned_text(mail)))


def _complaint(mail: Part) -> tuple[Bounce, str] | None:
    complained = complained_addresses(mail)
    return None if complained is None else (Bounce(complained, "complaint"), "ARF")


def _amazon(mail: Part, head: Head) -> tuple[Bounce, str] | None:
    if "amazonaws" not in head.sender_address:
        return None
    told = notification_in(notice_text(mail))
    if told is None:
        return None
    if told.kind == "complaint":
        return Bounce(told.recipients, "complaint"), "Amazon SES"
    if told.kind != "bounce":
        return Bounce((), "other"), "Amazon SES"
    words = told.words or told.status or ""
    report_class = "permanent" if told.permanent else "temporary"
    return Bounce(told.recipients, report_class, told.status, reason_of(told.status, words), words[:_MAX_WORDS]), "Amazon SES"


def _by_fields(mail: Part, head: Head, own_addresses: frozenset[str]) -> tuple[Bounce, str] | None:
    found = fates(mail)
    notice = notice_text(mail) if found else ""
    if not found or not is_from_a_mail_system(mail, head, notice):
        return None
    bad = [fate for fate in found if fate.action != "delivered"]
    if not bad:
        return Bounce((), "other"), "RFC 3464"
    leading = next((fate for fate in bad if _class(fate) == "permanent"), bad[0])
    recipients = tuple(dict.fromkeys(address for fate in bad for address in fate.recipients))
    status = leading.status or status_of(notice)
    words = leading.words or notice
    return Bounce(
        recipients or failed_addresses(mail, head, notice, own_addresses)[0],
        "permanent" if any(_class(fate) == "permanent" for fate in bad) else "temporary",
        status,
        reason_of(status, words),
        words.strip()[:_MAX_WORDS],
        delayed=all(fate.action == "delayed" for fate in bad),
    ), "RFC 3464"


def _class(fate: Fate) -> str:
    return "temporary" if fate.action == "delayed" else class_of(fate.status, fate.words)


def _by_text(mail: Part, head: Head, own_addresses: frozenset[str]) -> tuple[Bounce, str] | None:
    notice = notice_text(mail)
    if not is_from_a_mail_system(mail, head, notice) or not says_failure(notice, head.subject):
        return None
    recipients, dialect = failed_addresses(mail, head, notice, own_addresses)
    about = _about(recipients, notice)
    final = _final_words(recipients, about)
    status = status_of(final or notice)
    report_class = "permanent" if final else class_of(status, about, f"{head.subject}\n{notice}")
    reason = reason_of(status, about)
    reason = reason_of(status, f"{head.subject}\n{notice}") if reason == "other" else reason
    delayed = report_class == "temporary" and is_still_trying(f"{head.subject}\n{notice}")
    return Bounce(recipients, report_class, status, reason, notice.strip()[:_MAX_WORDS], delayed), dialect or "text"


def _final_words(recipients: tuple[str, ...], about: str) -> str:
    """Where each of several recipients has words of their own: those of the first whose fate is final; else empty."""
    low = about.lower()
    places = sorted(place for address in recipients if (place := low.find(address)) >= 0)
    if len(places) < 2 or len(places) != len(recipients) or is_still_trying(about):
        return ""
    words = [about[start:end].partition("\n")[2] for start, end in zip(places, [*places[1:], None], strict=True)]
    if not all(_LETTERS.search(said) for said in words):
        return ""
    return next((said for said in words if class_of(status_of(said), said) == "permanent"), "")


def _about(recipients: tuple[str, ...], notice: str) -> str:
    """The notice from the first named recipient on; the polite sentences above it say nothing about the address."""
    low = notice.lower()
    places = [place for address in recipients if (place := low.find(address.partition("@")[0])) >= 0]
    return notice[min(places) :] if places else notice
