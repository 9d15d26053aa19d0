"""What did the mail system itself write, above the copy of our letter that it returns?"""

import re
from collections.abc import Iterator

from mailer.model.reading import Head
from mailer.reading.mime import Part
from mailer.reading.signs import holds_any
from mailer.reading.words.html import html_lines

_MAX_CHARACTERS = 30_000
_MAX_HTML = 100_000

# Where the returned copy begins. A new mail system's mark is a new line here.
_RETURNED = re.compile(
    r"^[^\S\n]{0,8}(?:[-=*_#> ]{0,40})(?:"
    r"this is a copy of (?:the|your) message|below this line is a copy|(?:the )?original (?:message|mail)(?: info| headers"
    r"| follows|[ -]{0,40}$)|message headers? follow"
    r"|unsent message below|unsent message|start of returned message|your message reads|included is a copy of the message"
    r"|here is a copy of|returned message"
    r"|the header of the original message|below is a copy of|original message (?:attached|follows|headers)|returned (?:mail"
    r"|message) follows|attachment is a copy"
    r"|mensaje original|undelivered message|copy of (?:the )?(?:original )?message|the first \d+ lines of|(?:message"
    r"|copy of) header|old message:"
    r"|returned message header|es folgt (?:eine kopie|die)|kopie (?:der|ihrer) nachricht|dies ist eine kopie"
    r"|ursprüngliche nachricht|original-?nachricht"
    r"|return-path: ?<|received: (?:from|by|\(qmail)|received:from|x-received:|dkim-signature: ?v=|message (?:text"
    r"|content)s? follows?|old mail headers|original text follows"
    r").{0,200}$",
    re.IGNORECASE | re.MULTILINE,
)
_DAEMON = re.compile(
    r"mailer[-_. ]?daemon|post[-_ ]?master|mail(?:er)?[-_. ]?delivery|delivery[-_. ](?:sub)?system|mail (?:administrator|system)"
    r"|system administrator|mdaemon@|^imss@|sns\.amazonaws"
    r"|mail[-_.]?daemon|mail-?router|^mailer@|<mailer@|^ndr@|<ndr@|delivery\.system|mailsweeper|mailadmin|microsoft ?exchange"
    r"|^[^<]*zustell",
    re.IGNORECASE,
)
_DAEMON_STEMS = (
    "daemon", "master", "delivery", "system", "administrator", "imss@", "sns.amazonaws", "router", "mailer@", "ndr@", "sweeper",
    "mailadmin", "exchange", "zustell",
)  # fmt: skip
_SUBJECT = re.compile(
    r"(?:.{0,40}\s)?(?:undeliver|non[- ]?deliver|delivery (?:status|failure|problem|has failed|report|notification)"
    r"|failure (?:notice|delivery)|returned (?:mail|message)|mail (?:delivery|system error|could)"
    r"|delivery failed|failed delivery|message (?:delivery|could not)|could not be delivered|bounce|warning:|unzustellbar"
    r"|nicht zustellbar|zustell|fehlgeschlagen|permanent delivery"
    r"|error sending|there was an error|rejected|aws notification|notification d|non remis|ваше сообщение не|fehler bei)",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"automatic(?:ally)?|automatisch|message (?:was|has been) created|delivery (?:status|agent|system|failure|report)"
    r"|mail (?:system|server)|\bmta\b|\bsmtp\b|postmaster"
    r"|original message|non-delivery|message (?:headers|delivery)|(?<!\d)[45]\d\d[ -](?:\d\.\d\.\d|[A-Za-z<])|mailbox is full"
    r"|valid recipients|could not be delivered to:",
    re.IGNORECASE,
)
_CERTAIN = re.compile(
    r"(?:not be delivered|undeliverable|delivery failed|unable to deliver|nicht zugestellt)\b[^@\n]{0,60}@", re.IGNORECASE
)
_FAILURE = re.compile(
    r"(?:could|can|was|were|is|has|have|had)\s?(?:not|n.t|nt)\s(?:yet\s)?(?:be(?:en)?\s)?(?:deliver|able to deliver|reach|sent)"
    r"|undeliver|un(?:able|successful)\b.{0,60}\bdeliver|deli?very\s.{0,80}\b(?:fail|abort|delay|problem|error)"
    r"|(?:fail|error|trouble|problem)\w*\b.{0,80}\bdeliver|did not (?:reach|receive|like)|not accepting mail|returned to sender"
    r"|has been (?:delayed|rejected|postponed|returned)|permanent(?:ly)? (?:fatal )?(?:error|fail)"
    r"|(?:following|these) (?:address|recipient)|user(?:'s)? (?:unknown|mailbox)|unknown user|no such user|mailbox (?:is )?(?:full"
    r"|unavailable|exceeded)|(?:quota|limit) exceeded|over ?quota|\b5\d\d[ -]#?5\.\d\.\d|\b[45]\d\d [^\n]{0,80}@"
    r"|nicht (?:zugestellt|zustellbar|ausgeliefert)|unzustellbar|zustell\w* .{0,60}fehl|fehler .{0,40}zustell|не доставлен"
    r"|message not delivered|no matches to nameserver|attempting to reach"
    r"|не может быть доставлен|送信できません|配信(?:できません|不能)|no pudo ser|n'a pas pu|non è stato|exceeded the local limit"
    r"|group you tried to contact|invalid (?:final delivery userid|address|recipient)|has been removed from the mail queue"
    r"|was rejected|\"notificationtype\"",
    re.IGNORECASE,
)


def notice_text(mail: Part) -> str:
    """The text above the returned copy, at most 30,000 characters of it."""
    text = "\n".join(_texts(mail))[:_MAX_CHARACTERS]
    copy = _RETURNED.search(text)
    return text[: copy.start()] if copy else text


def returned_text(mail: Part) -> str:
    """The text from the returned copy on, where it stands in the same part as the notice; else empty."""
    text = "\n".join(_texts(mail))[:_MAX_CHARACTERS]
    copy = _RETURNED.search(text)
    return text[copy.start() :] if copy else ""


def may_be_a_report(mail: Part, head: Head) -> bool:
    """Is there any sign of a mail system, so that reading the text is worth its time?"""
    return _is_surely_a_system(mail, head) or head.return_path == "" or (not head.references and bool(_SUBJECT.match(head.subject)))


def is_from_a_mail_system(mail: Part, head: Head, notice: str) -> bool:
    """Do sender, structure or subject say that a mail system wrote?

    A person who answers or forwards a report does not, nor does an absence note: a null envelope sender alone proves nothing.
    """
    if _is_surely_a_system(mail, head) or (head.return_path == "" and _CERTAIN.search(notice)):
        return True
    return not head.references and bool(_SUBJECT.match(head.subject)) and (head.return_path == "" or bool(_MACHINE.search(notice)))


def says_failure(text: str, subject: str) -> bool:
    """Does the notice say that something was not delivered?"""
    return bool(_FAILURE.search(text[:_MAX_CHARACTERS])) or (bool(_SUBJECT.match(subject)) and "@" in text)


def _is_surely_a_system(mail: Part, head: Head) -> bool:
    sender = mail.first("from")[:300]
    if mail.content_type == "multipart/report" or "x-failed-recipients" in mail.fields or "<>" in sender:
        return True
    if holds_any(sender.lower(), _DAEMON_STEMS) and _DAEMON.search(sender):
        return True
    return not head.references and bool(_DAEMON.match(mail.first("return-path").strip("< ")))


def _texts(mail: Part) -> Iterator[str]:
    """The texts outside of carried mails; HTML only where there is no plain text."""
    leaves = [
        part
        for part in mail.own()
        if (not part.children and part.content_type in ("text/plain", "text/html")) or _is_unreadable_multipart(part)
    ]
    plain = [part.text() for part in leaves if part.content_type != "text/html"]
    if any(text.strip() for text in plain):
        yield from plain
        return
    for part in leaves:
        yield "\n".join(line.text for line in html_lines(part.text()[:_MAX_HTML]))


def _is_unreadable_multipart(part: Part) -> bool:
    return part.content_type.startswith("multipart/") and not part.children
