"""Which mails does fuzzing begin with?"""

from pathlib import Path

_HERE = Path(__file__).resolve()
OWN = _HERE.parents[1] / "reading" / "mails"
SHARED = _HERE.parents[2].parent / "shared" / "corpus"
_LARGEST = 60_000


def seeds() -> list[bytes]:
    """Our own mails and, where it lies beside the checkout, the shared corpus; the same list in the same order every time."""
    files = sorted(OWN.glob("*.eml"))
    for folder, pattern in (("bounces", "*/*"), ("imip/open", "*"), ("quotes", "*/*.in.*")):
        files += sorted(path for path in (SHARED / folder).glob(pattern) if path.is_file() and path.suffix not in (".jsonl", ".md", ".py"))
    found = [_as_mail(path) for path in files]
    return [raw for raw in found if len(raw) <= _LARGEST]


def _as_mail(path: Path) -> bytes:
    """The file as a mail: calendar files and bare bodies get a head."""
    raw = path.read_bytes()
    kind = {".ics": "calendar", ".html": "html"}.get(path.suffix) or ("plain" if ".in." in path.name else "")
    return b"From: a@post.example\r\nSubject: AW: Einladung\r\nContent-Type: text/%s\r\n\r\n%s" % (kind.encode(), raw) if kind else raw
