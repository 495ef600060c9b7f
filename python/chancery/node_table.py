"""What a graph algorithm found for every node: arrays first, rows for those that are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from ._chancery import NodeColumns
from .result import Row, html_table

if TYPE_CHECKING:
    import pandas
    import polars

    from .database import Database

_BATCH = 1000
_HTML_ROWS = 50
_PROPERTIES = ("id", "name")


class NodeTable(Sequence[Row]):
    """Numbers of nodes; a method of ``Database.graph()`` makes one.

    It holds an array for each column: ``node``, the number by which the database knows a node, and
    what was found. ``array("score")`` is a view of one, nothing is copied or converted;
    ``pyarrow.table(table)`` and others that know ``__arrow_c_stream__`` take them as they are too.

    It is a sequence of rows as well, with the properties ``id`` and ``name`` of each node behind
    ``node`` (None where it has none). These are read from the database when rows are asked for, and
    for these rows only: ``table[:10]`` and ``table.largest("score")`` cost ten look-ups.
    ``to_pandas()``, ``to_polars()`` and ``to_dict()`` have them too; ``properties(key)`` reads any
    other.
    """

    def __init__(self, database: Database, columns: NodeColumns) -> None:
        self._database = database
        self._columns = columns
        names = columns.names
        self.columns: tuple[str, ...] = (names[0], *_PROPERTIES, *names[1:])
        self._arrays = {name: memoryview(columns.array(name)) for name in names}

    def array(self, column: str) -> Any:
        """A column as a read-only NumPy array, without NumPy as a memoryview.

        ``node`` and whole numbers are int64, others float64. KeyError where there is no such
        array: ``id`` and ``name`` are none, but ``properties("id")``.
        """
        try:
            import numpy
        except ImportError:
            return self._arrays[column]
        return numpy.asarray(self._arrays[column])

    def properties(self, key: str) -> list[Any]:
        """A property of every node, None where one has none, of the graph as it is now."""
        return self._database.node_properties(self._arrays["node"], key)

    def largest(self, column: str, count: int = 10) -> list[Row]:
        """The rows of the greatest numbers of a column, greatest first; ties in order of rows."""
        return self._rows(self._columns.greatest(column, count))

    def __len__(self) -> int:
        return len(self._columns)

    def __iter__(self) -> Iterator[Row]:
        for start in range(0, len(self), _BATCH):
            yield from self[start : start + _BATCH]

    @overload
    def __getitem__(self, index: int) -> Row: ...

    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        positions = range(len(self))[index]
        if isinstance(positions, int):
            return self._rows([positions])[0]
        return self._rows(positions)

    def to_dict(self) -> dict[str, list[Any]]:
        """Every column, ``id`` and ``name`` with them, as a list."""
        arrays = {name: values.tolist() for name, values in self._arrays.items()}
        return self._with_properties(arrays)

    def to_dicts(self) -> list[dict[str, Any]]:
        """Every row as a dict by column."""
        return [row.as_dict() for row in self]

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame of all columns. Needs pandas (``pip install chancery[pandas]``)."""
        import pandas

        return pandas.DataFrame(self._frame())

    def to_polars(self) -> polars.DataFrame:
        """A DataFrame of polars, which must be installed, of all columns."""
        import polars

        return polars.DataFrame(self._frame())

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The arrays, without ``id`` and ``name``, through the Arrow C stream interface."""
        return self._columns.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<chancery.NodeTable: {len(self)} rows of {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        return html_table(self.columns, self[:_HTML_ROWS], len(self))

    def _frame(self) -> dict[str, Any]:
        return self._with_properties({name: self.array(name) for name in self._arrays})

    def _with_properties(self, arrays: dict[str, Any]) -> dict[str, Any]:
        return {
            name: arrays[name] if name in arrays else self.properties(name) for name in self.columns
        }

    def _rows(self, positions: Sequence[int]) -> list[Row]:
        arrays = {
            name: array(values.format, [values[position] for position in positions])
            for name, values in self._arrays.items()
        }
        told = {key: self._database.node_properties(arrays["node"], key) for key in _PROPERTIES}
        columns = [(told if name in told else arrays)[name] for name in self.columns]
        return [Row(values, self.columns) for values in zip(*columns)]
