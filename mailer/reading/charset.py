"""Which text do these bytes mean? UTF-8 if they are valid UTF-8, else what was declared, else Windows-1252."""

from functools import lru_cache

from mailer.reading.signs import holds_any

_STATEFUL = ("iso-2022", "iso2022", "hz", "utf-16", "utf16", "utf-32", "utf32", "csiso2022")
# What calls itself Latin-1 or ASCII and has bytes above 127 is Windows-1252, as browsers read it (WHATWG Encoding, 4.2).
_WINDOWS = ("iso-8859-1", "iso8859-1", "latin1", "latin-1", "l1", "us-ascii", "ascii", "ansi", "x-unknown", "unknown-8bit", "cp1252")
_TWICE = "ÃÂâÅ"  # how the first bytes of two and three look where UTF-8 was read as Windows-1252
_NEVER = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}

_BYTE_ORDER_MARK = "\ufeff"


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of `content`. Never raises: what no charset explains becomes U+FFFD.

    UTF-8 comes before the declaration because wrong declarations are common and text that is valid UTF-8 by chance is not.
    Charsets that hide behind ASCII bytes (ISO-2022-JP, UTF-16) are asked first where they are declared.
    """
    if declared is None and content.isascii():
        return content.decode("ascii")
    for name in _candidates(declared or ""):
        text = _strictly(content, name)
        if text is not None:
            return text
    return content.decode("cp1252", "replace")


def undoubled(text: str) -> str:
    """The text with those lines set right that were encoded as UTF-8 twice ("GrÃ¼ÃŸe"); others stay as they are."""
    if not holds_any(text, _TWICE):
        return text
    return "\n".join(_undoubled(line) if holds_any(line, _TWICE) else line for line in text.split("\n"))


@lru_cache(maxsize=64)
def _candidates(declared: str) -> tuple[str, ...]:
    """The charsets to try, in order."""
    name = declared.strip(" \"'").lower().replace("_", "-")
    name = "windows-1252" if name in _WINDOWS else name
    return (name, "utf-8") if name.startswith(_STATEFUL) else ("utf-8", name)


def _undoubled(line: str) -> str:
    try:
        return line.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return line


def _strictly(content: bytes, name: str) -> str | None:
    if not name or name in _NEVER or len(name) > 40:
        return None
    try:
        return content.decode("utf-8").removeprefix(_BYTE_ORDER_MARK) if name in ("utf-8", "utf8") else content.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
