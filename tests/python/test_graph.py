from __future__ import annotations

import datetime
import os
import pathlib
import re
import subprocess
import sys

import chancery
import pytest

SOURCE = pathlib.Path(os.environ["CHANCERY_SOURCE_DIR"])


@pytest.fixture
def square(db: chancery.Database) -> chancery.Database:
    """A triangle a, b, c with a long side, and d behind it."""
    db.query(
        "CREATE (a:N {name: 'a'}), (b:N {name: 'b'}), (c:N {name: 'c'}), (d:M {name: 'd'}), "
        "(a)-[:T {w: 1}]->(b), (b)-[:T {w: 1}]->(c), (a)-[:T {w: 5}]->(c), "
        "(c)-[:U {w: 1, date: '2023-05'}]->(d)"
    )
    return db


def by_name(result: chancery.Result, column: str) -> dict[str, object]:
    return {row["name"]: row[column] for row in result}


def test_tables_tell_the_node_and_what_was_found(square: chancery.Database) -> None:
    rows = square.graph().degree()
    assert rows.columns == ("node", "id", "name", "degree", "outgoing", "incoming")
    assert [tuple(row)[1:] for row in rows] == [
        (None, "a", 2, 2, 0),
        (None, "b", 2, 1, 1),
        (None, "c", 3, 1, 2),
        (None, "d", 1, 0, 1),
    ]
    assert [row["node"] for row in rows] == sorted(row["node"] for row in rows)


def test_every_algorithm_of_nodes_has_its_columns(square: chancery.Database) -> None:
    graph = square.graph()
    assert sum(by_name(graph.pagerank(), "score").values()) == pytest.approx(1)  # type: ignore[arg-type]
    assert by_name(graph.betweenness(), "score") == {"a": 0, "b": 0, "c": 2, "d": 0}
    sampled = graph.betweenness(samples=2, seed=3, normalized=True)
    assert by_name(sampled, "score") == by_name(
        graph.betweenness(samples=2, seed=3, normalized=True), "score"
    )
    assert by_name(graph.closeness(), "score")["a"] == pytest.approx(0.75)
    assert by_name(graph.closeness(direction="both"), "harmonic")["c"] == pytest.approx(1)
    assert by_name(graph.core_numbers(), "core") == {"a": 2, "b": 2, "c": 2, "d": 1}
    assert set(by_name(graph.components(), "component").values()) == {0}
    assert set(by_name(graph.strong_components(), "component").values()) == {0, 1, 2, 3}
    assert by_name(graph.triangles(), "coefficient")["c"] == pytest.approx(1 / 3)
    assert by_name(graph.topological_order(), "position") == {"a": 0, "b": 1, "c": 2, "d": 3}
    assert len(graph.label_propagation()) == 4
    louvain = graph.louvain(resolution=0.5)
    assert louvain.columns[-2:] == ("community", "modularity")
    assert by_name(graph.pagerank(damping=0), "score")["d"] == pytest.approx(0.25)


def test_parts_by_label_type_date_and_weight(square: chancery.Database) -> None:
    assert len(square.graph(labels="N").degree()) == 3
    assert by_name(square.graph(types=["U"]).degree(), "degree") == {"a": 0, "b": 0, "c": 1, "d": 1}
    for part in (
        square.graph(at=datetime.date(2023, 5, 3)),
        square.graph(since="2023-05-31"),
        square.graph(until="2023"),
    ):
        assert by_name(part.degree(), "degree") == {"a": 0, "b": 0, "c": 1, "d": 1}
    assert set(by_name(square.graph(at="2022").degree(), "degree").values()) == {0}
    assert by_name(square.graph(weight="w").degree(), "outgoing")["a"] == 6


def test_paths_are_paths(square: chancery.Database) -> None:
    graph = square.graph(weight="w")
    names = {row["name"]: row["node"] for row in graph.degree()}
    assert by_name(graph.distances(names["a"]), "distance") == {"a": 0, "b": 1, "c": 2, "d": 3}
    row = graph.shortest_path(names["a"], names["d"])
    assert row is not None
    assert [node["name"] for node in row["path"].nodes] == ["a", "b", "c", "d"]
    assert row["length"] == 3
    assert graph.shortest_path(names["d"], names["a"]) is None
    end = row["path"].nodes[-1]
    lengths = [each["length"] for each in graph.shortest_paths(names["a"], end, count=5)]
    assert lengths == [3, 6]
    tree = graph.spanning_tree()
    assert [row["weight"] for row in tree] == [1, 1, 1]
    assert {row["relationship"].type for row in tree} == {"T", "U"}
    flow = graph.max_flow(names["a"], names["c"])
    assert flow["flow"] == 6
    assert sum(each["amount"] for each in flow["carried"]) == 7
    assert len(flow["cut"]) == 2


def test_similarity_of_all_and_of_one(square: chancery.Database) -> None:
    pairs = square.graph(labels="N").similarity()
    assert [(row["name"], row["other_name"], row["score"]) for row in pairs] == [
        ("a", "b", 0.5),
        ("b", "a", 0.5),
    ]
    one = square.graph().similarity(node=pairs[1]["node"], measure="overlap")
    assert [(row["name"], row["other_name"], row["score"]) for row in one] == [("b", "a", 1)]


def test_entities_go_by_their_names(corpus: chancery.Database) -> None:
    graph = corpus.graph(labels="Entity", weight="statements")
    ranks = graph.pagerank()
    assert all(row["id"] for row in ranks)
    near = graph.distances("CISA", direction="both")
    assert [
        row["distance"] for row in near if row["name"] == "CISA" or row["id"] == "org:cisa"
    ] == [0]
    row = graph.shortest_path("CISA", "ENISA", direction="both")
    assert row is not None
    assert row["path"].nodes[0]["id"] == "org:cisa"
    with pytest.raises(LookupError, match="Nobody's Agency"):
        graph.distances("Nobody's Agency")


def test_the_examples_of_the_readme(corpus: chancery.Database, tmp_path: pathlib.Path) -> None:
    readme = (SOURCE / "README.md").read_text(encoding="utf-8")
    section = readme[readme.index("## Graph algorithms") :]
    query = re.search(r"^```cypher\n(.*?)^```$", section, re.M | re.S)
    assert query
    assert len(corpus.query(query[1])) == 10
    code = re.search(r"^```python\n(.*?)^```$", section, re.M | re.S)
    assert code
    (tmp_path / "index.db").symlink_to(corpus.path)
    done = subprocess.run(
        [sys.executable, "-c", code[1]],
        cwd=tmp_path,
        env=os.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.count(" - ") > 0, done.stderr


def test_what_an_algorithm_cannot_work_with_is_said(square: chancery.Database) -> None:
    with pytest.raises(chancery.QueryError, match="No relationship has the weight 'nope'"):
        len(square.graph(weight="nope").degree())
    with pytest.raises(chancery.QueryError, match="memory"):
        len(square.graph(memory_bytes=10).pagerank())
    assert "labels" in repr(square.graph(labels="N"))


def test_tables_become_frames(square: chancery.Database) -> None:
    pandas = pytest.importorskip("pandas")
    frame = square.graph().pagerank().to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert frame.set_index("name")["score"].idxmax() == "d"
