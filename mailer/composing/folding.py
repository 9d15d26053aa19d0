"""How are iCalendar content lines written so that every program reads them (RFC 5545 3.1, 3.2)?"""

_LONGEST = 75
_QUOTED = frozenset(":;,")


def fold(line: str) -> str:
    """The content line in pieces of at most 75 octets, CRLF and a blank between them, never cutting a UTF-8 character."""
    raw = line.encode()
    if len(raw) <= _LONGEST:
        return line
    pieces: list[bytes] = []
    room = _LONGEST
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:  # a continuation byte: step back to its character's first
            cut -= 1
        pieces.append(raw[:cut])
        raw, room = raw[cut:], _LONGEST - 1
    return b"\r\n ".join([*pieces, raw]).decode()


def parameter(text: str) -> str:
    """A parameter value, quoted where it must be. It cannot hold quotation marks or controls: Outlook shows RFC 6868's carets."""
    safe = "".join(character for character in text if character != '"' and character.isprintable()).strip()
    return f'"{safe}"' if _QUOTED & set(safe) else safe
