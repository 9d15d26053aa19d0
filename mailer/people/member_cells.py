"""What does one cell of a member file mean?

Each reader takes the text of a cell that is not empty and returns its value, or raises CellError with the name of what is wrong.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import idna

from mailer.model.people import Mandate

_LOCAL_PART = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
_HOST_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII | re.IGNORECASE)
_GERMAN_DATE = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[ T]00:00(?::00)?)?", re.ASCII)
_GERMAN_POSTCODE = re.compile(r"(?:D-?\s?)?(\d{5})", re.ASCII)
_FOREIGN_POSTCODE = re.compile(r"[A-Z]{1,3}-[A-Z0-9][A-Z0-9 -]{2,9}", re.ASCII)
_PLAIN_SUM = re.compile(r"-?\d+(?:[.,]\d{1,2})?", re.ASCII)
_GROUPED_SUM = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?", re.ASCII)
_MANDATE = re.compile(
    r"(?P<body>.+?)\s*:\s*(?P<role>[a-z]+)\s*(?::\s*(?P<rank>[1-9][0-9]{0,3})?\s*(?::\s*(?P<ballot>[^:]+?)\s*)?)?",
    re.ASCII | re.IGNORECASE,
)
_OLDEST_YEAR = 1900

_FORMS_OF_ADDRESS = {
    **dict.fromkeys(("f", "w", "weiblich", "frau"), "f"),
    **dict.fromkeys(("m", "männlich", "herr"), "m"),
    **dict.fromkeys(("formal", "sie"), "formal"),
    **dict.fromkeys(("d", "x", "divers", "neutral", "du", "keine", "-"), ""),
}
_MANDATE_ROLES = {
    **dict.fromkeys(("delegate", "delegierte", "delegierter"), "delegate"),
    **dict.fromkeys(("substitute", "ersatz", "ersatzdelegierte", "ersatzdelegierter"), "substitute"),
}


_DELIVERIES = {
    **dict.fromkeys(("email", "e-mail", "mail", "per mail", "elektronisch", "digital"), "email"),
    **dict.fromkeys(("post", "brief", "per post", "papier", "postalisch"), "post"),
    **dict.fromkeys(("both", "beides", "mail und post", "e-mail und post", "post und mail"), "both"),
    **dict.fromkeys(("egal", "-", "keine angabe"), ""),
}


class CellError(ValueError):
    """A cell cannot be read; `name` is the last part of the catalogue key `member_problem.*`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def email(text: str) -> str:
    """An address as RFC 5321 4.1.2 allows it as dot-string; the domain may be internationalised (RFC 5891)."""
    local, _, domain = text.rpartition("@")
    if not _LOCAL_PART.fullmatch(local) or len(local) > 64 or len(text) > 254 or not _is_domain(domain):
        raise CellError("email")
    return text


def day(text: str) -> date:
    """A date, `23.11.2024` or `2024-11-23`. Two-digit years are refused: nobody knows the century."""
    german, iso = _GERMAN_DATE.fullmatch(text), _ISO_DATE.fullmatch(text)
    if german:
        day_, month, year = german.groups()
    elif iso:
        year, month, day_ = iso.groups()
    else:
        raise CellError("date")
    try:
        value = date(int(year), int(month), int(day_))
    except ValueError as error:
        raise CellError("date") from error
    if value.year < _OLDEST_YEAR:
        raise CellError("date")
    return value


def postcode(text: str) -> str:
    """Five digits, or a foreign code behind its country sign (`A-1010`). Four digits are refused: a spreadsheet ate the zero."""
    german = _GERMAN_POSTCODE.fullmatch(text)
    if german:
        return german[1]
    if _FOREIGN_POSTCODE.fullmatch(text):
        return text
    raise CellError("postcode")


def form_of_address(text: str) -> str:
    """`f`, `m`, `formal` or empty, from these or the usual German words."""
    try:
        return _FORMS_OF_ADDRESS[text.casefold()]
    except KeyError:
        raise CellError("form_of_address") from None


def delivery(text: str) -> str:
    """`email`, `post`, `both` or empty (no wish), from these or the usual German words."""
    try:
        return _DELIVERIES[text.casefold()]
    except KeyError:
        raise CellError("delivery") from None


def groups(text: str, separators: str) -> tuple[str, ...]:
    """Names between any of the separators, each once."""
    return tuple(dict.fromkeys(_parts(text, separators)))


def mandates(text: str) -> tuple[Mandate, ...]:
    """Mandates between `|`, each `body:role`, `body:role:rank` or `body:role:rank:list`; the rank may be empty before a list."""
    return tuple(_mandate(part) for part in _parts(text, "|"))


def open_sum(text: str) -> Decimal | None:
    """Euros, `72,00`, `72.00` or `1.234,50`; None where nothing is open or a credit stands."""
    digits = re.sub(r"\s*(?:€|EUR|Euro)\s*", "", text, flags=re.IGNORECASE)
    if _GROUPED_SUM.fullmatch(digits):
        digits = digits.replace(".", "")
    elif not _PLAIN_SUM.fullmatch(digits):
        raise CellError("money")
    amount = Decimal(digits.replace(",", ".")).quantize(Decimal("0.01"))
    return amount if amount > 0 else None


READERS: dict[str, Callable[[str], Any]] = {
    "email": email,
    "joined": day,
    "birthday": day,
    "postcode": postcode,
    "form_of_address": form_of_address,
    "mandates": mandates,
    "dues_open": open_sum,
    "delivery": delivery,
}
"""The columns whose text is more than text; all others are taken as they stand."""


def _is_domain(domain: str) -> bool:
    try:
        ascii_domain = domain if domain.isascii() else idna.encode(domain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return False
    labels = ascii_domain.split(".")
    return len(labels) > 1 and all(_HOST_LABEL.fullmatch(label) for label in labels) and not labels[-1].isdigit()


def _parts(text: str, separators: str) -> list[str]:
    return [part.strip() for part in re.split(f"[{re.escape(separators)}]", text) if part.strip()]


def _mandate(text: str) -> Mandate:
    match = _MANDATE.fullmatch(text)
    if match is None or match["role"].casefold() not in _MANDATE_ROLES:
        raise CellError("mandate")
    return Mandate(match["body"], _MANDATE_ROLES[match["role"].casefold()], int(match["rank"] or 0), match["ballot"] or "")
