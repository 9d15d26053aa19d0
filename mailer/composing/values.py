"""How are a person's words kept out of Markdown's and HTML's sight?

Whatever `{{ … }}` prints is replaced by one private-use character (a placeholder) before Markdown is read, and put back afterwards,
escaped for where it stands. So a name with `*`, `<`, backticks or line breaks can never become markup, and the Markdown of a
mailing is the same text for nearly everybody: it is read once, not once per person.
"""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from markupsafe import Markup

_IN_TEXT = 0xF0000
_IN_LINK = 0x100000
_MOST = 0xFFFC
PLACEHOLDER = re.compile(f"[{chr(_IN_TEXT)}-{chr(_IN_LINK + _MOST)}]")

# Controls, lone surrogates, bidirectional overrides and isolates (they could turn the rest of a line around), and our own
# placeholders. Left-to-right and right-to-left marks stay: names need them.
_UNWANTED = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff{chr(_IN_TEXT)}-{chr(0x10FFFF)}]")
_BLANKS = re.compile(r"[ \t\n]+")
_SPACES = re.compile(r"[ \t]+")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SCHEME = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_URL_SAFE = ":/?#[]@!$&'()*+,;=%-._~"
_MARK = re.compile("[\U000ffffd-\U000fffff]")  # of no placeholder and no clean text: `sharing` and `quoted` stand them for something


class MarkedError(Exception):
    """A mark was to be read as if it were the words that it stands for."""


class Ours(str):
    """A text of our own making, such as a mailto link: clean, and where it is a link, encoded already."""

    __slots__ = ()


class Verse(str):
    """Lines of somebody's words that stand together, clean; they stay lines of their own."""

    __slots__ = ()


class Verses(tuple[Verse, ...]):
    """Somebody's words, paragraph by paragraph, for a page on which it is all the same how many lines each has."""

    __slots__ = ()


class Values:
    """What one letter's templates printed, in order: the first 65,533 values; those beyond are escaped for Markdown instead."""

    def __init__(self, kept: list[str] | None = None) -> None:
        self._kept: list[str] = [] if kept is None else kept
        self.open: list[int] = []  # indices of what a marked template printed of the person
        self.quoted: list[int] = []  # indices of the verses that were printed

    def hide(self, value: object) -> Markup:
        """Keeps the value and returns the placeholder that stands for it."""
        index = len(self._kept)
        if index > _MOST:
            return Markup(_PUNCTUATION.sub(r"\\\g<0>", one_line(str(value))))
        self._kept.append(value if isinstance(value, Ours | Verse) else clean(str(value)))
        return Markup(chr(_IN_TEXT + index))

    def taken(self, text: str, kept: Sequence[str]) -> str:
        """A text whose placeholders stand for these values, as one whose placeholders stand for values of ours."""
        return PLACEHOLDER.sub(lambda found: str(self.hide(kept[ord(found[0]) & 0xFFFF])), text)

    @property
    def full(self) -> bool:
        """Whether some values may not have been kept."""
        return len(self._kept) > _MOST

    def plain(self, text: str) -> str:
        """The text with every placeholder put back as it was, without leading and trailing space. What stands for nothing vanishes.

        Raises MarkedError where a mark would be put back: what it stands for is not known yet.
        """
        plain = PLACEHOLDER.sub(lambda found: self._kept[at] if (at := ord(found[0]) & 0xFFFF) < len(self._kept) else "", text).strip()
        if _MARK.search(plain):
            raise MarkedError
        return plain

    def partly(self, text: str, open_ones: Set[int]) -> str:
        """The text with all values put back but those that stay open."""
        return PLACEHOLDER.sub(lambda found: found[0] if ord(found[0]) & 0xFFFF in open_ones else self._kept[ord(found[0]) & 0xFFFF], text)

    def words(self, text: str) -> str:
        """The text with every value put back on one line, so that a value's line breaks make no lines of their own; but for verses."""
        return PLACEHOLDER.sub(lambda found: _in_words(self._kept[ord(found[0]) & 0xFFFF]), text)

    @property
    def kept(self) -> Sequence[str]:
        """All values, by the index of their placeholder."""
        return self._kept


class Unhidden(Values):
    """For a text that is no Markdown: nothing is hidden, nothing kept."""

    def hide(self, value: object) -> Markup:
        """The value itself, clean."""
        return Markup(value if isinstance(value, Ours) else clean(str(value)))


@dataclass(frozen=True, slots=True)
class HtmlPieces:
    """HTML cut at its placeholders: literals[0], value, literals[1], … Each value goes in escaped for its place."""

    literals: tuple[str, ...]
    places: tuple[tuple[int, str], ...]

    def fill(self, kept: Sequence[str]) -> str:
        """The HTML with these values."""
        parts = [self.literals[0]]
        for (index, place), literal in zip(self.places, self.literals[1:], strict=True):
            parts.append(_placed(kept[index], place))
            parts.append(literal)
        return "".join(parts)

    def bound(self, kept: Sequence[str], open_ones: Set[int]) -> "HtmlPieces":
        """The same with all values put in but those that stay open."""
        literals, places = [self.literals[0]], []
        for (index, place), literal in zip(self.places, self.literals[1:], strict=True):
            if index in open_ones:
                places.append((index, place))
                literals.append(literal)
            else:
                literals[-1] += _placed(kept[index], place) + literal
        return HtmlPieces(tuple(literals), tuple(places))

    @property
    def asked(self) -> Sequence[int]:
        """The indices of the values that stand in it."""
        return [index for index, _ in self.places]

    def lines(self) -> list["HtmlPieces"]:
        """The same line by line, each with its line end; the last literal must end with one."""
        found: list[tuple[list[str], list[tuple[int, str]]]] = [([""], [])]
        for place, literal in zip((None, *self.places), self.literals, strict=True):
            if place is not None:
                found[-1][0].append("")
                found[-1][1].append(place)
            for line in _LINES.findall(literal):
                found[-1][0][-1] += line
                if line.endswith("\n"):
                    found.append(([""], []))
        return [HtmlPieces(tuple(literals), tuple(places)) for literals, places in found[:-1]]


def html_pieces(html: str) -> HtmlPieces:
    """Cuts finished HTML at its placeholders."""
    literals = PLACEHOLDER.split(html)
    places = []
    for before, character in zip(literals, PLACEHOLDER.findall(html), strict=False):
        code = ord(character)
        place = "text" if code < _IN_LINK else "url start" if before.endswith('href="') else "url"
        places.append((code & 0xFFFF, place))
    return HtmlPieces(tuple(literals), tuple(places))


def joined(lines: Sequence[HtmlPieces]) -> HtmlPieces:
    """Lines of one HTML that follow each other, as one piece again."""
    literals = [""]
    places: list[tuple[int, str]] = []
    for line in lines:
        literals[-1] += line.literals[0]
        literals += line.literals[1:]
        places += line.places
    return HtmlPieces(tuple(literals), tuple(places))


def mark_link(target: str) -> str:
    """The placeholders in a link's target, marked as standing in a URL: there they are percent-encoded."""
    return PLACEHOLDER.sub(lambda found: chr(_IN_LINK + (ord(found[0]) & 0xFFFF)), target)


def clean(text: str) -> str:
    """The text without what could do harm in any place; line breaks and tabs stay, line ends become LF."""
    if text.isprintable():  # private-use characters are not
        return text
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _in_words(value: str) -> str:
    return (_SPACES if isinstance(value, Verse) else _BLANKS).sub(" ", value)


def one_line(text: str) -> str:
    """The text cleaned and on one line, each run of white space one blank."""
    return " ".join(clean(text).split())


def _placed(value: str, place: str) -> str:
    """The value as it may stand in this place of the HTML."""
    if isinstance(value, Verse):
        return escape(value).replace("\n", "<br />\n")
    if place == "text" or isinstance(value, Ours):
        return escape(value)
    address = quote(value.replace("\n", ""), safe=_URL_SAFE)
    return escape(address if place == "url" or _SCHEME.match(address) else f"https://{address}")
