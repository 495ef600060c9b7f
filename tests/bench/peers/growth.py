"""Measures how figures grow with the social graph; a table, and a plot beside it."""

from __future__ import annotations

import argparse
import datetime
import pathlib
from collections.abc import Callable, Mapping, Sequence
from typing import Optional

from .machine import machine_words
from .measure import Bench, Figures, Limits, say
from .plot import Points, growth_svg
from .report import seconds_text, table
from .social import write_social_graph
from .social_questions import social_questions
from .system import NAMES
from .tables import Graph

QUESTIONS = ("by id", "within two hops", "two-hop paths", "PageRank")

Measure = Callable[[Figures], Optional[float]]
Runs = Mapping[int, tuple[Graph, Sequence[Figures]]]


def _seconds_of(question: str) -> Measure:
    return lambda figures: figures.seconds.get(question)


MEASURES: dict[str, Measure] = {
    "load": lambda figures: figures.load.get("seconds"),
    "MiB on disk": lambda figures: figures.size / 2**20 if figures.size else None,
    "open and first answer": lambda figures: figures.opened.get("seconds"),
    **{question: _seconds_of(question) for question in QUESTIONS},
}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m peers.growth", description=__doc__)
    parser.add_argument("--work", type=pathlib.Path, required=True, help="a folder for databases")
    parser.add_argument("--results", type=pathlib.Path, help="a folder for the report")
    parser.add_argument("--persons", type=int, default=100_000)
    parser.add_argument("--factors", nargs="+", type=int, default=(1, 3, 10))
    parser.add_argument(
        "--systems", nargs="+", choices=NAMES, default=("chancery", "ladybug", "igraph")
    )
    return parser.parse_args()


def measure(given: argparse.Namespace) -> dict[int, tuple[Graph, list[Figures]]]:
    found = {}
    limits = Limits(loads=1, rounds=3)
    for factor in given.factors:
        say(f"{factor} times {given.persons} persons")
        graph = write_social_graph(given.work / "graphs" / "growth", given.persons * factor)
        questions = [one for one in social_questions(graph) if one.name in QUESTIONS]
        questions.sort(key=lambda one: QUESTIONS.index(one.name))
        figures = Bench(graph, given.systems, given.work, limits, say).run(questions, ["all cores"])
        found[factor] = graph, figures["all cores"]
    return found


def growth_table(runs: Runs) -> str:
    rows = [["system", "factor", "relationships", *MEASURES]]
    for number in range(max(len(figures) for _, figures in runs.values())):
        for factor, (graph, figures) in runs.items():
            one = figures[number]
            if one.absent:
                continue
            values = [
                _text(name, measure(one), one.notes.get(name, ""))
                for name, measure in MEASURES.items()
            ]
            rows.append([one.version, f"{factor}x", f"{graph.relationship_count:,}", *values])
    return table(rows)


def _text(name: str, value: float | None, note: str) -> str:
    if value is None:
        return note
    return f"{value:,.0f}" if name.startswith("MiB") else seconds_text(value)


def growth_plot(title: str, words: str, runs: Runs) -> str:
    panels: dict[str, dict[str, Points]] = {}
    for name, measure in MEASURES.items():
        series: dict[str, list[tuple[float, float]]] = {}
        for graph, figures in runs.values():
            for one in figures:
                value = measure(one)
                if value:
                    points = series.setdefault(one.version, [])
                    points.append((graph.relationship_count, value))
        unit = "" if name.startswith("MiB") else ", s"
        panels[name + unit] = dict(series)
    return growth_svg(title, words, panels, "relationships")


def main() -> None:
    given = arguments()
    given.work = given.work.absolute()
    today = datetime.date.today().isoformat()
    words = machine_words()
    runs = measure(given)
    title = f"Growth of the social graph, {today}"
    text = "\n".join(
        [
            f"# {title}\n",
            f"{words}.\n",
            "The graph of `make bench-peers` at several sizes; all cores; one load, and the median",
            "of 3 rounds in which the systems take turns, rows fetched from Python.\n",
            growth_table(runs),
            f"\n![The same as a plot](growth-{today}.svg)",
        ]
    )
    print(text)
    if given.results:
        given.results.mkdir(parents=True, exist_ok=True)
        (given.results / f"growth-{today}.md").write_text(text + "\n", encoding="utf-8")
        plot = growth_plot(title, words, runs)
        (given.results / f"growth-{today}.svg").write_text(plot, encoding="utf-8")


if __name__ == "__main__":
    main()
