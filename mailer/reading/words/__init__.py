"""What did the writer newly write? Quotes, signature and the marks of mail programs are cut away, nothing is lost."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mailer.model.reading import Passage
from mailer.reading.mime import Part
from mailer.reading.signs import holds_any
from mailer.reading.words.body import Body, bodies, one_body
from mailer.reading.words.cut import MAX_LINES, Cut, cut
from mailer.reading.words.html import html_lines
from mailer.reading.words.pgp import without_armour

_INVISIBLE = dict.fromkeys(
    "\u200b\u200c\u200d\u2060\u2063\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069", ""
)
_SPACES = {"\xa0": " ", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": " ", "\x0c": "\n", "\0": ""}
_REPLACED = {**_SPACES, **_INVISIBLE}
_ODD = re.compile("[" + "".join(_REPLACED) + "]")
_NOTHING = Cut("", "", "")


@dataclass(frozen=True, slots=True)
class Words:
    """`text` is new, `signature` and `quoted` were cut. `whole` says that nothing was left after
    cutting, so `text` is every line without a mark of its own: perhaps an answer below an unmarked quote, perhaps only the quote.
    `passages` are the pieces of `text` between which quoted lines stand."""

    text: str
    signature: str
    quoted: str
    whole: bool = False
    passages: tuple[Passage, ...] = ()


def new_words(mail: Part) -> Words:
    """The writer's new words, in the order of the mail, also where they stand between quoted lines."""
    texts = bodies(mail)
    plain = bool(texts) and all(body.plain.strip() for body in texts)
    found = _best(one_body(texts)) if plain else _together([_best(body) for body in texts])
    if found.text.strip() or not found.unmarked.strip():
        return Words(found.text, found.signature, found.quoted, passages=found.passages)
    return Words(found.unmarked, found.signature, found.quoted, whole=True, passages=(Passage(found.unmarked, "", 0),))


def _together(parts: Sequence[Cut]) -> Cut:
    """The cuts of all texts as one, each passage at its place in the joined text."""
    text, signature, quoted, unmarked = (
        "\n\n".join(filter(None, pieces)) for pieces in zip(*map(_pieces, parts or [_NOTHING]), strict=True)
    )
    return Cut(text, signature, quoted, unmarked, _passages(parts))


def _pieces(part: Cut) -> tuple[str, str, str, str]:
    return part.text, part.signature, part.quoted, part.unmarked


def _passages(parts: Sequence[Cut]) -> tuple[Passage, ...]:
    found: list[Passage] = []
    start = 0
    for part in parts:
        found += [replace(passage, start=start + passage.start) for passage in part.passages]
        start += len(part.text) + 2 if part.text else 0
    return tuple(found)


def _best(body: Body) -> Cut:
    """The plain text is read, unless only the HTML form shows where the quote begins."""
    if not body.plain.strip():
        return _cut_html(body.html)
    plain = cut(_cleaned(body.plain).split("\n", MAX_LINES))
    html = "" if plain.quoted else body.html
    if not html:
        return plain
    marked = _cut_html(html)
    return marked if marked.quoted and marked.text else plain


def _cut_html(html: str) -> Cut:
    lines = html_lines(html)
    texts = [line.text for line in lines]
    if holds_any("\n".join(texts), _INVISIBLE):
        texts = [_ODD.sub(lambda found: _INVISIBLE.get(found[0], " "), text).strip() for text in texts]
    return cut(texts, [line.depth for line in lines])


def _cleaned(text: str) -> str:
    return without_armour(_ODD.sub(lambda found: _REPLACED[found[0]], text) if holds_any(text, _REPLACED) else text)
