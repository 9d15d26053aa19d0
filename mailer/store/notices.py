"""Who tells a service that letters wait? PostgreSQL does, by NOTIFY and LISTEN; on SQLite one process does everything and needs no word.

A notice only saves the wait until the next look into the outbox: one that gets lost delays, and loses nothing.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from mailer.store.database import Store

_CHANNEL = "mailer_outbox"
_DRIVER = "psycopg"
_LOOK_AT_STOP = 0.5
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 30.0
_ALIVE = {"connect_timeout": 5, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
log = logging.getLogger(__name__)


def announce(connection: Connection) -> None:
    """Tell all services on this database that letters wait; they hear it when the transaction is committed, and only then."""
    if connection.dialect.driver == _DRIVER:
        connection.exec_driver_sql(f"NOTIFY {_CHANNEL}")


def listen(store: Store, heard: Callable[[], object], stop: threading.Event) -> None:
    """Call `heard` whenever letters may wait, until `stop` is set (looked at twice a second); for a thread of its own.

    A connection that breaks is made anew, with pauses of half a second doubling to 30 seconds, and `heard` is called then, as notices may
    have been missed. Returns at once where the database sends no notices.
    """
    pause = _FIRST_PAUSE
    while store.engine.dialect.driver == _DRIVER and not stop.is_set():
        try:
            with closing(_connect(store.engine)) as connection:
                heard()
                pause = _FIRST_PAUSE
                while not stop.is_set():
                    for _ in connection.notifies(timeout=_LOOK_AT_STOP, stop_after=1):
                        heard()
        except _errors(store.engine) as error:
            log.info("no notices from the database, next try in %.1f s: %s", pause, type(error).__name__)
            stop.wait(pause)
            pause = min(pause * 2, _LONGEST_PAUSE)


def _connect(engine: Engine) -> Any:
    """A connection of psycopg outside the pool, which listens already."""
    arguments, options = engine.dialect.create_connect_args(engine.url)
    connection: Any = engine.dialect.connect(*arguments, **{**_ALIVE, **options}, autocommit=True)
    connection.execute(f"LISTEN {_CHANNEL}")
    return connection


def _errors(engine: Engine) -> tuple[type[Exception], ...]:
    return (engine.dialect.loaded_dbapi.Error, DBAPIError)
