"""How does a Typst source become a PDF? The one place that calls the compiler: offline, with the fonts that it brings along."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import typst

from mailer.errors import TemplateError

_LARGE = 100_000
_REMEMBERED = 11
_WORDS = 300


def pdf(source: str, moment: datetime) -> bytes:
    """The PDF, its fonts embedded; the same source and moment give the same bytes. Raises TemplateError."""
    with _told():
        compiled = typst.compile(source.encode(), ignore_system_fonts=True, timestamp=int(moment.timestamp()), pdf_tags=False)
    _forget(source)
    return bytes(compiled)


def pages_of_letters(source: str) -> Mapping[str, int]:
    """How many pages each letter of a file has, by its number. Raises TemplateError."""
    with _told():
        found = typst.query(source.encode(), "<brief>", field="value", ignore_system_fonts=True)
    return {str(each["nummer"]): int(each["seiten"]) for each in json.loads(found)}


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except RuntimeError as error:  # TypstError is one; a query raises the bare one
        raise TemplateError("posting.layout", reason=str(error)[:_WORDS]) from error


def _forget(source: str) -> None:
    """Typst remembers what it worked out for the last ten compilations, of hundreds of letters some hundred megabytes each: ten more
    of nothing let it go of a large one."""
    if len(source) > _LARGE:
        for _ in range(_REMEMBERED):
            typst.compile(b"", ignore_system_fonts=True)
