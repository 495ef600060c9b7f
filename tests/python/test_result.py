from __future__ import annotations

import pathlib

import chancery
import pandas
import pytest


def test_rows_by_position_and_by_column(db: chancery.Database) -> None:
    result = db.query("UNWIND [1, 2, 3] AS n RETURN n, n * n AS square")
    assert result.columns == ("n", "square")
    assert result[1] == (2, 4)
    assert result[1]["square"] == 4
    assert result[-1].as_dict() == {"n": 3, "square": 9}
    assert [row["n"] for row in result] == [1, 2, 3]
    with pytest.raises(KeyError):
        result[0]["missing"]


def test_iterating_twice_gives_the_same(db: chancery.Database) -> None:
    result = db.query("UNWIND range(1, 2500) AS n RETURN n")
    assert list(result) == list(result)
    assert len(result) == 2500


def test_scalar_wants_exactly_one(db: chancery.Database) -> None:
    assert db.query("RETURN 7").scalar() == 7
    with pytest.raises(ValueError, match="2 rows"):
        db.query("UNWIND [1, 2] AS n RETURN n").scalar()


def test_to_pandas(db: chancery.Database) -> None:
    frame = db.query("UNWIND [1, 2] AS n RETURN n, toString(n) AS text").to_pandas()
    expected = pandas.DataFrame({"n": [1, 2], "text": ["1", "2"]})
    pandas.testing.assert_frame_equal(frame, expected, check_dtype=False)
    empty = db.query("UNWIND [] AS n RETURN n").to_pandas()
    assert list(empty.columns) == ["n"]
    assert len(empty) == 0


def test_html_escapes_and_counts(db: chancery.Database) -> None:
    html = db.query("UNWIND range(1, 60) AS n RETURN '<script>' + n AS `a<b`")._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;1<" in html
    assert "a&lt;b" in html
    assert "60 rows, the last 10 not shown" in html


def test_explain_shows_the_plan(db: chancery.Database) -> None:
    result = db.query("EXPLAIN MATCH (n:Entity) RETURN n")
    assert "Entity" in result.plan
    assert repr(result) == result.plan


def test_side_effects(db: chancery.Database) -> None:
    effects = db.query("CREATE (:A {x: 1})-[:R]->(:B)").side_effects
    assert effects["nodes_created"] == 2
    assert effects["relationships_created"] == 1
    assert effects["properties_set"] == 1


def test_max_rows_cuts_and_says_so(db: chancery.Database) -> None:
    result = db.query("UNWIND range(1, 10) AS n RETURN n", max_rows=3)
    assert len(result) == 3
    assert result.truncated


def test_files_are_read_where_permitted(db: chancery.Database, tmp_path: pathlib.Path) -> None:
    (tmp_path / "states.csv").write_text("code,name\nEE,Estonia\n", encoding="utf-8")
    text = "CALL load.csv('states.csv') YIELD row RETURN row.name"
    assert db.query(text, allow_read=[tmp_path]).scalar() == "Estonia"
    assert db.query(text, allow_read=tmp_path).scalar() == "Estonia"
    assert db.query(text, allow_read=str(tmp_path)).scalar() == "Estonia"
    outside = f"CALL load.csv('{__file__}', {{headers: false}}) YIELD row RETURN row"
    with pytest.raises(chancery.QueryError, match="does not lie in a folder"):
        db.query(outside, allow_read=str(tmp_path)).scalar()
    with pytest.raises(chancery.QueryError, match="allow_read"):
        db.query(text).scalar()
