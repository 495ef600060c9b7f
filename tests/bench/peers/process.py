"""A handle on the process of one system, which is ended when it takes too long."""

from __future__ import annotations

import json
import pathlib
import select
import subprocess
import sys
import time
from typing import Any


class Failed(Exception):
    """A command that a system could not carry out, in its words."""


class Gone(Failed):
    """The same, and its process has ended: by itself, or because it took longer than it may."""


class Process:
    """Started at once; ``version`` is None where the system is ``absent``, with the reason."""

    def __init__(
        self, name: str, folder: pathlib.Path, graph: pathlib.Path, one_core: bool, log: Any
    ) -> None:
        command = [sys.executable, "-m", "peers.worker", name, str(folder), str(graph)]
        self._child = subprocess.Popen(
            [*command, str(int(one_core))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )
        self._read = b""
        try:
            hello = self._reply(300)
        except Gone as why:
            hello = {"absent": f"does not start: {why}"}
        self.absent: str | None = hello.get("absent")
        self.version: str | None = hello.get("version")
        self.languages: tuple[str, ...] = tuple(hello.get("languages", ()))

    def call(self, command: str, limit: float, **arguments: Any) -> dict[str, Any]:
        """Raises Failed, also after ``limit`` seconds."""
        assert self._child.stdin is not None
        if self._child.poll() is not None:
            raise Gone("its process has ended")
        self._child.stdin.write(json.dumps([command, arguments]).encode() + b"\n")
        self._child.stdin.flush()
        found = self._reply(limit)
        if "error" in found:
            raise Failed(" ".join(str(found["error"]).split())[:300])
        return found

    def _reply(self, limit: float) -> dict[str, Any]:
        assert self._child.stdout is not None
        end = time.monotonic() + limit
        while b"\n" not in self._read:
            left = max(0, end - time.monotonic())
            ready, _, _ = select.select([self._child.stdout], [], [], left)
            if not ready:
                self.end()
                raise Gone(f"over {limit:.0f} s")
            part = self._child.stdout.read1(1 << 20)  # type: ignore[attr-defined]
            if not part:
                raise Gone(f"its process ended with code {self._child.wait()}")
            self._read += part
        line, self._read = self._read.split(b"\n", 1)
        reply: dict[str, Any] = json.loads(line)
        return reply

    def end(self) -> None:
        """May be said again; nothing more can be called."""
        self._child.kill()
        self._child.wait()
        for pipe in (self._child.stdin, self._child.stdout):
            assert pipe is not None
            pipe.close()
