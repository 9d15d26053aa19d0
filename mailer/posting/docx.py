"""How does an article become a DOCX file? With Word's own styles, so that the layout can take it over; the same bytes each time."""

import io
import zipfile
from datetime import UTC, datetime

from docx import Document

from mailer.composing.post.article import Article, Block

_STYLES = {"paragraph": "Normal", "bullet": "List Bullet", "number": "List", "quote": "Quote"}
_DEEPEST = 3
_THE_SAME_DAY = (1980, 1, 1, 0, 0, 0)


def docx(article: Article, author: str, now: datetime) -> bytes:
    """The article as Office Open XML (ECMA-376)."""
    document = Document()
    document.core_properties.title = article.title[:255]
    document.core_properties.author = author[:255]
    document.core_properties.created = document.core_properties.modified = now.astimezone(UTC).replace(tzinfo=None)
    document.core_properties.comments = ""
    document.add_heading(article.title, 0)
    for block in article.blocks:
        paragraph = (
            document.add_heading("", max(block.level - 1, 1)) if block.kind == "heading" else document.add_paragraph(style=_style(block))
        )
        if block.kind == "number":
            paragraph.add_run(f"{block.position}. ")  # Word would go on counting in the next list
        for run in block.runs:
            written = paragraph.add_run(run.words)
            written.bold, written.italic = run.strong or None, run.emphasised or None
    raw = io.BytesIO()
    document.save(raw)
    return _without_clock(raw.getvalue())


def _style(block: Block) -> str:
    deep = min(block.level, _DEEPEST)
    return _STYLES[block.kind] + (f" {deep}" if block.kind in {"bullet", "number"} and deep > 1 else "")


def _without_clock(raw: bytes) -> bytes:
    """The same archive, its parts without the time at which they were packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(zipfile.ZipInfo(part.filename, _THE_SAME_DAY), before.read(part), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
