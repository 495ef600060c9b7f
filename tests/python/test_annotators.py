from __future__ import annotations

import json
import os
import pathlib
import re
import subprocess
import sys
import threading
from typing import Any

import chancery
import pytest
from chancery.annotators import Annotations
from conftest import SOURCE

TEXT = "The Vostok Cyber Desk met in Vienna. It praised the Blue Ledger.\n"
FOUND: Annotations = {
    "entities": [
        {"id": "desk", "type": "Organization", "mentions": ["Vostok Cyber Desk"]},
        {"id": "ledger", "type": "Instrument", "mentions": [{"start": 52, "end": 63}]},
    ],
    "relations": [{"subject": "desk", "type": "SUPPORTS", "object": "ledger", "cue": "praised"}],
}


def praise(text: str) -> Annotations | None:
    return FOUND if text.startswith("The Vostok") else None


@pytest.fixture
def documents(tmp_path: pathlib.Path) -> pathlib.Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "desk.txt").write_text(TEXT, encoding="utf-8")
    (folder / "other.txt").write_text("Japan condemned ransomware.\n", encoding="utf-8")
    return folder


def test_what_a_function_finds_is_merged_under_its_name(
    db: chancery.Database, documents: pathlib.Path
) -> None:
    report = db.ingest(documents, annotators=[chancery.Annotator("my-model", "1.0", praise)])
    assert report["failed"] == report["notices"] == []
    assert report["annotators"] == [
        {
            "name": "my-model",
            "documents": 2,
            "entities": 2,
            "unknown": 2,
            "mentions": 2,
            "statements": 1,
            "agreed": 0,
            "skipped": 0,
        }
    ]
    row = db.query("MATCH (:Organization)-[r:SUPPORTS]->(:Instrument) RETURN r")[0]
    proof = db.evidence(row["r"])[0]
    assert proof["annotators"] == ["my-model"]
    assert proof["annotator_versions"] == ["1.0"]
    assert proof["quote"] == "It praised the Blue Ledger."
    by_annotator = db.query(
        "MATCH (s:Statement)-[:OBJECT]->(o) WHERE 'my-model' IN s.annotators RETURN o.name"
    )
    assert by_annotator.scalar() == "Blue Ledger"
    assert (
        db.query("MATCH ()-[m:MENTIONS {annotator: 'my-model'}]->() RETURN count(m)").scalar() == 2
    )


def test_a_bare_function_goes_by_its_name_and_a_new_version_reads_again(
    db: chancery.Database, documents: pathlib.Path
) -> None:
    assert db.ingest(documents, annotators=[praise])["annotators"][0]["name"] == "praise"
    assert db.ingest(documents, annotators=[praise])["unchanged"] == 2
    newer = chancery.Annotator("praise", "2", praise)
    assert db.ingest(documents, annotators=[newer])["replaced"] == 2


def test_an_exception_fails_its_document_only(
    db: chancery.Database, documents: pathlib.Path
) -> None:
    def picky(text: str) -> None:
        if "Vostok" in text:
            raise ValueError("no such label: \ud800")

    report = db.ingest(documents, annotators=[picky], threads=2)
    assert report["added"] == 1
    reason = 'the annotator "picky" failed: ValueError: no such label: \\ud800'
    assert report["failed"] == [(str(documents / "desk.txt"), reason)]


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ({"entities": [{"type": "State"}]}, "entities[0].id"),
        ([], "an object with entities and relations"),
        ({"entities": [{"id": "a", "type": "State", "mentions": ["\ud800"]}]}, "JSON"),
        ({"relations": {1, 2}}, "TypeError"),
    ],
)
def test_what_is_no_annotations_fails_the_document(
    db: chancery.Database, documents: pathlib.Path, found: Any, reason: str
) -> None:
    report = db.ingest(documents, annotators=[lambda text: found])
    assert report["added"] == 0
    assert [reason in why for _, why in report["failed"]] == [True, True]


def test_annotators_are_checked(db: chancery.Database, documents: pathlib.Path) -> None:
    with pytest.raises(TypeError, match="an annotator is a function"):
        db.ingest(documents, annotators=["en_core_web_sm"])  # type: ignore[list-item]
    with pytest.raises(chancery.InputError, match="Two annotators"):
        db.ingest(documents, annotators=[praise, praise])
    with pytest.raises(chancery.InputError, match="folder of annotations"):
        db.ingest(documents, annotations=documents / "none")


def test_control_c_in_a_function_ends_the_ingest(
    db: chancery.Database, documents: pathlib.Path
) -> None:
    def interrupted(text: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        db.ingest(documents, annotators=[interrupted])
    assert db.editions() == []
    assert db.ingest(documents)["added"] == 2


def test_a_function_runs_in_one_thread_at_a_time_and_others_go_on(
    db: chancery.Database, tmp_path: pathlib.Path
) -> None:
    for i in range(40):
        (tmp_path / f"d{i}.txt").write_text(TEXT, encoding="utf-8")
    busy = threading.Lock()
    overlaps = []

    def slow(text: str) -> Annotations:
        overlaps.append(not busy.acquire(blocking=False))
        for _ in range(2000):  # long enough for the interpreter to change threads
            text.count("e")
        busy.release()
        return FOUND

    assert db.ingest(tmp_path, annotators=[slow], threads=8)["added"] == 40
    assert overlaps == [False] * 40


def test_threads_do_not_change_the_edition(tmp_path: pathlib.Path, documents: pathlib.Path) -> None:
    fingerprints = set()
    for threads in (1, 2, 8):
        with chancery.open(tmp_path / f"db{threads}") as db:
            db.ingest(
                [documents, SOURCE / "corpus" / "documents"],
                annotators=[praise],
                annotations=SOURCE / "corpus" / "annotations",
                threads=threads,
            )
            fingerprints.add(db.editions()[0]["fingerprint"])
    assert len(fingerprints) == 1


def test_files_of_annotations_by_name(db: chancery.Database, documents: pathlib.Path) -> None:
    folder = documents.parent / "notes"
    folder.mkdir()
    (folder / "desk.json").write_text(json.dumps(FOUND), encoding="utf-8")
    report = db.ingest(documents, annotations=folder)
    assert [annotator["name"] for annotator in report["annotators"]] == ["notes"]
    report = db.ingest(documents, annotations={"people": folder})
    assert (report["replaced"], report["unchanged"]) == (1, 1)
    assert report["annotators"][0]["name"] == "people"
    assert report["annotators"][0]["statements"] == 1


def test_the_example_of_the_readme(tmp_path: pathlib.Path) -> None:
    readme = (SOURCE / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("### Your own model") :]
    code = re.search(r"^```python\n(.*?)^```$", section, re.M | re.S)
    assert code
    (tmp_path / "corpus").symlink_to(SOURCE / "corpus")
    done = subprocess.run(
        [sys.executable, "-c", code[1]],
        cwd=tmp_path,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "United States supports Microsoft -- " in done.stdout, done.stderr
