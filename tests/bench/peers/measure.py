"""Loads a graph into each system and asks them all the same, in turn."""

from __future__ import annotations

import contextlib
import pathlib
import shutil
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from .answers import difference
from .disk import size_on_disk
from .process import Failed, Gone, Process
from .questions import Question
from .tables import Graph

FIRST = "chancery"  # what the others are compared with

Say = Callable[[str], None]


def say(line: str) -> None:
    """Tells on standard error how far it is."""
    print(line, file=sys.stderr, flush=True)


@dataclass(frozen=True)
class Limits:
    """Seconds that a system may take, and how often it loads and is asked, in turn."""

    load: float = 600
    question: float = 30
    loads: int = 2
    rounds: int = 5


@dataclass
class Figures:
    """What was measured of one system. What it could not do is missing, with a note on why."""

    name: str
    version: str = ""
    absent: str | None = None
    load: dict[str, float] = field(default_factory=dict)
    size: int | None = None
    opened: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)  # the median, by question
    notes: dict[str, str] = field(default_factory=dict)  # by question; "load", "open"
    differences: dict[str, str] = field(default_factory=dict)  # from the first system's answer


class Bench:
    """One graph in all systems. ``work`` is a folder for databases, emptied for each graph."""

    def __init__(
        self, graph: Graph, names: Sequence[str], work: pathlib.Path, limits: Limits, say: Say
    ) -> None:
        self.graph, self.limits, self.say = graph, limits, say
        self.work = work / "databases" / graph.name
        self.names = sorted(names, key=lambda name: name != FIRST)
        self.log = work / "log.txt"

    def run(self, questions: Sequence[Question], modes: Sequence[str]) -> dict[str, list[Figures]]:
        """Figures of every system for each mode, "all cores" or "one core"; loaded in the first."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        loaded = [figures for name in self.names if (figures := self._try(name, questions))]
        for number in range(self.limits.loads):
            for figures in loaded:
                self._load(figures, modes[0], first=number == 0)
        found = {}
        for mode in modes:
            found[mode] = loaded if mode == modes[0] else [_beside(figures) for figures in loaded]
            Serving(self, found[mode], mode).ask_all(questions)
        return found

    def _try(self, name: str, questions: Sequence[Question]) -> Figures | None:
        """None where the system has no way to ask any of the questions."""
        process = self.process(name, "one core")
        process.end()
        if process.absent:
            self.say(f"{self.graph.name}: {name} is absent: {process.absent}")
        elif not any(question.text_in(process.languages) for question in questions):
            return None
        return Figures(name, process.version or "", process.absent)

    def process(self, name: str, mode: str) -> Process:
        with open(self.log, "a", encoding="utf-8") as log:
            return Process(name, self.work / name, self.graph.folder, mode == "one core", log)

    def _load(self, figures: Figures, mode: str, first: bool) -> None:
        if figures.absent or (not first and figures.load.get("seconds", 1e9) > 60):
            return
        for folder in (self.work / figures.name, self.work / f"{figures.name}-prepared"):
            shutil.rmtree(folder, ignore_errors=True)
        (self.work / figures.name).mkdir()
        process = self.process(figures.name, mode)
        try:
            process.call("prepare", self.limits.load)
            found = process.call("load", self.limits.load)
            figures.load = min(figures.load or found, found, key=lambda run: run["seconds"])
            self.say(f"{self.graph.name}: {figures.name} loaded in {found['seconds']:.2f} s")
        except Failed as why:
            figures.notes["load"] = str(why)
            self.say(f"{self.graph.name}: {figures.name} did not load: {why}")
        process.end()
        figures.size = size_on_disk(self.work / figures.name)


def _beside(figures: Figures) -> Figures:
    """The same load, asked anew."""
    kept = {key: note for key, note in figures.notes.items() if key == "load"}
    return Figures(
        figures.name, figures.version, figures.absent, figures.load, figures.size, notes=kept
    )


class Serving:
    """The processes that answer, one a system; who takes too long is started anew."""

    def __init__(self, bench: Bench, figures: Sequence[Figures], mode: str) -> None:
        self.bench, self.mode = bench, mode
        self.figures = [f for f in figures if f.load and "load" not in f.notes]
        self.processes: dict[str, Process] = {}
        self.languages: dict[str, tuple[str, ...]] = {}

    def ask_all(self, questions: Sequence[Question]) -> None:
        try:
            for figures in self.figures:
                self._open(figures, questions[0])
            for question in questions:
                self._ask(question)
            for figures in self.figures:
                with contextlib.suppress(Failed):
                    figures.memory = self.processes[figures.name].call("memory", 60)
        finally:
            for process in self.processes.values():
                process.end()

    def _ask(self, question: Question) -> None:
        answers: dict[str, list[list[Any]]] = {}
        times: dict[str, list[float]] = {}
        for number in range(self.bench.limits.rounds + 1):
            for figures in self.figures:
                name, text = figures.name, question.text_in(self.languages.get(figures.name, ()))
                if text is None or question.name in figures.notes:
                    continue
                try:
                    if number == 0:
                        answers[name] = self._answer(figures, question, text)
                    elif sum(times.get(name, [])) < self.bench.limits.question:
                        found = self._call(figures, question, "time", text)
                        times.setdefault(name, []).append(found["seconds"])
                except Failed as why:
                    figures.notes[question.name] = str(why)
        for figures in self.figures:
            if figures.name in times and question.name not in figures.notes:
                figures.seconds[question.name] = statistics.median(times[figures.name])
        self._compare(question, answers)

    def _answer(self, figures: Figures, question: Question, text: str) -> list[list[Any]]:
        found = self._call(figures, question, "answer", text, ordered=question.ordered)
        took = f"{1000 * found['seconds'] / len(question.parameters):.3f} ms"
        rows: list[list[Any]] = found["rows"]
        self.bench.say(f"{question.name}: {figures.name}, {took} at first, {len(rows)} rows")
        return rows

    def _compare(self, question: Question, answers: dict[str, list[list[Any]]]) -> None:
        """Tells also who agrees with the first: with nobody, it may be the first that is wrong."""
        if not answers:
            return
        first, known = next(iter(answers.items()))
        found = {name: difference(known, rows, question.agreeing) for name, rows in answers.items()}
        same = [name for name in found if found[name] is None and name != first]
        for figures in self.figures:
            if found.get(figures.name):
                agreed = f"; {', '.join(same) or 'nobody'} as {first}"
                figures.differences[question.name] = f"{found[figures.name]}{agreed}"
                self.bench.say(f"{question.name}: {figures.name} differs: {found[figures.name]}")

    def _call(
        self, figures: Figures, question: Question, command: str, text: str, **more: Any
    ) -> dict[str, Any]:
        given = [dict(each) for each in question.parameters]
        process = self.processes[figures.name]
        limit = self.bench.limits.question
        try:
            return process.call(command, limit, text=text, parameters=given, **more)
        except Gone:
            self._open(figures, None)
            raise

    def _open(self, figures: Figures, first: Question | None) -> None:
        """``first`` is a question whose answer belongs to the opening, None after a restart."""
        process = self.bench.process(figures.name, self.mode)
        self.processes[figures.name] = process
        self.languages[figures.name] = process.languages
        text = first.text_in(process.languages) if first else None
        given = dict(first.parameters[0]) if first and text else {}
        try:
            found = process.call("open", self.bench.limits.load, text=text, parameters=given)
            figures.opened = figures.opened or found
        except Failed as why:
            figures.notes["open"] = str(why)
            del self.languages[figures.name]
