"""Who gets the letters? Members of a fictional association, the same for every contender."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

_GIVEN = ("Jana", "Jörg", "Aylin", "Can", "Grete", "Horst", "Zoë", "Łukasz", "Anne-Sophie", "Günther", "Mehmet", "Ute", "Nguyễn")
_FAMILY = ("Vogel", "Müller", "Demir", "Krüger", "Lang", "von der Heide", "O’Neill", "Schäfer", "Weiß", "Nowak", "Özdemir")
_BRANCHES = ("Nord", "Süd", "Mitte", "Ost")
_GREETING = {"f": "Liebe", "m": "Lieber", "": "Hallo"}
_COLUMNS = ("id", "given_name", "family_name", "email", "branch", "form_of_address")


def write_people(folder: Path, count: int) -> tuple[Path, Path]:
    """So many people as a member file (CSV, for mailer) and as JSON (for the others); the two paths.

    One after the other: what the bench itself once held in memory is counted for every process that it starts later.
    """
    table, data = folder / f"people-{count}.csv", folder / f"people-{count}.json"
    with table.open("w", encoding="utf-8", newline="") as sheet, data.open("w", encoding="utf-8") as listed:
        writer = csv.DictWriter(sheet, _COLUMNS, extrasaction="ignore", delimiter=";")
        writer.writeheader()
        for number, person in enumerate(people(count)):
            writer.writerow(person)
            listed.write(("," if number else "[") + json.dumps(person, ensure_ascii=False))
        listed.write("]")
    return table, data


def people(count: int) -> Iterator[dict[str, str]]:
    """One after the other, always the same."""
    for number in range(count):
        given, family = _GIVEN[number % len(_GIVEN)], _FAMILY[number % len(_FAMILY)]
        form = "fm"[number % 2] if number % 7 else ""
        yield {
            "id": f"m{number:06}",
            "given_name": given,
            "family_name": family,
            "email": f"mitglied{number}@post{number % 97}.example",
            "branch": _BRANCHES[number % len(_BRANCHES)],
            "form_of_address": form,
            "greeting": f"{_GREETING[form]} {given}",
            "token": f"{number:016x}",
        }
