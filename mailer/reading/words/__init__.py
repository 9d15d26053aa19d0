"""What did the writer newly write? Quotes, signature and the marks of mail programs are cut away, nothing is lost."""

from dataclasses import dataclass

from mailer.reading.mime import Part
from mailer.reading.words.body import Body, bodies
from mailer.reading.words.cut import MAX_LINES, Cut, cut
from mailer.reading.words.html import html_lines
from mailer.reading.words.lines import Line
from mailer.reading.words.pgp import without_armour

_INVISIBLE = dict.fromkeys(
    map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
)
_SPACES = {0xA0: " ", 0x2028: "\n", 0x2029: "\n", 0x85: "\n", 0x0B: " ", 0x0C: "\n", 0: ""}
_NOTHING = Cut("", "", "")


@dataclass(frozen=True, slots=True)
class Words:
    """`text` is new, `signature` and `quoted` were cut. `whole` says that nothing was left after
    cutting, so `text` is every line without a mark of its own: perhaps an answer below an unmarked quote, perhaps only the quote."""

    text: str
    signature: str
    quoted: str
    whole: bool = False


def new_words(mail: Part) -> Words:
    """The writer's new words, in the order of the mail, also where they stand between quoted lines."""
    texts = bodies(mail)
    if texts and all(body.plain.strip() for body in texts):
        parts = [_best(Body("\n".join(body.plain for body in texts), "\n".join(body.html for body in texts)))]
    else:
        parts = [_best(body) for body in texts]
    text, signature, quoted, unmarked = (
        "\n\n".join(filter(None, pieces)) for pieces in zip(*map(_pieces, parts or [_NOTHING]), strict=True)
    )
    if text.strip() or not unmarked.strip():
        return Words(text, signature, quoted)
    return Words(unmarked, signature, quoted, whole=True)


def _pieces(part: Cut) -> tuple[str, str, str, str]:
    return part.text, part.signature, part.quoted, part.unmarked


def _best(body: Body) -> Cut:
    """The plain text is read, unless only the HTML form shows where the quote begins."""
    if not body.plain.strip():
        return cut(html_lines(body.html))
    plain = cut([Line(line) for line in _cleaned(body.plain).split("\n", MAX_LINES)])
    if plain.quoted or not body.html.strip():
        return plain
    marked = cut(html_lines(body.html))
    return marked if marked.quoted and marked.text else plain


def _cleaned(text: str) -> str:
    return without_armour(text.translate(_SPACES).translate(_INVISIBLE))
