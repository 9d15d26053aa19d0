"""Which lines does an HTML mail show, and which of them lie in what its mail program marked as quoted?

lxml parses, one walk over the tree writes lines. The marks of the mail programs are a table; a new program is a new row.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

_MAX_CHARACTERS = 500_000
_MAX_STEPS = 60_000

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot",
    "thead", "tr", "ul",
))  # fmt: skip
_APART = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre",
))  # fmt: skip
_SKIPPED = frozenset((
    "script", "style", "head", "title", "meta", "link", "template", "noscript", "object", "iframe", "svg", "select", "textarea",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden|mso-hide\s{0,5}:\s{0,5}all", re.IGNORECASE)
_OUTLOOK_RULE = re.compile(
    r"border(?:-top)?\s{0,5}:\s{0,5}(?:none\s{0,5};\s{0,5}border-top\s{0,5}:\s{0,5})?solid\s{1,5}(?:#[0-9a-f]{3,6}"
    r"|windowtext)\s{1,5}1\.0pt",
    re.IGNORECASE,
)
_WORD_BORDER = re.compile(r"para-border-div|padding\s{0,5}:\s{0,5}1\.0pt", re.IGNORECASE)
_BAR = re.compile(r"border-left(?:-style)?\s{0,5}:[^;]{0,60}\b(?:solid|dotted|dashed|double|inset)\b", re.IGNORECASE)
_INDENT = re.compile(r"(?:padding|margin)(?:-left)?\s{0,5}:", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f]+")

# Elements whose content is quoted, whoever wrote it: (tag or "", attribute, word in its value without Outlook's "x_" prefix).
_CONTAINERS = (
    ("blockquote", "", ""),
    ("", "class", "yahoo_quoted"),
    ("", "class", "protonmail_quote"),
    ("", "class", "tutanota_quote"),
    ("", "class", "moz-cite-prefix"),
    ("", "class", "moz-forward-container"),
    ("", "class", "moz-email-headers-table"),
    ("", "class", "gmail_attr"),
    ("", "class", "zmail_extra"),
    ("", "id", "reply-intro"),
    ("", "id", "yahoo_quoted"),
    ("div", "name", "quote"),
    ("", "id", "isReplyContent"),
    ("", "id", "mail-editor-reference-message-container"),
    ("", "class", "ms-outlook-mobile-reference-message"),
)
# Elements from which on everything is an older mail.
_BORDERS = (
    ("", "id", "divRplyFwdMsg"),
    ("", "id", "appendonsend"),
    ("", "id", "OLK_SRC_BODY_SECTION"),
    ("hr", "id", "stopSpelling"),
    ("", "class", "OutlookMessageHeader"),
    ("", "id", "mailcontent-original"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line, whether the HTML around it says that it is quoted, and how deep."""

    text: str
    quoted: bool = False
    depth: int = 0


def html_lines(html: str) -> list[Line]:
    """The visible lines of an HTML mail, in order. Never raises; what cannot be parsed gives no lines."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    source = html[:_MAX_CHARACTERS].replace("\0", "").encode("utf-8", "replace")
    try:
        root = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError):
        return []
    if root is None:
        return []
    page = _Page()
    for step, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if step > _MAX_STEPS:
            break
        _EVENTS[event](page, element)
    page.break_line()
    return page.lines


@dataclass(slots=True)
class _Page:
    """The lines so far, the one being written, and how deep we are in skipped, quoted and preformatted elements."""

    lines: list[Line] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    skipped: int = 0
    quoted: int = 0
    preformatted: int = 0
    older: bool = False

    def write(self, text: str | None) -> None:
        if not text or self.skipped:
            return
        if self.preformatted:
            *whole, last = text.split("\n")
            for line in whole:
                self.current.append(line)
                self.break_line(force=True)
            self.current.append(last)
        else:
            self.current.append(_SPACES.sub(" ", text))

    def break_line(self, force: bool = False) -> None:
        text = "".join(self.current).replace("\xa0", " ")
        text = text.rstrip() if self.preformatted else _SPACES.sub(" ", text).strip()
        self.current.clear()
        if text or force:
            self.lines.append(self._line(text))

    def break_paragraph(self) -> None:
        self.break_line()
        if self.lines and self.lines[-1].text:
            self.lines.append(self._line(""))

    def _line(self, text: str) -> Line:
        return Line(text, self.older or self.quoted > 0, self.older + self.quoted)


def _start(page: _Page, element: etree._Element) -> None:
    tag = str(element.tag)
    if _is_skipped(tag, element):
        page.skipped += 1
    elif not page.skipped:
        _open(page, tag, element)
    page.write(element.text)


def _open(page: _Page, tag: str, element: etree._Element) -> None:
    if tag == "br":
        page.break_line(force=True)
    elif tag in _BLOCKS:
        page.break_line()
    if tag in _APART:
        page.break_paragraph()
    if tag == "li":
        page.write("- ")
    if tag in ("td", "th"):
        page.write(" ")
    page.preformatted += tag == "pre"
    page.quoted += _is_container(tag, element)
    page.older = page.older or _matches(_BORDERS, tag, element) or _is_outlook_rule(tag, element)


def _end(page: _Page, element: etree._Element) -> None:
    tag = str(element.tag)
    if _is_skipped(tag, element):
        page.skipped -= 1
    elif not page.skipped:
        _close(page, tag, element)
    page.write(element.tail)


def _close(page: _Page, tag: str, element: etree._Element) -> None:
    if tag in _APART:
        page.break_paragraph()
    elif tag in _BLOCKS:
        page.break_line()
    page.preformatted -= tag == "pre"
    if _is_container(tag, element):
        page.break_line()
        page.quoted -= 1


_EVENTS: dict[str, Callable[[_Page, etree._Element], None]] = {"start": _start, "end": _end}


def _is_skipped(tag: str, element: etree._Element) -> bool:
    style = element.get("style")
    return tag in _SKIPPED or (style is not None and bool(_HIDDEN.search(style[:500])))


def _matches(table: tuple[tuple[str, str, str], ...], tag: str, element: etree._Element) -> bool:
    if tag == "blockquote":
        return table is _CONTAINERS
    if not element.attrib:
        return False
    for wanted, attribute, word in table:
        value = element.get(attribute) if attribute and wanted in ("", tag) else None
        if value and any(name.removeprefix("x_").removeprefix("ydp") == word or name.endswith(word) for name in value[:300].split()):
            return True
    return False


def _is_container(tag: str, element: etree._Element) -> bool:
    """Is only the content quoted: by a mark of the table, or by a bar drawn on its left (a `div`; a `td` would be a business card)?"""
    if _matches(_CONTAINERS, tag, element):
        return True
    style = element.get("style") if tag == "div" else None
    return style is not None and bool(_BAR.search(style[:500])) and bool(_INDENT.search(style[:500]))


def _is_outlook_rule(tag: str, element: etree._Element) -> bool:
    style = element.get("style") if tag == "div" else None
    return style is not None and bool(_OUTLOOK_RULE.search(style[:500])) and not _WORD_BORDER.search(style[:500])
