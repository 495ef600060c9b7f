#!/usr/bin/env python3
"""Installs the library, builds a consumer against it, and runs the README's three examples.

usage: check_package.py SOURCE_DIR BUILD_DIR PYTHON

The consumer is configured with nothing but the installed prefix. Each fenced block of README.md
marked python, cpp or cypher is run in a folder that holds a corpus/ like the project's.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE, BUILD, PYTHON = (pathlib.Path(word).absolute() for word in sys.argv[1:4])


def run(*words, **options):
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, check=False, **options
    )
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stdout}\n{done.stderr}")
    return done.stdout


def snippets():
    text = (SOURCE / "README.md").read_text(encoding="utf-8")
    found = {}
    for language, code in re.findall(r"^```(python|cpp|cypher)\n(.*?)^```$", text, re.M | re.S):
        found.setdefault(language, code)  # tests/python runs the others
    missing = {"python", "cpp", "cypher"} - found.keys()
    if missing:
        sys.exit(f"README.md has no {', '.join(sorted(missing))} example")
    return found


def build_consumer(work, program):
    prefix = work / "prefix"
    run("cmake", "--install", BUILD, "--prefix", prefix)
    readme = work / "readme.cpp"
    readme.write_text(program, encoding="utf-8")
    consumer = work / "consumer"
    run(
        "cmake",
        *("-S", SOURCE / "tests" / "package" / "consumer", "-B", consumer, "-G", "Ninja"),
        f"-DCMAKE_PREFIX_PATH={prefix}",
        f"-DEXAMPLE={SOURCE / 'bindings' / 'cpp' / 'examples' / 'neighbourhood.cpp'}",
        f"-DBOOST_EXAMPLE={SOURCE / 'bindings' / 'cpp' / 'examples' / 'reached_through.cpp'}",
        f"-DREADME_PROGRAM={readme}",
    )
    run("cmake", "--build", consumer)
    return prefix, consumer


def pkg_config_flags(prefix):
    folder = next(prefix.glob("**/pkgconfig"))
    flags = run(
        "pkg-config",
        "--cflags",
        "--libs",
        "chancery",
        env={**os.environ, "PKG_CONFIG_PATH": folder},
    )
    if "-lchancery" not in flags:
        sys.exit(f"pkg-config says only: {flags}")


def expect(output, words, what):
    for word in words:
        if word not in output:
            sys.exit(f"{what} does not print {word!r}, but:\n{output}")


def main():
    examples = snippets()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        prefix, consumer = build_consumer(work, examples["cpp"])
        pkg_config_flags(prefix)
        (work / "corpus").symlink_to(SOURCE / "corpus")
        command = prefix / "bin" / "chancery"

        environment = {**os.environ, "PYTHONPATH": str(BUILD / "python")}
        output = run(PYTHON, "-c", examples["python"], cwd=work, env=environment)
        expect(output, ["Working Arrangement"], "the Python example")
        output = run(consumer / "readme", cwd=work)
        expect(output, ["Working Arrangement"], "the C++ example")
        output = run(command, "query", examples["cypher"], "--db", "index.db", cwd=work)
        expect(output, ["Programme of Action"], "the Cypher example")
        output = run(consumer / "neighbourhood", "index.db", "CISA", cwd=work)
        expect(output, ["ADOPTED"], "the example program")
        output = run(consumer / "reached_through", "index.db", "CISA", cwd=work)
        expect(output, ["Working Arrangement through Cybersecurity"], "the example of Boost.Graph")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
