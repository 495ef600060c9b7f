"""The tables of a statement graph: Chancery's own data model, in one label and type a file."""

from __future__ import annotations

import pathlib
from collections.abc import Sequence

from .tables import Column, GraphWriter, NodeTable, RelationshipTable


class StatementWriter(GraphWriter):
    """A writer with the tables of a statement graph, still empty.

    ``derived`` are the types of the relationships between entities, which count their statements.
    """

    def __init__(self, folder: pathlib.Path, name: str, derived: Sequence[str]) -> None:
        super().__init__(folder, name)
        key, kind, date = Column("id"), Column("type"), Column("date")
        self.entity = self.nodes("Entity", key, Column("name"), kind, lookups=["name"])
        self.document = self.nodes("Document", key, Column("title"), date)
        self.passage = self.nodes(
            "Passage", key, Column("ordinal", "int"), Column("text"), texts=["text"]
        )
        status, polarity = Column("status"), Column("polarity")
        self.statement: NodeTable = self.nodes("Statement", key, kind, status, polarity, date)
        self.has_passage = self.relationships("HAS_PASSAGE", "Document", "Passage")
        self.mentions = self.relationships("MENTIONS", "Passage", "Entity", Column("start", "int"))
        self.stands_in = self.relationships("IN", "Statement", "Passage")
        self.subject = self.relationships("SUBJECT", "Statement", "Entity")
        self.object = self.relationships("OBJECT", "Statement", "Entity")
        self.speaker = self.relationships("SPEAKER", "Statement", "Entity")
        counted = Column("statements", "int"), polarity
        self.derived: dict[str, RelationshipTable] = {
            type: self.relationships(type, "Entity", "Entity", *counted) for type in derived
        }
