from __future__ import annotations

import array
import datetime
import os
import pathlib
import re
import subprocess
import sys
from collections.abc import Sequence

import chancery
import pytest

SOURCE = pathlib.Path(os.environ["CHANCERY_SOURCE_DIR"])
PER_NODE = (
    *("degree", "pagerank", "betweenness", "closeness", "core_numbers", "components"),
    *("strong_components", "louvain", "label_propagation", "triangles", "topological_order"),
    "distances",
)


@pytest.fixture
def square(db: chancery.Database) -> chancery.Database:
    """A triangle a, b, c with a long side, and d behind it."""
    db.query(
        "CREATE (a:N {name: 'a'}), (b:N {name: 'b'}), (c:N {name: 'c'}), (d:M {name: 'd'}), "
        "(a)-[:T {w: 1}]->(b), (b)-[:T {w: 1}]->(c), (a)-[:T {w: 5}]->(c), "
        "(c)-[:U {w: 1, date: '2023-05'}]->(d)"
    )
    return db


def by_name(result: Sequence[chancery.Row], column: str) -> dict[str, object]:
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


def test_arrays_are_views_of_what_was_found(square: chancery.Database) -> None:
    ranks = square.graph().pagerank()
    scores = memoryview(ranks.array("score"))
    assert (scores.format, scores.readonly, scores.nbytes) == ("d", True, 32)
    assert list(scores) == [row["score"] for row in ranks]
    nodes = memoryview(ranks.array("node"))
    assert nodes.tolist() == [row["node"] for row in ranks]
    assert nodes.itemsize == 8 and nodes.readonly
    assert memoryview(square.graph().degree().array("degree")).tolist() == [2, 2, 3, 1]
    # Weights make sums of numbers that are not whole.
    assert memoryview(square.graph(weight="w").degree().array("degree")).format == "d"
    with pytest.raises(KeyError):
        ranks.array("name")
    del ranks
    assert sum(scores) == pytest.approx(1)  # they outlive the table
    assert len(square.graph(labels="None").pagerank().array("score")) == 0


def test_arrays_are_numpy_arrays_where_it_is_installed(
    square: chancery.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    numpy = pytest.importorskip("numpy")
    degree = square.graph().degree()
    found = degree.array("outgoing")
    assert isinstance(found, numpy.ndarray)
    assert found.dtype == numpy.int64 and not found.flags.writeable and not found.flags.owndata
    assert degree.array("node").dtype == numpy.int64
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert isinstance(degree.array("outgoing"), memoryview)


def test_rows_of_a_table_are_found_for_those_that_are_looked_at(square: chancery.Database) -> None:
    table = square.graph().degree()
    assert (len(table), table[-1]["name"], table[1:3]) == (4, "d", list(table)[1:3])
    assert table[5:] == []
    assert [row["name"] for row in table[::-2]] == ["d", "b"]
    with pytest.raises(IndexError):
        table[4]
    assert table.properties("name") == ["a", "b", "c", "d"]
    assert table.properties("nothing") == [None] * 4
    assert [row["name"] for row in table.largest("degree", 3)] == ["c", "a", "b"]
    assert table.largest("degree", 100)[-1]["name"] == "d"
    with pytest.raises(KeyError):
        table.largest("size")
    assert table.to_dict()["name"] == ["a", "b", "c", "d"]
    assert table.to_dict()["outgoing"] == [2, 1, 1, 0]
    assert table.to_dicts()[3]["incoming"] == 1
    # Names are those that nodes have when rows are asked for; what was found stays.
    square.query("MATCH (d {name: 'd'}) SET d.name = 'e' CREATE (:New)-[:T]->(d)")
    assert tuple(table[3])[2:] == ("e", 1, 0, 1)
    assert "4 rows" in repr(table) and "<td>e</td>" in table._repr_html_()


def test_tables_of_more_rows_than_a_batch(db: chancery.Database) -> None:
    db.query("UNWIND range(0, 2499) AS i CREATE (:N {id: 'n' + toString(i), name: i})")
    table = db.graph().components()
    assert [row["component"] for row in table] == list(range(2500))
    assert [row["name"] for row in table] == list(range(2500))
    assert "the last 2450 not shown" in table._repr_html_()


def test_tables_go_to_arrow(square: chancery.Database) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = square.graph().closeness()
    arrow = pyarrow.table(table)
    arrow.validate(full=True)
    assert arrow.column_names == ["node", "score", "harmonic"]
    assert arrow["score"].to_pylist() == [row["score"] for row in table]
    assert arrow["node"].to_pylist() == [row["node"] for row in table]
    assert arrow.schema.types == [pyarrow.int64(), pyarrow.float64(), pyarrow.float64()]
    assert pyarrow.table(square.graph(labels="None").degree()).num_rows == 0
    score = table[0]["score"]
    stream = table.__arrow_c_stream__()
    del table, stream  # never taken
    assert arrow["score"][0].as_py() == score  # its memory stays


@pytest.mark.parametrize("part", [{}, {"labels": "N"}, {"types": "T", "weight": "w"}])
def test_python_and_procedures_find_the_same(
    square: chancery.Database, part: dict[str, str]
) -> None:
    source = square.query("MATCH (n {name: 'a'}) RETURN id(n)").scalar()
    graph = square.graph(**part)  # type: ignore[arg-type]
    for name in PER_NODE:
        method = getattr(graph, name)
        table = method(source) if name == "distances" else method()
        head, *tail = name.split("_")
        rows = square.query(
            f"MATCH (n) WHERE id(n) = $source CALL graph.{head}{''.join(map(str.title, tail))}"
            f"({'n, ' if name == 'distances' else ''}$options) YIELD node, {table.columns[3]} AS v "
            "RETURN id(node), node.name, v",
            source=source,
            options=part,
        )
        assert [(row[0], row[2], row[3]) for row in table] == [tuple(row) for row in rows], name


def test_properties_of_nodes_by_number(square: chancery.Database) -> None:
    nodes = array.array("q", [node for (node,) in square.query("MATCH (n:N) RETURN id(n)")])
    assert square.node_properties(nodes, "name") == ["a", "b", "c"]
    assert square.node_properties(memoryview(nodes)[::-1], "name") == ["c", "b", "a"]
    assert square.node_properties(array.array("q", [10**9, -1]), "name") == [None, None]
    with pytest.raises(TypeError, match="64-bit"):
        square.node_properties(array.array("i", [1]), "name")
    with pytest.raises(TypeError):
        square.node_properties([1], "name")  # type: ignore[arg-type]


def test_distances_from_who_is_not_there(square: chancery.Database) -> None:
    with pytest.raises(chancery.QueryError, match="source"):
        square.graph().distances(10**9)
    with pytest.raises(chancery.QueryError, match="source"):
        square.graph(labels="M").distances(square.graph(labels="N").degree()[0]["node"])


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
    assert list(frame.columns) == ["node", "id", "name", "score"]
    pytest.importorskip("polars")
    frame = square.graph().pagerank().to_polars()
    assert frame.columns == ["node", "id", "name", "score"]
    assert frame.sort("score")["name"].to_list()[-1] == "d"
