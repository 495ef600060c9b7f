"""Kuzu, archived in 2025, and Ladybug, its live fork: one interface, and one in a process."""

from __future__ import annotations

import importlib
from typing import Any, ClassVar

from ..system import Absent, Rows, System
from ..tables import Column, Graph, NodeTable, Table

_TYPES = {"string": "STRING", "int": "INT64", "float": "DOUBLE"}


class Kuzu(System):
    languages = ("kuzu", "cypher")
    module: ClassVar[str] = "kuzu"

    def __init__(self, folder: Any, one_core: bool) -> None:
        super().__init__(folder, one_core)
        self.library = importlib.import_module(self.module)
        self.prepared: dict[str, Any] = {}

    @property
    def version(self) -> str:
        return f"{type(self).__name__} {self.library.__version__}"

    def _connect(self, read_only: bool) -> Any:
        database = self.library.Database(str(self.folder / "db"), read_only=read_only)
        return self.library.Connection(database, num_threads=1 if self.one_core else 0)

    def load(self, graph: Graph) -> None:
        connection = self._connect(read_only=False)
        for table in [*graph.nodes, *graph.relationships]:
            connection.execute(_schema(table))
            connection.execute(f"COPY {table_name(table)} FROM '{graph.path(table)}' (HEADER=true)")
        for nodes in graph.nodes:
            for key in nodes.texts:
                self._index_text(connection, nodes.label, key)
        connection.execute("CHECKPOINT")
        connection.close()

    def _index_text(self, connection: Any, label: str, key: str) -> None:
        """Without it where the extension is not part of the package: it would be downloaded."""
        try:
            connection.execute("LOAD EXTENSION fts")
            connection.execute(f"CALL CREATE_FTS_INDEX('{label}', 'texts', ['{key}'])")
        except RuntimeError:
            return

    def open(self) -> None:
        self.connection = self._connect(read_only=True)

    def ask(self, text: str, parameters: dict[str, Any]) -> Rows:
        if text not in self.prepared:
            self.prepared[text] = self.connection.prepare(text)
        result = self.connection.execute(self.prepared[text], parameters)
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
