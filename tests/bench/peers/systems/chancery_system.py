"""Chancery, from Python, as its users have it: an edition, opened to read."""

from __future__ import annotations

from typing import Any

import chancery

from ..system import Rows, System
from ..tables import Graph, NodeTable, RelationshipTable


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
        for key in (nodes.columns[0].name, *nodes.lookups):
            db.query("CALL db.createIndex($label, $key)", label=nodes.label, key=key)
        for key in nodes.texts:
            db.query("CALL db.createIndex($label, $key, 'text')", label=nodes.label, key=key)
        for batch in graph.batches(nodes):
            db.query(_create_nodes(nodes), rows=batch)
    for relationships in graph.relationships:
        for batch in graph.batches(relationships):
            db.query(_create_relationships(graph, relationships), rows=batch)


def _create_nodes(table: NodeTable) -> str:
    values = ", ".join(f"{c.name}: row[{place}]" for place, c in enumerate(table.columns))
    return f"UNWIND $rows AS row CREATE (:{table.label} {{{values}}})"


def _create_relationships(graph: Graph, table: RelationshipTable) -> str:
    keys = {nodes.label: nodes.columns[0].name for nodes in graph.nodes}
    values = ", ".join(f"{c.name}: row[{place}]" for place, c in enumerate(table.columns, 2))
    return (
        f"UNWIND $rows AS row MATCH (a:{table.start} {{{keys[table.start]}: row[0]}}), "
        f"(b:{table.end} {{{keys[table.end]}: row[1]}}) "
        f"CREATE (a)-[:{table.type} {{{values}}}]->(b)"
    )
