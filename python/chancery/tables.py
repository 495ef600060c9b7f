"""Tables for the bulk load: from what people name to what the engine takes."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, Protocol, Union

Path = Union[str, os.PathLike[str]]
Files = Union[Path, Sequence[Path]]
Labels = Union[str, tuple[str, ...]]


class ArrowTable(Protocol):
    """What pyarrow, polars, pandas and duckdb call their tables and readers."""

    def __arrow_c_stream__(self, requested_schema: object | None = None, /) -> object: ...


def _table(kind: str, **fields: Any) -> dict[str, Any]:
    given: dict[str, Any] = {"kind": kind, "labels": [], "files": [], "stream": None, "name": ""}
    return {**given, "id_space": "", "start_space": "", "end_space": "", **fields}


def _list(files: Files) -> list[Path]:
    return [files] if isinstance(files, (str, os.PathLike)) else list(files)


def _names(labels: Labels) -> list[str]:
    return [labels] if isinstance(labels, str) else list(labels)


def of_files(kind: str, given: Mapping[Labels, Files] | Files) -> list[dict[str, Any]]:
    """Tables in files, by label or type; without one, a list of files is a table each."""
    if isinstance(given, Mapping):
        return [
            _table(kind, labels=_names(labels), files=_list(files))
            for labels, files in given.items()
        ]
    return [_table(kind, files=[file]) for file in _list(given)]


def _stream(table: object) -> object:
    export = getattr(table, "__arrow_c_stream__", None)
    if export is None:
        raise TypeError(
            f"a table of pyarrow, polars, pandas (2.2 or newer) or duckdb is needed, which has "
            f"__arrow_c_stream__; not {type(table).__name__}"
        )
    return export()


def of_arrow(
    nodes: Mapping[Labels, ArrowTable],
    relationships: Mapping[str | tuple[str, str, str], ArrowTable],
) -> list[dict[str, Any]]:
    """Tables in memory. The ids of nodes are in a space of their first label."""
    tables = []
    spaces = []
    for labels, table in nodes.items():
        names = _names(labels)
        spaces.append(names[0] if names else "")
        tables.append(
            _table(
                "nodes",
                labels=names,
                stream=_stream(table),
                name=f"nodes {':'.join(names)}",
                id_space=spaces[-1],
            )
        )
    for key, table in relationships.items():
        start, name, end = key if isinstance(key, tuple) else (None, key, None)
        if (start is None or end is None) and len(set(spaces)) != 1:
            raise ValueError(
                f"say between which nodes {name!r} runs: (label of the start, {name!r}, label of "
                f"the end)"
            )
        tables.append(
            _table(
                "relationships",
                labels=[name],
                stream=_stream(table),
                name=f"relationships {name}",
                start_space=spaces[0] if start is None else start,
                end_space=spaces[0] if end is None else end,
            )
        )
    return tables
