"""Oxigraph: nodes are IRIs, properties and types predicates. Relationships lose properties."""

from __future__ import annotations

import re
import urllib.parse
from typing import Any

import pyoxigraph as rdf

from ..system import Rows, System
from ..tables import Graph, NodeTable

_XSD = "http://www.w3.org/2001/XMLSchema#"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PARAMETER = re.compile(r"\$(\w+)")
_PREFIXES = "PREFIX : <urn:type:> PREFIX k: <urn:key:> PREFIX l: <urn:label:> "


class Oxigraph(System):
    languages = ("sparql",)

    @property
    def version(self) -> str:
        return f"Oxigraph {rdf.__version__}"

    def prepare(self, graph: Graph) -> None:
        self.prepared.mkdir()
        with open(self.prepared / "graph.nt", "w", encoding="utf-8") as out:
            for nodes in graph.nodes:
                for row in graph.rows(nodes):
                    out.write(_node(nodes, row))
            for table in graph.relationships:
                for start, end, *_ in graph.rows(table):
                    ends = _iri(table.start, start), _iri(table.end, end)
                    out.write(f"{ends[0]} <urn:type:{table.type}> {ends[1]} .\n")

    def load(self, graph: Graph) -> None:
        store = rdf.Store(str(self.folder / "db"))
        store.bulk_load(path=str(self.prepared / "graph.nt"), format=rdf.RdfFormat.N_TRIPLES)
        store.optimize()
        store.flush()

    def open(self, graph: Graph) -> None:
        self.store = rdf.Store.read_only(str(self.folder / "db"))

    def ask(self, text: str, parameters: dict[str, Any]) -> Rows:
        """It has no parameters for queries whose variables are not all selected: they are text."""
        said = _PARAMETER.sub(lambda found: str(rdf.Literal(parameters[found[1]])), text)
        found: Any = self.store.query(_PREFIXES + said)
        return [tuple(_value(term) for term in solution) for solution in found]


def _iri(label: str, key: Any) -> str:
    return f"<urn:node:{label}:{urllib.parse.quote(str(key), safe=':')}>"


def _node(table: NodeTable, row: list[Any]) -> str:
    iri = _iri(table.label, row[0])
    lines = [f"{iri} <{_TYPE}> <urn:label:{table.label}> .\n"]
    for column, value in zip(table.columns, row):
        lines.append(f"{iri} <urn:key:{column.name}> {rdf.Literal(value)} .\n")
    return "".join(lines)


def _value(term: Any) -> Any:
    if not isinstance(term, rdf.Literal):
        return None if term is None else str(term)
    kind = term.datatype.value.removeprefix(_XSD)
    if kind == "integer":
        return int(term.value)
    return float(term.value) if kind in ("decimal", "double") else term.value
