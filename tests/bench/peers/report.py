"""Tables of figures in Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from .measure import FIRST, Figures
from .questions import Question
from .tables import Graph


def table(rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; the first row is its head, the first column is left, the rest right."""
    head, *body = [[_cell(text) for text in row] for row in rows]
    rule = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, rule, *body))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


def graph_words(graph: Graph) -> str:
    return f"{graph.node_count:,} nodes, {graph.relationship_count:,} relationships"


def systems_table(figures: Sequence[Figures]) -> str:
    head = ["system", "load", "peak, loading", "on disk", "open", "open and first answer"]
    rows = [[*head, "own memory, opened", "after all answers", "peak, answering"]]
    for one in figures:
        if one.absent:
            rows.append([one.name, f"absent: {one.absent}", *[""] * 7])
            continue
        before = one.memory.get("before", math.nan)
        rows.append(
            [
                one.version,
                one.notes.get("load", "")[:100] or seconds_text(one.load.get("seconds")),
                _mebibytes(one.load.get("peak")),
                _mebibytes(one.size / 2**20 if one.size is not None and one.load else None),
                seconds_text(one.opened.get("opened")) or one.notes.get("open", "")[:100],
                seconds_text(one.opened.get("seconds")),
                _mebibytes(one.opened.get("own", math.nan) - before),
                _mebibytes(one.memory.get("own", math.nan) - before),
                _mebibytes(one.memory.get("peak")),
            ]
        )
    return table(rows)


def questions_table(questions: Sequence[Question], figures: Sequence[Figures]) -> str:
    """Medians, and in brackets how many times the first system's they are."""
    present = [one for one in figures if one.load]
    rows = [["question", *(one.name for one in present)]]
    ours = next((one for one in present if one.name == FIRST), None)
    for question in questions:
        row = [question.name]
        for one in present:
            row.append(_answer(question.name, one, ours))
        rows.append(row)
    study = [question.name for question in questions if question.study]
    if ours and study:
        means = (_mean_ratio(study, one, ours) if one is not ours else "" for one in present)
        rows.append(["mean of the study's questions", *means])
    return table(rows)


def _answer(question: str, one: Figures, ours: Figures | None) -> str:
    seconds = one.seconds.get(question)
    if seconds is None:
        return one.notes.get(question, "")[:60]
    known = ours.seconds.get(question) if ours and ours is not one else None
    ratio = f" ({_digits(seconds / known)}x)" if known else ""
    wrong = " differs" if question in one.differences else ""
    return seconds_text(seconds) + ratio + wrong


def _mean_ratio(questions: Sequence[str], one: Figures, ours: Figures) -> str:
    """Geometric, over what both have answered; says how many where not all."""
    both = [name for name in questions if name in one.seconds and name in ours.seconds]
    if not both:
        return ""
    logs = [math.log(one.seconds[name] / ours.seconds[name]) for name in both]
    missing = "" if len(both) == len(questions) else f" of {len(both)}"
    return f"{_digits(math.exp(sum(logs) / len(logs)))}x{missing}"


def differences_list(figures: Sequence[Figures]) -> list[str]:
    return [
        f"- {question}: {one.name}: {_cell(found)}"
        for one in figures
        for question, found in one.differences.items()
    ]


def seconds_text(value: float | None) -> str:
    if value is None:
        return ""
    unit, factor = ("s", 1.0) if value >= 1 else ("ms", 1e3) if value >= 1e-3 else ("us", 1e6)
    return f"{_digits(value * factor)} {unit}"


def _digits(value: float) -> str:
    """Three digits that count, never as a power of ten."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _mebibytes(value: float | None) -> str:
    return "" if value is None or math.isnan(value) else f"{value:,.0f} MiB"
