"""Bulk load from Python: files, and tables of whoever speaks Arrow."""

from __future__ import annotations

import datetime
import os
import pathlib
import re
import subprocess
import sys
from typing import Any

import chancery
import pytest

SOURCE = pathlib.Path(os.environ["CHANCERY_SOURCE_DIR"])


def people(db: chancery.Database) -> list[tuple[Any, ...]]:
    return list(db.query("MATCH (p:Person) RETURN p.id, p.name, p.age ORDER BY p.id"))


def friends(db: chancery.Database) -> list[tuple[Any, ...]]:
    rows = db.query("MATCH (a)-[k:KNOWS]->(b) RETURN a.id, b.id, k.since ORDER BY a.id, b.id")
    return list(rows)


def test_csv_by_label_and_type(db: chancery.Database, tmp_path: pathlib.Path) -> None:
    nodes = tmp_path / "people.csv"
    nodes.write_text("id:ID;name;age:int\na;Ada;36\nb;Bo;\n", encoding="utf-8")
    header = tmp_path / "knows-header.csv"
    header.write_text(":START_ID;:END_ID;since:date\n", encoding="utf-8")
    knows = tmp_path / "knows.csv"
    knows.write_text("a;b;2020-01-02\nb;nobody;\n", encoding="utf-8")
    report = db.import_csv(
        {"Person": nodes},
        {"KNOWS": [header, knows]},
        delimiter=";",
        array_delimiter="|",
        bad_tolerance=1,
    )
    assert (report["nodes"], report["relationships"], report["skipped"]) == (2, 1, 1)
    file, line, column, reason = report["faults"][0]
    assert (file, line, column) == (str(knows), 2, 0)
    assert "nobody" in reason
    assert report["indexes"] == [("Person", "id")]
    assert people(db) == [("a", "Ada", 36), ("b", "Bo", None)]
    assert friends(db) == [("a", "b", datetime.date(2020, 1, 2))]
    assert db.verify()["faults"] == []


def test_csv_with_labels_and_types_in_columns(
    db: chancery.Database, tmp_path: pathlib.Path
) -> None:
    nodes = tmp_path / "n.csv"
    nodes.write_text("id:ID,:LABEL\n1,Person;Poet\n", encoding="utf-8")
    knows = tmp_path / "r.csv"
    knows.write_text(":START_ID,:END_ID,:TYPE\n1,1,KNOWS\n", encoding="utf-8")
    db.import_csv(nodes, [knows], integer_ids=True)
    assert db.query("MATCH (p:Poet {id: 1})-[:KNOWS]->(p) RETURN count(*)").value() == 1


def test_json_lines(db: chancery.Database, tmp_path: pathlib.Path) -> None:
    dump = tmp_path / "dump.jsonl"
    dump.write_text(
        '{"type":"node","id":"0","labels":["Person"],"properties":{"id":"a"}}\n'
        '{"type":"relationship","label":"KNOWS","start":{"id":"0"},"end":{"id":"0"}}\n',
        encoding="utf-8",
    )
    report = db.import_jsonl(dump)
    assert (report["nodes"], report["relationships"]) == (1, 1)
    assert friends(db) == [("a", "a", None)]


def test_an_error_names_the_place_and_leaves_nothing(
    db: chancery.Database, tmp_path: pathlib.Path
) -> None:
    nodes = tmp_path / "people.csv"
    nodes.write_text("id:ID,age:int\n1,2\n2,x\n", encoding="utf-8")
    with pytest.raises(chancery.InputError, match=r"people\.csv:3:2: .*'age' holds 'x'"):
        db.import_csv({"Person": nodes})
    assert db.statistics()["nodes"] == 0
    with pytest.raises(chancery.InputError, match="three different"):
        db.import_csv({"Person": nodes}, delimiter=";")
    with pytest.raises(chancery.InputError, match="one ASCII character"):
        db.import_csv({"Person": nodes}, quote="")


def test_arrow_tables_of_pyarrow(db: chancery.Database) -> None:
    pa = pytest.importorskip("pyarrow")
    born = [datetime.date(1815, 12, 10), None]
    seen = [datetime.datetime(2024, 1, 2, 3, 4, tzinfo=datetime.timezone.utc), None]
    nodes = pa.table(
        {
            "id": ["a", "b"],
            "name": pa.array(["Ada", None]).dictionary_encode(),
            "age": pa.array([36, None], pa.int16()),
            "born": pa.array(born, pa.date32()),
            "seen": pa.array(seen, pa.timestamp("us", "UTC")),
            "tags": pa.array([["x", "y"], []], pa.large_list(pa.string())),
        }
    )
    knows = pa.table({"source": ["a", "b"], "target": ["b", "b"], "since": [1.5, None]})
    reader = pa.RecordBatchReader.from_batches(knows.schema, iter(knows.to_batches(1)))
    report = db.import_arrow({"Person": nodes}, {("Person", "KNOWS", "Person"): reader})
    assert (report["nodes"], report["relationships"]) == (2, 2)
    assert people(db) == [("a", "Ada", 36), ("b", None, None)]
    assert friends(db) == [("a", "b", 1.5), ("b", "b", None)]
    row = next(iter(db.query("MATCH (p {id: 'a'}) RETURN p.born, p.seen, p.tags")))
    assert row == (born[0], seen[0], ["x", "y"])
    assert db.verify()["faults"] == []


def test_arrow_tables_of_pandas(db: chancery.Database) -> None:
    pytest.importorskip("pyarrow")  # by which pandas exports
    pandas = pytest.importorskip("pandas")
    db.import_arrow({("Person", "Poet"): pandas.DataFrame({"id": [1, 2], "name": ["Ada", None]})})
    expected = [(1, "Ada", None), (2, None, None)]
    assert people(db) == expected


def test_arrow_tables_of_polars(db: chancery.Database) -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame({"id": ["a", "b"], "name": ["Ada, who is read as a view", ""]})
    knows = polars.DataFrame({"source": ["a"], "target": ["b"], "since": [7]})
    db.import_arrow({"Person": frame}, {"KNOWS": knows})
    assert people(db) == [("a", "Ada, who is read as a view", None), ("b", "", None)]
    assert friends(db) == [("a", "b", 7)]


def test_arrow_tables_of_duckdb(db: chancery.Database, tmp_path: pathlib.Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = str(tmp_path / "people.parquet")
    duckdb.sql("SELECT range AS id, 'p' || range AS name FROM range(5000)").write_parquet(path)
    db.import_arrow({"Person": duckdb.sql(f"FROM '{path}'")})
    assert db.query("MATCH (p:Person {id: 4999}) RETURN p.name").value() == "p4999"


def test_what_is_no_table_is_refused(db: chancery.Database) -> None:
    with pytest.raises(TypeError, match="__arrow_c_stream__"):
        db.import_arrow({"Person": [1, 2]})  # type: ignore[dict-item]
    pa = pytest.importorskip("pyarrow")
    nested = pa.table({"id": [1], "place": [{"lat": 1.0}]})
    with pytest.raises(chancery.InputError, match=r"nodes Person: .*'place'.* struct"):
        db.import_arrow({"Person": nested})
    knows = pa.table({"source": [1], "target": [1]})
    with pytest.raises(ValueError, match="say between which nodes"):
        db.import_arrow({}, {"KNOWS": knows})

    def failing() -> Any:
        yield pa.record_batch({"id": [1]})
        raise RuntimeError("the source broke")

    reader = pa.RecordBatchReader.from_batches(pa.schema({"id": pa.int64()}), failing())
    with pytest.raises(chancery.InputError, match="the source broke"):
        db.import_arrow({"Person": reader})
    assert db.statistics()["nodes"] == 0


def test_the_example_of_the_readme(tmp_path: pathlib.Path) -> None:
    readme = (SOURCE / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("### Tables in bulk") :]
    code = re.search(r"^```python\n(.*?)^```$", section, re.M | re.S)
    assert code
    done = subprocess.run(
        [sys.executable, "-c", code[1]],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("2 nodes in "), done.stderr
    assert done.stdout.endswith("Mary\n")
