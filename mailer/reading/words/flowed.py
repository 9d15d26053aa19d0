"""How do the lines of `format=flowed` (RFC 3676) come together again?"""


def unflowed(text: str, delsp: bool) -> str:
    """The text with soft line ends joined (4.2), stuffed spaces removed (4.4); quote depth and `-- ` are kept. `delsp` is 4.2's DelSp."""
    lines: list[str] = []
    open_depth = -1
    for raw in text.split("\n"):
        depth, line = _depth(raw)
        soft = line.endswith(" ") and line != "-- "
        content = line[:-1] if soft and delsp else line
        if open_depth == depth and line != "-- ":
            lines[-1] += content
        else:
            lines.append(">" * depth + (" " if depth else "") + content)
        open_depth = depth if soft else -1
    return "\n".join(lines)


def _depth(line: str) -> tuple[int, str]:
    rest = line.lstrip(">")
    depth = len(line) - len(rest)
    return min(depth, 50), rest.removeprefix(" ")
