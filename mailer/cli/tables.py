"""How does a table with words of the catalogue look at the terminal? Readable in 80 columns, and nothing in it is taken for markup."""

from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mailer.texts import say


class PlainTable(Table):
    """A table whose cells are somebody's words: never markup."""

    def add_row(self, *cells: object, **options: object) -> None:
        """Add a row of plain text."""
        super().add_row(*(Text(str(cell)) for cell in cells))


def column_table(group: str, columns: tuple[str, ...], right: tuple[str, ...] = ()) -> PlainTable:
    """An empty table; the heading of a column `name` is the catalogue's `group.column_name`, those in `right` hold numbers."""
    table = PlainTable(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for name in columns:
        table.add_column(say(f"{group}.column_{name}"), justify="right" if name in right else "left", overflow="fold")
    return table


def show(console: Console, title: str, table: PlainTable, otherwise: str | None = None) -> None:
    """Print a table below the catalogue's sentence `title`; for one without rows the sentence `otherwise`, or nothing."""
    if table.row_count:
        console.print()
        line(console, title, style="bold")
        console.print(table)
    elif otherwise is not None:
        console.print()
        line(console, otherwise)


def line(console: Console, key: str, style: str | None = None, **facts: Any) -> None:
    """Print a sentence of the catalogue, wrapped at words."""
    console.print(say(key, **facts), style=style, markup=False, highlight=False)
