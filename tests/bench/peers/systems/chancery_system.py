"""Chancery, from Python, as its users have it: an edition, opened to read."""

from __future__ import annotations

from typing import Any

import chancery

from ..answers import by_least_id
from ..system import Rows, System
from ..tables import Graph


class Chancery(System):
    languages = ("arrays", "chancery", "cypher")

    @property
    def version(self) -> str:
        return f"Chancery {chancery.__version__}"

    def load(self, graph: Graph) -> None:
        with chancery.open(self.folder / "db") as db:
            load_tables(db, graph)
            db.publish()

    def open(self, graph: Graph) -> None:
        self.db = chancery.open(self.folder / "db", read_only=True)
        people, relationships = graph.network()
        types = [table.type for table in relationships]
        self.network = self.db.graph(labels=people.label, types=types)
        self.by_id = f"MATCH (n:{people.label} {{id: $id}}) RETURN id(n)"

    def ask(self, text: str, parameters: dict[str, Any]) -> Any:
        if text not in _ALGORITHMS:
            return [tuple(row) for row in self.db.query(text, parameters)]
        table: chancery.NodeTable = getattr(self, text)(**parameters)
        return {name: table.array(name) for name in _ALGORITHMS[text]}, table

    def rows_of(self, text: str, answer: Any) -> Rows:
        if text not in _ALGORITHMS:
            return super().rows_of(text, answer)
        arrays, table = answer
        _, values = (array.tolist() for array in arrays.values())
        ids = table.properties("id")
        return by_least_id(zip(ids, values)) if text == "components" else list(zip(ids, values))

    def distances(self, id: Any) -> chancery.NodeTable:
        return self.network.distances(self.db.query(self.by_id, id=id).scalar())

    def page_rank(self) -> chancery.NodeTable:
        return self.network.pagerank()

    def components(self) -> chancery.NodeTable:
        return self.network.components()


# The arrays of their answers.
_ALGORITHMS = {
    "distances": ("node", "distance"),
    "page_rank": ("node", "score"),
    "components": ("node", "component"),
}


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
