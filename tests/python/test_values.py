from __future__ import annotations

import datetime as dt
from typing import Any

import chancery
import pytest


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(2**63),
        2**63 - 1,
        1.5,
        "naïve 网络",
        [],
        [1, [None, "x"]],
        {"a": {"b": [1, 2]}},
        dt.date(2023, 12, 7),
        dt.date(1, 1, 1),
        dt.datetime(2023, 12, 7, 10, 30, 15, 123456),
        dt.datetime(1969, 12, 31, 23, 59, 59, 999999),
        dt.datetime(2023, 12, 7, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=5, minutes=30))),
        dt.time(23, 59, 59, 1),
        dt.time(10, 0, tzinfo=dt.timezone.utc),
        chancery.Duration(months=14, days=3, seconds=10, nanoseconds=5),
    ],
)
def test_a_parameter_comes_back_as_it_went(db: chancery.Database, value: Any) -> None:
    assert db.query("RETURN $value", value=value).scalar() == value


def test_timedelta_becomes_a_duration(db: chancery.Database) -> None:
    back = db.query("RETURN $value", value=dt.timedelta(days=2, seconds=5)).scalar()
    assert back == chancery.Duration(days=2, seconds=5)


@pytest.mark.parametrize(("offset", "fold"), [("+02:00", 0), ("+01:00", 1)])
def test_the_hour_that_clocks_repeat_keeps_its_offset(
    db: chancery.Database, offset: str, fold: int
) -> None:
    text = f"2020-10-25T02:30{offset}[Europe/Vienna]"
    moment = db.query("RETURN datetime($text)", text=text).scalar()
    assert moment.fold == fold
    assert moment.isoformat() == f"2020-10-25T02:30:00{offset}"
    assert db.query("RETURN $moment = datetime($text)", moment=moment, text=text).scalar() is True


@pytest.mark.parametrize(
    "parameters", [{"a": "x\ud800"}, {"a": ["\udfff"]}, {"a": {"\ud800": 1}}, {"\ud800": 1}]
)
def test_half_a_surrogate_pair_is_no_parameter(
    db: chancery.Database, parameters: dict[str, Any]
) -> None:
    with pytest.raises(chancery.QueryError, match="surrogate"):
        db.query("RETURN 1", parameters)


def test_a_year_that_python_lacks_comes_as_text(db: chancery.Database) -> None:
    assert db.query("RETURN date('+12023-12-07')").scalar() == "+12023-12-07"


@pytest.mark.parametrize("value", [2**63, object(), {1: "key"}, {1, 2}])
def test_what_is_no_parameter_is_refused(db: chancery.Database, value: Any) -> None:
    with pytest.raises(chancery.QueryError):
        db.query("RETURN $value", value=value)


def test_a_list_that_holds_itself_is_refused(db: chancery.Database) -> None:
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(chancery.QueryError, match="nested"):
        db.query("RETURN $value", value=loop)


def test_nodes_relationships_and_paths(db: chancery.Database) -> None:
    row = db.query(
        "CREATE p = (a:Actor:State {name: 'X'})-[r:MET {n: 1}]->(b:Actor) RETURN a, r, b, p"
    )[0]
    node, relationship, other, path = row
    assert node.labels == ["Actor", "State"]
    assert node["name"] == "X"
    assert node.get("missing", 7) == 7
    with pytest.raises(KeyError):
        node["missing"]
    assert relationship.type == "MET"
    assert (relationship.start, relationship.end) == (node.id, other.id)
    assert relationship.properties == {"n": 1}
    assert [n.id for n in path.nodes] == [node.id, other.id]
    assert path.relationships == [relationship]
    assert len({node, row["a"]}) == 1
