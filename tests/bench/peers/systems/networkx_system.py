"""networkx: the network of a graph in memory, saved as a pickle."""

from __future__ import annotations

import pickle
from typing import Any

import networkx

from ..answers import by_least_id
from ..system import Rows, System
from ..tables import Graph


class NetworkX(System):
    languages = ("graph",)

    @property
    def version(self) -> str:
        return f"networkx {networkx.__version__}"

    def load(self, graph: Graph) -> None:
        nodes, relationships = graph.network()
        built = networkx.DiGraph()
        built.add_nodes_from((row[0], {"name": row[1]}) for row in graph.rows(nodes))
        for table in relationships:
            built.add_edges_from((row[0], row[1]) for row in graph.rows(table))
        with open(self.folder / "graph.pickle", "wb") as file:
            pickle.dump(built, file, protocol=5)

    def open(self, graph: Graph) -> None:
        with open(self.folder / "graph.pickle", "rb") as file:
            self.graph = pickle.load(file)

    def ask(self, text: str, parameters: dict[str, Any]) -> Any:
        return getattr(self, text)(**parameters)

    def rows_of(self, text: str, answer: Any) -> Rows:
        if text == "components":
            return by_least_id((key, group) for group, nodes in enumerate(answer) for key in nodes)
        return list(answer.items()) if text in ("distances", "page_rank") else answer

    def name_of(self, id: Any) -> Rows:
        return [(self.graph.nodes[id]["name"],)]

    def neighbours(self, id: Any) -> Rows:
        return [(other,) for other in self.graph.successors(id)]

    def two_hop_paths(self) -> Rows:
        into, out = self.graph.in_degree, self.graph.out_degree
        return [(sum(into[node] * out[node] for node in self.graph),)]

    def within_two_hops(self, id: Any) -> Rows:
        found = networkx.single_source_shortest_path_length(self.graph, id, cutoff=2)
        return [(len(found) - 1,)]

    def distances(self, id: Any) -> dict[Any, int]:
        return dict(networkx.single_source_shortest_path_length(self.graph, id))

    def path_length(self, source: Any, target: Any) -> Rows:
        try:
            path = networkx.bidirectional_shortest_path(self.undirected(), source, target)
        except networkx.NetworkXNoPath:
            return []
        return [(len(path) - 1,)]

    def undirected(self) -> Any:
        if not hasattr(self, "_undirected"):
            self._undirected = self.graph.to_undirected()
        return self._undirected

    def page_rank(self) -> dict[Any, float]:
        # The tolerance is a node's; Chancery's and igraph's is that of their sum.
        scores = networkx.pagerank(self.graph, alpha=0.85, tol=1e-9 / len(self.graph))
        return dict(scores)

    def components(self) -> list[set[Any]]:
        return list(networkx.weakly_connected_components(self.graph))
