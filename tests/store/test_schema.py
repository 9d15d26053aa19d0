"""Do the migrations and the tables say the same, on both databases?"""

import contextlib
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, insert, select

from mailer.errors import StoreError
from mailer.store import paper_tables, release_tables, settings, tables
from mailer.store.database import open_store, upgrade


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_migrated_database_is_what_the_tables_say(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue("empty_postgres_url") if kind == "postgresql" else f"sqlite:///{tmp_path / 'mailer.db'}"
    engine = create_engine(url)
    upgrade(engine)
    upgrade(engine)
    with engine.connect() as connection:
        assert {paper_tables.override.metadata, release_tables.draft.metadata} == {tables.metadata}
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    engine.dispose()


def test_a_relative_sqlite_path_is_meant_from_the_workspace(tmp_path: Path) -> None:
    open_store("sqlite:///mailer.db", tmp_path).close()
    assert (tmp_path / "mailer.db").is_file()


def test_the_secret_is_made_once(tmp_path: Path) -> None:
    store = open_store("sqlite:///mailer.db", tmp_path)
    with store.begin() as connection:
        first = settings.secret(connection)
    with store.begin() as connection:
        assert settings.secret(connection) == first
    assert len(first) == 32


def test_a_transaction_that_raises_leaves_nothing(tmp_path: Path) -> None:
    store = open_store("sqlite:///mailer.db", tmp_path)
    with contextlib.suppress(ZeroDivisionError), store.begin() as connection:
        connection.execute(insert(tables.setting).values(key="half", value="done"))
        raise ZeroDivisionError
    with store.look() as connection:
        assert connection.execute(select(tables.setting).where(tables.setting.c.key == "half")).first() is None


@pytest.mark.parametrize("url", ["nonsense", "oracle+nothing://x/y", "postgresql+psycopg://nobody@127.0.0.1:1/none"])
def test_a_database_that_cannot_be_opened_is_told_without_a_traceback(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_store(url, tmp_path)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "mailer.db").write_text("this is not a database, but it is long enough to look at" * 10)
    with pytest.raises(StoreError):
        open_store("sqlite:///mailer.db", tmp_path)
