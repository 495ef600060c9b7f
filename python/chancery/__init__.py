"""Chancery: a knowledge graph of cyber diplomacy, with the sentence that proves each edge.

import chancery

db = chancery.open("index.db")
db.ingest("documents/")
rows = db.query(
    "MATCH (a:Entity)-[r:SUPPORTS]->(t:Topic {name: $topic}) RETURN a.name, r",
    topic="ransomware",
)
for name, relationship in rows:
    print(name, db.evidence(relationship)[0]["quote"])
"""

from __future__ import annotations

import os

from ._chancery import (
    ChanceryError,
    Duration,
    InputError,
    LockedError,
    Node,
    Path,
    QueryError,
    Relationship,
    __version__,
    annotate,
    documentation,
    help_text,
)
from .annotators import Annotations, Annotator
from .database import Database
from .graph import GraphPart
from .node_table import NodeTable
from .result import Result, Row

__all__ = [
    "Annotations",
    "Annotator",
    "ChanceryError",
    "Database",
    "Duration",
    "GraphPart",
    "InputError",
    "LockedError",
    "Node",
    "NodeTable",
    "Path",
    "QueryError",
    "Relationship",
    "Result",
    "Row",
    "__version__",
    "annotate",
    "documentation",
    "help",
    "open",
]


def help(topic: str = "functions") -> None:
    """Print what a Cypher function or procedure does, with its signature and an example.

    ``topic`` is a name in any case (``chancery.help("cite")``), or ``"functions"`` or
    ``"procedures"`` for a list. ``documentation()`` has the same as data.

    Raises QueryError for a name that nothing bears, and suggests the nearest.
    """
    print(help_text(topic), end="")


def open(path: str | os.PathLike[str], *, read_only: bool = False, edition: str = "") -> Database:
    """Open a database folder.

    For writing (the default) it is made where there is none, and no other process can write it
    meanwhile. For reading, the newest published edition is opened, or the one that ``edition``
    names or numbers; any number of processes can read at once, also while one writes.

    Raises InputError, LockedError (the message names the holder) or ChanceryError.
    """
    return Database(path, read_only=read_only or bool(edition), edition=edition)
