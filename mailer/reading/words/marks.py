"""Which lines separate new words from what follows?"""

import re

_ORIGINAL = (
    "ursprüngliche nachricht", "ursprüngliche mail", "original-nachricht", "originalnachricht", "originalmail", "original-mail",
    "weitergeleitete nachricht", "weitergeleitet von", "weitergeleitete mail", "antwortnachricht", "original message", "original e-mail",
    "original mail", "reply message", "forwarded message", "forwarded by", "message d'origine", "message original", "message transféré",
    "mensaje original", "mensaje reenviado", "messaggio originale", "messaggio inoltrato", "oorspronkelijk bericht", "originalmeddelande",
    "ursprungligt meddelande", "oprindelig meddelelse", "original melding", "oryginalna wiadomość", "wiadomość oryginalna", "mensagem original",
    "alkuperäinen viesti", "исходное сообщение", "пересылаемое сообщение", "původní zpráva", "eredeti üzenet", "原始邮件", "元のメッセージ",
)  # fmt: skip
_BARE = (
    "anfang der weitergeleiteten nachricht:", "begin forwarded message:", "début du message transféré", "début du message réexpédié",
    "inicio del mensaje reenviado:", "inizio messaggio inoltrato:", "start van doorgestuurd bericht:", "weitergeleitete nachricht:",
    "---ursprüngliche nachricht---", "-original message-", "ursprüngliche nachricht", "original message",
)  # fmt: skip
_PLEASE_REPLY_ABOVE = (
    "reply above this line",
    "reply to this email directly or",
    "oberhalb dieser linie antworten",
    "über dieser linie antworten",
)
_DASHES = "-–—_*=#~ >"
_RULE = re.compile(r"[-_=*~#+—–]{4,200}")
_SIGNATURE_MARK = re.compile(r"(?:--|—|––|-- ?\*|\*--\*)[ \t\xa0]*")


def is_delimiter(line: str) -> bool:
    """Is it a line such as `-----Ursprüngliche Nachricht-----`, below which everything is an older mail?"""
    low = line.lower()
    core = low.strip(_DASHES)
    dashed = low[:2] in ("--", "__", "==", "**", "––", "——", "- ") or low[:1] in "—–" or low[-2:] in ("--", "__", "==")
    if dashed and core.startswith(_ORIGINAL):
        return True
    return low.strip("*_ ") in _BARE or any(words in low for words in _PLEASE_REPLY_ABOVE)


def is_rule(line: str) -> bool:
    """Is it nothing but a drawn line?"""
    return bool(_RULE.fullmatch(line))


def is_signature_mark(line: str) -> bool:
    """Is it the mark above a signature: `-- ` (RFC 3676 4.3), with or without its space?"""
    return bool(_SIGNATURE_MARK.fullmatch(line.rstrip("\n")))
