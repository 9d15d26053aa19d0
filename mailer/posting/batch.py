"""How do waiting letters become files for the printer? A batch is written down once; its files can be made again, byte for byte."""

import csv
import hashlib
import io
import json
import logging
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from mailer.composing.post.kept import from_bytes
from mailer.composing.post.letter import PostLetter
from mailer.composing.post.listing import Listing
from mailer.errors import DataError
from mailer.posting.compiling import pages_of_letters, pdf
from mailer.posting.paper import Stationery
from mailer.store import batches
from mailer.store.batches import Batch, NewBatch, letter_number
from mailer.store.database import Store
from mailer.texts import say

PREVIEW = "V"
_TRIES = 5
_WIDTHS = ("auto", "2fr", "2fr", "auto", "1.4fr", "auto")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Files:
    """What the printer gets: all letters in one file, the cover list, and the addresses as CSV."""

    letters: bytes
    cover: bytes
    table: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of the letters' file."""
        return hashlib.sha256(self.letters).hexdigest()


@dataclass(frozen=True, slots=True)
class Run:
    """What is asked for: which letters, in portions of how many, by whom and when."""

    job_id: str
    mailing_id: str | None
    most: int
    who: str
    now: datetime
    zone: tzinfo


@dataclass(frozen=True, slots=True)
class _Sources:
    """What the files are made from."""

    letters: str
    cover: str
    table: str

    def packed(self) -> bytes:
        return zlib.compress(json.dumps([self.letters, self.cover, self.table], ensure_ascii=False).encode(), 6)

    @staticmethod
    def unpacked(packed: bytes) -> "_Sources":
        return _Sources(*json.loads(zlib.decompress(packed)))

    def files(self, moment: datetime) -> Files:
        return Files(pdf(self.letters, moment), pdf(self.cover, moment), self.table.encode("utf-8-sig"))


def print_batches(store: Store, paper: Stationery, run: Run) -> Iterator[tuple[Batch, Files]]:
    """Print everything that waits, one batch after the other; each is on record before its files are given out.

    A crash before that leaves its letters waiting, a crash after it a batch whose files `files_of` makes again.
    """
    while True:
        done = _print_one(store, paper, run)
        if done is None:
            return
        yield done


def files_of(store: Store, number: int) -> Files:
    """The files of a batch once more. Raises DataError for one that does not exist, or whose letters come out otherwise than at the
    first time: another version of the typesetter is installed."""
    with store.look() as connection:
        found = batches.batch(connection, number)
        packed = batches.source(connection, number) if found else b""
    if found is None:
        raise DataError("posting.no_batch", number=number)
    files = _Sources.unpacked(packed).files(found.printed_at)
    if files.digest != found.digest:
        raise DataError("posting.other_bytes", number=number)
    return files


def preview(paper: Stationery, letters: Sequence[PostLetter], run: Run) -> Files:
    """The files as they would be, for letters that need not be written down yet."""
    return _sources(paper, _in_order(letters), run, PREVIEW).files(run.now)


def waiting_letters(store: Store, job_id: str, mailing_id: str | None) -> tuple[PostLetter, ...]:
    """The letters that wait, as they were rendered."""
    with store.look() as connection:
        return tuple(from_bytes(each.raw) for each in batches.waiting(connection, job_id, mailing_id))


def _print_one(store: Store, paper: Stationery, run: Run) -> tuple[Batch, Files] | None:
    """One batch; None where nothing waits. Nobody waits for the printer: it works before the transaction that claims its letters."""
    for _ in range(_TRIES):
        with store.look() as connection:
            number = batches.next_number(connection)
        letters = _in_order(waiting_letters(store, run.job_id, run.mailing_id))[: run.most]
        if not letters:
            return None
        sources = _sources(paper, letters, run, str(number))
        files = sources.files(run.now)
        ids = tuple(letter.number for letter in letters)
        new = NewBatch(number, run.job_id, run.now, run.who, sources.packed(), files.digest, ids)
        if (batch := _claimed(store, new)) is not None:
            log.info("printed batch %d of %s: %d letters", number, run.job_id, len(ids))
            return batch, files
    raise DataError("posting.busy", job=run.job_id)


def _claimed(store: Store, new: NewBatch) -> Batch | None:
    """The batch, its letters claimed; None where somebody else was quicker."""
    try:
        with store.begin() as connection:
            if not batches.open_batch(connection, new):
                raise _QuickerError
            return batches.batch(connection, new.number)
    except _QuickerError:
        return None


class _QuickerError(Exception):
    """Somebody else claimed a letter or the number; rolls the transaction back."""


def _in_order(letters: Sequence[PostLetter]) -> list[PostLetter]:
    """By postcode, then by place, street and name: the order in which the post sorts."""
    return sorted(letters, key=lambda letter: (letter.recipient[-1], letter.recipient[-2], letter.recipient, letter.number))


def _sources(paper: Stationery, letters: Sequence[PostLetter], run: Run, batch: str) -> _Sources:
    numbered = tuple(replace(each, number=_number(batch, place)) for place, each in enumerate(letters, 1))
    source = paper.letters(numbered, run.now)
    pages = pages_of_letters(source)
    return _Sources(source, _cover(paper, numbered, pages, run, batch), _table(numbered, pages))


def _number(batch: str, place: int) -> str:
    return letter_number(int(batch), place) if batch != PREVIEW else f"{PREVIEW}-{place:03}"


def _cover(paper: Stationery, letters: Sequence[PostLetter], pages: Mapping[str, int], run: Run, batch: str) -> str:
    sheets = sum(_sheets(pages[letter.number]) for letter in letters)
    facts = {
        "job": run.job_id,
        "date": say("posting.cover_moment", moment=run.now.astimezone(run.zone)),
        "who": run.who,
        "letters": str(len(letters)),
        "sheets": str(sheets),
    }
    return paper.listing(
        Listing(
            title=say("posting.cover_title_preview" if batch == PREVIEW else "posting.cover_title", number=batch),
            columns=tuple(say(f"posting.column_{name}") for name in ("number", "name", "street", "postcode", "city", "sheets")),
            widths=_WIDTHS,
            rows=tuple(_row(letter, pages) for letter in letters),
            facts=tuple((say(f"posting.cover_{name}"), value) for name, value in facts.items()),
            paragraphs=(say("posting.cover_how"),),
            foot=paper.foot,
            total=say("posting.cover_posted"),
        )
    )


def _table(letters: Sequence[PostLetter], pages: Mapping[str, int]) -> str:
    written = io.StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(say(f"posting.column_{name}") for name in ("number", "name", "street", "postcode", "city", "sheets"))
    table.writerows([_harmless(cell) for cell in _row(letter, pages)] for letter in letters)
    return written.getvalue()


def _row(letter: PostLetter, pages: Mapping[str, int]) -> tuple[str, ...]:
    *names, street, town = letter.recipient
    postcode, _, city = town.partition(" ")
    return letter.number, ", ".join(names), street, postcode, city, str(_sheets(pages[letter.number]))


def _sheets(pages: int) -> int:
    """Sheets of paper, printed on both sides."""
    return (pages + 1) // 2


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
