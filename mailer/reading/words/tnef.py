"""What does a `winmail.dat` (TNEF, MS-OXTNEF) say, the wrapping of misconfigured Outlooks?"""

from tnefparse import TNEF

from mailer.reading.charset import decode
from mailer.reading.mime import Part

_MAX_BYTES = 4 * 1024 * 1024


def tnef_body(part: Part) -> tuple[str, str]:
    """Its body as plain text and as HTML, each empty if absent; both are empty for what cannot be read or is over 4 MB."""
    content = part.content()
    if len(content) > _MAX_BYTES:
        return "", ""
    try:
        envelope = TNEF(content)
        return _text(envelope.body), _text(envelope.htmlbody)
    except Exception:  # the library raises whatever its struct calls raise; nothing here may stop a mail
        return "", ""


def _text(body: object) -> str:
    if isinstance(body, list):
        return "".join(_text(piece) for piece in body)
    return decode(body) if isinstance(body, bytes) else body if isinstance(body, str) else ""
