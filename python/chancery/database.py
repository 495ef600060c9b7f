"""The database as Python code meets it: the engine's, with queries as results."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping, Sequence
from typing import Any, Union

from . import _chancery, tables
from .annotators import AnnotatorFunction, for_engine
from .graph import GraphPart
from .result import Result

_Path = Union[str, os.PathLike[str]]


class Database(_chancery.Database):
    """A database folder; see ``chancery.open``. Use it in a ``with`` block to close it in time."""

    def ingest(
        self,
        paths: _Path | Sequence[_Path],
        *,
        dictionaries: Sequence[_Path] = (),
        gazetteers: Sequence[_Path] = (),
        verbs: Sequence[_Path] = (),
        annotators: Sequence[AnnotatorFunction] = (),
        annotations: _Path | Mapping[str, _Path] | None = None,
        threads: int = 0,
        force: bool = False,
        publish: bool = True,
        edition: str = "",
    ) -> dict[str, Any]:
        """Read files and folders into the database; the report is a dict.

        ``dictionaries`` are folders, ``gazetteers`` and ``verbs`` files that add to what Chancery
        knows. ``annotators`` are functions from the text of a document to ``Annotations``, by
        themselves or as ``Annotator`` with a name and a version; one that raises fails its
        document. ``annotations`` is a folder with such annotations, ``NAME.json`` for the
        document ``NAME``, or several by the name of who made them. What they find is merged
        under their names. An annotator of an earlier run that is not given again is forgotten.

        Unchanged documents are passed over unless ``force`` is set. ``publish`` makes an edition
        at the end, called ``edition``. A bad document is a row in ``failed`` of the report.

        Raises InputError for paths, dictionaries, annotators or folders that cannot be used.
        """
        if annotations is None:
            annotations = {}
        elif not isinstance(annotations, Mapping):
            annotations = {"": annotations}
        return self.ingest_paths(
            paths,
            dictionaries=dictionaries,
            gazetteers=gazetteers,
            verbs=verbs,
            annotators=[for_engine(annotator) for annotator in annotators],
            annotations=[(folder, name) for name, folder in annotations.items()],
            threads=threads,
            force=force,
            publish=publish,
            edition=edition,
        )

    def import_csv(
        self,
        nodes: Mapping[tables.Labels, tables.Files] | tables.Files = (),
        relationships: Mapping[tables.Labels, tables.Files] | tables.Files = (),
        *,
        delimiter: str = ",",
        array_delimiter: str = ";",
        quote: str = '"',
        integer_ids: bool = False,
        bad_tolerance: int = 0,
        memory_bytes: int = 1 << 30,
    ) -> dict[str, Any]:
        """Load nodes and relationships in bulk from CSV, all or nothing; the report is a dict.

        ``nodes`` maps a label, or a tuple of labels, to a file or to a list of files of which the
        first begins with the header; ``relationships`` maps a type to these. Files whose header
        has ``:LABEL`` or ``:TYPE`` may be given without a label or a type. The header is that of
        Neo4j's importer: ``id:ID,name,born:date,tags:string[]`` and
        ``:START_ID,:END_ID,since:int``; ``chancery import --help`` and chancery/import.h have all
        of it. Files behind the first that end in ``.jsonl`` hold an object a line, whose members
        the header picks by name. ``integer_ids`` says that ids are integers and no texts.

        The report has ``nodes``, ``relationships``, ``properties``, ``skipped`` (rows left out,
        at most ``bad_tolerance``), ``faults`` (file, line, column and reason of each), ``indexes``
        (label and property, made for the ids), ``bytes``, ``id_map_bytes``, ``seconds``. At most
        ``memory_bytes`` are used for ids and for sorting.

        Raises InputError with file, line and column; the database is then as it was.
        """
        return self.import_tables(
            tables.of_files("nodes", nodes) + tables.of_files("relationships", relationships),
            delimiter=delimiter,
            array_delimiter=array_delimiter,
            quote=quote,
            integer_ids=integer_ids,
            bad_tolerance=bad_tolerance,
            memory_bytes=memory_bytes,
        )

    def import_jsonl(
        self, files: tables.Files, *, bad_tolerance: int = 0, memory_bytes: int = 1 << 30
    ) -> dict[str, Any]:
        """Load nodes and relationships in bulk from JSON Lines as apoc.export.json writes them.

        One object a line, ``{"type": "node", "id": ..., "labels": [...], "properties": {...}}``
        before ``{"type": "relationship", "label": ..., "start": {"id": ...}, "end": {"id": ...},
        "properties": {...}}``. All or nothing; report and errors are those of ``import_csv``.
        """
        return self.import_tables(
            tables.of_files("mixed", {(): files}),
            bad_tolerance=bad_tolerance,
            memory_bytes=memory_bytes,
        )

    def import_arrow(
        self,
        nodes: Mapping[tables.Labels, tables.ArrowTable] | None = None,
        relationships: Mapping[str | tuple[str, str, str], tables.ArrowTable] | None = None,
        *,
        bad_tolerance: int = 0,
        memory_bytes: int = 1 << 30,
    ) -> dict[str, Any]:
        """Load nodes and relationships in bulk from tables in memory, all or nothing.

        A table is anything with ``__arrow_c_stream__``: a table or RecordBatchReader of pyarrow, a
        DataFrame of polars or pandas, a relation of duckdb. ``nodes`` maps a label, or a tuple of
        labels, to a table with a column ``id``; ``relationships`` maps (label of the start, type,
        label of the end) to a table with the columns ``source`` and ``target``, or the type alone
        where all nodes have one first label. All other columns become properties of their own
        types. Columns may be called by roles instead, as in a header of ``import_csv``:
        ``person:ID``, ``:LABEL``, ``:START_ID``, ``:END_ID``, ``:TYPE``, ``:IGNORE``.

        Parquet is read in batches by ``pyarrow.dataset.dataset(path).scanner().to_reader()`` or by
        ``duckdb.sql("FROM 'people.parquet'")``. Report and errors are those of ``import_csv``.
        """
        return self.import_tables(
            tables.of_arrow(nodes or {}, relationships or {}),
            bad_tolerance=bad_tolerance,
            memory_bytes=memory_bytes,
        )

    def query(
        self,
        text: str,
        /,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
        max_rows: int | None = None,
        memory_bytes: int | None = None,
        read_only: bool = False,
        allow_read: str | os.PathLike[str] | Sequence[str | os.PathLike[str]] = (),
        **named: Any,
    ) -> Result:
        """Run one openCypher statement.

        Parameters for ``$name`` come from keyword arguments and from ``parameters``, which also
        takes names that clash with the options: ``timeout`` in seconds, ``max_rows`` after which
        the result is cut, ``memory_bytes`` that sorting and aggregating may hold,
        ``read_only``, which refuses statements that write, and ``allow_read``, the file or
        folder, or a list of them, that ``load.csv()`` and ``load.jsonl()`` may open.

        Raises QueryError with the place in the text that it is about.
        """
        values = dict(parameters or {}, **named)
        if isinstance(allow_read, (str, os.PathLike)):
            # A text is a sequence too: of its letters, "/" among them.
            allow_read = [allow_read]
        return Result(
            self.run(
                text,
                values,
                timeout=timeout,
                max_rows=max_rows,
                memory_bytes=memory_bytes,
                read_only=read_only,
                allow_read=list(allow_read),
            )
        )

    def graph(
        self,
        *,
        labels: str | Sequence[str] = (),
        types: str | Sequence[str] = (),
        at: str | datetime.date | None = None,
        since: str | datetime.date | None = None,
        until: str | datetime.date | None = None,
        weight: str | None = None,
        timeout: float | None = None,
        memory_bytes: int | None = None,
    ) -> GraphPart:
        """The graph, or a part of it, for algorithms: ``db.graph(labels="Entity").pagerank()``.

        ``labels`` and ``types`` keep the nodes with one of the labels and the relationships of one
        of the types. ``at``, or ``since`` and ``until``, keep relationships that held on a day of
        the period, by what Cypher's ``at()`` and ``during()`` go by; dates may be short, "2023" or
        "2023-12". ``weight`` names a property of relationships, such as "statements", that weighs
        them; without it, or where it is missing, one counts 1. ``timeout``, in seconds, and
        ``memory_bytes`` limit each algorithm.
        """
        part = {
            "labels": [labels] if isinstance(labels, str) else list(labels),
            "types": [types] if isinstance(types, str) else list(types),
            "at": at,
            "from": since,
            "to": until,
            "weight": weight,
        }
        return GraphPart(self, part, timeout, memory_bytes)

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        if not self.is_open:
            return f"<chancery.Database {str(self.path)!r}, closed>"
        edition = self.edition
        state = "writable" if edition is None else f"edition {edition['number']}"
        return f"<chancery.Database {str(self.path)!r}, {state}>"
