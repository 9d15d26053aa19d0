"""Which lines did the telephone or the mail program add by itself?"""

import re

from mailer.reading.signs import holds_any

_DEVICE = (
    r"(?:iphone|ipad|ipod|android|smartphone|handy|mobiltelefon|mobile|samsung|galaxy|huawei|xiaomi|redmi|nokia|lumia|windows"
    r"|blackberry|sony|xperia|htc|pixel|motorola|fairphone|tablet|gerät|apple watch|mac|outlook|gmx|web\.de|freemail|t-online|yahoo"
    r"|proton|posteo|mail|spark|thunderbird|k-9|aqua|airmail|canary|edison|tuta|mailbird|vivaldi|betterbird|telefon|watch|app)"
)
_EXCUSE = (
    r"(?: ?[.,;!–-] {0,2}(?:ich )?(?:please|pls|sorry|excuse|bitte|entschuldig|tippfehler|brevity|typos"
    r"|(?:daher|deshalb|darum) (?:so )?kurz).{0,80})?"
)
_SENT = "(?:gesendet|getippt|geschrieben|versendet|verschickt)"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:(?:diktiert|getippt) (?:und )?)?von meinem .{{0,60}}{_DEVICE}.{{0,60}}(?:gesendet|geschickt|versendet|verschickt){_EXCUSE}",
        rf"von .{{0,30}}{_DEVICE}.{{0,40}} (?:gesendet|versendet|verschickt)",
        rf"(?:gesendet|versendet|verschickt|geschrieben|gesandt) (?:von|vom|mit|über|per|aus|auf) .{{0,60}}{_DEVICE}"
        rf"(?:[^.!?;,]|\.(?=\S)){{0,60}}{_EXCUSE}",
        rf"(?:(?:von )?unterwegs|mobil|diktiert|vom {_DEVICE}(?: aus)?|auf dem {_DEVICE}) {_SENT}{_EXCUSE}",
        rf"(?:gesendet|getippt|geschrieben) (?:von unterwegs|auf dem {_DEVICE}){_EXCUSE}",
        rf"(?!.*\b(?:ich|ihr|du|wir|euch|mir|hab|habe|habt)\b)(?:mit|über) .{{0,20}}{_DEVICE}.{{0,25}} (?:gesendet|versendet|verschickt)",
        r"sicher (?:gesendet|versendet) .{0,100}",
        rf"sicher verschickt (?:mit|von|über) .{{0,40}}{_DEVICE}.{{0,40}}",
        r"gesendet mit der .{0,40}(?:app|mail)\b.{0,40}",
        rf"diese (?:nachricht|e-?mail|mail) wurde .{{0,40}}{_DEVICE}.{{0,60}}(?:gesendet|verschickt|versendet|geschrieben)",
        r"(?:holen sie sich |hol dir |beziehen sie |laden sie |lade )?(?:outlook|bluemail) (?:für|for) (?:ios|android|mac|windows).{0,200}",
        r"(?:get|téléchargez|obtenez|obtener|télécharger|ottieni|download) (?:outlook|bluemail) (?:for|pour|para|per|voor) ?.{0,200}",
        rf"(?:<<)?(?:sent|send) (?:from|via|with|by|using) (?:my |mobile|a |an |the |{_DEVICE}|mailbox|spark|nine|blue|aqua|sparrow"
        rf"|postbox|superhuman|airmail|galaxy|yahoo|hey|aol|shortwave)[^,;!?]{{0,60}}{_EXCUSE}",
        rf"from my {_DEVICE}[^,;!?]{{0,30}}",
        r"(?:sent|typed|written) (?:on|from) the .{0,80}",
        r"(?:envoyé|envoyée?) (?:de|depuis|à partir de|avec) .{0,80}",
        r"enviado (?:desde|do|de|a partir) .{0,80}",
        r"inviato (?:da|dal|dall).{0,80}",
        r"(?:verstuurd|verzonden) (?:vanaf|met|van|via) .{0,80}",
        r"(?:skickat|sendt|lähetetty|odoslané|odesláno|wysłane|wysłano) (?:från|fra|z|ze|min|med|iphonesta|ipadista|ipadissa).{0,80}",
        r"從我的 .{1,20} 傳送",
        r"(?:получить|отримати|завантажити) outlook для .{0,200}",
        r"(?:ios|android) için outlook.{0,200}",
        r"i(?:phone|pad).{1,6}dan gönderildi",
        r"(?:تم الإرسال|أُرسلت|أرسلت) من .{0,60}",
        r"(?:trimis (?:de pe|din|de la)|poslano (?:s|sa|z|iz)|στάλθηκε από) .{0,80}",
        r"yahoo mail: (?:suchen, organisieren, erobern|search, organize, conquer)",
        r".{2,60} (?:hat (?:über|mit) gmail reagiert|reacted via gmail)",
        r"https://www\.google\.com/gmail/about/.{0,200}",
        r"(?:отправлено|надіслано) (?:с|з|из).{0,80}",
    )
)
# Each of the patterns begins with one of these: most lines are done with after this one look.
_BEGINNINGS = (
    "von ", "mit ", "sicher ", "über ",
    "gesendet ", "versendet ", "verschickt ", "geschrieben ", "gesandt ", "diese ", "holen sie ",
    "hol dir ", "beziehen ", "laden ", "lade ", "outlook ",
    "get ", "téléchargez ", "obtenez ", "obtener ", "download ", "télécharger ", "ottieni ", "<<", "sent ", "send ", "from my ",
    "typed ", "written ", "envoyé", "enviado ", "inviato ", "verstuurd ", "verzonden ", "skickat ", "sendt ", "lähetetty ",
    "odoslané ", "odesláno ", "wysłan", "從我的 ", "отправлено ", "надіслано ",
    "diktiert ", "getippt ", "unterwegs ", "mobil ", "vom ", "auf dem ", "bluemail ", "получить ", "отримати ", "завантажити ",
    "ios için", "android için", "iphone", "ipad", "تم الإرسال", "أُرسلت ", "أرسلت ", "trimis ", "poslano ", "στάλθηκε ", "yahoo mail: ",
    "https://www.google.com/gmail/about",
)  # fmt: skip
_TWO_LETTERS = frozenset(beginning[:2] for beginning in _BEGINNINGS)
_ENDINGS = ("gmail reagiert", "reacted via gmail")
# What only a person says; a program's line holds such words at most in its excuse for mistakes.
_SPOKEN = re.compile(r"\b(?:ich|ihr|du|wir|euch|mir|mich|uns|hab|habe|habt|komme|kommen|kann|bin)\b")
_EXCUSING = ("tippfehler", "entschuldig", "verzeih", "nachsicht")
_LINK = re.compile(r"(?<=\S)[(<]https?://[^\s()<>]{1,200}[)>]")
_MARKS = "*_-–—<>[]() \t\xa0."


def is_device_line(line: str) -> bool:
    """Is it a line such as `Von meinem iPhone gesendet` or `Outlook für Android beziehen <url>`?"""
    if len(line) > 250:
        return False
    bare = (_LINK.sub("", line) if "http" in line else line).replace("[", "").replace("]", "").replace("*", "")
    low = bare.strip(_MARKS).lower()
    if len(low) <= 8 or not ((low[:2] in _TWO_LETTERS and low.startswith(_BEGINNINGS)) or low.endswith(_ENDINGS)):
        return False
    if _SPOKEN.search(low) and not holds_any(low, _EXCUSING):
        return False
    return any(pattern.fullmatch(low) for pattern in _PATTERNS)
