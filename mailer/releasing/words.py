"""Does an answer to a draft say go, stop, or neither? Only a plain word counts; whatever stands beside it is for a person to read."""

import re
from enum import StrEnum

_LONGEST = 12  # words
_GREETING = re.compile(
    r"(?:hallo|hi|hey|moin|servus|guten (?:tag|morgen|abend)|liebe[rs]?|lieber|ihr lieben|zusammen)\b[^.!?\n]{0,40}[,!.]?\s*$",
    re.IGNORECASE,
)
_SIGN_OFF = re.compile(
    r"(?:(?:viele|liebe|beste|herzliche|schöne|freundliche|solidarische|mit \w+)\s+)*gr(?:ü|ue)(?:ß|ss)e?n?\b.*|gru(?:ß|ss)\b.*|[lvms]g\b.*"
    r"|mfg\b.*|(?:vielen |herzlichen |lieben )?dank\b.{0,30}|danke\b.{0,30}|--\s*",
    re.IGNORECASE,
)
_IT = "(?: (?:das|die mail|den brief|es))?"
_GO = re.compile(
    r"(?:ja,? )?(?:freigabe(?: erteilt)?|(?:hiermit |(?:ist )?von mir )?freigegeben|(?:bitte )?freigeben"
    rf"|(?:hiermit )?gebe ich{_IT} frei|ich gebe{_IT} frei"
    r"|(?:ist |das ist )?ok(?:ay)? so|(?:ist |passt |das ist |das passt )?(?:alles )?(?:gut )?so (?:ok|okay|gut|in ordnung)|passt so"
    r"|kann (?:so )?raus|bitte (?:so )?(?:rausschicken|verschicken|versenden|senden))(?:,? (?:danke|vielen dank))?"
)
_STOP = re.compile(
    r"(?:bitte )?(?:stopp?|anhalten|halt|zurückhalten|nicht (?:freigeben|verschicken|senden|versenden|rausschicken))"
    r"(?:,? bitte)?(?:,? danke)?"
)
_TRIMMED = re.compile(r"^[\s.,!:;–—\"„“»«-]+|[\s.,!:;–—\"„“»«-]+$")


class Said(StrEnum):
    """What a role says about a draft."""

    GO = "go"
    STOP = "stop"


def said_in(words: str) -> Said | None:
    """What the writer's new words say; None for anything that is more, less or something else than one of the plain words.

    A greeting above and everything from a sign-off on are passed over, and so is a line with just a name at the end.
    """
    told = _folded(words)
    if not told or len(told.split()) > _LONGEST:
        return None
    if _GO.fullmatch(told):
        return Said.GO
    return Said.STOP if _STOP.fullmatch(told) else None


def _folded(words: str) -> str:
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if lines and len(lines) > 1 and _GREETING.fullmatch(lines[0]):
        lines = lines[1:]
    end = next((at for at, line in enumerate(lines) if _SIGN_OFF.fullmatch(line)), None)
    if end is not None:
        lines = lines[:end]
    elif len(lines) > 1 and _is_name(lines[-1]) and not _says_something(lines[-1]):
        lines = lines[:-1]
    return " ".join(_TRIMMED.sub("", " ".join(lines)).lower().split())


def _is_name(line: str) -> bool:
    return re.fullmatch(r"[A-ZÄÖÜ][\w.-]*(?: [A-ZÄÖÜ][\w.-]*){0,2}", line) is not None


def _says_something(line: str) -> bool:
    told = _TRIMMED.sub("", line).lower()
    return bool(_GO.fullmatch(told) or _STOP.fullmatch(told))
