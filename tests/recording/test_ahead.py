"""Is what was read while mails arrived recorded as if it had been read afterwards?"""

import shutil
from pathlib import Path

from mailer.app import Office
from mailer.recording import Ahead, Recorder
from mailer.store import inbox, records
from tests.recording.test_beside import NEVER, lay_answers, told, written
from tests.workspace import make_workspace, opened

OWN = frozenset({"vorstand@verein.example"})


def begun(office: Office, many: int = 0) -> Ahead:
    """Told of the mails as receiving tells it: portion by portion."""
    ahead = Ahead(office.store, OWN, office.clock, office.zone, many)
    for new in (inbox.PORTION, 30, 0, 0):
        ahead.kept(new)
    return ahead


def recorder(office: Office, ahead: Ahead) -> Recorder:
    return Recorder(office.store, office.writer, office.clock, office.zone, OWN, ahead=ahead)


def test_the_book_is_the_same_where_reading_began_before_the_last_mail_was_kept(tmp_path: Path) -> None:
    lay_answers(tmp_path / "afterwards")
    shutil.copytree(tmp_path / "afterwards", tmp_path / "ahead")
    book = written(tmp_path / "afterwards", NEVER)
    with opened(tmp_path / "ahead") as office:
        assert len(recorder(office, begun(office)).all()) == inbox.PORTION + 30
        assert told(office) == book


def test_the_book_is_the_same_where_more_was_expected_than_came(tmp_path: Path) -> None:
    lay_answers(tmp_path / "afterwards")
    shutil.copytree(tmp_path / "afterwards", tmp_path / "expected")
    book = written(tmp_path / "afterwards", NEVER)
    with opened(tmp_path / "expected") as office:
        ahead = Ahead(office.store, OWN, office.clock, office.zone, 500)
        ahead.expect(10_000)
        ahead.kept(inbox.PORTION)
        assert len(recorder(office, ahead).all()) == inbox.PORTION + 30
        assert recorder(office, ahead).all() == ()
        assert told(office) == book


def test_what_another_has_recorded_meanwhile_is_not_recorded_twice(tmp_path: Path) -> None:
    lay_answers(tmp_path / "house")
    with opened(tmp_path / "house") as office:
        ahead = begun(office)
        recorder(office, begun(office, NEVER)).all()
        with office.store.look() as connection:
            book = records.every(connection)
        assert recorder(office, ahead).all() == ()
        with office.store.look() as connection:
            assert records.every(connection) == book


def test_what_was_begun_and_given_up_is_recorded_all_the_same(tmp_path: Path) -> None:
    lay_answers(tmp_path / "house")
    with opened(tmp_path / "house") as office:
        ahead = begun(office)
        ahead.close()
        assert len(recorder(office, ahead).all()) == inbox.PORTION + 30


def test_trouble_in_reading_ahead_is_no_trouble_of_receiving(tmp_path: Path) -> None:
    with opened(make_workspace(tmp_path)) as office:
        ahead = Ahead(office.store, OWN, office.clock, office.zone, 0)
        with office.store.begin() as connection:
            connection.exec_driver_sql("DROP TABLE inbox")
        ahead.kept(1)
        ahead.close()
