"""What is asked: a question in words, and its text in each language that can say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Question:
    """``texts`` are by language, or by system where its dialect differs; "graph" names a method
    of the adapters of graph libraries, "arrays" one of Chancery's for its ``Database.graph()``.
    ``parameters`` are one map for each time it is asked: a measurement asks them all and gives the
    mean.
    """

    name: str
    words: str
    texts: Mapping[str, str]
    parameters: tuple[Mapping[str, Any], ...] = field(default=({},))
    ordered: bool = False  # the order of the rows belongs to the answer
    study: bool = False  # one of the nine that a mean is taken of
    agreeing: float = 1.0  # the share of rows that must be the same, where ranking leaves a choice

    def text_in(self, languages: Iterable[str]) -> str | None:
        """The text in the first of the languages that can say it."""
        return next((self.texts[x] for x in languages if x in self.texts), None)
