"""Which code, class and reason do the words of a mail server mean?"""

import re

_ENHANCED = re.compile(r"(?<![\d.vV])(?<![Vv]ersion )([245]\.[0-7]\.\d{1,3})(?![\d]|\.\d)")
_AFTER_REPLY = re.compile(r"(?<![\d.])[45]\d\d[ \t-]{1,3}[<(\[#]{0,2}([245]\.[0-7]\.\d{1,3})(?![\d]|\.\d)")
_MARKED = re.compile(r"(?:[#(\[<]|status[:=]? ?|error[:=] ?|code ?:? ?)#?([45]\.[0-7]\.\d{1,3})(?![\d]|\.\d)", re.IGNORECASE)
_REPLY = re.compile(r"(?<![\d.:/@#-])([45])(?:[0-5]\d)(?=[ \t:-]{1,3}\D|[\])])(?!\s?(?:[KMG]i?B|[Bb]ytes)\b)")

# Words of the first group that occurs decide; German servers first where they have words of their own (facts/bounces.md 5).
_REASONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, re.IGNORECASE))
    for reason, pattern in (
        ("full",
            r"mail(?:box|folder)['\w]*\s{1,3}(?:is )?(?:full|exceeded)|mailbox (?:size )?limit|over ?quota|quota|speicher(?:volumen"
            r"|platz)|(?:postfach|mailbox|konto).{0,40}\bvoll\b|kontingent"
            r"|too much mail|storage (?:space|limit)|insufficient (?:disk|storage)|allowed storage"
            r"|disk full|exceeded the local limit|boîte .{0,20}pleine"),
        ("rate",
            r"rate ?limit|too many (?:messages|connections|recipients|mails)|grey-?list|throttl|try again later"
            r"|temporarily (?:deferred|rejected)|4\.7\.0 .{0,40}(?:rate|try)|slow down|zu viele"),
        ("policy",
            r"\bspam\b|block ?list|black ?list|\bblocked\b|reputation|local policy|policy (?:violation|reason|restriction)|\bspf\b"
            r"|\bdkim\b|\bdmarc\b|\bptr\b|reverse dns|rdns|unauthenticated|not authori[sz]ed|access denied|banned|virus"
            r"|relay(?:ing)? (?:access )?(?:not|denied)|no relaying|refused to talk|\brejected\b.{0,40}\bpolicy|nemesis"
            r"|service not available|authentication (?:required|check)|sender address|sender (?:is )?(?:denied|rejected)"
            r"|(?<!not )\blisted (?:in|at|by)|spamhaus|dnsbl|\brbl\b|expurgate|abgelehnt"),
        ("content",
            r"message (?:size|too (?:large|big))|size (?:limit|exceed)|too large|attachments? (?:type|not allowed"
            r"|rejected|blocked|too|are not)"
            r"|maximum (?:message )?size"
            r"|content (?:rejected|error)|media error|zu groß"),
        ("unknown",
            r"user(?:name)? (?:is )?(?:unknown|not (?:found|known|exist)|doesn)|unknown (?:user|recipient|address|local)"
            r"|no such (?:user|mailbox|recipient|address|person)|no mailbox|mailbox (?:is )?(?:unavailable|not found|disabled"
            r"|inactive)|does(?:n.t| not) exist|doesn.t have|not exist|invalid (?:recipient|address|mailbox|final)|unrout?eable"
            r"|recipient (?:name )?(?:is )?(?:not (?:recognized|found)|unknown|rejected)|recipient not|no longer|illegal (?:user"
            r"|alias)|account (?:has been |is )?(?:disabled|closed|inactive|discontinued)|not listed in|existiert nicht|nicht bekannt"
            r"|nicht im .{0,20}verzeichnis|nicht gefunden"
            r"|unbekannt|host (?:unknown|not found)|no (?:such )?(?:domain|mx)|domain .{0,40}not (?:found|exist)|name (?:service"
            r"|server) error|address rejected|bad destination|n'existe pas"),
        ("expired",
            r"retry time-?out|expired|timed? ?out|time-?out|not responding|too long|giving up|given? up after|\d+ (?:attempts|days)"
            r"|zeitüberschreitung|nicht erreichbar|could not connect|connection (?:refused|timed)"
            r"|connect|unreachable|not been collected|not .{0,10}reachable"),
    )
)  # fmt: skip
# A bad sender (RFC 3463 3.2), and what Exchange Online says of an unknown recipient.
_CODES_THAT_DECIDE = {"5.1.7": "policy", "5.1.8": "policy", "5.1.10": "unknown", "5.4.1": "unknown"}
_BY_CODE = (
    ("full", ("5.2.2", "4.2.2", "4.3.1", "5.3.1")),
    ("rate", ("4.2.1", "4.7.")),
    ("unknown", ("5.1.1", "5.1.0", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4", "5.4.310", "5.1.351", "5.4.1")),
    ("content", ("5.3.4", "5.2.3", "5.6.", "4.6.")),
    ("policy", ("5.7.", "5.1.7", "5.1.8")),
    ("expired", ("4.4.", "5.4.7", "4.0.0")),
)
# Said anywhere in a notice, these mean that the mail system goes on trying.
_STILL_TRYING = re.compile(
    r"has been delayed|delayed (?:for )?\d+|(?:not|n't) (?:yet )?been (?:successfully )?delivered(?: yet)?|not yet been"
    r"|will (?:be retried|continue|keep|try again|retry)|warning message only"
    r"|(?:just|only) a warning|been postponed|verzögert|vorübergehend|temporarily (?:deferred|delayed|failed|undeliverable)"
    r"|weitere zustellversuche|advisory-only|\(delay\)|delivery delay|delayed delivery",
    re.IGNORECASE,
)
# Said about the address, these mean that it gave up without learning anything about it.
_GAVE_UP = re.compile(
    r"retry time-?out|(?:timed|time)[ -]?\s?out|expired|(?:queue|spool) too long|too long|not been collected|have been failing"
    r"|(?:could|can|did|unable)\s?(?:not|n't)?\s(?:to )?(?:connect|contact|accept our requests)"
    r"|connection (?:refused|timed|reset|lost|closed)|socket error|unreachable|not\s(?:be\s)?reach(?:able|ed)|not\s+reachable"
    r"|not responding|multiple retries|retries|giving up, |try again|after \d+(?:\.\d+)? (?:hour|day|attempt)"
    r"|\d+ attempts|within \d+ days|queue period|no route to host|host .{0,60}(?:is down|lookup did not complete)"
    r"|could not find a gateway|temporar|resources|deferred|nicht erreichbar|zeitüberschreitung",
    re.IGNORECASE,
)


def status_in(field: str, words: str) -> str | None:
    """The enhanced status code (RFC 3463) that a Status field and the server's words state together; None when neither does.

    A field of x.0.0, or of another class than the words, gives way to the code in the words.
    """
    stated = _ENHANCED.search(field)
    told = status_of(words)
    if stated is None:
        return told
    vague = stated[1].endswith(".0.0") or (told is not None and told[0] != stated[1][0] and told[0] in "45")
    return told if told is not None and vague and not (told.endswith(".0.0")) else stated[1]


def status_of(words: str) -> str | None:
    """The enhanced status code in a server's words: behind a reply code, else marked by a bracket, else anywhere; exact ones win."""
    for pattern in (_AFTER_REPLY, _MARKED, _ENHANCED):
        found = [code for code in pattern.findall(words[:20_000]) if code[0] in "45"]
        exact = [code for code in found if not code.endswith(".0.0")]
        if exact or found:
            return str((exact or found)[0])
    return None


def class_of(status: str | None, words: str, notice: str = "") -> str:
    """`temporary` (delayed, or given up on a 4.x.x or a time-out: that says nothing about the address) or `permanent`.

    `words` are those about the address, `notice` the whole text, where only a promise to go on trying counts.
    """
    digit = status[0] if status else _reply_class(f"{notice}\n{words}")
    if digit:
        return "temporary" if digit == "4" else "permanent"
    if _STILL_TRYING.search(notice):
        return "temporary"
    return "temporary" if _GAVE_UP.search(words) else "permanent"


def is_still_trying(notice: str) -> bool:
    """Whether a notice promises further tries."""
    return bool(_STILL_TRYING.search(notice))


def reason_of(status: str | None, words: str) -> str:
    """`unknown`, `full`, `policy`, `content`, `rate`, `expired` or `other`: the words decide, the code where they say nothing.

    Codes alone mislead (5.1.1 for full mailboxes, none from GMX and web.de), and a "5xx" at the greeting is no bad address. Only a
    few codes say more than the words beside them. A final code never means that we were too fast.
    """
    if status in _CODES_THAT_DECIDE:
        return _CODES_THAT_DECIDE[status]
    final = status is not None and status.startswith("5")
    for reason, pattern in _REASONS:
        if pattern.search(words[:20_000]) and not (final and reason == "rate"):
            return reason
    for reason, codes in _BY_CODE:
        if status and any(status == code or (code.endswith(".") and status.startswith(code)) for code in codes):
            return reason
    return "other"


def _reply_class(words: str) -> str | None:
    """The class of the SMTP replies in the words (RFC 5321 4.2.1): `5` if any of them is final, `4`, or None without one."""
    found = _REPLY.findall(words[:20_000])
    return max(found, default=None)
