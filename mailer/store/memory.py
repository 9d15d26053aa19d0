"""What need not be asked again within one transaction?

Whoever works through many mails in one transaction says so (`within`). From there on queries may remember what they found, and
whoever writes says what is no longer so. Without `within` nothing is remembered.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from sqlalchemy import Connection

_PLACE = "mailer.memory"
INVITED = "invited"
"""The topic under which it is remembered to which events a member was invited; letters are queued elsewhere than events are known."""
Found = TypeVar("Found")
Memory = dict[str, dict[Hashable, object]]


@contextmanager
def within(connection: Connection) -> Iterator[None]:
    """Remember what is found in this transaction until the block ends."""
    connection.execution_options(**{_PLACE: {}})
    try:
        yield
    finally:
        connection.execution_options(**{_PLACE: None})


def remembered(connection: Connection, topic: str, key: Hashable, ask: Callable[[], Found]) -> Found:
    """What was found before under this key, else what `ask` finds now."""
    memory = _memory(connection)
    if memory is None:
        return ask()
    known = memory.setdefault(topic, {})
    if key not in known:
        known[key] = ask()
    return cast(Found, known[key])


def remember(connection: Connection, topic: str, found: Mapping[Any, object]) -> None:
    """Keep what was found for many keys at once."""
    memory = _memory(connection)
    if memory is not None:
        memory.setdefault(topic, {}).update(found)


def forget(connection: Connection, topic: str, *keys: Hashable) -> None:
    """What was known of this topic is no longer so, or only what was known under these keys."""
    memory = _memory(connection)
    if memory is None:
        return
    if not keys:
        memory.pop(topic, None)
    for key in keys:
        memory.get(topic, {}).pop(key, None)


def revise(connection: Connection, topic: str, key: Hashable, change: Callable[[Any], object]) -> None:
    """What is known under this key, if anything, has changed to that."""
    memory = _memory(connection)
    known = memory.get(topic, {}) if memory is not None else {}
    if key in known:
        known[key] = change(known[key])


def _memory(connection: Connection) -> Memory | None:
    return cast("Memory | None", connection.get_execution_options().get(_PLACE))
