"""The process of one system: reads commands as lines of JSON, answers each with a line.

usage: python -m peers.worker SYSTEM FOLDER GRAPH_FOLDER ONE_CORE

One system a process, so that its memory and its threads are its own. What libraries print goes
to standard error.
"""

from __future__ import annotations

import json
import os
import pathlib
import sys
import time
from collections.abc import Mapping, Sequence
from typing import Any

from .answers import normalised
from .system import Absent, System, make_system
from .tables import Graph, read_graph

_LEAST = 0.02  # seconds that a measurement lasts


def memory() -> dict[str, float]:
    """MiB: ``own`` is not backed by a file, ``peak`` is the most that was resident."""
    status = pathlib.Path("/proc/self/status").read_text(encoding="utf-8")
    fields = dict(line.split(":", 1) for line in status.splitlines())
    # Not ru_maxrss, which begins with the size of the process that started this one.
    names = {"own": "RssAnon", "peak": "VmHWM"}
    return {name: int(fields[field].split()[0]) / 1024 for name, field in names.items()}


class Worker:
    def __init__(self, system: System, graph: Graph) -> None:
        self.system, self.graph = system, graph
        self.before = memory()["own"]

    def prepare(self) -> dict[str, Any]:
        self.system.prepare(self.graph)
        return {}

    def load(self) -> dict[str, Any]:
        start = time.perf_counter()
        self.system.load(self.graph)
        return {"seconds": time.perf_counter() - start, **memory()}

    def open(self, text: str | None, parameters: dict[str, Any]) -> dict[str, Any]:
        """Until the answer to a first question is there, where the system can be asked it."""
        start = time.perf_counter()
        self.system.open(self.graph)
        opened = time.perf_counter() - start
        if text is not None:
            self.system.ask(text, parameters)
        return {"opened": opened, "seconds": time.perf_counter() - start, **memory()}

    def answer(
        self, text: str, parameters: Sequence[Mapping[str, Any]], ordered: bool
    ) -> dict[str, Any]:
        """All rows, normalised; also the warm-up of the question."""
        start = time.perf_counter()
        answers = [self.system.ask(text, dict(each)) for each in parameters]
        seconds = time.perf_counter() - start
        rows = [row for each in answers for row in self.system.rows_of(text, each)]
        return {"rows": normalised(rows, ordered), "seconds": seconds}

    def time(self, text: str, parameters: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        """Seconds for one whole answer: the mean over all parameters."""
        ask, given = self.system.ask, [dict(each) for each in parameters]
        start = time.perf_counter()
        asked = 0
        while asked == 0 or time.perf_counter() - start < _LEAST:
            for each in given:
                ask(text, each)
            asked += len(given)
        return {"seconds": (time.perf_counter() - start) / asked}

    def memory(self) -> dict[str, Any]:
        return {**memory(), "before": self.before}


def main() -> None:
    name, folder, graph_folder, one_core = sys.argv[1:]
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    if one_core == "1":
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

    def reply(found: Mapping[str, Any]) -> None:
        answers.write(json.dumps(found) + "\n")
        answers.flush()

    try:
        system = make_system(name, pathlib.Path(folder), one_core == "1")
        worker = Worker(system, read_graph(pathlib.Path(graph_folder)))
        reply({"version": system.version, "languages": system.languages})
    except Absent as why:
        reply({"absent": str(why)})
        return
    for line in sys.stdin:
        command, arguments = json.loads(line)
        try:
            reply(getattr(worker, command)(**arguments))
        except Exception as error:  # the peers' own exceptions have no common base
            reply({"error": f"{type(error).__name__}: {error}"})


if __name__ == "__main__":
    main()
