"""What does the workspace remember about itself?"""

import base64
import binascii

from sqlalchemy import Connection, select

from mailer.errors import StoreError
from mailer.identity import new_secret
from mailer.store.database import insert_if_new, upsert
from mailer.store.tables import setting


def secret(connection: Connection) -> bytes:
    """The secret behind all tokens; made once, when a workspace first needs it."""
    insert_if_new(connection, setting, {"key": "secret", "value": base64.b64encode(new_secret()).decode()}, ("key",))
    value = read(connection, "secret") or ""
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise StoreError("store.failed", reason="secret") from error


def read(connection: Connection, key: str) -> str | None:
    """The value under a key, or None."""
    value: str | None = connection.scalar(select(setting.c.value).where(setting.c.key == key))
    return value


def write(connection: Connection, key: str, value: str) -> None:
    """Keep a value under a key."""
    upsert(connection, setting, {"key": key, "value": value}, ("key",))
