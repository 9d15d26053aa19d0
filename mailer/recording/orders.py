"""What does an answer to a digest want done with which item? `1 ja 2 nein 3 gehört zu Jana Vogel`; what is unclear does nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

_NUMBER = re.compile(r"(?:nr\.?|#)?(\d{1,7})[.:)]?", re.IGNORECASE)
_YES = re.compile(r"(?:ja|j|ok|okay|stimmt|passt|einverstanden|übernehmen|annehmen|bestätigt|bestätigen)")
_NO = re.compile(r"(?:nein|n|nicht|verwerfen|ablehnen|nichts eintragen|weg)")
_ASK = re.compile(r"(?:nachfragen|rückfrage|rückfragen|frag nach|fragt nach|bitte nachfragen|zurückfragen)")
_BELONGS = re.compile(r"(?:(?:das )?(?:gehört|gehoert) zu|ist von|kommt von|von) (?P<name>.+)")
_LABEL = re.compile(r"^(?:nr|nummer|punkt)\.?$", re.IGNORECASE)
_SIGN_OFF = re.compile(
    r"(?:(?:viele|liebe|beste|herzliche|schöne|freundliche|solidarische|mit \w+) )*grü(?:ß|ss)e?n?\b.*|gru(?:ß|ss)\b.*|[lvm]g\b.*|mfg\b.*"
    r"|(?:vielen |lieben )?dank\w*\b.{0,30}|herzlich\b.*",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÄÖÜ][\w.-]*(?: [A-ZÄÖÜ][\w.-]*){0,2}")
_MOST = 200


class Deed(StrEnum):
    """What to do with an item. CHANGE: write down something else; its words are in the order."""

    ACCEPT = "accept"
    REJECT = "reject"
    BELONGS = "belongs"
    ASK = "ask"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Order:
    """One item's number and what to do. `words` are a member's name for BELONGS and free words for CHANGE."""

    number: int
    deed: Deed
    words: str = ""


def orders_in(text: str, known: frozenset[int]) -> tuple[Order, ...]:
    """The orders of an answer, in their order. A number begins one if it is of `known`, or stands at the beginning of a line.

    Every other word belongs to the order before it, up to an empty line or a sign-off; words before the first number (a greeting) are
    passed over. CHANGE is all that is none of the others: whether its words mean something, who knows the events must judge.
    """
    return tuple(_order(number, words) for number, words in _pieces(text, known))[:_MOST]


def _pieces(text: str, known: frozenset[int]) -> Iterator[tuple[int, str]]:
    number: int | None = None
    words: list[str] = []
    for line in _without_name(text.splitlines()):
        if line.strip() == "--" or _SIGN_OFF.fullmatch(line.strip()) or (number is not None and not line.strip()):
            if number is not None:
                yield number, " ".join(words)
            number, words = None, []
            continue
        tokens = [token for token in line.replace(";", " ").split() if not _LABEL.match(token)]
        for at, token in enumerate(tokens):
            match = _NUMBER.fullmatch(token.rstrip(","))
            if match and (int(match[1]) in known or at == 0):
                if number is not None:
                    yield number, " ".join(words)
                number, words = int(match[1]), []
            elif number is not None:
                words.append(token)
    if number is not None:
        yield number, " ".join(words)


def _without_name(lines: list[str]) -> list[str]:
    """Without the name that stands below an answer."""
    filled = [at for at, line in enumerate(lines) if line.strip()]
    return lines[: filled[-1]] if len(filled) > 1 and _NAME.fullmatch(lines[filled[-1]].strip()) else lines


def _order(number: int, words: str) -> Order:
    said = words.strip(" ,.!:-–")
    folded = " ".join(said.lower().split())
    for pattern, deed in ((_YES, Deed.ACCEPT), (_NO, Deed.REJECT), (_ASK, Deed.ASK)):
        if pattern.fullmatch(folded):
            return Order(number, deed)
    belongs = _BELONGS.fullmatch(" ".join(said.split())) or _BELONGS.fullmatch(folded)
    if belongs:
        return Order(number, Deed.BELONGS, belongs["name"].strip(" ,.!"))
    return Order(number, Deed.CHANGE, said)
