"""The generators of the benchmark beside the peers."""

from __future__ import annotations

import csv
import os
import pathlib
from collections.abc import Callable

import chancery
import pytest
from peers.releases import write_release_graph
from peers.social import FOLLOWS, write_social_graph
from peers.statements import write_statement_graph
from peers.tables import Graph, read_graph
from peers.words import spread, word

DOCUMENTS = pathlib.Path(os.environ["CHANCERY_SOURCE_DIR"]) / "corpus" / "documents"
Write = Callable[[pathlib.Path], Graph]


def social(folder: pathlib.Path) -> Graph:
    return write_social_graph(folder, 400)


def statements(folder: pathlib.Path) -> Graph:
    return write_statement_graph(folder, 1000)


def releases(folder: pathlib.Path) -> Graph:
    return write_release_graph(folder, DOCUMENTS)


@pytest.fixture(params=[social, statements, releases])
def write(request: pytest.FixtureRequest) -> Write:
    found: Write = request.param
    return found


def test_the_same_bytes_each_time(write: Write, tmp_path: pathlib.Path) -> None:
    one, other = write(tmp_path / "one"), write(tmp_path / "other")
    for table in [*one.nodes, *one.relationships]:
        assert one.path(table).read_bytes() == other.path(table).read_bytes(), table.file
    assert one.facts == other.facts


def test_another_seed_gives_another_graph(tmp_path: pathlib.Path) -> None:
    graphs = [write_social_graph(tmp_path / str(seed), 100, seed) for seed in (1, 2)]
    one, other = (graph.path(graph.relationships[-1]).read_bytes() for graph in graphs)
    assert one != other


def test_rows_are_counted_and_relationships_join_nodes(
    write: Write, tmp_path: pathlib.Path
) -> None:
    written = write(tmp_path)
    graph = read_graph(tmp_path)
    assert graph == written
    assert graph.node_count > 0 and graph.relationship_count > 0
    ids = {}
    for nodes in graph.nodes:
        keys = [row[0] for row in graph.rows(nodes)]
        ids[nodes.label] = set(keys)
        assert len(keys) == len(ids[nodes.label]) == nodes.rows
    for table in graph.relationships:
        rows = list(graph.rows(table))
        assert len(rows) == table.rows
        assert {row[0] for row in rows} <= ids[table.start]
        assert {row[1] for row in rows} <= ids[table.end]


def test_no_cell_is_empty_or_has_a_line_break(write: Write, tmp_path: pathlib.Path) -> None:
    graph = write(tmp_path)
    for table in [*graph.nodes, *graph.relationships]:
        lines = graph.path(table).read_text(encoding="utf-8").split("\n")
        assert len(lines) == table.rows + 2  # a header, and nothing after the last line's end
        assert all(all(cells) for cells in csv.reader(lines[:-1]))


def test_headers_are_those_of_importers(tmp_path: pathlib.Path) -> None:
    graph = social(tmp_path)
    headers = {
        table.file: graph.path(table).read_text(encoding="utf-8").split("\n", 1)[0]
        for table in [*graph.nodes, *graph.relationships]
    }
    assert headers["nodes-Person.csv"] == "id:ID(Person),name,gender,age:int"
    assert headers["relationships-LIVES_IN.csv"] == ":START_ID(Person),:END_ID(City)"


def test_social_graph_is_skewed_and_has_no_relationship_twice(tmp_path: pathlib.Path) -> None:
    graph = write_social_graph(tmp_path, 2000)
    follows = next(table for table in graph.relationships if table.type == "FOLLOWS")
    pairs = [(row[0], row[1]) for row in graph.rows(follows)]
    assert len(set(pairs)) == len(pairs)
    assert all(one != other for one, other in pairs)
    assert abs(len(pairs) / 2000 - FOLLOWS) < 1
    followers: dict[object, int] = {}
    for _, other in pairs:
        followers[other] = followers.get(other, 0) + 1
    assert max(followers.values()) > 15 * FOLLOWS
    names = [row[1] for row in graph.rows(graph.network()[0])]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("count", [20, 1000, 30_000])
def test_statement_graph_has_the_statements_asked_for(count: int, tmp_path: pathlib.Path) -> None:
    graph = write_statement_graph(tmp_path, count)
    tables = {table.label: table for table in graph.nodes}
    types = {table.type: table for table in graph.relationships}
    assert tables["Statement"].rows == tables["Passage"].rows == types["IN"].rows == count
    assert types["HAS_PASSAGE"].rows == types["SUBJECT"].rows == types["OBJECT"].rows == count


def test_derived_relationships_count_their_statements(tmp_path: pathlib.Path) -> None:
    graph = statements(tmp_path)
    types = {table.type: table for table in graph.relationships}
    nodes = {table.label: table for table in graph.nodes}
    subject = dict(graph.rows(types["SUBJECT"]))
    object = dict(graph.rows(types["OBJECT"]))
    counted: dict[tuple[object, ...], int] = {}
    for key, type, *_ in graph.rows(nodes["Statement"]):
        edge = type, subject[key], object[key]
        counted[edge] = counted.get(edge, 0) + 1
    _, derived = graph.network()
    told = [(table.type, row[0], row[1], row[2]) for table in derived for row in graph.rows(table)]
    assert len(told) == len(counted)
    assert {row[:3]: row[3] for row in told} == counted


def test_passages_mention_entities_where_they_say(tmp_path: pathlib.Path) -> None:
    graph = statements(tmp_path)
    tables = {table.label: table for table in graph.nodes}
    names = {row[0]: row[1] for row in graph.rows(tables["Entity"])}
    texts = {row[0]: row[2] for row in graph.rows(tables["Passage"])}
    mentions = next(table for table in graph.relationships if table.type == "MENTIONS")
    for passage, entity, start in graph.rows(mentions):
        assert str(texts[passage])[int(start) :].startswith(str(names[entity]))


def test_release_graph_is_what_was_read(tmp_path: pathlib.Path) -> None:
    graph = releases(tmp_path)
    with chancery.open(tmp_path / "db") as db:
        db.ingest(DOCUMENTS)
        known = db.statistics()
    tables = {table.label: table.rows for table in graph.nodes}
    assert tables == {label: known["labels"][label] for label in tables}
    assert {row[2] for row in graph.rows(graph.nodes[0])} >= {"Organization", "Instrument"}


def test_words_are_all_different() -> None:
    words = [word(number) for number in range(40_000)]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("count", [1, 2, 97, 360, 7142])
def test_spread_is_a_permutation(count: int) -> None:
    assert sorted(spread(number, count) for number in range(count)) == list(range(count))
