"""How do many letters become one file for the printer? One Typst source: the layout, and a call of it for each letter."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO

import segno

from mailer.composing.post.letter import PostLetter
from mailer.composing.post.markup import string

LAYOUT = "layout/letter.typ"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What all letters of a file have in common: the association, the line above the address, place and date, the foot of each page."""

    head: str
    return_line: str
    place_and_date: str
    foot: str


def print_file(layout: str, letterhead: Letterhead, letters: Iterable[PostLetter]) -> str:
    """The Typst source of all letters, in the order given. Each begins on an odd page, so that the file may be printed on both sides."""
    return "\n".join((layout, *(_call(letterhead, letter) for letter in letters)))


def _call(common: Letterhead, letter: PostLetter) -> str:
    arguments = {
        "kopf": string(common.head),
        "absenderzeile": string(common.return_line),
        "anschrift": _array(letter.recipient),
        "ort-datum": string(common.place_and_date),
        "betreff": string(letter.subject),
        "nummer": string(letter.number),
        "code": f"bytes({string(_code(letter.answer))})" if letter.answer else "none",
        "code-text": string(letter.how_to_answer),
        "fuss": string(common.foot),
    }
    given = ", ".join(f"{name}: {value}" for name, value in arguments.items())
    return f"#brief({given})[{letter.content}]\n"


def _array(lines: Sequence[str]) -> str:
    return "(" + "".join(f"{string(line)}, " for line in lines) + ")"


def _code(target: str) -> str:
    """A QR code (ISO/IEC 18004) as SVG, with error correction M."""
    drawn = BytesIO()
    segno.make(target, error="m", micro=False).save(drawn, kind="svg", xmldecl=False, border=0)
    return drawn.getvalue().decode()
