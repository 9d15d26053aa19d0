import json
from datetime import datetime
from zoneinfo import ZoneInfo

Z = ZoneInfo("Europe/Berlin")


def t(s):
    return datetime.strptime(s, "%Y-%m-%d %H:%M").replace(tzinfo=Z).isoformat()


C = {}


def ctx(n, mailing, sent, subject, events=(), mandate=None, dues=None):
    ev = []
    for e in events:
        i, ti, s, en, loc, *sh = e
        ev.append(
            {
                "id": i,
                "title": ti,
                "start": t(s),
                "end": t(en),
                "location": loc,
                "shifts": [{"id": a, "title": b, "start": t(c)} for a, b, c in sh],
            }
        )
    C[n] = {"mailing": mailing, "sent": t(sent), "subject": subject, "events": ev, "mandate": mandate, "dues": dues}


ctx(
    "own-chor",
    "circular",
    "2025-04-07 19:00",
    "Chor Klangbrücke: Probenwochenende und Frühjahrskonzert",
    [
        ("probenwochenende", "Probenwochenende", "2025-05-09 17:00", "2025-05-11 13:00", "Jugendherberge Gernrode"),
        (
            "konzert",
            "Frühjahrskonzert",
            "2025-05-24 18:00",
            "2025-05-24 21:00",
            "Pauluskirche",
            ("stuehle", "Stühle und Podeste stellen", "2025-05-24 14:00"),
            ("abendkasse", "Abendkasse", "2025-05-24 17:00"),
            ("pausenbuffet", "Pausenbuffet: Häppchen und Getränke", "2025-05-24 19:00"),
        ),
    ],
)
ctx(
    "own-proben",
    "session_calendar",
    "2025-03-24 20:00",
    "Klangbrücke: Zusatzproben bis zum Konzert",
    [
        ("probe-0401", "Zusatzprobe", "2025-04-01 19:00", "2025-04-01 21:00", "Musikschule, Saal"),
        ("probe-0408", "Zusatzprobe", "2025-04-08 19:00", "2025-04-08 21:00", "Musikschule, Saal"),
        ("generalprobe", "Generalprobe", "2025-05-23 18:00", "2025-05-23 21:30", "Pauluskirche"),
    ],
)
ctx(
    "own-laube",
    "invitation",
    "2025-09-01 08:00",
    "Gartenverein Abendfrieden: Gemeinschaftsarbeit am 20. September",
    [
        (
            "gemeinschaftsarbeit",
            "Gemeinschaftsarbeit",
            "2025-09-20 08:00",
            "2025-09-20 13:00",
            "Vereinsheim",
            ("aussenhecke", "Außenhecke schneiden", "2025-09-20 08:00"),
            ("vereinsheim", "Vereinsheim streichen", "2025-09-20 08:00"),
            ("suppe", "Suppe kochen und ausgeben", "2025-09-20 11:00"),
        )
    ],
)
ctx(
    "own-pacht",
    "dues_reminder",
    "2025-10-06 08:00",
    "Gartenverein Abendfrieden: Beitrag und Umlage 2025 noch offen",
    dues={"year": 2025, "open": "46.50", "currency": "EUR"},
)
ctx(
    "own-sport",
    "circular",
    "2025-06-10 18:00",
    "TSV Börde: Vereinsmeisterschaft und Abteilungsversammlung",
    [
        (
            "vereinsmeisterschaft",
            "Vereinsmeisterschaft Leichtathletik",
            "2025-07-05 09:00",
            "2025-07-05 16:00",
            "Stadion am Schwarzkopfweg",
            ("kampfgericht", "Kampfgericht", "2025-07-05 08:30"),
            ("zeitnahme", "Zeitnahme", "2025-07-05 09:00"),
            ("verpflegung", "Verpflegungsstand", "2025-07-05 10:00"),
        ),
        ("abteilungsversammlung", "Abteilungsversammlung", "2025-07-11 19:00", "2025-07-11 21:00", "Vereinsheim"),
    ],
)
ctx(
    "own-sportbeitrag",
    "dues_reminder",
    "2025-04-14 09:00",
    "TSV Börde: Dein Jahresbeitrag 2025",
    dues={"year": 2025, "open": "120.00", "currency": "EUR"},
)
ctx(
    "own-strassenfest",
    "invitation",
    "2025-08-04 17:00",
    "Straßenfest in der Lessingstraße am 30. August",
    [
        (
            "strassenfest",
            "Straßenfest",
            "2025-08-30 14:00",
            "2025-08-30 22:00",
            "Lessingstraße, vor Nr. 12 bis 20",
            ("baenke", "Bänke und Pavillons aufstellen", "2025-08-30 10:00"),
            ("kuchenstand", "Kuchenstand", "2025-08-30 14:00"),
            ("kinderspiele", "Spiele für Kinder", "2025-08-30 15:00"),
            ("aufraeumen", "Aufräumen", "2025-08-31 10:00"),
        )
    ],
)
ctx(
    "own-gewerkschaft",
    "delegates",
    "2025-10-13 09:00",
    "Bezirkskonferenz am 14. und 15. November: Anmeldung der Delegierten",
    [("bezirkskonferenz", "Bezirkskonferenz", "2025-11-14 10:00", "2025-11-15 15:00", "Kongresshotel Dessau")],
    mandate={"body": "Bezirkskonferenz", "role": "delegate"},
)
ctx(
    "own-ersatz",
    "delegates",
    "2025-06-05 12:00",
    "Landesparteitag: Nachrücken für verhinderte Delegierte",
    [("landesparteitag", "Landesparteitag", "2025-06-21 10:00", "2025-06-22 15:00", "Stadthalle Weißenfels")],
    mandate={"body": "Landesparteitag", "role": "substitute"},
)
ctx(
    "own-lpt",
    "delegates",
    "2025-05-19 10:00",
    "Landesparteitag am 21./22. Juni: Rückmeldung der Delegierten",
    [("landesparteitag", "Landesparteitag", "2025-06-21 10:00", "2025-06-22 15:00", "Stadthalle Weißenfels")],
    mandate={"body": "Landesparteitag", "role": "delegate"},
)
ctx(
    "own-kmv",
    "convocation",
    "2025-03-06 10:00",
    "Einberufung der Kreismitgliederversammlung am 5. April",
    [
        (
            "kmv",
            "Kreismitgliederversammlung",
            "2025-04-05 10:00",
            "2025-04-05 16:00",
            "Schützenhaus Burg",
            ("anmeldung", "Anmeldung und Begrüßung", "2025-04-05 09:00"),
            ("technik", "Ton und Beamer", "2025-04-05 08:30"),
            ("mittag", "Mittagessen ausgeben", "2025-04-05 12:30"),
        )
    ],
)
ctx(
    "own-herbst",
    "circular",
    "2025-09-22 18:00",
    "Was im Oktober los ist: Stammtisch, Filmabend, Stadtrundgang",
    [
        ("stammtisch", "Politischer Stammtisch", "2025-10-02 19:00", "2025-10-02 22:00", "Gaststätte Zur Linde"),
        (
            "filmabend",
            "Filmabend „Die Unbeugsamen“",
            "2025-10-16 19:30",
            "2025-10-16 22:00",
            "Kulturzentrum Moritzhof",
            ("popcorn", "Getränke und Popcorn", "2025-10-16 19:00"),
        ),
        ("stadtrundgang", "Antifaschistischer Stadtrundgang", "2025-10-25 14:00", "2025-10-25 16:30", "Treffpunkt Alter Markt"),
    ],
)
ctx(
    "own-wahltag",
    "circular",
    "2025-08-25 12:00",
    "Wahlsonntag 14. September: Fahrdienst, Telefon, Wahlabend",
    [
        (
            "wahltag",
            "Wahltag: Dienste",
            "2025-09-14 08:00",
            "2025-09-14 18:00",
            "Geschäftsstelle",
            ("fahren-vm", "Fahrdienst zum Wahllokal, vormittags", "2025-09-14 09:00"),
            ("fahren-nm", "Fahrdienst zum Wahllokal, nachmittags", "2025-09-14 14:00"),
            ("telefon", "Telefondienst", "2025-09-14 10:00"),
        ),
        ("wahlabend", "Wahlabend", "2025-09-14 17:30", "2025-09-14 22:00", "Restaurant Domblick"),
    ],
)
ctx(
    "own-paeckchen",
    "invitation",
    "2025-11-17 10:00",
    "Weihnachtspäckchen packen am 13. Dezember: Schichten",
    [
        (
            "paeckchen",
            "Weihnachtspäckchen packen",
            "2025-12-13 09:00",
            "2025-12-13 17:00",
            "Gemeindesaal St. Petri",
            ("packen-frueh", "Packen, 9 bis 12 Uhr", "2025-12-13 09:00"),
            ("packen-spaet", "Packen, 12 bis 15 Uhr", "2025-12-13 12:00"),
            ("ausfahren", "Ausfahren mit eigenem Auto", "2025-12-13 15:00"),
        )
    ],
)
ctx(
    "own-elternrat",
    "session_calendar",
    "2025-08-18 07:30",
    "Elternrat der Kita Wirbelwind: Sitzungen im Herbst",
    [
        ("er-0903", "Sitzung des Elternrats", "2025-09-03 17:00", "2025-09-03 18:30", "Kita, Mehrzweckraum"),
        ("er-1008", "Sitzung des Elternrats", "2025-10-08 17:00", "2025-10-08 18:30", "online"),
        ("er-1119", "Sitzung des Elternrats", "2025-11-19 17:00", "2025-11-19 18:30", "Kita, Mehrzweckraum"),
    ],
)
ctx(
    "own-freibad",
    "convocation",
    "2025-03-10 09:00",
    "Förderverein Freibad: Mitgliederversammlung und Frühjahrsputz",
    [
        ("fv-versammlung", "Mitgliederversammlung", "2025-04-10 18:00", "2025-04-10 20:00", "Gasthof Zum Anker"),
        (
            "fruehjahrsputz",
            "Frühjahrsputz im Freibad",
            "2025-04-26 09:00",
            "2025-04-26 14:00",
            "Freibad",
            ("becken", "Becken schrubben", "2025-04-26 09:00"),
            ("zaunstreichen", "Zaun streichen", "2025-04-26 09:00"),
            ("imbiss", "Imbiss für die Helfer", "2025-04-26 12:00"),
        ),
    ],
)
ctx("own-rundbrief", "circular", "2025-07-28 12:00", "Rundbrief im Sommer: Neues aus Stadtrat und Kreis")
ctx(
    "own-antraege",
    "invitation",
    "2025-08-20 10:00",
    "Kreisparteitag am 27. September: Anträge bitte bis 12. September",
    [("kreisparteitag", "Kreisparteitag", "2025-09-27 09:30", "2025-09-27 16:30", "Kulturhaus Schönebeck")],
)
ctx(
    "own-neu",
    "new_member",
    "2025-03-03 12:00",
    "Willkommen im Kreisverband! Einladung zum Neumitgliedertreffen",
    [("neutreffen", "Neumitgliedertreffen", "2025-03-19 18:00", "2025-03-19 20:00", "Bürgerbüro")],
)
ctx("own-neumieter", "new_member", "2025-02-17 12:00", "Willkommen im Mieterverein")
ctx(
    "own-mieter",
    "circular",
    "2025-04-22 10:00",
    "Mieterverein: Mietertreff und Vortrag zu Heizkosten",
    [
        (
            "mietertreff",
            "Mietertreff",
            "2025-05-06 17:00",
            "2025-05-06 19:00",
            "Nachbarschaftszentrum Oase",
            ("kaffeekochen", "Kaffee kochen", "2025-05-06 16:30"),
        ),
        ("vortrag", "Vortrag: Heizkostenabrechnung richtig lesen", "2025-05-20 18:00", "2025-05-20 20:00", "Volkshochschule, Raum 204"),
    ],
)
ctx(
    "own-mieterbeitrag",
    "dues_reminder",
    "2025-05-12 10:00",
    "Mieterverein: Beitrag 2025, freundliche Erinnerung",
    dues={"year": 2025, "open": "96.00", "currency": "EUR"},
)
ctx(
    "own-stadtlauf",
    "invitation",
    "2025-09-08 15:00",
    "Stadtlauf am 12. Oktober: Streckenposten gesucht",
    [
        (
            "stadtlauf",
            "Stadtlauf",
            "2025-10-12 08:00",
            "2025-10-12 15:00",
            "Start und Ziel: Domplatz",
            ("posten-frueh", "Streckenposten, Frühschicht 8 bis 11", "2025-10-12 08:00"),
            ("posten-spaet", "Streckenposten, Spätschicht 11 bis 15", "2025-10-12 11:00"),
            ("getraenke", "Getränkestation", "2025-10-12 09:00"),
        )
    ],
)
ctx(
    "own-senioren",
    "invitation",
    "2025-11-03 09:00",
    "Adventsnachmittag für Seniorinnen und Senioren am 26. November",
    [
        (
            "adventsnachmittag",
            "Adventsnachmittag",
            "2025-11-26 14:30",
            "2025-11-26 17:00",
            "Begegnungsstätte Südring",
            ("stollen", "Stollen und Plätzchen mitbringen", "2025-11-26 14:30"),
            ("abholen", "Gäste mit dem Auto abholen", "2025-11-26 13:45"),
        )
    ],
)
ctx(
    "own-frauentag",
    "circular",
    "2025-02-13 10:00",
    "Rund um den 8. März: Filmabend, Rosenverteilen, Frühstück",
    [
        ("frauenfilm", "Filmabend zum Equal Pay Day", "2025-03-06 19:00", "2025-03-06 21:30", "Studiokino"),
        (
            "rosen",
            "Rosen verteilen vor dem Werkstor",
            "2025-03-07 05:30",
            "2025-03-07 07:30",
            "Werkstor West",
            ("rosen-binden", "Rosen holen und binden", "2025-03-06 16:00"),
        ),
        ("frauenfruehstueck", "Frauentagsfrühstück", "2025-03-09 10:00", "2025-03-09 13:00", "Geschäftsstelle"),
    ],
)
ctx(
    "own-jugend",
    "invitation",
    "2025-06-16 16:00",
    "Sommercamp der Jugend vom 18. bis 20. Juli",
    [
        (
            "sommercamp",
            "Sommercamp",
            "2025-07-18 16:00",
            "2025-07-20 14:00",
            "Zeltplatz am Barleber See",
            ("kueche", "Küchenteam", "2025-07-18 16:00"),
            ("awareness", "Awareness-Team", "2025-07-18 16:00"),
        )
    ],
)
ctx(
    "own-vorstand",
    "session_calendar",
    "2024-12-19 08:00",
    "Ortsvorstand: Sitzungen im ersten Vierteljahr",
    [
        ("ov-0113", "Sitzung des Ortsvorstandes", "2025-01-13 18:30", "2025-01-13 20:30", "Geschäftsstelle"),
        ("ov-0210", "Sitzung des Ortsvorstandes", "2025-02-10 18:30", "2025-02-10 20:30", "Videokonferenz"),
        ("ov-0310", "Sitzung des Ortsvorstandes", "2025-03-10 18:30", "2025-03-10 20:30", "Geschäftsstelle"),
    ],
)
ctx(
    "own-heimat",
    "circular",
    "2025-04-28 09:00",
    "Heimatverein: Museumsnacht und Busausflug",
    [
        (
            "museumsnacht",
            "Museumsnacht",
            "2025-05-17 18:00",
            "2025-05-17 23:30",
            "Heimatstube",
            ("fuehrung", "Führung durch die Ausstellung", "2025-05-17 19:00"),
            ("museumskasse", "Kasse", "2025-05-17 18:00"),
        ),
        ("busausflug", "Busausflug in den Harz", "2025-06-14 07:30", "2025-06-14 19:00", "Abfahrt Marktplatz"),
    ],
)
ctx(
    "own-repair",
    "invitation",
    "2025-03-12 18:00",
    "Repair-Café am 29. März",
    [
        (
            "repaircafe",
            "Repair-Café",
            "2025-03-29 13:00",
            "2025-03-29 17:00",
            "Nachbarschaftszentrum Oase",
            ("elektro", "Reparaturtisch Elektro", "2025-03-29 13:00"),
            ("naehen", "Nähtisch", "2025-03-29 13:00"),
            ("kaffeetheke", "Kaffeetheke", "2025-03-29 13:00"),
        )
    ],
)
ctx(
    "own-beitrag",
    "dues_reminder",
    "2025-11-10 09:00",
    "Mitgliedsbeitrag 2025: noch 144 Euro offen",
    dues={"year": 2025, "open": "144.00", "currency": "EUR"},
)
json.dump(C, open("contexts-own.json", "w"), ensure_ascii=False, indent=1)
print(len(C))
