"""igraph: the network of a graph in memory, saved as a pickle."""

from __future__ import annotations

import pickle
from typing import Any

import igraph

from ..answers import by_least_id
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

    def ask(self, text: str, parameters: dict[str, Any]) -> Any:
        return getattr(self, text)(**parameters)

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

    def rows_of(self, text: str, answer: Any) -> Rows:
        if text == "components":
            return by_least_id(zip(self.ids, answer))
        if text == "distances":
            return [(key, int(n)) for key, n in zip(self.ids, answer) if n < float("inf")]
        return list(zip(self.ids, answer)) if text == "page_rank" else answer

    def distances(self, id: Any) -> list[float]:
        (found,) = self.graph.distances(self.place[id], mode="out")
        distances: list[float] = found
        return distances

    def path_length(self, source: Any, target: Any) -> Rows:
        ((steps,),) = self.graph.distances(self.place[source], self.place[target], mode="all")
        return [(int(steps),)] if steps < float("inf") else []

    def page_rank(self) -> list[float]:
        scores: list[float] = self.graph.pagerank(damping=0.85)
        return scores

    def components(self) -> list[int]:
        membership: list[int] = self.graph.connected_components(mode="weak").membership
        return membership
