"""Kuzu, archived in 2025, and Ladybug, its live fork: one interface, and one in a process."""

from __future__ import annotations

import contextlib
import importlib
import warnings
from typing import Any, ClassVar

from ..system import Rows, System
from ..tables import Column, Graph, NodeTable, Table

_TYPES = {"string": "STRING", "int": "INT64", "float": "DOUBLE"}


class Kuzu(System):
    languages = ("kuzu", "cypher")
    module: ClassVar[str] = "kuzu"

    def __init__(self, folder: Any, one_core: bool) -> None:
        super().__init__(folder, one_core)
        self.library = importlib.import_module(self.module)
        self.statements: dict[str, Any] = {}
        # Preparing and executing apart is what is measured.
        warnings.simplefilter("ignore", DeprecationWarning)

    @property
    def version(self) -> str:
        return f"{type(self).__name__} {self.library.__version__}"

    def _connect(self) -> Any:
        database = self.library.Database(str(self.folder / "db"))
        return self.library.Connection(database, num_threads=1 if self.one_core else 0)

    def load(self, graph: Graph) -> None:
        connection = self._connect()
        tables: list[Table] = [*graph.nodes, *graph.relationships]
        for table in tables:
            connection.execute(_schema(table))
            connection.execute(f"COPY {table_name(table)} FROM '{graph.path(table)}' (HEADER=true)")
        for nodes in graph.nodes:
            for key in nodes.texts:
                index = f"CALL CREATE_FTS_INDEX('{nodes.label}', 'texts', ['{key}'])"
                self._if_linked(connection, index)
        connection.execute("CHECKPOINT")
        connection.close()

    def _if_linked(self, connection: Any, text: str) -> None:
        """Nothing where an extension is not part of the package, but would be downloaded."""
        with contextlib.suppress(RuntimeError):
            connection.execute(text)

    def open(self, graph: Graph) -> None:
        # Not to read only: a projected graph counts as written.
        self.connection = self._connect()
        nodes, relationships = graph.network()
        types = [table.type for table in relationships]
        self._if_linked(
            self.connection, f"CALL PROJECT_GRAPH('network', ['{nodes.label}'], {types})"
        )

    def ask(self, text: str, parameters: dict[str, Any]) -> Rows:
        if text not in self.statements:
            self.statements[text] = self.connection.prepare(text)
        result = self.connection.execute(self.statements[text], parameters)
        return [tuple(row) for row in result.get_all()]


class Ladybug(Kuzu):
    module = "ladybug"


def table_name(table: Table) -> str:
    """IN is a word of the language."""
    return f"`{table.label if isinstance(table, NodeTable) else table.type}`"


def _schema(table: Table) -> str:
    columns = [_column(column) for column in table.columns]
    if isinstance(table, NodeTable):
        columns.append(f"PRIMARY KEY ({table.columns[0].name})")
        return f"CREATE NODE TABLE {table_name(table)} ({', '.join(columns)})"
    columns.insert(0, f"FROM {table.start} TO {table.end}")
    return f"CREATE REL TABLE {table_name(table)} ({', '.join(columns)})"


def _column(column: Column) -> str:
    return f"`{column.name}` {_TYPES[column.type]}"
