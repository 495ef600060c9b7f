"""The database as Python code meets it: the engine's, with queries as results."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from . import _chancery
from .result import Result


class Database(_chancery.Database):
    """A database folder; see ``chancery.open``. Use it in a ``with`` block to close it in time."""

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
