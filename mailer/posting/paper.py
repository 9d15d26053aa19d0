"""What does the association write on? Head, return line, place and date of its letters, in its own layout."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mailer.composing.german import GermanFormat
from mailer.composing.post.letter import PostLetter
from mailer.composing.post.listing import LAYOUT as LIST
from mailer.composing.post.listing import Listing, listing
from mailer.composing.post.sheet import LAYOUT as LETTER
from mailer.composing.post.sheet import Letterhead, print_file
from mailer.composing.templates import WORDS
from mailer.config import Settings


@dataclass(frozen=True, slots=True)
class Stationery:
    """The layouts of letters and lists, and what stands on every letter."""

    letter_layout: str
    list_layout: str
    head: str
    return_line: str
    place: str
    foot: str
    dates: GermanFormat

    def letters(self, letters: tuple[PostLetter, ...], moment: datetime) -> str:
        """The Typst source of a file of letters, dated that day."""
        day = self.dates.tag(moment).partition(", ")[2]
        dated = f"{self.place}, {day}" if self.place else day
        return print_file(self.letter_layout, Letterhead(self.head, self.return_line, dated, self.foot), letters)

    def listing(self, of: Listing) -> str:
        """The Typst source of a list."""
        return listing(self.list_layout, of)


def stationery(settings: Settings, templates: Mapping[str, str]) -> Stationery:
    """The stationery of a workspace."""
    association, post = settings.association, settings.post
    imprint = " · ".join(part for part in (association.name, association.postal_address.replace(", ", " · ")) if part)
    return Stationery(
        letter_layout=templates[LETTER],
        list_layout=templates[LIST],
        head=association.name,
        return_line=post.return_line or imprint,
        place=post.place,
        foot=post.foot or imprint,
        dates=GermanFormat(association.zone, templates[WORDS]),
    )
