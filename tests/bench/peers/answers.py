"""Whether two systems gave the same answer: rows, made comparable."""

from __future__ import annotations

import datetime
import decimal
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

_TOLERANCE = 1e-6  # of numbers that are not whole, relative


def normalised(rows: Iterable[Sequence[Any]], ordered: bool) -> list[list[Any]]:
    """Rows of texts, numbers, booleans and nulls; sorted unless their order is an answer."""
    found = [[_plain(value) for value in row] for row in rows]
    return found if ordered else sorted(found, key=_sort_key)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, (int, float, decimal.Decimal)):
        number = float(value)
        return int(number) if number.is_integer() else number
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    raise TypeError(f"an answer holds a {type(value).__name__}: return its properties instead")


def _sort_key(row: list[Any]) -> tuple[Any, ...]:
    """Numbers last: those that are not whole may differ a little."""
    numbers = [value for value in row if type(value) in (int, float)]
    others = [(str(type(value)), str(value)) for value in row if type(value) not in (int, float)]
    return (others, numbers)


def by_least_id(groups: Iterable[tuple[Any, Any]]) -> list[tuple[Any, ...]]:
    """Nodes with their groups, each group called by the least id in it, whoever numbered it."""
    known = list(groups)
    least: dict[Any, Any] = {}
    for key, group in known:
        least[group] = min(key, least.get(group, key))
    return [(key, least[group]) for key, group in known]


def difference(one: list[list[Any]], other: list[list[Any]], agreeing: float = 1.0) -> str | None:
    """What differs first between two normalised answers, None where they agree.

    With ``agreeing`` below 1 that share of the rows must be in both, in any order.
    """
    if agreeing < 1:
        common = sum((Counter(map(str, one)) & Counter(map(str, other))).values())
        longest = max(len(one), len(other))
        return None if common >= agreeing * longest else f"{common} of {longest} rows in both"
    if len(one) != len(other):
        return f"{len(one)} rows and {len(other)}"
    for number, (row, beside) in enumerate(zip(one, other), 1):
        if len(row) != len(beside) or not all(map(_equal, row, beside)):
            return f"row {number}: {row} and {beside}"
    return None


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        if isinstance(one, int) and isinstance(other, int):
            return one == other
        return math.isclose(one, other, rel_tol=_TOLERANCE)
    return bool(one == other)
