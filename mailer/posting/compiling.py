"""How does a Typst source become a PDF? The one place that calls the compiler: offline, with the fonts that it brings along."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

import typst

from mailer.errors import TemplateError


def pdf(source: str, moment: datetime) -> bytes:
    """The PDF, its fonts embedded; the same source and moment give the same bytes. Raises TemplateError."""
    with _told():
        compiled = typst.compile(source.encode(), ignore_system_fonts=True, timestamp=int(moment.timestamp()), pdf_tags=False)
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
    except typst.TypstError as error:
        raise TemplateError("posting.layout", reason=error.message) from error
