"""Which lines did the telephone or the mail program add by itself?"""

import re

_DEVICE = (
    r"(?:iphone|ipad|ipod|android|smartphone|handy|mobiltelefon|mobile|samsung|galaxy|huawei|xiaomi|redmi|nokia|lumia|windows"
    r"|blackberry|sony|xperia|htc|pixel|motorola|fairphone|tablet|gerät|apple watch|mac|outlook|gmx|web\.de|freemail|t-online|yahoo"
    r"|proton|posteo|mail|spark|thunderbird|k-9|aqua|airmail|canary|edison|tuta|mailbird|vivaldi|betterbird|telefon|watch|app)"
)
_EXCUSE = r"(?: ?[.,;!–-] {0,2}(?:please|pls|sorry|excuse|bitte|entschuldig|tippfehler|brevity|typos).{0,80})?"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"von meinem .{{0,60}}{_DEVICE}.{{0,60}}(?:gesendet|geschickt|versendet|verschickt){_EXCUSE}",
        rf"von .{{0,30}}{_DEVICE}.{{0,40}} (?:gesendet|versendet|verschickt)",
        rf"(?:gesendet|versendet|verschickt|geschrieben|gesandt) (?:von|vom|mit|über|per|aus|auf) .{{0,60}}{_DEVICE}.{{0,60}}",
        rf"(?!.*\b(?:ich|ihr|du|wir|euch|mir|hab|habe|habt)\b)(?:mit|über) .{{0,20}}{_DEVICE}.{{0,25}} (?:gesendet|versendet|verschickt)",
        r"sicher (?:gesendet|versendet) .{0,100}",
        r"gesendet mit der .{0,40}(?:app|mail)\b.{0,40}",
        r"diese (?:nachricht|e-?mail|mail) wurde .{0,100}(?:gesendet|verschickt|versendet|geschrieben)",
        r"(?:holen sie sich |hol dir |beziehen sie |laden sie |lade )?outlook (?:für|for) (?:ios|android|mac|windows).{0,200}",
        r"(?:get|téléchargez|obtenez|obtener|télécharger|ottieni|download) outlook (?:for|pour|para|per|voor) ?.{0,200}",
        rf"(?:<<)?(?:sent|send) (?:from|via|with|by|using) (?:my |mobile|a |an |the |{_DEVICE}|mailbox|spark|nine|blue|aqua|sparrow"
        rf"|postbox|superhuman|airmail|galaxy|yahoo|hey)[^,;!?]{{0,60}}{_EXCUSE}",
        rf"from my {_DEVICE}[^,;!?]{{0,30}}",
        r"(?:sent|typed|written) (?:on|from) the .{0,80}",
        r"(?:envoyé|envoyée?) (?:de|depuis|à partir de|avec) .{0,80}",
        r"enviado (?:desde|do|de|a partir) .{0,80}",
        r"inviato (?:da|dal|dall).{0,80}",
        r"(?:verstuurd|verzonden) (?:vanaf|met|van|via) .{0,80}",
        r"(?:skickat|sendt|lähetetty|odoslané|odesláno|wysłane|wysłano) (?:från|fra|z|ze|min|med|iphonesta|ipadista|ipadissa).{0,80}",
        r"從我的 .{1,20} 傳送",
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
)  # fmt: skip
_MARKS = "*_-–—<>[]() \t\xa0."


def is_device_line(line: str) -> bool:
    """Is it a line such as `Von meinem iPhone gesendet` or `Outlook für Android beziehen <url>`?"""
    if len(line) > 250:
        return False
    bare = line.replace("[", "").replace("]", "").replace("*", "")
    low = bare.strip(_MARKS).lower()
    return len(low) > 8 and low.startswith(_BEGINNINGS) and any(pattern.fullmatch(low) for pattern in _PATTERNS)
