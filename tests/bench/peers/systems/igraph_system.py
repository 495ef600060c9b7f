"""igraph: the network of a graph in memory, saved as a pickle."""

from __future__ import annotations

import heapq
import pickle
from collections import Counter
from typing import Any

import igraph

from ..system import Rows, System
from ..tables import Graph


class Igraph(System):
    languages = ("graph",)

    @property
    def version(self) -> str:
        return f"igraph {igraph.__version__}"

    def load(self, graph: Graph) -> None:
        nodes, relationships = graph.network()
        rows = list(graph.rows(nodes))
        place = {row[0]: number for number, row in enumerate(rows)}
        built = igraph.Graph(n=len(rows), directed=True)
        built.vs["id"] = list(place)
        built.vs["name"] = [row[1] for row in rows]
        for table in relationships:
            built.add_edges((place[row[0]], place[row[1]]) for row in graph.rows(table))
        with open(self.folder / "graph.pickle", "wb") as file:
            pickle.dump(built, file, protocol=5)

    def open(self, graph: Graph) -> None:
        with open(self.folder / "graph.pickle", "rb") as file:
            self.graph = pickle.load(file)
        self.ids = self.graph.vs["id"]
        self.names = self.graph.vs["name"]
        self.place = {key: number for number, key in enumerate(self.ids)}

    def ask(self, text: str, parameters: dict[str, Any]) -> Rows:
        rows: Rows = getattr(self, text)(**parameters)
        return rows

    def name_of(self, id: Any) -> Rows:
        return [(self.names[self.place[id]],)]

    def neighbours(self, id: Any) -> Rows:
        return [(self.ids[other],) for other in self.graph.successors(self.place[id])]

    def two_hop_paths(self) -> Rows:
        degrees = zip(self.graph.indegree(), self.graph.outdegree())
        return [(sum(into * out for into, out in degrees),)]

    def within_two_hops(self, id: Any) -> Rows:
        found = self.graph.neighborhood(self.place[id], order=2, mode="out", mindist=1)
        return [(len(found),)]

    def distances(self, id: Any) -> Rows:
        (found,) = self.graph.distances(self.place[id], mode="out")
        counted = Counter(found)
        return [(int(steps), n) for steps, n in counted.items() if 0 < steps < float("inf")]

    def path_length(self, source: Any, target: Any) -> Rows:
        ((steps,),) = self.graph.distances(self.place[source], self.place[target], mode="all")
        return [(int(steps),)] if steps < float("inf") else []

    def page_rank(self) -> Rows:
        scored = zip(self.graph.pagerank(damping=0.85), self.ids)
        return [(key, score) for score, key in heapq.nlargest(10, scored)]

    def components(self) -> Rows:
        return [(size,) for size in self.graph.connected_components(mode="weak").sizes()]
