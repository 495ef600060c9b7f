"""What a folder takes on disk."""

from __future__ import annotations

import pathlib


def size_on_disk(folder: pathlib.Path) -> int:
    """Bytes of the blocks below a folder; a file with several names (hard links) counts once."""
    found = {}
    for path in folder.rglob("*"):
        status = path.lstat()
        found[status.st_dev, status.st_ino] = status.st_blocks * 512
    return sum(found.values())
