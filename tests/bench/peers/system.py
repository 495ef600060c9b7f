"""The shape of a system under measurement, and how its rows are fetched and named."""

from __future__ import annotations

import abc
import importlib
import pathlib
from typing import Any, ClassVar

from .tables import Graph

Rows = list[tuple[Any, ...]]


class Absent(Exception):
    """A system that is not installed or cannot run here, and why."""


class System(abc.ABC):
    """One system in one process of its own. ``folder`` is its alone, and empty at first.

    ``one_core`` says that the process is bound to one core; systems with a number of threads to
    set take one. Adapters import what they measure when they are made, not before.
    """

    languages: ClassVar[tuple[str, ...]]  # of the texts of questions, the preferred one first

    def __init__(self, folder: pathlib.Path, one_core: bool) -> None:
        self.folder = folder
        self.prepared = folder.with_name(folder.name + "-prepared")
        self.one_core = one_core

    @property
    @abc.abstractmethod
    def version(self) -> str:
        """What is measured, as its own version says."""

    def prepare(self, graph: Graph) -> None:  # noqa: B027
        """Writes the graph in the system's own format below ``prepared``, where it reads no
        CSV. Not measured."""

    @abc.abstractmethod
    def load(self, graph: Graph) -> None:
        """Builds the graph with its indexes; durable and closed when this returns."""

    @abc.abstractmethod
    def open(self, graph: Graph) -> None:
        """Opens what ``load`` has built, to read."""

    @abc.abstractmethod
    def ask(self, text: str, parameters: dict[str, Any]) -> Any:
        """The whole answer to a question's text, in the form in which the system hands it out:
        all rows, or what an algorithm gives its users. The text may be compiled once and kept."""

    def rows_of(self, text: str, answer: Any) -> Rows:
        """An answer as rows that can be compared with those of others; not measured."""
        rows: Rows = answer
        return rows


_ADAPTERS = {
    "chancery": "chancery_system:Chancery",
    "ladybug": "kuzu_system:Ladybug",
    "kuzu": "kuzu_system:Kuzu",
    "neo4j": "neo4j_system:Neo4j",
    "graphdblite": "graphdblite_system:GraphDbLite",
    "oxigraph": "oxigraph_system:Oxigraph",
    "igraph": "igraph_system:Igraph",
    "networkx": "networkx_system:NetworkX",
    "sqlite": "sqlite_system:Sqlite",
}
NAMES = tuple(_ADAPTERS)


def make_system(name: str, folder: pathlib.Path, one_core: bool) -> System:
    """Raises Absent where it is not installed."""
    module, kind = _ADAPTERS[name].split(":")
    try:
        adapter = getattr(importlib.import_module(f".systems.{module}", __package__), kind)
        made: System = adapter(folder, one_core)
    except ImportError as missing:
        raise Absent(f"not installed: {missing}") from None
    return made
