"""Which text do these bytes mean? UTF-8 if they are valid UTF-8, else what was declared, else Windows-1252."""

_STATEFUL = ("iso-2022", "iso2022", "hz", "utf-16", "utf16", "utf-32", "utf32", "csiso2022")
_NEVER = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "utf-7", "mbcs", "oem"}


def decode(content: bytes, declared: str | None = None) -> str:
    """The text of `content`. Never raises: what no charset explains becomes U+FFFD.

    UTF-8 comes before the declaration because wrong declarations are common and text that is valid UTF-8 by chance is not.
    Charsets that hide behind ASCII bytes (ISO-2022-JP, UTF-16) are asked first where they are declared.
    """
    name = (declared or "").strip(" \"'").lower().replace("_", "-")
    order = [name, "utf-8"] if name.startswith(_STATEFUL) else ["utf-8", name]
    for candidate in order:
        text = _strictly(content, candidate)
        if text is not None:
            return text
    return content.decode("cp1252", "replace")


def _strictly(content: bytes, name: str) -> str | None:
    if not name or name in _NEVER or len(name) > 40:
        return None
    try:
        return content.decode("utf-8-sig" if name in ("utf-8", "utf8") else name)
    except (LookupError, UnicodeError, ValueError):
        return None
