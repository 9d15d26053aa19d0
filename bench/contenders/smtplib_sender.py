"""How does an ordinary Python program send a personalised mailing? jinja2, icalendar, EmailMessage, smtplib with one connection.

python -m bench.contenders.smtplib_sender PORT PEOPLE.json
Keeps no state: what it has sent is known only until it ends.
"""

import json
import smtplib
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vCalAddress, vText
from jinja2 import Environment, Template

WORKLOAD = Path(__file__).parents[1] / "workload"


def main(port: int, people_file: Path) -> None:
    """Send everybody their letter."""
    event = json.loads((WORKLOAD / "event.json").read_text(encoding="utf-8"))
    people = json.loads(people_file.read_text(encoding="utf-8"))
    templates = compiled()
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for person in people:
            smtp.send_message(letter(person, event, templates))


def compiled() -> dict[str, Template]:
    """The templates, compiled once."""
    files = {"subject": "subject.txt", "text": "mail.txt", "html": "mail.html"}
    environments = {name: Environment(autoescape=name == "html", trim_blocks=True) for name in files}
    return {name: environments[name].from_string((WORKLOAD / file).read_text(encoding="utf-8")) for name, file in files.items()}


def letter(person: Mapping[str, str], event: Mapping[str, Any], templates: Mapping[str, Template]) -> EmailMessage:
    """One person's mail."""
    facts = {**person, "dates": event["dates"]}
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(event["organizer_name"], addr_spec=event["organizer"])
    message["To"] = Address(f"{person['given_name']} {person['family_name']}", addr_spec=person["email"])
    message["Subject"] = templates["subject"].render(facts).strip()
    message["Date"] = format_datetime(datetime.now(UTC))
    message["Message-ID"] = make_msgid(domain=event["domain"])
    message["List-Unsubscribe"] = f"<mailto:{event['organizer']}?subject=Abmelden%20%5B%23{person['token']}%5D>"
    message.set_content(templates["text"].render(facts), cte="quoted-printable")
    message.add_alternative(templates["html"].render(facts), subtype="html", cte="quoted-printable")
    invited = invitation(person, event)
    message.add_alternative(invited.decode(), subtype="calendar", params={"method": "REQUEST"}, cte="base64")
    message.add_attachment(invited, "application", "ics", filename="invite.ics")
    return message


def invitation(person: Mapping[str, str], event: Mapping[str, Any]) -> bytes:
    """One person's calendar part (RFC 5546)."""
    zone = ZoneInfo(event["timezone"])
    calendar = Calendar()
    for name, value in (("prodid", "-//bench//smtplib//DE"), ("version", "2.0"), ("method", "REQUEST")):
        calendar.add(name, value)
    entry = Event()
    entry.add("uid", f"{event['uid_name']}.{person['id']}@{event['domain']}")
    entry.add("dtstamp", datetime.now(UTC))
    entry.add("dtstart", datetime.fromisoformat(event["start"]).replace(tzinfo=zone))
    entry.add("dtend", datetime.fromisoformat(event["end"]).replace(tzinfo=zone))
    entry.add("summary", event["title"])
    entry.add("location", event["location"])
    entry.add("organizer", _calendar_address(event["organizer"], CN=event["organizer_name"]))
    name = f"{person['given_name']} {person['family_name']}"
    entry.add("attendee", _calendar_address(person["email"], CN=name, ROLE="REQ-PARTICIPANT", PARTSTAT="NEEDS-ACTION", RSVP="TRUE"))
    calendar.add_component(entry)
    written: bytes = calendar.to_ical()
    return written


def _calendar_address(address: str, **parameters: str) -> vCalAddress:
    calendar_address = vCalAddress(f"mailto:{address}")
    calendar_address.params.update({name: vText(value) for name, value in parameters.items()})
    return calendar_address


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
