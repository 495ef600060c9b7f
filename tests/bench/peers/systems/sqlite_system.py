"""SQLite's FTS5: full text without a graph, for the questions that need no more."""

from __future__ import annotations

import sqlite3
from typing import Any

from ..system import Rows, System
from ..tables import Graph


class Sqlite(System):
    languages = ("sql",)

    @property
    def version(self) -> str:
        return f"SQLite {sqlite3.sqlite_version} FTS5"

    def load(self, graph: Graph) -> None:
        with sqlite3.connect(self.folder / "db") as database:
            for nodes in graph.nodes:
                for key in nodes.texts:
                    place = [column.name for column in nodes.columns].index(key)
                    rows = ((row[0], row[place]) for row in graph.rows(nodes))
                    options = "id UNINDEXED, text, tokenize = 'porter unicode61'"
                    database.execute(f"CREATE VIRTUAL TABLE {nodes.label} USING fts5({options})")
                    database.executemany(f"INSERT INTO {nodes.label} VALUES (?, ?)", rows)
        database.close()

    def open(self, graph: Graph) -> None:
        self.database = sqlite3.connect(self.folder / "db")

    def ask(self, text: str, parameters: dict[str, Any]) -> Rows:
        return self.database.execute(text, parameters).fetchall()
