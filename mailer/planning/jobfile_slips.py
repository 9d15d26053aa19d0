"""What did the board most likely type where TOML wants something else? Told by the line, and by what the reader said about it."""

import re

_ANY = ""
_SLIPS = (
    (r"[„“”‚‘’»«]", _ANY, "job_file.not_toml_quotes"),
    (r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}", _ANY, "job_file.not_toml_date"),
    (r"\d{4}-\d\d-\d\d[ Tt]\d\d:\d\d(?!:|\d)", _ANY, "job_file.not_toml_seconds"),
    (_ANY, r"Cannot (?:overwrite|declare|mutate)|Duplicate", "job_file.not_toml_twice"),
    (_ANY, r"Invalid hex value|Unescaped '\\'|escape", "job_file.not_toml_backslash"),
    (_ANY, r"Invalid date", "job_file.not_toml_day"),
    (r"\d{4}-\d\d-\d\d", r"Expected newline", "job_file.not_toml_day"),
    (_ANY, r"Illegal character|Unterminated string|Expected '\"", "job_file.not_toml_open"),
    (_ANY, r"Unclosed|Expected '\]", "job_file.not_toml_bracket"),
    (r"^\s*[\w-]+\s*(?::|[^=]*$)", r"Expected '='", "job_file.not_toml_equals"),
    (r"=\s*(?:True|False|TRUE|FALSE|[Jj]a|[Nn]ein|[Yy]es|[Nn]o)\b", _ANY, "job_file.not_toml_bool"),
    (r"=\s*[^\W\d]", r"Invalid value", "job_file.not_toml_unquoted"),
)
"""Pattern of the line, pattern of the reason, and the catalogue key; the first row of which both fit is told."""
_COMPILED = tuple((re.compile(line), re.compile(reason), key) for line, reason, key in _SLIPS)


def slip(line: str, reason: str) -> str:
    """The catalogue key of the sentence that tells how it is written; the general one where no slip is known."""
    for in_line, in_reason, key in _COMPILED:
        if in_line.search(line) and in_reason.search(reason):
            return key
    return "job_file.not_toml"
