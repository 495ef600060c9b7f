from __future__ import annotations

import os
import pathlib
from collections.abc import Iterator

import chancery
import pytest

SOURCE = pathlib.Path(os.environ["CHANCERY_SOURCE_DIR"])

RELEASE = """---
title: Joint release of CISA and ENISA
date: 2023-12-07
---

The Cybersecurity and Infrastructure Security Agency (CISA) and the European Union Agency for
Cybersecurity (ENISA) signed a Working Arrangement.
"""


@pytest.fixture
def db(tmp_path: pathlib.Path) -> Iterator[chancery.Database]:
    with chancery.open(tmp_path / "db") as database:
        yield database


@pytest.fixture(scope="session")
def corpus_folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A database of the project's own documents, indexed once."""
    folder = tmp_path_factory.mktemp("corpus") / "db"
    with chancery.open(folder) as database:
        database.ingest(SOURCE / "corpus" / "documents")
    return folder


@pytest.fixture
def corpus(corpus_folder: pathlib.Path) -> Iterator[chancery.Database]:
    with chancery.open(corpus_folder, read_only=True) as database:
        yield database


@pytest.fixture
def release(tmp_path: pathlib.Path) -> pathlib.Path:
    path = tmp_path / "release.md"
    path.write_text(RELEASE, encoding="utf-8")
    return path
