"""graphdblite: openCypher over SQLite."""

from __future__ import annotations

from typing import Any

import graphdblite

from ..system import Rows, System
from ..tables import Graph


class GraphDbLite(System):
    languages = ("graphdblite", "cypher")

    @property
    def version(self) -> str:
        return f"graphdblite {graphdblite.__version__}"

    def load(self, graph: Graph) -> None:
        database = graphdblite.Database(str(self.folder / "db"))
        numbers: dict[str, dict[Any, int]] = {}
        with database.begin_write() as transaction:
            for nodes in graph.nodes:
                known = numbers.setdefault(nodes.label, {})
                names = [column.name for column in nodes.columns]
                for key in (names[0], *nodes.lookups):
                    transaction.create_index(nodes.label, key)
                for rows in graph.batches(nodes):
                    made = [dict(zip(names, row)) for row in rows]
                    created = transaction.batch_create_nodes(nodes.label, made)
                    known.update(zip((row[0] for row in rows), created))
            transaction.commit()
        with database.begin_write() as transaction:
            for table in graph.relationships:
                starts, ends = numbers[table.start], numbers[table.end]
                names = [column.name for column in table.columns]
                for rows in graph.batches(table):
                    edges = [
                        (starts[row[0]], ends[row[1]], dict(zip(names, row[2:]))) for row in rows
                    ]
                    transaction.batch_create_edges(table.type, edges)
            transaction.commit()
        database.close()

    def open(self, graph: Graph) -> None:
        self.database = graphdblite.Database(str(self.folder / "db"))

    def ask(self, text: str, parameters: dict[str, Any]) -> Rows:
        with self.database.begin_read() as transaction:
            found = transaction.query(text, parameters)
        return [tuple(row.values()) for row in found]
