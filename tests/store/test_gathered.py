"""Do rows that wait for each other come in time, and go with what is taken back?"""

import contextlib
from pathlib import Path

import pytest
from sqlalchemy import Connection, select

from mailer.store.database import Store
from mailer.store.fixed import insertion
from mailer.store.gathered import gathering, write
from mailer.store.tables import setting
from tests.store.blank import blank_store

SETTING = insertion(setting, "key", "value")


def note(connection: Connection, *keys: str) -> None:
    write(connection, SETTING, [{"key": key, "value": "x"} for key in keys])


def keys(connection: Connection) -> set[str]:
    return set(connection.scalars(select(setting.c.key)))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return blank_store(tmp_path)


def test_rows_wait_until_somebody_asks_and_are_seen_then(store: Store) -> None:
    with store.begin() as connection, gathering(connection):
        before = keys(connection)
        note(connection, "one")
        note(connection, "two")
        raw = connection.connection.cursor()
        raw.execute("SELECT count(*) FROM setting")
        assert raw.fetchone() == (len(before),), "they wait"
        assert keys(connection) == before | {"one", "two"}


def test_rows_that_nobody_asked_about_are_kept_at_the_end(store: Store) -> None:
    with store.begin() as connection:
        with gathering(connection):
            note(connection, "one")
        note(connection, "at once")
    with store.look() as connection:
        assert {"one", "at once"} <= keys(connection)


def test_a_savepoint_takes_back_what_was_written_since_and_nothing_else(store: Store) -> None:
    with store.begin() as connection, gathering(connection):
        note(connection, "before")
        with contextlib.suppress(ZeroDivisionError), connection.begin_nested():
            note(connection, "within")
            note(connection, f"{1 / 0}")
        with connection.begin_nested():
            note(connection, "kept")
        note(connection, "behind")
    with store.look() as connection:
        assert {"before", "kept", "behind"} <= keys(connection)
        assert "within" not in keys(connection)


def test_a_block_that_raises_leaves_nothing_and_the_connection_is_as_before(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.begin() as connection, gathering(connection):
        note(connection, f"{1 / 0}")
    with contextlib.suppress(ZeroDivisionError), store.begin() as connection, gathering(connection):
        note(connection, "never")
        raise ZeroDivisionError
    with store.begin() as connection:
        note(connection, "later")
    with store.look() as connection:
        assert "later" in keys(connection)
        assert "never" not in keys(connection)
