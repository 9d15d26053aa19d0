"""Which mailings do the tests answer?"""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from mailer.model.jobs import Dues, Event, Shift
from mailer.model.people import Mandate
from mailer.model.reading import Context

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def event(event_id: str, title: str, start: str, *shifts: Shift, location: str = "") -> Event:
    return Event(event_id, title, at(start), at(start) + timedelta(hours=3), location, shifts=shifts)


FEST = event(
    "hoffest",
    "Hoffest",
    "2025-09-13T15:00",
    Shift("aufbau", "Aufbau der Stände", at("2025-09-13T12:00")),
    Shift("kuchen", "Kuchen backen", at("2025-09-13T15:00")),
    Shift("abbau", "Abbau", at("2025-09-13T20:00")),
    location="Hof der Geschäftsstelle",
)
WANDERUNG = event("wanderung", "Herbstwanderung", "2025-10-11T09:00", location="Bahnhof Thale")
LESUNG = event("lesung", "Lesung mit Diskussion", "2025-10-23T19:00", location="Stadtbibliothek")
SENT = at("2025-08-25T18:00")

CONTEXTS = {
    "one": Context("invitation", SENT, "Einladung zum Hoffest", (FEST,)),
    "three": Context("circular", SENT, "Rundbrief September", (FEST, WANDERUNG, LESUNG)),
    "delegates": Context(
        "delegates", SENT, "Teilnahme bestätigen", (event("landesparteitag", "Landesparteitag", "2025-10-18T10:00", location="Dessau"),),
        Mandate("Landesparteitag", "delegate"),
    ),
    "dues": Context("dues_reminder", SENT, "Dein Mitgliedsbeitrag 2025", (), None, Dues(2025, Decimal("60.00"))),
}  # fmt: skip
