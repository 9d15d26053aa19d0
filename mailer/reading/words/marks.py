"""Which lines separate new words from what follows?"""

import re

from mailer.reading.signs import holds_any

_LAST_WORDS = (
    "d'origine", "original", "transféré", "transmis", "reenviado", "messaggio", "originale", "inoltrato", "meddelande",
    "meddelelse", "melding", "besked", "wiadomość", "oryginalna", "mensagem", "viesti", "сообщение", "письмо", "zpráva", "üzenet",
    "邮件", "メッセージ",
)  # fmt: skip
# A heading of one's own may end so, too ("--- Kassenbericht ---"): only one that speaks of an older mail is a delimiter.
_OLDER_WORDS = ("nachricht", "mail", "e-mail", "message", "bericht", "mitteilung", "termin", "appointment")
_OLDER = (
    "original", "ursprüng", "weitergeleitet", "weiterleit", "forward", "reply", "antwort-", "antwort nachricht", "zitiert", "quoted",
    "previous", "vorherige", "oorspronkelijk", "doorgestuurd", "origineel",
)  # fmt: skip
_FIRST_WORDS = ("weitergeleitet von", "forwarded by", "original message from", "ursprüngliche nachricht von")
_BARE = frozenset((
    "anfang der weitergeleiteten nachricht:", "begin forwarded message:", "début du message transféré",
    "début du message réexpédié", "inicio del mensaje reenviado:", "inizio messaggio inoltrato:", "start van doorgestuurd bericht:",
    "weitergeleitete nachricht:", "ursprüngliche nachricht", "original message", "original-nachricht",
))  # fmt: skip
_REPLY_ABOVE = ("reply above this line", "oberhalb dieser linie antworten", "über dieser linie antworten")
_DASHED = re.compile(r"[>|*\s]{0,6}[-–—_=*#~]{1,80}\s{0,10}([^\W\d_][^\n]{3,60}?)\s{0,10}[-–—_=*#~]{0,80}[>|*\s]{0,6}")
_BOX = re.compile(r"\|-{6,120}>")  # the header table of Lotus Notes
_GROUPWISE = re.compile(r">>> [^\n]{0,200}(?:@|\d{1,2}[.:/]\d\d)[^\n]{0,200}>>>")
_RULE = re.compile(r"[-_=*~#+—–]{4,200}|[-_=](?: [-_=]){4,100}|[*_]{0,3}\.(?: \.){3,100}[*_]{0,3}")
_SIGNATURE_MARK = re.compile(r"(?:--|—|––|__|-- ?\*|\*--\*)[ \t\xa0]*")
_DISCLAIMER = re.compile(
    r"(?:(?:(?:wichtiger |rechtlicher )?hinweis|disclaimer|vertraulichkeitshinweis):? )?"
    r"(?:diese (?:e-?mail|mail|nachricht)\b(?! bitte)|der inhalt dieser (?:e-?mail|mail|nachricht)|this (?:e-?mail|message|communication)"
    r"|the information (?:contained )?in this)\b.{0,120}"
    r"(?:vertraulich|rechtlich geschützt|ausschließlich für|bestimmt für|confidential|privileged|intended)"
    r"|(?:bitte prüfen|bitte denken|bitte bedenken|denken) sie .{0,60}(?:umwelt|ausdruck)|please consider the environment"
    r"|virenfrei\b.{0,40}|virus-?free\b.{0,60}"
    r"|(?:fristwahrende|rechtsverbindliche) erklärungen|diese e-mail wurde von (?:avast|.{2,30} auf viren (?:geprüft|überprüft))",
    re.IGNORECASE,
)
_DISCLAIMER_BEGINS = frozenset("bdfhprtvwBDFHPRTVW")
_PERSONAL = re.compile(r"\b(?:ich|mir|mich|euch|du|dir|dich)\b", re.IGNORECASE)
_LEGAL = re.compile(r"irrtümlich|versehentlich|adressat|empfänger|recipient", re.IGNORECASE)


def is_delimiter(line: str) -> bool:
    """Is it a line such as `-----Ursprüngliche Nachricht-----`, below which everything is an older mail?"""
    low = line.lower()
    if low.strip("*_- ") in _BARE or holds_any(low, _REPLY_ABOVE):
        return True
    if low[:1].isalnum():  # the others begin with a mark
        return False
    if _BOX.fullmatch(line) or _GROUPWISE.fullmatch(line):
        return True
    dashed = _DASHED.fullmatch(low)
    twice = dashed is not None and line.strip("> *|")[:2] in ("--", "__", "==", "––", "——", "##", "~~")
    return twice and dashed is not None and _names_older_mail(dashed[1])


def is_rule(line: str) -> bool:
    """Is it nothing but a drawn line?"""
    return bool(_RULE.fullmatch(line))


def is_signature_mark(line: str) -> bool:
    """Is it the mark above a signature: `-- ` (RFC 3676 4.3), with or without its space?"""
    return bool(_SIGNATURE_MARK.fullmatch(line.rstrip("\n")))


def is_disclaimer(line: str) -> bool:
    """Does the line begin a footer that no writer typed ("Diese E-Mail enthält vertrauliche …")?"""
    return line[:1] in _DISCLAIMER_BEGINS and bool(_DISCLAIMER.match(line)) and not is_personal(line)


def is_personal(line: str) -> bool:
    """Does a person speak in it, not a lawyer? "Diese Mail ist vertraulich. Ich trete aus." """
    return bool(_PERSONAL.search(line)) and not _LEGAL.search(line)


def _names_older_mail(words: str) -> bool:
    if words.endswith(_OLDER_WORDS):
        return holds_any(words, _OLDER)
    return words.endswith(_LAST_WORDS) or words.startswith(_FIRST_WORDS)
