"""Which column of a member file is which?"""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, fields

from mailer.errors import MemberFileError
from mailer.model.people import Member

NAMES = tuple(field.name for field in fields(Member))
REQUIRED = ("id", "given_name", "family_name")

_SYNONYMS = {
    "id": ("mitgliedsnummer", "mitgliedsnr", "mitgliedsnr.", "mitglieds-nr.", "nr", "nr."),
    "given_name": ("vorname",),
    "family_name": ("nachname", "familienname"),
    "email": ("e-mail", "mail", "e-mail-adresse", "emailadresse"),
    "street": ("straße", "strasse", "anschrift"),
    "postcode": ("plz", "postleitzahl"),
    "city": ("ort", "wohnort", "stadt"),
    "branch": ("ortsverband", "ortsgruppe", "basisorganisation", "gliederung"),
    "joined": ("eintritt", "eintrittsdatum", "mitglied seit"),
    "birthday": ("geburtsdatum", "geburtstag"),
    "form_of_address": ("anrede",),
    "groups": ("gruppen",),
    "mandates": ("mandate",),
    "delivery": ("versand", "versandweg", "zustellung", "zustellwunsch", "versand/zustellwunsch"),
    "dues_open": ("offener beitrag", "beitrag offen", "rückstand"),
}
_OURS = {name: name for name in NAMES} | {word: name for name, words in _SYNONYMS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each of our columns stands, and how the file calls it. `unknown` are the file's columns that mean nothing to us."""

    place: Mapping[str, int]
    header: tuple[str, ...]
    unknown: tuple[str, ...]

    def title(self, name: str) -> str:
        """The file's own title for our column; our name where the file has none."""
        return self.header[self.place[name]] if name in self.place else name


def find_columns(header: tuple[str, ...], columns: Mapping[str, str]) -> Columns:
    """Finds our columns by the mapping of config.toml, our own names, or usual German titles; case does not matter.

    Raises MemberFileError where the mapping names something that is not there, two columns mean the same, or id or name is missing.
    """
    given = _from_config(header, columns)
    place: dict[str, int] = dict(given)
    unknown = []
    for index, title in enumerate(header):
        name = _OURS.get(title.casefold())
        if index in given.values():
            continue
        if name is None or name in given:
            unknown.append(title)
        elif name in place:
            raise MemberFileError("member_file.column_twice", first=header[place[name]], second=title)
        else:
            place[name] = index
    _require(place, header)
    return Columns(place, header, tuple(title for title in unknown if title))


def _from_config(header: tuple[str, ...], columns: Mapping[str, str]) -> dict[str, int]:
    titles = [title.casefold() for title in header]
    place = {}
    for name, title in columns.items():
        if name not in NAMES:
            raise MemberFileError("member_file.unknown_name", name=name, allowed=", ".join(NAMES))
        if title.strip().casefold() not in titles:
            raise MemberFileError("member_file.column_missing", name=name, column=title, found=_list(header))
        place[name] = titles.index(title.strip().casefold())
    return place


def _require(place: Mapping[str, int], header: tuple[str, ...]) -> None:
    for name in REQUIRED:
        if name not in place:
            close = difflib.get_close_matches(name, header, n=1)
            key = "member_file.required_missing_close" if close else "member_file.required_missing"
            raise MemberFileError(key, name=name, found=_list(header), close="".join(close))


def _list(header: tuple[str, ...]) -> str:
    return ", ".join(title for title in header if title)
