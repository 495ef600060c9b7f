"""Rows of a query: read as they are needed, kept for the second look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, overload

from ._chancery import Cursor

if TYPE_CHECKING:
    import pandas

_BATCH = 1000
_HTML_ROWS = 50


class Row(tuple[Any, ...]):
    """One row: a tuple whose values can also be asked for by column, ``row["name"]``."""

    columns: tuple[str, ...]

    def __new__(cls, values: Sequence[Any], columns: tuple[str, ...]) -> Row:
        row = super().__new__(cls, values)
        row.columns = columns
        return row

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            try:
                return super().__getitem__(self.columns.index(key))
            except ValueError:
                raise KeyError(key) from None
        return super().__getitem__(key)

    def as_dict(self) -> dict[str, Any]:
        """The row as a dict by column."""
        return dict(zip(self.columns, self))


class Result(Sequence[Row]):
    """The rows of a query. Iterating reads them in batches; ``len`` and indexing read the rest."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._rows: list[Row] = []
        self._complete = False
        self.columns: tuple[str, ...] = tuple(cursor.columns)

    def _read(self, count: int) -> bool:
        if self._complete:
            return False
        batch = self._cursor.fetch(count)
        self._rows.extend(Row(values, self.columns) for values in batch)
        self._complete = len(batch) < count
        return bool(batch)

    def _read_all(self) -> list[Row]:
        while self._read(_BATCH):
            pass
        return self._rows

    def __iter__(self) -> Iterator[Row]:
        position = 0
        while position < len(self._rows) or self._read(_BATCH):
            yield self._rows[position]
            position += 1

    def __len__(self) -> int:
        return len(self._read_all())

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        return self._read_all()[index]

    def scalar(self) -> Any:
        """The one value of a result of one row and one column. Raises ValueError otherwise."""
        if len(self) != 1 or len(self.columns) != 1:
            raise ValueError(f"not one value but {len(self)} rows of {len(self.columns)} columns")
        return self._rows[0][0]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Every row as a dict by column."""
        return [row.as_dict() for row in self._read_all()]

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a DataFrame. Needs pandas (``pip install chancery[pandas]``)."""
        import pandas

        return pandas.DataFrame.from_records(self._read_all(), columns=list(self.columns))

    @property
    def plan(self) -> str:
        """The plan of an EXPLAIN or PROFILE query as a table of text, else ''.

        A PROFILE has it once its rows are read.
        """
        return self._cursor.plan

    @property
    def plan_json(self) -> str:
        """The same plan as JSON text, else ''."""
        return self._cursor.plan_json

    @property
    def warnings(self) -> list[str]:
        """What runs, but is probably not what was meant, a sentence each."""
        return self._cursor.warnings

    @property
    def truncated(self) -> bool:
        """True when ``max_rows`` cut the result."""
        return self._cursor.truncated

    @property
    def side_effects(self) -> dict[str, int]:
        """What an updating query changed, by kind."""
        return self._cursor.side_effects

    def __repr__(self) -> str:
        if self.plan and not len(self):
            return self.plan
        return f"<chancery.Result: {len(self)} rows of {', '.join(self.columns) or 'no columns'}>"

    def _repr_html_(self) -> str:
        if self.plan and not len(self):
            return f"<pre>{escape(self.plan)}</pre>"
        shown = self._rows[:_HTML_ROWS] or self._read_all()[:_HTML_ROWS]
        return html_table(self.columns, shown, len(self))


def html_table(columns: Sequence[str], shown: Sequence[Row], count: int) -> str:
    """The first rows of ``count``, for notebooks."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_text(value))}</td>" for value in row) + "</tr>"
        for row in shown
    )
    hidden = count - len(shown)
    note = f"{count} rows" + (f", the last {hidden} not shown" if hidden else "")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{note}</p>"


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else repr(value)
