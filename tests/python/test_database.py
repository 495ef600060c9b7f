from __future__ import annotations

import pathlib
import threading

import chancery
import pytest


def test_ingest_reports_and_a_second_time_finds_all_unchanged(
    db: chancery.Database, release: pathlib.Path
) -> None:
    first = db.ingest([release])
    assert (first["documents"], first["added"], first["failed"]) == (1, 1, [])
    assert first["statements"] >= 2
    second = db.ingest(release)
    assert (second["added"], second["unchanged"]) == (0, 1)


def test_entity_by_acronym_and_by_name(db: chancery.Database, release: pathlib.Path) -> None:
    db.ingest(release)
    entity = db.entity("ENISA")
    assert entity is not None
    assert entity["type"] == "Organization"
    assert db.entity(entity["id"]) == entity
    assert db.entity("no such body") is None


def test_evidence_gives_the_sentence(db: chancery.Database, release: pathlib.Path) -> None:
    db.ingest(release)
    row = db.query("MATCH (:Entity)-[r:ADOPTED]->() RETURN r LIMIT 1")[0]
    proof = db.evidence(row["r"])[0]
    assert "signed a Working Arrangement" in proof["quote"]
    assert proof["cue"] in proof["quote"]
    assert proof["date"] == "2023-12-07"


def test_a_failed_document_is_a_row_of_the_report(
    db: chancery.Database, tmp_path: pathlib.Path
) -> None:
    (tmp_path / "good.txt").write_text("The OSCE met in Vienna.", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    report = db.ingest([tmp_path / "good.txt", tmp_path / "empty.txt"])
    assert report["added"] == 1
    assert [path for path, _ in report["failed"]] == [str(tmp_path / "empty.txt")]


def test_editions_and_refresh(db: chancery.Database) -> None:
    db.query("CREATE (:Note {n: 1})")
    first = db.publish("first")
    with chancery.open(db.path, read_only=True) as reader:
        assert reader.edition is not None
        assert reader.edition["number"] == first["number"]
        db.query("CREATE (:Note {n: 2})")
        db.publish()
        assert reader.query("MATCH (n:Note) RETURN count(*)").scalar() == 1
        assert reader.refresh()
        assert reader.query("MATCH (n:Note) RETURN count(*)").scalar() == 2
    with chancery.open(db.path, edition="first") as old:
        assert old.query("MATCH (n:Note) RETURN count(*)").scalar() == 1


def test_a_second_writer_gets_the_holder_named(db: chancery.Database) -> None:
    with pytest.raises(chancery.LockedError, match="pid"):
        chancery.open(db.path)


def test_a_missing_path_is_an_input_error(db: chancery.Database) -> None:
    with pytest.raises(chancery.InputError, match="nowhere"):
        db.ingest("nowhere")


def test_a_closed_database_says_so(tmp_path: pathlib.Path) -> None:
    database = chancery.open(tmp_path / "db")
    database.close()
    assert not database.is_open
    with pytest.raises(chancery.InputError, match="closed"):
        database.query("RETURN 1")
    chancery.open(tmp_path / "db").close()  # the lock is free again


def test_verify_finds_no_fault(db: chancery.Database, release: pathlib.Path) -> None:
    db.ingest(release)
    report = db.verify()
    assert report["documents"] == 1
    assert report["faults"] == []


def test_queries_run_beside_each_other_without_the_gil(corpus: chancery.Database) -> None:
    answers: list[int] = []

    def ask() -> None:
        answers.append(corpus.query("MATCH (n:Passage) RETURN count(n)").scalar())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(answers)) == 1
    assert len(answers) == 8
    assert answers[0] > 100


def test_annotate_gives_reference_json(release: pathlib.Path) -> None:
    import json

    annotations = json.loads(chancery.annotate(release))
    assert annotations["date"] == "2023-12-07"
    names = {entity["name"] for entity in annotations["entities"]}
    assert any("Cybersecurity" in name for name in names)


def test_documentation_lists_functions_and_procedures() -> None:
    names = {entry["name"] for entry in chancery.documentation()}
    assert {"evidence", "text.search", "graph.pagerank"} <= names


def test_help_describes_a_function_with_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    chancery.help("TOUPPER")
    shown = capsys.readouterr().out
    assert shown.startswith("toUpper(text :: STRING) :: STRING\n")
    assert "Example:" in shown
    with pytest.raises(chancery.ChanceryError, match="did you mean toUpper"):
        chancery.help("toUper")
