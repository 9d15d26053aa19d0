"""Where does a line such as "Am 5.10.2024 um 10:00 schrieb Jana:" introduce a quote?

Mail programs wrap it: up to six lines and 300 characters are tried as one. Ordinary text costs one search for a verb of writing
or an address; patterns are tried only where one is found.
"""

import re
from collections.abc import Sequence

from mailer.reading.signs import holds_any

_MAX_LINES = 6
_MAX_CHARACTERS = 300
_VERB = re.compile(
    r"schrieb(?:en)?\b|geschrieben\b|hat geantwortet\b"
    r"|\b(?:(?:zitat von|wrote|writes|sent|a écrit|écrivait|escribió|escribio|ha scritto|scrisse|schreef|skrev|pisze|escreveu|kirjoitti"
    r"|пишет|пише|a scris|píše|írta|yazdı|sendte|skreiv|va escriure|kirjutas|menulis)\b|napisa[łnl]\w*|napsal\w*|написал\w*)"
    r"|\b(?:quoting|missatge de) [^<@\n]{1,60} <|เขียนว่า|写道|写到|のメッセージ|님이 작성|đã viết|كتب|تمت كتابة|نوشت|מאת",
    re.IGNORECASE,
)
_STEMS = (
    "schrieb", "wrote", "writes", "sent", "crit", "criv", "escri", "escre", "scri", "schreef", "skrev", "skreiv", "napis", "naps",
    "pisze", "kirjoitti", "zitat von", "antwortet", "пишет", "написал", "пише", "píše", "írta", "yazdı", "写", "のメ", "작성", "viết",
    "sendte", "كتب", "كتابة", "نوشت", "מאת", "kirjutas", "menulis", "quoting", "missatge de", "เขียนว่า",
)  # fmt: skip
_MAX_BEFORE_STEM = len("hat ge")  # characters of a verb before its stem
_ALIKE = ("yazdi", "ı", "ſ")  # the search, blind to case, takes these for verbs and letters of verbs, in which no stem stands
_OPENING = re.compile(
    r"[*_\s\u202b]{0,4}(?:-{2,6}\s)?(?:(?:am|den|vom|on|le|el|il|op|w dniu|dnia|em|dne|dňa|zitat von|wiadomość|в|в\.|في|در تاریخ|בתאריך"
    r"|a)\b"
    r"|(?:[^\W\d]{2,12}[.,]{0,2}\s{1,3}){0,2}\d{1,4}[./,: -])",
    re.IGNORECASE,
)
_DATED = re.compile(r"[*_\s]{0,4}(?:[^\W\d]{2,12}[.,]{0,2}\s{1,3}){0,2}\d{1,4}[./ -][^\n]{4,120}?@", re.IGNORECASE)
_DATED_ALONE = re.compile(r"\d{4}[/-]\d{1,2}[/-]\d{1,2}\b[^@\n]{0,100}<[^<>\s]{1,100}@[^<>\s]{1,100}>")
_EVIDENCE = re.compile(r"@|\d{1,2}[.:/-]\d{1,2}|\d{1,2}\.? [^\W\d]{3,12}\.?,? (?:\d{2,4})?|\b(?:19|20)\d\d\b|\d{1,2}h\d\d")
_ADDRESS_AND_DATE = re.compile(r"@[^\n]{0,200}\d{1,4}[./-]\d{1,2}[./-]|\d{1,4}[./-]\d{1,2}[./-][^\n]{0,200}@")
_COLONS = (":", "：")
_ADDRESS_OR_CLOCK = re.compile(r"@|\d:\d\d")
_AFTER_VERB_AT_END = re.compile(r"(?:\(a\))?[\s*_\u202c-]{0,20}")
# A person tells of a letter: "Am 4.10. schrieb mir der Vermieter:".
_TOLD = re.compile(
    r"\b(?:schrieb(?:en)? (?:ich|mir|uns|euch|ihm|dir|wir|man)|wrote (?:me|us|you|to|that)"
    r"|(?:habe|haben|hatte|hatten) (?:ich|wir)\b)|^(?:Ich|Wir|ich|wir) (?:habe?|haben|hatten?)\b[^<\n]*$"
)
_PERHAPS_TOLD = re.compile(r"\bschrieb(?:en)? [a-zäöü]")
_TIME_OR_ADDRESS = re.compile(r"@|\d[:.h]\d\d(?![.\d])")
_NAMED_AND_DATED = re.compile(
    r'"?[^"<>@]{1,80}"? <[^<>\s@]{1,64}@[^<>\s]{1,200}>(?: – [^@]{0,40}\d{4}[^@]{0,12}\d:\d\d(?: [AP]M)?'
    r"|, (?:[^\W\d]{2,12}\.?, )?(?:\d{1,2}\. ?[^\W\d]{3,12}\.? |\d{1,2}\.\d{1,2}\.)\d{4},? \d{1,2}:\d\d(?: Uhr)?:?)"
)
_ADDRESS_YEAR_AND_TIME = re.compile(r"(?=[^\n]{0,250}<[^<>\s@]{1,64}@)(?=[^\n]{0,250}(?:19|20)\d\d)[^\n]{0,250}\d[:.]\d\d")
_NAMED = re.compile(r'["\w][^\s:@>]{0,40}(?: [^\s:@>]{1,40}){0,4} (?:schrieb|wrote|writes|hat geschrieben):')
_CLOSING = re.compile(r">(?: ?[^\s>]{1,12}){0,2} ?:?[\s\u202c]{0,3}")
_AT_BEGINNING_STEM = ">:"
_VERBS_AT_BEGINNING = ("> schrieb: ", "> wrote: ")
_AT_BEGINNING = re.compile(
    r"\s{0,8}(?:On|Am) [^\n]{0,60}\d[^\n]{0,100}(?:wrote|schrieb)[^\n:]{0,100}<[^<>\s@]{1,64}@[^<>\s]{1,200}>:(?=\s{1,8}\S)"
    r"|\s{0,8}(?:On|Am) [^\n<]{0,60}\d[^\n<]{0,100}<[^<>\s@]{1,64}@[^<>\s]{1,200}> (?:wrote|schrieb):(?=\s{1,8}\S)"
)
_MAX_LINE = 5_000
_IN_MIDDLE = re.compile(r"(?:\s-{2,4} ?|---|\s)(?=(?:On|Am) [^\n]{0,60}\d[^\n]{0,200}(?:wrote|schrieb)[^\n]{0,100}:$)")


def attribution_length(lines: Sequence[str]) -> int:
    """How many of the lines, from the first, make up an attribution: 0 if they do not begin one."""
    if _is_above_quote(lines) or _is_between_dashes(lines[0]):
        return 1
    if not _OPENING.match(lines[0]):
        return _without_opening(lines)
    low = " ".join(lines[:_MAX_LINES]).lower()
    if "@" not in low and not holds_any(low, _STEMS):
        return 0
    joined = ""
    for number, line in enumerate(lines[:_MAX_LINES], 1):
        if not line and not (joined and number < len(lines) and lines[number].startswith("<")):
            return 0
        if (line.startswith(">") and not _CLOSING.fullmatch(line)) or len(joined) + len(line) > _MAX_CHARACTERS:
            return 0
        joined = f"{joined} {line}".strip()
        if is_attribution(joined):
            return 0 if _is_told(joined, lines[number:]) else number
    return 0


def is_attribution(line: str) -> bool:
    """Is the (joined) line an attribution: a date or address, and a verb of writing or a colon at its end?"""
    if _DATED_ALONE.fullmatch(line):
        return True
    ends_with_colon = line.rstrip(" *_\u202c").endswith(_COLONS)
    verb = _verb(line)
    if verb is None:
        introduces = ends_with_colon and bool(_DATED.match(line))
    else:
        introduces = ends_with_colon or (bool(_OPENING.match(line)) and bool(_AFTER_VERB_AT_END.fullmatch(line[verb.end() :])))
    return introduces and bool(_EVIDENCE.search(line)) and not _TOLD.search(line)


def begins_attribution(line: str) -> bool:
    """Does the line look like an attribution whose end was lost: opening, date and verb, but no colon?"""
    if line.endswith((".", "!", "?")) or _TOLD.search(line):
        return False
    return bool(_OPENING.match(line)) and bool(_VERB.search(line)) and bool(_EVIDENCE.search(line))


def may_hold_attribution(line: str) -> bool:
    """Far cheaper than splitting, and true wherever that finds something."""
    if _AT_BEGINNING_STEM in line or (": " in line and holds_any(line, _VERBS_AT_BEGINNING)):
        return True
    return line.endswith(":") and (line.find("On ", 1) > 0 or line.find("Am ", 1) > 0)


def split_off_attribution(line: str) -> tuple[str, ...]:
    """The line, in two where an attribution stands on one line with the words above or below it because the break was lost."""
    joined = _AT_BEGINNING_STEM in line or (": " in line and holds_any(line, _VERBS_AT_BEGINNING))
    if joined and len(line) < _MAX_LINE and (beginning := _AT_BEGINNING.match(line)):
        return (line[: beginning.end()].strip(), line[beginning.end() :].strip())
    if not line.endswith(":") or len(line) > _MAX_CHARACTERS or line.startswith(">"):
        return (line,)
    place = _IN_MIDDLE.search(line)
    return (line[: place.start()], line[place.end() :]) if place and place.start() else (line,)


def _verb(line: str) -> re.Match[str] | None:
    """The first verb of writing. The search is dear: it begins where the first stem stands, and is left out where there is none."""
    low = line.lower()
    places = [low.find(stem) for stem in _STEMS if stem in low]
    if not places:
        return None
    from_stem = len(low) == len(line) and not holds_any(low, _ALIKE)
    return _VERB.search(line, max(0, min(places) - _MAX_BEFORE_STEM) if from_stem else 0)


def _is_above_quote(lines: Sequence[str]) -> bool:
    """Directly above marked lines an address, a date and a colon are enough, and so is a name: `* Jana <jana@…> [2024-10-05 10:00]:`,
    `Jana schrieb:`. `"Jana" <jana@…> – 5. Oktober 2024 10:00`, or with a comma, needs no marks below it: nobody types that."""
    first = lines[0]
    if ("> – " in first or ">, " in first) and _NAMED_AND_DATED.fullmatch(first):
        return True
    if not first.endswith(_COLONS) or not _is_quote_next(lines[1:]):
        return False
    if "@" not in first:
        return bool(_NAMED.fullmatch(first))
    return bool(_ADDRESS_AND_DATE.search(first[:_MAX_CHARACTERS]) or _ADDRESS_YEAR_AND_TIME.match(first))


def _is_between_dashes(line: str) -> bool:
    """Is it `---- Am 5. Okt. 2024 10:00:00 +0200 Jana <jana@…> schrieb ----` (Zoho), `-----Jana <jana@…> schrieb: -----` (Notes)?"""
    if not (line.startswith("--") and line.endswith("--") and len(line) < _MAX_CHARACTERS):
        return False
    return bool(_ADDRESS_OR_CLOCK.search(line)) and _verb(line) is not None


def _is_told(line: str, below: Sequence[str]) -> bool:
    """Does a person tell who wrote, as in "Am 4.10.2024 schrieb der Vermieter:", with no sign of a program?"""
    return bool(_PERHAPS_TOLD.search(line)) and not _TIME_OR_ADDRESS.search(line) and not _is_quote_next(below)


def _is_quote_next(lines: Sequence[str]) -> bool:
    return next((line for line in lines[:2] if line), "").startswith(">")


def _without_opening(lines: Sequence[str]) -> int:
    """Some begin with the writer's name: `Jana Vogel <jana@…> schrieb am 5. Okt. 2024:`, on one line or two."""
    joined = lines[0]
    for number in (1, 2):
        whole = joined.rstrip(" *_").endswith(_COLONS)
        if whole and _names_its_writer(joined):
            return number
        if number == 1 and (whole or len(lines) < 2 or not lines[1] or "<" not in joined or "@" not in joined + lines[1]):
            return 0
        joined = f"{joined} {lines[1]}" if len(lines) > 1 else joined
    return 0


def _names_its_writer(line: str) -> bool:
    """Is there a verb of writing, and before it an address or behind it a date?"""
    verb = _verb(line[:_MAX_CHARACTERS])
    if verb is None or not _EVIDENCE.search(line) or _TOLD.search(line):
        return False
    return "@" in line[: verb.start()] or bool(_EVIDENCE.search(line[verb.end() :]))
