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
    r"^[^\S\n]{0,8}(?:[-=*_#>| ]{0,40})(?:"
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
    r"|^[^<]*zustell(?:system|dienst|status|fehler|bericht|benachrichtigung|problem|ung)",
    re.IGNORECASE,
)
_DAEMON_STEMS = (
    "daemon", "master", "delivery", "system", "administrator", "imss@", "sns.amazonaws", "router", "mailer@", "ndr@", "sweeper",
    "mailadmin", "exchange", "zustell",
)  # fmt: skip
# A sender without one of these that bears a name is a person who writes about a report.
_SERVICE = re.compile(
    r"^mail\b|mail(?:er|server|system|gate|service|security|sweeper|marshal)|[ _-]mail[ _-]|smtp|mta\b|daemon|admin|system|server|service"
    r"|no-?reply|post(?:fach|stelle|office|man\b)|bounce|delivery|gateway|router|notif|^root\b|virus|spam|filter|error|^return|zustell",
    re.IGNORECASE,
)
_PASSED_ON = re.compile(r"\s{0,4}(?:re|aw|antw|wg|fwd?|sv|tr)(?:\[\d{1,3}\])?\s{0,2}:", re.IGNORECASE)
# Programs that people write with.
_PERSONS_PROGRAM = re.compile(
    r"mozilla|thunderbird|k-9|fairemail|(?:iphone|ipad|apple) mail|microsoft outlook 1\d|evolution|roundcube|horde|open-xchange|em client"
    r"|claws|kmail|mutt|sogo|zimbra",
    re.IGNORECASE,
)
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
    r"(?:not be delivered|undeliverable|delivery failed|unable to deliver|nicht zugestellt)\b[^@\n]{0,60}@"
    r"|@[^@\n]{0,160}\b(?:not be delivered|undeliverable|nicht zugestellt)\b",
    re.IGNORECASE,
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
    r"|was rejected|no valid recipients|failed addresses|\"notificationtype\"",
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
    return _is_surely_a_system(mail, head) or _perhaps_a_system(mail, head)


def is_from_a_mail_system(mail: Part, head: Head, notice: str) -> bool:
    """Do sender, structure or subject say that a mail system wrote?

    A person who answers or forwards a report does not, nor does an absence note: a null envelope sender alone proves nothing.
    """
    if _is_surely_a_system(mail, head):
        return True
    if not _perhaps_a_system(mail, head):
        return False
    if head.return_path == "" and _is_no_persons_name(head) and _CERTAIN.search(notice):
        return True
    if head.references or not _SUBJECT.match(head.subject):
        return False
    return head.return_path == "" or bool(_MACHINE.search(notice) or _SERVICE.search(head.sender_address.partition("@")[0]))


def says_failure(text: str, subject: str) -> bool:
    """Does the notice say that something was not delivered?"""
    return bool(_FAILURE.search(text[:_MAX_CHARACTERS])) or (bool(_SUBJECT.match(subject)) and "@" in text)


def _is_surely_a_system(mail: Part, head: Head) -> bool:
    sender = mail.first("from")[:300]
    if mail.content_type == "multipart/report" or "x-failed-recipients" in mail.fields or "<>" in sender:
        return True
    if _is_a_persons_answer(head):
        return False
    if holds_any(sender.lower(), _DAEMON_STEMS) and _DAEMON.search(sender):
        return True
    return not head.references and bool(_DAEMON.match(mail.first("return-path").strip("< ")))


def _is_a_persons_answer(head: Head) -> bool:
    """Does a person at an address like postmaster@ answer? Then the mark of an answer and an own return address stand there."""
    if head.sender_address.lower().startswith("mailer-daemon@"):
        return False
    if not head.return_path and not (head.references and not _DAEMON.match(head.sender_address)):
        return False
    return bool(_PASSED_ON.match(head.subject))


def _perhaps_a_system(mail: Part, head: Head) -> bool:
    """Without a mail system's name: a null return address, or a subject, where nothing shows a person who writes about a report."""
    if head.return_path == "":
        return True
    if head.references or not _SUBJECT.match(head.subject) or _PASSED_ON.match(head.subject):
        return False
    if head.return_path == head.sender_address and head.sender_name:
        return False
    if _PERSONS_PROGRAM.search(f"{mail.first('user-agent')} {mail.first('x-mailer')}"[:200]):
        return False
    return _is_no_persons_name(head)


def _is_no_persons_name(head: Head) -> bool:
    return not head.sender_name or bool(_SERVICE.search(f"{head.sender_name} {head.sender_address.partition('@')[0]}"))


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
