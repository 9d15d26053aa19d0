"""Where does a line such as "Am 5.10.2024 um 10:00 schrieb Jana:" introduce a quote?

Mail programs wrap it: up to four lines and 300 characters are tried as one. A verb of writing must occur before any pattern is
tried, so ordinary text costs one search per line.
"""

import re
from collections.abc import Sequence

_MAX_LINES = 4
_MAX_CHARACTERS = 300
_VERB = re.compile(
    r"schrieb(?:en)?\b|geschrieben\b|hat geantwortet\b|\bwrote\b|\bwrites\b|\bsaid\b|\ba écrit\b|\bécrivait\b|\bescribió\b|\bescribio\b|\bha scritto\b"
    r"|\bscrisse\b|\bschreef\b|\bgeschreven\b|\bskrev\b|\bnapisał|\bpisze\b|\bnapsal|\bescreveu\b|\bkirjoitti\b|\bпишет\b|\bнаписал|\bпише\b"
    r"|\bpíše\b|\bírta\b|\byazdı\b|写道|写到|のメッセージ|님이 작성|đã viết|\bsendte\b|\bskreiv\b|\bva escriure\b|\berhielten sie\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"[*_\s]{0,4}(?:am|den|vom|on|le|el|il|op|den|w dniu|dnia|em|dne|dňa|в|pe|tir|man|ons|tor|fre|lør|søn|mån|tis|lör|sön|po|út|st|čt|pá|so|ne|a |2[0-9]{3})\b",
    re.IGNORECASE,
)
_EVIDENCE = re.compile(
    r"@|\d{1,2}[.:/-]\d{1,2}|\d{1,2}\.? (?:[A-Za-zäöüéûçñ]{3,12})\.?,? (?:\d{2,4})?|\b(?:19|20)\d\d\b|\d{1,2}:\d\d|\d{1,2}h\d\d"
)
_END = (":", "：", "：>", ":*", ":_", ": >", ":>")


def attribution_length(lines: Sequence[str]) -> int:
    """How many of the lines, from the first, make up an attribution: 0 if they do not begin one."""
    joined = ""
    for number, line in enumerate(lines[:_MAX_LINES], 1):
        if not line or line.startswith(">") or len(joined) + len(line) > _MAX_CHARACTERS:
            return 0
        joined = f"{joined} {line}" if joined else line
        if number == 1 and not _may_begin(joined):
            return 0
        if is_attribution(joined):
            return number
    return 0


def is_attribution(line: str) -> bool:
    """Is the (joined) line an attribution: a verb of writing, a date, time or address, and a colon at its end?"""
    verb = _VERB.search(line)
    if verb is None or not _EVIDENCE.search(line):
        return False
    rest = line[verb.end() :].strip(" *_")
    if line.rstrip(" *_").endswith((":", "：")):
        return bool(_OPENING.match(line)) or not rest.strip(":： ") or bool(_EVIDENCE.search(rest))
    return False


def _may_begin(line: str) -> bool:
    return bool(_OPENING.match(line)) or bool(_VERB.search(line)) or "@" in line
