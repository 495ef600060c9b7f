"""Graphs as folders of CSV files: what the generators write and every system loads.

One file for each label and for each type, with the headers of Neo4j's importer (``id:ID(Person)``,
``age:int``, ``:START_ID(Person)``), and ``graph.json``, which says the same to programs. Texts
hold no line breaks, so that a file may be cut at any line. The first column of a node is its id.
"""

from __future__ import annotations

import csv
import json
import pathlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Union

if TYPE_CHECKING:
    from typing import Self

Value = Union[str, int, float]
_READ = {"string": str, "int": int, "float": float}


@dataclass(frozen=True)
class Column:
    name: str
    type: str = "string"  # or "int", "float"


@dataclass
class NodeTable:
    """Nodes of one label; ``texts`` and ``lookups`` name the properties to index."""

    label: str
    columns: list[Column]
    lookups: list[str]
    texts: list[str]
    rows: int = 0

    @property
    def file(self) -> str:
        return f"nodes-{self.label}.csv"

    def header(self) -> list[str]:
        key, *others = self.columns
        return [f"{key.name}:ID({self.label})", *map(_header, others)]


@dataclass
class RelationshipTable:
    """Relationships of one type, from nodes of one label to nodes of one label."""

    type: str
    start: str
    end: str
    columns: list[Column]
    rows: int = 0

    @property
    def file(self) -> str:
        return f"relationships-{self.type}.csv"

    def header(self) -> list[str]:
        return [f":START_ID({self.start})", f":END_ID({self.end})", *map(_header, self.columns)]


def _header(column: Column) -> str:
    return column.name if column.type == "string" else f"{column.name}:{column.type}"


Table = Union[NodeTable, RelationshipTable]


@dataclass
class Graph:
    """A folder of tables. ``facts`` are what questions need to know of it, such as a name."""

    folder: pathlib.Path
    name: str
    nodes: list[NodeTable]
    relationships: list[RelationshipTable]
    facts: dict[str, Any]

    def path(self, table: Table) -> pathlib.Path:
        return self.folder / table.file

    def column_types(self, table: Table) -> list[str]:
        """The types of a file's columns, the ids of a relationship's ends included."""
        types = [column.type for column in table.columns]
        if isinstance(table, RelationshipTable):
            return [self.id_type(table.start), self.id_type(table.end), *types]
        return types

    def id_type(self, label: str) -> str:
        return next(nodes.columns[0].type for nodes in self.nodes if nodes.label == label)

    def rows(self, table: Table) -> Iterator[list[Value]]:
        """The rows of a table in the types of their columns."""
        readers = [_READ[kind] for kind in self.column_types(table)]
        with open(self.path(table), encoding="utf-8", newline="") as file:
            lines = csv.reader(file)
            next(lines)
            for line in lines:
                yield [read(text) for read, text in zip(readers, line)]

    def batches(self, table: Table, size: int = 10_000) -> Iterator[list[list[Value]]]:
        batch = []
        for row in self.rows(table):
            batch.append(row)
            if len(batch) == size:
                yield batch
                batch = []
        if batch:
            yield batch

    def network(self) -> tuple[NodeTable, list[RelationshipTable]]:
        """The part that is a network of nodes of one kind: what algorithms are asked about."""
        chosen = self.facts["network"]
        nodes = next(table for table in self.nodes if table.label == chosen["label"])
        return nodes, [table for table in self.relationships if table.type in chosen["types"]]

    @property
    def node_count(self) -> int:
        return sum(table.rows for table in self.nodes)

    @property
    def relationship_count(self) -> int:
        return sum(table.rows for table in self.relationships)

    def save(self) -> None:
        described = {
            "name": self.name,
            "nodes": [asdict(table) for table in self.nodes],
            "relationships": [asdict(table) for table in self.relationships],
            "facts": self.facts,
        }
        (self.folder / "graph.json").write_text(json.dumps(described, indent=1), encoding="utf-8")


def read_graph(folder: pathlib.Path) -> Graph:
    found = json.loads((folder / "graph.json").read_text(encoding="utf-8"))
    for table in found["nodes"] + found["relationships"]:
        table["columns"] = [Column(**column) for column in table["columns"]]
    return Graph(
        folder,
        found["name"],
        [NodeTable(**table) for table in found["nodes"]],
        [RelationshipTable(**table) for table in found["relationships"]],
        found["facts"],
    )


class GraphWriter:
    """Writes the files of a graph a row at a time; ``graph.json`` comes last."""

    def __init__(self, folder: pathlib.Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.graph = Graph(folder, name, [], [], {})
        self._files: dict[str, Any] = {}
        self._writers: dict[str, Any] = {}

    def nodes(
        self,
        label: str,
        *columns: Column,
        lookups: Sequence[str] = (),
        texts: Sequence[str] = (),
    ) -> NodeTable:
        table = NodeTable(label, list(columns), list(lookups), list(texts))
        self.graph.nodes.append(table)
        self._start(table)
        return table

    def relationships(self, type: str, start: str, end: str, *columns: Column) -> RelationshipTable:
        table = RelationshipTable(type, start, end, list(columns))
        self.graph.relationships.append(table)
        self._start(table)
        return table

    def _start(self, table: Table) -> None:
        file = open(self.graph.path(table), "w", encoding="utf-8", newline="")  # noqa: SIM115
        self._files[table.file] = file
        self._writers[table.file] = csv.writer(file, lineterminator="\n")
        self._writers[table.file].writerow(table.header())

    def add(self, table: Table, *values: Value) -> None:
        self._writers[table.file].writerow(values)
        table.rows += 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for file in self._files.values():
            file.close()
        if kind is None:
            self.graph.save()
