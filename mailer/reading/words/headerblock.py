"""Where does a copied header block ("Von: … Gesendet: … An: … Betreff: …") stand?"""

import re
from collections.abc import Sequence

from mailer.reading.signs import holds_any

_NAMES = {
    "from":
        "von|from|de|da|van|från|fra|od|lähettäjä|от|von \\(from\\)|expéditeur|remetente|afzender|feladó|mittente|kimden|发件人|差出人"
        "|absender|gönderen|від|من|από|מאת|de la|보낸 사람|nuo|saatja|од|از",
    "date":
        "gesendet|gesendet am|gesendet um|datum|sent|date|envoyé|envoyé le|enviado|enviado el|enviada em|inviato|verzonden|skickat"
        "|skickades|sendt|dato|data|fecha|wysłano|lähetetty|päivämäärä|отправлено|дата|date d'envoi|elküldve|发送时间|送信日時|sent on"
        "|sent at|odesláno"
        "|надіслано|gönderildi|tarih|verschickt|στάλθηκε|ημερομηνία|נשלח|תאריך|poslano|poslato|trimis|보낸 날짜|날짜|odoslané"
        "|išsiųsta|saadetud|изпратено|послато|تم الإرسال|تاريخ|فرستاده شده|تاریخ",
    "to":
        "an|to|à|para|a|aan|till|til|do|vastaanottaja|кому|empfänger|destinataire|destinatario|收件人|宛先|címzett|komu|kime|إلى"
        "|προς|אל|za|primatelj|către|받는 사람|kam|saaja|до|коме|به",
    "subject": "betreff|subject|objet|asunto|assunto|oggetto|onderwerp|ämne|emne|temat|aihe|тема|betr\\.|主题|件名|tárgy|předmět|subj|konu"
        "|الموضوع|θέμα|נושא|predmet|zadeva|naslov|subiect|제목|teema|предмет|наслов|موضوع",
    "copy": "cc|kopie|kopie \\(cc\\)|copie à|copia|kopia|bcc|blindkopie|копия|dw",
    "answer":
        "antwort an|antworten an|reply-to|répondre à|responder a|organisation|organization|wichtigkeit|priorität|importance|priority"
        "|anlagen|attachments|newsgroups|message-id|x-mailer|betrifft",
}  # fmt: skip
_COLONS = ":："
_FIELD = re.compile(
    r"[*_\s>|]{0,10}(?:"
    + "|".join(f"(?P<{key}>{names})" for key, names in _NAMES.items())
    + r")[*_]{0,3}\s{0,3}[:：][*_]{0,3}(?:\s|$|(?=\S))",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?:^|[\s*_])(?P<name>Von|From|Gesendet|Sent|Datum|Date|An|To|Cc|Kopie|Betreff|Subject)[*_]{0,3}:", re.IGNORECASE)
_PAIRS = ({"from", "date"}, {"from", "subject"}, {"from", "to"}, {"date", "to"})
_DATE_OR_ADDRESS = re.compile(r"@|\d{1,2}[.:/-]\d{1,2}|\b(?:19|20)\d\d\b")
_SENT = re.compile(r"[>*_\s]{0,6}(?:gesendet|sent)[*_]{0,3}:", re.IGNORECASE)
_FIELD_OF_ONES_OWN = re.compile(r"[^\W\d_][\w ()-]{1,24}:\s")


def header_block_length(lines: Sequence[str]) -> int:
    """How many of the lines, from the first, make up a copied header block: 0 if they do not begin one.

    A block names a sender and at least one more field, holds a date or an address, and may have single empty lines and
    wrapped values in between. Without an address it needs Outlook's "Gesendet:" among three fields, or a sender, and a subject or
    no fields of another kind: those are in a list of the writer's own ("Von: Nordbahnhof", "Datum: 23.11.", "Plätze: 3").
    """
    first = _field(lines[0])
    if first is None:
        return 0
    one_line = {match["name"].lower() for match in _INSIDE.finditer(lines[0])}
    if len(one_line) >= 3 and one_line & {"von", "from"} and _DATE_OR_ADDRESS.search(lines[0]):
        return 1
    seen, length = _fields_from(lines)
    enough = len(seen) >= 3 or any(seen >= pair for pair in _PAIRS)
    proven = any(_DATE_OR_ADDRESS.search(line) for line in lines[:length])
    return length if enough and proven and seen & {"from", "date"} and _is_of_a_mail(lines, length, seen) else 0


def names_recipients(line: str) -> bool:
    """Is it such a block's line of recipients, or of those who got a copy?"""
    return _field(line) in ("to", "copy")


def _is_of_a_mail(lines: Sequence[str], length: int, seen: set[str]) -> bool:
    if any("@" in line for line in lines[:length]):
        return True
    if len(seen & {"from", "date", "to", "subject"}) >= 3 and any(_SENT.match(line) for line in lines[:length]):
        return True
    if "from" not in seen:
        return False
    return "subject" in seen or not any(_FIELD_OF_ONES_OWN.match(line) and not _field(line) for line in lines[: length + 1])


def _fields_from(lines: Sequence[str]) -> tuple[set[str], int]:
    seen: set[str] = set()
    length = gap = 0
    for number, line in enumerate(lines):
        name = _field(line)
        if name is not None:
            seen.add(name)
            length, gap = number + 1, 0
        else:
            gap += 1
            if gap > 2:
                break
    return seen, length


def _field(line: str) -> str | None:
    match = _FIELD.match(line) if holds_any(line, _COLONS) else None
    return match.lastgroup if match else None
