#!/usr/bin/env python3
"""`pip install .` in a fresh virtual environment: the package imports, the command answers.

usage: check_wheel.py SOURCE_DIR PYTHON

Skips (exit code 77) where no package index can be reached, since the build tools come from one.
"""

import pathlib
import subprocess
import sys
import tempfile

SOURCE, PYTHON = (pathlib.Path(word).absolute() for word in sys.argv[1:3])

PROGRAM = """
import chancery
with chancery.open("index.db") as db:
    report = db.ingest("letter.txt")
    assert report["mentions"] > 0, report
    print(db.entity("OSCE")["name"])
"""


def run(*words, **options):
    return subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False, **options
    )


def need(done):
    if done.returncode != 0:
        sys.exit(f"{done.args}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def main():
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        need(run(PYTHON, "-m", "venv", work / "venv"))
        pip = work / "venv" / "bin" / "pip"
        probe = run(pip, "download", "--no-deps", "--dest", work / "probe", "scikit-build-core")
        if probe.returncode != 0:
            print("skipped: no package index can be reached for scikit-build-core")
            sys.exit(77)
        # Warnings as errors only so that the compiler cache knows the sources from the build.
        need(
            run(
                pip,
                *("install", "--disable-pip-version-check"),
                "--config-settings=cmake.define.CMAKE_COMPILE_WARNING_AS_ERROR=ON",
                SOURCE,
                cwd=work,
            )
        )
        (work / "letter.txt").write_text(
            "The OSCE and the European Union held a meeting in Vienna.", encoding="utf-8"
        )
        name = need(run(work / "venv" / "bin" / "python", "-c", PROGRAM, cwd=work))
        if "Security and Co-operation in Europe" not in name:
            sys.exit(f"OSCE is {name!r}")
        answer = need(
            run(
                work / "venv" / "bin" / "chancery",
                *("query", "MATCH (d:Document) RETURN d.id", "--db", "index.db"),
                cwd=work,
            )
        )
        if "doc:letter" not in answer:
            sys.exit(f"the command answers {answer!r}")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
