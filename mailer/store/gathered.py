"""Which rows need not be written one by one? Those that nobody has asked about yet.

Whoever works through many mails in one transaction says so (`gathering`). From there on rows that are only added or changed wait, and
are written together before any other statement of that connection runs: nobody ever sees the database without them.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import cast

from sqlalchemy import Connection, Engine, event

from mailer.store.fixed import Fixed

_PLACE = "mailer.gathered"
Waiting = dict[Fixed, list[Mapping[str, object]]]


@contextmanager
def gathering(connection: Connection) -> Iterator[None]:
    """Let rows wait for each other until the block ends. Whatever the block raises leaves them unwritten, and so must the transaction."""
    connection.execution_options(**{_PLACE: {}})
    try:
        yield
        _write(connection)
    finally:
        connection.execution_options(**{_PLACE: None})


def write(connection: Connection, statement: Fixed, rows: Sequence[Mapping[str, object]]) -> None:
    """Run the statement once for each of these rows: at once, or within `gathering` before anything else is asked."""
    waiting = _waiting(connection)
    if waiting is None:
        statement.run(connection, rows)
    else:
        waiting.setdefault(statement, []).extend(rows)


def watch(engine: Engine) -> None:
    """Have what waits on a connection of this engine written before it is asked anything else."""
    event.listen(engine, "before_cursor_execute", lambda connection, *_: _write(connection))
    event.listen(engine, "rollback_savepoint", lambda connection, *_: _drop(connection))


def _write(connection: Connection) -> None:
    waiting = _waiting(connection)
    if waiting:
        gathered = dict(waiting)
        waiting.clear()
        for statement, rows in gathered.items():
            statement.run(connection, rows)


def _drop(connection: Connection) -> None:
    """What waits since the savepoint is taken back with it; what waited before was written when it was set."""
    waiting = _waiting(connection)
    if waiting:
        waiting.clear()


def _waiting(connection: Connection) -> Waiting | None:
    return cast("Waiting | None", connection.get_execution_options().get(_PLACE))
