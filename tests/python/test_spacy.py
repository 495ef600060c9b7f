"""The adapter for spaCy, on a blank pipeline with rules: no model is needed."""

from __future__ import annotations

import pathlib
from typing import Any

import chancery
import pytest
from chancery.spacy import LABELS, SpacyAnnotator

spacy = pytest.importorskip("spacy", reason="spaCy is not installed: pip install chancery[spacy]")

TEXT = (
    "The Vostok Cyber Desk\u2019s chair Mara Quill met Ukrainian\n\nofficials in Vienna. "
    "The Vostok Cyber Desk left the United States. Buddhist monks stayed until Monday.\n"
)
PATTERNS = [
    {"label": "ORG", "pattern": "The Vostok Cyber Desk\u2019s"},
    {"label": "ORG", "pattern": "The Vostok Cyber Desk"},
    {"label": "PERSON", "pattern": "Mara Quill"},
    {"label": "GPE", "pattern": "Vienna"},
    {"label": "GPE", "pattern": "the United States"},
    {"label": "NORP", "pattern": "Ukrainian"},
    {"label": "NORP", "pattern": "Buddhist"},
    {"label": "DATE", "pattern": "Monday"},
]


@pytest.fixture
def nlp() -> Any:
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(PATTERNS)
    return pipeline


def test_labels_become_types_and_articles_go(nlp: Any) -> None:
    annotator = SpacyAnnotator(nlp)
    assert annotator.name == "spacy"
    assert annotator.version == "en_pipeline 0.0.0"
    entities = {entity["name"]: entity for entity in annotator(TEXT)["entities"]}
    assert entities.keys() == {
        "Vostok Cyber Desk",
        "Mara Quill",
        "Vienna",
        "United States",
        "Ukrainian",
        "Buddhist",
    }
    assert entities["Vostok Cyber Desk"]["type"] == "Organization"
    assert entities["Vienna"]["type"] == ("State", "Place")
    places: Any = entities["Vostok Cyber Desk"]["mentions"]
    assert [TEXT[place["start"] : place["end"]] for place in places] == ["Vostok Cyber Desk"] * 2


def test_what_the_pipeline_finds_is_in_the_graph(
    nlp: Any, db: chancery.Database, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "desk.txt").write_text(TEXT, encoding="utf-8")
    report = db.ingest(tmp_path / "desk.txt", annotators=[SpacyAnnotator(nlp, version="rules-1")])
    assert report["failed"] == []
    found = db.query(
        "MATCH (:Passage)-[m:MENTIONS]->(e:Entity) RETURN DISTINCT e.id AS id ORDER BY id"
    )
    ids = {row["id"] for row in found}
    assert {"org:vostok-cyber-desk", "person:mara-quill", "state:ua", "state:us"} <= ids
    assert any(id.startswith("place:vienna") for id in ids)
    # Not every group of people is a state; that one is left out is said.
    (notice,) = report["notices"]
    assert notice.endswith('no dictionary has a state "Buddhist"')
    versions = db.query("MATCH ()-[m:MENTIONS]->() RETURN DISTINCT m.annotator_version AS v")
    assert "rules-1" in {row["v"] for row in versions}


def test_other_labels_replace_the_usual_ones(nlp: Any) -> None:
    annotator = SpacyAnnotator(nlp, {"DATE": "Event", "ORG": LABELS["ORG"]}, name="dates")
    assert annotator.name == "dates"
    names = [entity["name"] for entity in annotator(TEXT)["entities"]]
    assert names == ["Vostok Cyber Desk", "Monday"]


def test_nothing_is_taken_for_a_topic() -> None:
    assert "Topic" not in {type for types in LABELS.values() for type in (types, *types)}
