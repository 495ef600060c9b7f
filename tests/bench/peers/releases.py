"""The graph of real releases: read by Chancery, written as tables for every system alike."""

from __future__ import annotations

import pathlib
import tempfile
from typing import Any

import chancery

from .statement_model import StatementWriter
from .tables import Graph, Table

_ENTITIES = "MATCH (n:Entity) RETURN n.id, n.name, head(labels(n)[1..])"
_DOCUMENTS = "MATCH (n:Document) RETURN n.id, coalesce(n.title, n.id), coalesce(n.date, 'undated')"
_PASSAGES = "MATCH (n:Passage) RETURN n.id, n.ordinal, n.text"
_STATEMENTS = (
    "MATCH (n:Statement)-[:IN]->()<-[:HAS_PASSAGE]-(d) "
    "RETURN n.id, n.type, n.status, n.polarity, coalesce(n.date, d.date, 'undated')"
)
_DERIVED = "MATCH (:Entity)-[r]->(:Entity) RETURN DISTINCT type(r) AS type ORDER BY type"


def write_release_graph(folder: pathlib.Path, documents: pathlib.Path) -> Graph:
    """Reads the ``documents`` of a folder and writes what was found in them."""
    with tempfile.TemporaryDirectory() as work, chancery.open(f"{work}/db") as db:
        db.ingest(documents, publish=False)
        derived = [type for (type,) in db.query(_DERIVED)]
        with StatementWriter(folder, "releases", derived) as out:
            _write(db, out)
            network = {"label": "Entity", "types": derived}
            out.graph.facts = {**_facts(db), "network": network}
    return out.graph


def _write(db: chancery.Database, out: StatementWriter) -> None:
    def copy(table: Table, query: str) -> None:
        for row in db.query(query):
            out.add(table, *(_one_line(value) for value in row))

    copy(out.entity, _ENTITIES)
    copy(out.document, _DOCUMENTS)
    copy(out.passage, _PASSAGES)
    copy(out.statement, _STATEMENTS)
    mentions = "MATCH (p:Passage)-[r:MENTIONS]->(e:Entity) RETURN p.id, e.id, min(r.start)"
    copy(out.mentions, mentions)
    for table in (out.has_passage, out.stands_in, out.subject, out.object, out.speaker):
        ends = f"(a:{table.start})-[:{table.type}]->(b:{table.end})"
        copy(table, f"MATCH {ends} RETURN DISTINCT a.id, b.id")
    for table in out.derived.values():
        ends = f"(a:Entity)-[r:{table.type}]->(b:Entity)"
        copy(table, f"MATCH {ends} RETURN a.id, b.id, r.statements, r.polarity")


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _facts(db: chancery.Database) -> dict[str, Any]:
    def ranked(condition: str) -> list[tuple[str, str]]:
        subjects = f"MATCH (s:Statement)-[:SUBJECT]->(e:Entity) WHERE {condition} "
        ranking = "RETURN e.id, e.name, count(*) AS n ORDER BY n DESC, e.id LIMIT 200"
        return [(row[0], row[1]) for row in db.query(subjects + ranking)]

    entities, organizations = ranked("true"), ranked("e:Organization")
    topics = (
        "MATCH (s:Statement)-[:OBJECT]->(t:Topic) "
        "RETURN t.id, count(*) AS n ORDER BY n DESC, t.id LIMIT 1"
    )
    ids = [key for key, _ in organizations]
    return {
        "entities": [key for key, _ in entities[10:110]],
        "names": [_one_line(name) for _, name in entities[10:110]],
        "pairs": [list(pair) for pair in zip(ids[-8:], ids[-16:-8])],
        "topic": db.query(topics)[0][0],
        "words": "ransomware attribution",
        "word": "ransomware",
    }
