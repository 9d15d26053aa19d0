"""Which letter do the tests answer? One as the service builds it: text, HTML with answer buttons, an invitation and its file."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//mailer//DE\r\nMETHOD:REQUEST\r\n"
    "BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nBEGIN:STANDARD\r\n"
    "DTSTART:19701025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\n"
    "UID:stadtparteitag.abcdefghijklmnopqrstuvwx@stadtverband.example\r\nDTSTAMP:20241025T070000Z\r\n"
    "DTSTART;TZID=Europe/Berlin:20241123T100000\r\n"
    "DTEND;TZID=Europe/Berlin:20241123T170000\r\nSEQUENCE:2\r\n"
    "SUMMARY:Stadtparteitag\r\nLOCATION:Volkssolidarität\\, Halberstädter Str. 115a\r\n"
    "ORGANIZER;CN=Stadtvorstand Magdeburg:mailto:post@stadtverband.example\r\n"
    "ATTENDEE;CN=Emre Sönmezer;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    ":mailto:e.soenmezer@wolkenpo\r\n st.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
TEXT = """Lieber Emre,

hiermit berufen wir den Stadtparteitag ein. Er findet am Samstag, 23. November 2024, von 10 bis 17 Uhr statt, und zwar hier:
Halberstädter Straße 115a.

Sag uns bitte kurz Bescheid: Antworte einfach auf diese Mail.

Solidarische Grüße
der Stadtvorstand
"""
HTML = """<!DOCTYPE html><html lang="de"><head><title>Einberufung</title></head><body style="margin:0">
<p class="gruss">Lieber Emre,</p><p>hiermit berufen wir den Stadtparteitag ein. Er findet am Samstag, 23. November 2024, statt.</p>
<p><a href="mailto:post@stadtverband.example?subject=Zusage%3A%20Stadtparteitag%20%5B%23abcdefghij234567%5D&amp;body=Ja">Ich komme</a></p>
</body></html>
"""


def letter(*, invite: bool = True, subject: str = "Einberufung des Stadtparteitages am 23.11.2024") -> bytes:
    """The letter to Emre, sent on 25 October 2024 at 9 o'clock in Magdeburg."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "Stadtvorstand Magdeburg <post@stadtverband.example>"
    message["To"] = "Emre Sönmezer <e.soenmezer@wolkenpost.example>"
    message["Subject"] = subject
    message["Date"] = datetime.fromisoformat("2024-10-25T09:00:00+02:00")
    message["Message-ID"] = "<mxyzabcdefgh234567@stadtverband.example>"
    message.set_content(TEXT, cte="quoted-printable")
    message.add_alternative(HTML, subtype="html", cte="quoted-printable")
    if invite:
        message.add_alternative(CALENDAR, subtype="calendar", params={"method": "REQUEST"}, cte="base64")
        message.add_attachment(CALENDAR.encode(), maintype="application", subtype="ics", filename="einladung.ics")
    return message.as_bytes()
