"""The benchmark beside the peers: comparing, reporting, and a whole run with Chancery alone."""

from __future__ import annotations

import datetime
import decimal
import os
import pathlib
import subprocess
import sys
import xml.etree.ElementTree
from typing import Any

import pytest
from peers.answers import difference, normalised
from peers.disk import size_on_disk
from peers.growth import growth_plot, growth_table
from peers.measure import Bench, Figures, Limits
from peers.plot import growth_svg
from peers.process import Failed, Gone, Process
from peers.questions import Question
from peers.report import questions_table, seconds_text, table
from peers.social import write_social_graph
from peers.social_questions import social_questions
from peers.statement_questions import statement_questions
from peers.statements import write_statement_graph
from peers.tables import Graph, RelationshipTable

SOURCE = pathlib.Path(os.environ["CHANCERY_SOURCE_DIR"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([(1, "a"), (2, "b")], [[2.0, "b"], [1.0, "a"]]),
        ([(decimal.Decimal("2.50"),)], [(2.5,)]),
        ([(datetime.date(2023, 12, 7),)], [("2023-12-07",)]),
        ([(0.1 + 0.2, "x")], [(0.3, "x")]),
        ([(None, True)], [(None, True)]),
        ([], []),
        # Numbers that are a little different and rows in another order.
        ([(1.0000000001, "b"), (0.5, "a")], [(0.5, "a"), (1.0, "b")]),
    ],
)
def test_equal_answers(one: list[Any], other: list[Any]) -> None:
    assert difference(normalised(one, False), normalised(other, False)) is None


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ([(1,)], [], "1 rows and 0"),
        ([(1,)], [(2,)], "row 1: [1] and [2]"),
        ([(1,)], [("1",)], "row 1"),
        ([(1,)], [(True,)], "row 1"),
        ([(None,)], [(0,)], "row 1"),
        ([(0.1,)], [(0.1001,)], "row 1"),
        ([(1, 2)], [(1,)], "row 1"),
    ],
)
def test_answers_that_differ(one: list[Any], other: list[Any], found: str) -> None:
    assert found in str(difference(normalised(one, False), normalised(other, False)))


def test_order_counts_only_where_it_is_asked_for() -> None:
    one, other = [("b",), ("a",)], [("a",), ("b",)]
    assert difference(normalised(one, True), normalised(other, True)) is not None
    assert difference(normalised(one, False), normalised(other, False)) is None


def test_a_ranking_may_agree_in_part() -> None:
    one, other = [["a"], ["b"], ["c"], ["d"]], [["d"], ["c"], ["x"], ["y"]]
    assert difference(one, other, agreeing=0.5) is None
    assert difference(one, other, agreeing=0.6) == "2 of 4 rows in both"


def test_an_answer_with_a_node_is_a_mistake_of_the_question() -> None:
    with pytest.raises(TypeError, match="return its properties"):
        normalised([(object(),)], ordered=False)


def test_a_question_is_asked_in_the_preferred_language() -> None:
    question = Question("q", "", {"cypher": "C", "kuzu": "K"})
    assert question.text_in(("kuzu", "cypher")) == "K"
    assert question.text_in(("chancery", "cypher")) == "C"
    assert question.text_in(("sparql",)) is None


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(12.3456, "12.3 s"), (0.0456, "45.6 ms"), (0.0000123, "12.3 us"), (1234, "1,234 s")],
)
def test_seconds_are_told_in_three_digits(seconds: float, text: str) -> None:
    assert seconds_text(seconds) == text


def test_cells_cannot_break_a_table() -> None:
    assert table([["a"], ["x|y\nz<b>"]]) == "| a |\n| --- |\n| x\\|y z&lt;b> |"


def test_ratios_are_to_chancery_and_their_mean_is_geometric() -> None:
    questions = [Question(name, "", {}, study=True) for name in ("one", "two")]
    load = {"seconds": 1.0}
    ours = Figures("chancery", load=load, seconds={"one": 1.0, "two": 1.0})
    peer = Figures("peer", load=load, seconds={"one": 2.0, "two": 8.0}, differences={"two": "x"})
    rows = questions_table(questions, [ours, peer]).splitlines()
    assert rows[2:] == [
        "| one | 1 s | 2 s (2x) |",
        "| two | 1 s | 8 s (8x) differs |",
        "| mean of the study's questions |  | 4x |",
    ]


def test_hard_links_count_once(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_bytes(b"x" * 10_000)
    before = size_on_disk(tmp_path)
    (tmp_path / "link").hardlink_to(tmp_path / "file")
    assert size_on_disk(tmp_path) == before >= 10_000


def test_plot_is_xml_whatever_the_names() -> None:
    series = {"<a&b>": [(10, 0.001), (100, 0.01)], "c": [(10.0, 2.0)]}
    picture = growth_svg("Title <", "words &", {"load, s": series, "empty": {}}, "size")
    root = xml.etree.ElementTree.fromstring(picture)
    texts = {element.text for element in root.iter() if element.text}
    assert {"Title <", "words &", "<a&b>", "10 ms"} <= texts


def test_growth_has_a_row_for_each_system_and_size() -> None:
    runs: dict[int, tuple[Graph, list[Figures]]] = {}
    for factor in (1, 10):
        size = RelationshipTable("FOLLOWS", "Person", "Person", [], rows=1000 * factor)
        figures = Figures("chancery", "Chancery 1", load={"seconds": 0.5 * factor}, size=2**20)
        runs[factor] = Graph(pathlib.Path(), "social", [], [size], {}), [figures]
    rows = growth_table(runs).splitlines()
    assert rows[2].startswith("| Chancery 1 | 1x | 1,000 | 500 ms | 1 |")
    assert rows[3].startswith("| Chancery 1 | 10x | 10,000 | 5 s | 1 |")
    picture = growth_plot("Growth", "", runs)
    assert picture.count("Chancery 1") == 1
    # Load and size have a line each, beside the one that grows as fast as the graph.
    assert picture.count('stroke-width="1.6"') == picture.count("stroke-dasharray") == 2


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [str(SOURCE / "tests" / "bench"), os.environ["PYTHONPATH"]]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize("kind", ["social", "statements"])
def test_chancery_answers_every_question(kind: str, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "graph"
    if kind == "social":
        graph = write_social_graph(folder, 300)
        questions = social_questions(graph)
    else:
        graph = write_statement_graph(folder, 1000)
        questions = statement_questions(graph)
    limits = Limits(rounds=1, loads=1)
    bench = Bench(graph, ["chancery", "sqlite"], tmp_path / "work", limits, lambda line: None)
    found = bench.run(questions, ["one core"])["one core"]
    ours = found[0]
    assert (ours.name, ours.notes, ours.absent) == ("chancery", {}, None)
    assert list(ours.seconds) == [question.name for question in questions]
    assert ours.size and ours.load["peak"] > 0 and ours.memory["own"] > 0
    # SQLite has nothing to say of a graph without texts, and ranks texts as Chancery does.
    assert len(found) == (1 if kind == "social" else 2)
    assert not any(one.differences for one in found)


@pytest.mark.usefixtures("environment")
def test_a_system_that_fails_or_takes_too_long(tmp_path: pathlib.Path) -> None:
    write_social_graph(tmp_path / "graph", 100)
    (tmp_path / "db").mkdir()
    with open(tmp_path / "log", "w") as log:
        process = Process("sqlite", tmp_path / "db", tmp_path / "graph", True, log)
        with pytest.raises(Failed, match="no such table: missing"):
            process.call("open", 60, text="SELECT * FROM missing", parameters={})
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT max(i) FROM n"
        with pytest.raises(Gone, match="over 1 s"):
            process.call("answer", 1, text=endless, parameters=[{}], ordered=False)
        with pytest.raises(Gone, match="ended"):
            process.call("memory", 60)


def test_a_peer_that_is_not_installed_is_absent(tmp_path: pathlib.Path) -> None:
    code = "import sys; sys.modules['igraph'] = None\nfrom peers.system import *\n"
    code += "import pathlib\ntry:\n make_system('igraph', pathlib.Path('x'), False)\n"
    code += "except Absent as why:\n print(why)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=SOURCE / "tests" / "bench",
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("not installed")
