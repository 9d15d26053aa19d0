"""How is the database opened, brought to its schema, and used in transactions?"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from mailer.errors import StoreError
from mailer.later import later
from mailer.store.gathered import watch

if TYPE_CHECKING:
    from alembic import command
    from alembic import config as alembic
    from sqlalchemy.dialects import postgresql, sqlite
else:
    command, alembic = later("alembic.command"), later("alembic.config")
    postgresql, sqlite = later("sqlalchemy.dialects.postgresql"), later("sqlalchemy.dialects.sqlite")

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_SECONDS = 30
_CACHE = 16_000  # KiB of its file that each connection keeps in memory at most; SQLite's own 2,000 are read again and again


class Store:
    """An open database. `begin` writes, `look` only reads; both wrap the driver's errors as StoreError."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def is_sqlite(self) -> bool:
        """Whether the record is one file on this machine."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file, None for a server."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name else None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that writes: all of it or nothing. On SQLite it holds the write lock from its start."""
        with _wrapped(), self.engine.begin() as connection:
            yield connection

    @contextmanager
    def look(self) -> Iterator[Connection]:
        """A transaction that only reads, and stops nobody from writing."""
        with _wrapped(), self.engine.connect().execution_options(reading=True) as connection:
            yield connection

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()


def open_store(url: str, workspace: Path, busy_seconds: float = _BUSY_SECONDS) -> Store:
    """The database of a workspace, at its newest schema. On SQLite, `busy_seconds` is how long to wait for another writer.

    Raises StoreError when it cannot be reached or is not ours.
    """
    store = Store(_engine(_absolute(url, workspace), busy_seconds))
    try:
        with _wrapped():
            _for_the_owner_only(store.file)
            upgrade(store.engine)
    except StoreError:
        store.close()
        raise
    return store


def upgrade(engine: Engine) -> None:
    """Bring the schema to its newest version; does nothing when it is there, and then not even loads Alembic."""
    if _version(engine) == _newest():
        return
    config = alembic.Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20241123)")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def insert_if_new(connection: Connection, table: Table, values: Mapping[str, Any], unique: tuple[str, ...]) -> bool:
    """Insert a row unless one with the same `unique` columns is there; True if it was inserted."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = make(table).values(dict(values)).on_conflict_do_nothing(index_elements=list(unique))
    return connection.execute(statement.returning(table.c[unique[0]])).first() is not None


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], unique: tuple[str, ...]) -> None:
    """Insert rows, but none whose `unique` columns are there already: another service may have been quicker."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(make(table).on_conflict_do_nothing(index_elements=list(unique)), list(rows))


def upsert(connection: Connection, table: Table, values: Mapping[str, Any], unique: tuple[str, ...]) -> None:
    """Insert a row, or replace all other columns of the one with the same `unique` columns."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    changed = {name: value for name, value in values.items() if name not in unique}
    statement = make(table).values(dict(values)).on_conflict_do_update(index_elements=list(unique), set_=changed)
    connection.execute(statement)


def _version(engine: Engine) -> str | None:
    """The version of the schema, None for a database that is new or no database of ours."""
    with engine.connect().execution_options(reading=True) as connection:
        if not connection.dialect.has_table(connection, "alembic_version"):
            return None
        return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def _newest() -> str:
    """The version that the migrations lead to: each file's name begins with its own."""
    return max(path.name.partition("_")[0] for path in (_MIGRATIONS / "versions").glob("[0-9]*.py"))


def _absolute(url: str, workspace: Path) -> URL:
    try:
        parsed = make_url(url)
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise StoreError("store.bad_url", reason=type(error).__name__) from None
    if parsed.get_backend_name() == "sqlite" and parsed.database not in {None, "", ":memory:"}:
        parsed = parsed.set(database=str((workspace / str(parsed.database)).resolve()))
    return parsed


def _engine(url: URL, busy_seconds: float) -> Engine:
    if url.get_backend_name() != "sqlite":
        engine = create_engine(url, pool_pre_ping=True)
        watch(engine)
        return engine
    engine = create_engine(url, connect_args={"timeout": busy_seconds})
    watch(engine)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(dbapi_connection: Any, _record: Any) -> None:
    """WAL lets readers and the writer live side by side; FULL makes a commit survive power loss."""
    dbapi_connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"cache_size={-_CACHE}"):
        dbapi_connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _for_the_owner_only(file: Path | None) -> None:
    """Make a new SQLite file that nobody else can read; its WAL takes over the same permissions."""
    if file is not None and not file.exists() and file.parent.is_dir():
        file.touch(mode=0o600)


@contextmanager
def _wrapped() -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        words = str(error.orig).lower()
        key = "store.full" if "full" in words else "store.locked" if "locked" in words else "store.unreachable"
        raise StoreError(key, reason=str(error.orig).strip().splitlines()[0]) from error
    except DBAPIError as error:
        raise StoreError("store.failed", reason=str(error.orig).strip().splitlines()[0]) from error
