"""Graph algorithms over a part of a database, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, Union

from ._chancery import Node
from .node_table import NodeTable

if TYPE_CHECKING:
    from .database import Database
    from .result import Result, Row

Direction = Literal["outgoing", "incoming", "both"]
NodeLike = Union[Node, int, str]

# The columns by which each row tells its node.
_WHO = "id(node) AS node, node.id AS id, node.name AS name"


class GraphPart:
    """The part of a graph that algorithms work on; ``Database.graph()`` makes one.

    What is found for every node is a ``NodeTable``: an array for each column, which
    ``array("score")`` shows without a copy and ``to_pandas()`` makes a DataFrame. Its columns
    ``node`` (the number by which the database knows a node), ``id`` and ``name`` (properties, None
    where the node has none) tell the node; rows are in the order of ``node``. What is found for
    pairs, paths and relationships is a ``Result``, or a row where there is one only.

    A node is given as a ``Node``, as its number, or, where it is an entity, by its id or any of its
    names; LookupError is raised for a name that nobody bears, or several bear. QueryError is raised
    for a weight or an option that the algorithm cannot work with.

    ``chancery.help("graph.pagerank")`` and so on say more of each algorithm; the C++ header
    ``chancery/query/algorithms.h`` names the papers.
    """

    def __init__(
        self,
        database: Database,
        options: Mapping[str, Any],
        timeout: float | None = None,
        memory_bytes: int | None = None,
    ) -> None:
        self._database = database
        self._options = {name: value for name, value in options.items() if value is not None}
        self._timeout = timeout
        self._memory_bytes = memory_bytes

    def degree(self) -> NodeTable:
        """``degree``, ``outgoing``, ``incoming``: numbers of relationships, or sums of weights."""
        return self._per_node("degree")

    def pagerank(
        self, *, damping: float = 0.85, iterations: int = 100, tolerance: float = 1e-9
    ) -> NodeTable:
        """``score``: PageRank; the scores sum to 1."""
        return self._per_node(
            "pagerank", damping=damping, iterations=iterations, tolerance=tolerance
        )

    def betweenness(
        self,
        *,
        direction: Direction = "outgoing",
        samples: int = 0,
        seed: int = 1,
        normalized: bool = False,
    ) -> NodeTable:
        """``score``: on how many shortest paths between two others a node lies.

        ``samples`` looks from so many nodes only, drawn by ``seed``, and scales up; 0 is exact.
        """
        return self._per_node(
            "betweenness",
            direction=direction,
            samples=samples,
            seed=seed,
            normalized=normalized,
        )

    def closeness(self, *, direction: Direction = "outgoing") -> NodeTable:
        """``score`` and ``harmonic``: how near a node is to those that it reaches."""
        return self._per_node("closeness", direction=direction)

    def core_numbers(self) -> NodeTable:
        """``core``: the greatest k such that the node is in the k-core."""
        return self._per_node("coreNumbers")

    def components(self) -> NodeTable:
        """``component``: a number for each connected component, directions aside."""
        return self._per_node("components")

    def strong_components(self) -> NodeTable:
        """``component``: a number for each group of nodes that reach each other."""
        return self._per_node("strongComponents")

    def louvain(self, *, resolution: float = 1, iterations: int = 100) -> NodeTable:
        """``community``, and ``modularity`` of the whole, which every row repeats."""
        return self._per_node("louvain", resolution=resolution, iterations=iterations)

    def label_propagation(self, *, iterations: int = 100) -> NodeTable:
        """``community``: that of most neighbours, directions aside."""
        return self._per_node("labelPropagation", iterations=iterations)

    def triangles(self) -> NodeTable:
        """``triangles`` of the node, and its clustering ``coefficient``."""
        return self._per_node("triangles")

    def topological_order(self) -> NodeTable:
        """``position``, from 0, in an order in which every relationship leads onward.

        Rows are in that order. Raises QueryError where relationships go in a circle.
        """
        return self._per_node("topologicalOrder")

    def similarity(
        self,
        *,
        measure: Literal["jaccard", "overlap", "cosine"] = "jaccard",
        direction: Direction = "outgoing",
        node: NodeLike | None = None,
        top: int = 10,
        cutoff: float = 0,
    ) -> Result:
        """Pairs of nodes with neighbours in common, of each node the best ``top`` first.

        Columns: ``node``, ``id``, ``name``, then ``other``, ``other_id``, ``other_name`` and
        ``score`` in (0, 1]. ``node`` yields only the pairs of one node.
        """
        options = self._all(measure=measure, direction=direction, top=top, cutoff=cutoff)
        pair = (
            f"YIELD node, other, score RETURN {_WHO}, id(other) AS other, "
            "other.id AS other_id, other.name AS other_name, score"
        )
        if node is None:
            return self._run(f"CALL graph.similarity($options) {pair}", options)
        return self._run(
            "MATCH (one) WHERE id(one) = $one "
            "WITH one, $options AS options "
            f"CALL graph.similarity(options {{.*, node: one}}) {pair}",
            options,
            one=self._number(node),
        )

    def distances(self, source: NodeLike, *, direction: Direction = "outgoing") -> NodeTable:
        """``distance`` of every node that the source reaches, itself included."""
        return self._per_node("distances", source=self._number(source), direction=direction)

    def shortest_path(
        self, source: NodeLike, target: NodeLike, *, direction: Direction = "outgoing"
    ) -> Row | None:
        """A shortest ``path`` and its ``length``; None where there is no path."""
        rows = self._between("shortestPath", "path, length", source, target, direction=direction)
        return rows[0] if len(rows) else None

    def shortest_paths(
        self,
        source: NodeLike,
        target: NodeLike,
        *,
        count: int = 3,
        direction: Direction = "outgoing",
    ) -> Result:
        """The shortest ``path`` values without a node twice, each with its ``length``."""
        return self._between(
            "shortestPaths", "path, length", source, target, count=count, direction=direction
        )

    def spanning_tree(self) -> Result:
        """``relationship`` and ``weight`` of a minimum spanning tree of each component."""
        return self._run(
            "CALL graph.spanningTree($options) YIELD relationship, weight "
            "RETURN relationship, weight",
            self._all(),
        )

    def max_flow(
        self, source: NodeLike, target: NodeLike, *, direction: Direction = "outgoing"
    ) -> Row:
        """The greatest ``flow``, weights being capacities.

        ``carried`` lists dicts of ``relationship`` and ``amount``; ``cut`` a smallest set of
        relationships without which there is no way.
        """
        rows = self._between("maxFlow", "flow, carried, cut", source, target, direction=direction)
        return rows[0]

    def __repr__(self) -> str:
        return f"<chancery.GraphPart of {self._database!r}: {self._options or 'all of it'}>"

    def _all(self, **own: Any) -> dict[str, Any]:
        return {**self._options, **own}

    def _run(self, text: str, options: dict[str, Any], **named: Any) -> Result:
        return self._database.query(
            text,
            {"options": options, **named},
            timeout=self._timeout,
            memory_bytes=self._memory_bytes,
        )

    def _per_node(self, procedure: str, *, source: int | None = None, **own: Any) -> NodeTable:
        columns = self._database.node_columns(
            f"graph.{procedure}",
            self._all(**own),
            source=source,
            timeout=self._timeout,
            memory_bytes=self._memory_bytes,
        )
        return NodeTable(self._database, columns)

    def _between(
        self, procedure: str, columns: str, source: NodeLike, target: NodeLike, **own: Any
    ) -> Result:
        return self._run(
            "MATCH (source), (target) WHERE id(source) = $source AND id(target) = $target "
            f"CALL graph.{procedure}(source, target, $options) YIELD {columns} RETURN {columns}",
            self._all(**own),
            source=self._number(source),
            target=self._number(target),
        )

    def _number(self, node: NodeLike) -> int:
        if isinstance(node, Node):
            return node.id
        if isinstance(node, int):
            return node
        entity = self._database.entity(node)
        if entity is None:
            raise LookupError(f"no entity, or more than one, is called {node!r}")
        number: int = entity["node"]
        return number
