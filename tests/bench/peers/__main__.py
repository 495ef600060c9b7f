"""Measures Chancery beside its peers; the tables go to standard output and to a file."""

from __future__ import annotations

import argparse
import datetime
import os
import pathlib
from collections.abc import Iterator

from .machine import machine_words
from .measure import Bench, Figures, Limits, say
from .questions import Question
from .report import differences_list, graph_words, questions_table, systems_table
from .social import write_social_graph
from .social_questions import social_questions
from .statement_questions import statement_questions
from .statements import write_statement_graph
from .system import NAMES
from .tables import Graph

SOURCE = pathlib.Path(__file__).resolve().parents[3]
GRAPHS = ("social", "releases", "statements")
MODES = ("all cores", "one core")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m peers", description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, required=True, help="a folder for databases")
    parser.add_argument("--results", type=pathlib.Path, help="a folder for the report")
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--graphs", nargs="+", choices=GRAPHS, default=GRAPHS)
    parser.add_argument("--systems", nargs="+", choices=NAMES, default=NAMES)
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--rounds", type=int, default=Limits.rounds)
    parser.add_argument("--loads", type=int, default=Limits.loads)
    parser.add_argument("--limit", type=float, default=Limits.question, help="seconds a question")
    parser.add_argument("--load-limit", type=float, default=Limits.load, help="seconds a load")
    return parser.parse_args()


def make_graph(name: str, given: argparse.Namespace) -> Graph | None:
    folder = given.work / "graphs" / name
    if name == "social":
        return write_social_graph(folder, given.persons)
    if name == "statements":
        return write_statement_graph(folder, given.statements)
    shared = pathlib.Path(os.environ.get("CHANCERY_SHARED_DIR", SOURCE.parent / "shared"))
    documents = shared / "data" / "releases"
    if not documents.is_dir():
        return None
    from .releases import write_release_graph  # needs the module, which the others do not

    return write_release_graph(folder, documents)


def questions_of(graph: Graph) -> list[Question]:
    return social_questions(graph) if graph.name == "social" else statement_questions(graph)


def report(
    graph: Graph, questions: list[Question], found: dict[str, list[Figures]]
) -> Iterator[str]:
    yield f"\n## The {graph.name} graph: {graph_words(graph)}\n"
    for mode, figures in found.items():
        yield f"\n### {mode.capitalize()}\n"
        yield systems_table(figures)
        yield ""
        yield questions_table(questions, figures)
        different = differences_list(figures)
        yield "\nAnswers that differ:\n" if different else "\nAll answers are equal."
        yield from different
    yield "\nThe questions:\n"
    yield from (f"- {question.name}: {question.words}." for question in questions)


def main() -> None:
    given = arguments()
    given.work = given.work.absolute()
    limits = Limits(given.load_limit, given.limit, given.loads, given.rounds)
    today = datetime.date.today().isoformat()
    lines = [
        f"# Chancery beside its peers, {today}\n",
        f"{machine_words()}.\n",
        f"Median of {limits.rounds} rounds in which the systems take turns, whole answers taken",
        "from Python: all rows of a query; of an algorithm a number for every node as the system",
        "hands them out, arrays of Chancery, lists of igraph, dicts and sets of networkx. In",
        "brackets how many times Chancery's time it is. Each system is a process of its own; its",
        "own memory is what no file backs, beyond that of a process that has opened",
        "nothing. Loading ends when the graph is durable; the best of its runs counts. `differs`",
        "marks an answer that is not Chancery's. A question may take",
        f"{limits.question:.0f} s, and a load {limits.load:.0f} s.",
    ]
    for name in given.graphs:
        say(f"writing the {name} graph")
        graph = make_graph(name, given)
        if graph is None:
            lines.append(f"\n## The {name} graph is not here\n")
            continue
        questions = questions_of(graph)
        bench = Bench(graph, given.systems, given.work, limits, say)
        lines += report(graph, questions, bench.run(questions, given.modes))
    text = "\n".join(lines) + "\n"
    print(text)
    if given.results:
        given.results.mkdir(parents=True, exist_ok=True)
        (given.results / f"peers-{today}.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
