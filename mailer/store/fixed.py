"""How does a statement that runs a thousand times a second reach the database? Compiled once for each kind of it.

SQLAlchemy's own cache saves the compiling, not the building of the statement and the looking up; in the steps of sending that was most
of the time.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, CursorResult, Dialect, Insert, Table, Update, bindparam, insert, literal_column
from sqlalchemy.sql.compiler import SQLCompiler

_Bind = Callable[[Any], Any]


class Fixed:
    """An INSERT or UPDATE of Core. Its values are `bindparam`s with their columns' types; whatever else is in it must be `constant`."""

    def __init__(self, statement: Insert | Update) -> None:
        self._statement = statement

    def run(self, connection: Connection, values: Mapping[str, object] | Sequence[Mapping[str, object]]) -> CursorResult[Any]:
        """Run it with these values, or once with each of several."""
        sql, bind = _compiled(self._statement, connection.dialect)
        return connection.exec_driver_sql(sql, bind(values) if isinstance(values, Mapping) else [bind(each) for each in values])


def insertion(table: Table, *names: str) -> Fixed:
    """The INSERT of rows with these columns."""
    return Fixed(insert(table).values({name: bindparam(name, type_=table.c[name].type) for name in names}))


def among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether the column holds one of the values bound as `ids`: so a query for hundreds of them is built once, not for each list anew."""
    return column.in_(bindparam("ids", expanding=True))


def constant(value: str | int) -> ColumnElement[Any]:
    """A value of our own that stands in the statement itself."""
    return literal_column(str(value) if isinstance(value, int) else f"'{value}'")


@cache
def _compiled(statement: Insert | Update, dialect: Dialect) -> tuple[str, _Bind]:
    """The words for the driver, and what makes its values of ours."""
    compiled = statement.compile(dialect=dialect)
    assert isinstance(compiled, SQLCompiler)
    kinds = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
    if compiled.positiontup is None:
        named = tuple((name, kinds[name]) for name in compiled.bind_names.values())
        return str(compiled), lambda values: {name: kind(values[name]) if kind else values[name] for name, kind in named}
    placed = tuple((name, kinds[name]) for name in compiled.positiontup)
    return str(compiled), lambda values: tuple([kind(values[name]) if kind else values[name] for name, kind in placed])
