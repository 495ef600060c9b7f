"""Chancery, from Python, as its users have it: an edition, opened to read."""

from __future__ import annotations

from typing import Any

import chancery

from ..system import Rows, System
from ..tables import Graph


class Chancery(System):
    languages = ("chancery", "cypher")

    @property
    def version(self) -> str:
        return f"Chancery {chancery.__version__}"

    def load(self, graph: Graph) -> None:
        with chancery.open(self.folder / "db") as db:
            load_tables(db, graph)
            db.publish()

    def open(self, graph: Graph) -> None:
        self.db = chancery.open(self.folder / "db", read_only=True)

    def ask(self, text: str, parameters: dict[str, Any]) -> Rows:
        return [tuple(row) for row in self.db.query(text, parameters)]


def load_tables(db: chancery.Database, graph: Graph) -> None:
    """The one place that knows how Chancery takes a graph in."""
    for nodes in graph.nodes:
        for key in nodes.lookups:
            db.query("CALL db.createIndex($label, $key)", label=nodes.label, key=key)
        for key in nodes.texts:
            db.query("CALL db.createIndex($label, $key, 'text')", label=nodes.label, key=key)
    db.import_csv(
        {nodes.label: graph.path(nodes) for nodes in graph.nodes},
        {table.type: graph.path(table) for table in graph.relationships},
        integer_ids={nodes.columns[0].type for nodes in graph.nodes} == {"int"},
    )
