"""Which texts of a mail did its writer type, and in which of their two forms are they read?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from mailer.reading.mime import Part, from_quoted_printable, parse, text_of
from mailer.reading.words.flowed import unflowed
from mailer.reading.words.tnef import tnef_body

# How our letters are put together (composing/message.py): the first part within multipart/alternative. No encoded text holds `=_`.
_OURS = re.compile(
    rb"""boundary="=_alternative_\w{1,60}"\r\n\r\n--=_alternative_\w{1,60}\r\nContent-Type: text/plain; charset=utf-8\r\n"""
    rb"""Content-Transfer-Encoding: quoted-printable\r\n\r\n"""
)
_NEXT = b"\r\n--=_alternative_"


@dataclass(frozen=True)
class Body:
    """One text of the mail as plain text, as HTML, or both (`multipart/alternative`, RFC 2046 5.1.4).

    `pages` give its HTML, which is decoded when it is asked for: mostly the plain text is enough."""

    plain: str = ""
    pages: tuple[Callable[[], str], ...] = ()

    @cached_property
    def html(self) -> str:
        """The HTML of all pages, empty when there is none."""
        return "\n".join(filter(str.strip, (page() for page in self.pages)))


def one_body(parts: Sequence[Body]) -> Body:
    """The texts as one."""
    plain = "\n".join(part.plain for part in parts if part.plain.strip())
    return Body(plain, tuple(page for part in parts for page in part.pages))


def bodies(mail: Part) -> tuple[Body, ...]:
    """The texts in their order; attachments, carried mails and reports are left out. Winmail.dat is opened when nothing else is there."""
    found = tuple(body for body in _bodies(mail) if body.plain.strip() or body.html.strip())
    if found:
        return found
    packed = (tnef_body(part) for part in mail.own() if _is_tnef(part))
    return tuple(Body(plain, (partial(str, html),)) for plain, html in packed if plain or html)


def plain_text(raw: bytes) -> str:
    """The plain text of a letter of our own, for comparing with what comes back."""
    found = _OURS.search(raw)
    end = raw.find(_NEXT, found.end()) if found is not None else -1
    if found is not None and end >= 0:
        return text_of(from_quoted_printable(raw[found.end() : end]), "utf-8")
    root, _ = parse(raw)
    return "\n".join(body.plain for body in bodies(root))


def _bodies(part: Part) -> list[Body]:
    if part.content_type == "multipart/alternative":
        return [one_body([body for child in part.children for body in _bodies(child)])]
    if part.children and part.content_type.startswith("multipart/"):
        return [body for child in part.children for body in _bodies(child)]
    return [_leaf(part)]


def _leaf(part: Part) -> Body:
    if part.disposition == "attachment" or part.content_type not in ("text/plain", "text/html", "text/enriched", "application/xhtml+xml"):
        return Body()
    if part.content_type == "text/plain":
        return Body(plain=_plain(part))
    return Body(pages=(part.text,))


def _plain(part: Part) -> str:
    text = part.text()
    if part.parameters.get("format", "").lower() == "flowed":
        return unflowed(text, part.parameters.get("delsp", "").lower() == "yes")
    return text


def _is_tnef(part: Part) -> bool:
    return part.content_type in ("application/ms-tnef", "application/vnd.ms-tnef") or part.filename.lower() == "winmail.dat"
