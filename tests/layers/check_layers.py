#!/usr/bin/env python3
"""Checks that no include points upward and that each foreign library has one owner.

Reads every C++ source of the project; prints each offence with file and line; exit code 1 when
there is one.
"""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]')

# Folder: what it must not include (regular expressions on the included path).
FORBIDDEN = {
    "core": [r"chancery/(ingest|query)/", r"chancery/(chancery|database)\.h"],
    "ingest": [r"chancery/query/", r"chancery/(chancery|database)\.h"],
    "queries": [r"chancery/ingest/", r"chancery/(chancery|database)\.h"],
    "bindings": [],
}
# Foreign library: the places that may include it.
OWNERS = {
    r"rocksdb/": r"core/store/rocks(_files)?\.(cpp|h)$",
    r"boost/graph/": r"(queries/algo/|queries/include/.*/boost_graph\.h$|bindings/cpp/examples/)",
    r"chancery/query/boost_graph\.h": r"(queries/algo|bindings/cpp/examples)/",
    r"pybind11/": r"bindings/python/",
    r"histedit\.h": r"bindings/cli/line_editor\.cpp$",
    r"gumbo\.h": r"ingest/readers/html",
    r"md4c\.h": r"ingest/readers/markdown\.cpp$",
    r"yaml\.h": r"ingest/front_matter\.cpp$",
    r"cld2/": r"ingest/language\.cpp$",
    r"libstemmer\.h": r"core/terms\.cpp$",
    r"xxhash\.h": r"core/store/projection/sections\.cpp$",
    r"CLI/": r"bindings/cli/main\.cpp$",
    r"(oneapi/)?tbb/": r"(ingest/|core/store/(projection/|step_|bulk_writer\.|graph_store\.)|"
    r"queries/exec/tree/morsels\.cpp$)",
}


def offences():
    for folder, forbidden in FORBIDDEN.items():
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix not in {".h", ".cpp"}:
                continue
            name = path.relative_to(ROOT).as_posix()
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found = INCLUDE.match(line)
                if not found:
                    continue
                target = found.group(1)
                for pattern in forbidden:
                    if re.match(pattern, target):
                        yield f"{name}:{number}: {folder} must not see {target}"
                for library, owner in OWNERS.items():
                    if re.match(library, target) and not re.match(owner, name):
                        yield f"{name}:{number}: {target} belongs to {owner}"


def main():
    found = list(offences())
    print("\n".join(found) if found else "layers hold: no include points upward")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
