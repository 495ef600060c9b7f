#!/usr/bin/env python3
"""Checks the dictionaries of corpus/gazetteer and corpus/ontology.

Every file is read as the loader reads it: UTF-8, tab separated, the first line names the columns,
lines that start with '#' are comments. Each finding is one line `file:line:column: message`; the
exit code is 0 without findings, 1 with any.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

GAZETTEER_COLUMNS = {
    "id",
    "type",
    "kind",
    "name",
    "aliases",
    "parent",
    "country",
    "valid",
    "date",
    "url",
    "note",
}
STATE_COLUMNS = ["id", "iso", "name", "adjectives", "aliases", "capital", "government"]
ONTOLOGY_COLUMNS = {
    "entity_types.tsv": ["type", "description"],
    "organization_kinds.tsv": ["kind", "description"],
    "relations.tsv": [
        "type",
        "subject",
        "object",
        "symmetric",
        "stance",
        "status",
        "description",
    ],
    "topics.tsv": ["id", "label", "broader", "other labels"],
    "topic_labels.tsv": ["id", "lang", "labels"],
    "strength.tsv": ["lemma", "value"],
    "rules.tsv": ["rule", "description"],
}
# File of the gazetteer -> prefix of its ids, their type, and how many rows there must be.
FILES = {
    "states.tsv": ("state", "State", 193 + 5),
    "regions.tsv": ("region", "Region", 60),
    "places.tsv": ("place", "Place", 250),
    "organizations.tsv": ("org", "Organization", 400),
    "instruments.tsv": ("inst", "Instrument", 150),
    "processes.tsv": ("proc", "Process", 30),
    "events.tsv": ("event", "Event", 40),
    "programmes.tsv": ("prog", "Programme", 20),
    "incidents.tsv": ("incident", "Incident", 15),
    "persons.tsv": ("person", "Person", 80),
    "actors.tsv": ("actor", "ThreatActor", 15),
}
STATUSES = {"done", "ongoing", "planned", "conditional"}
LANGUAGES = {"en", "fr", "es", "ru", "zh", "ar"}
ID = re.compile(r"[a-z]+:[a-z0-9]+(-[a-z0-9]+)*")
MOMENT = r"\d{4}(-\d{2}(-\d{2})?)?"
ALIAS_VALUES = {"lang": r"[a-z]{2,3}", "from": MOMENT, "until": MOMENT}
INTERVAL = re.compile(rf"({MOMENT})?/({MOMENT})?|{MOMENT}")
# Words that open sentences or stand for other things: an alias of these must be {cs} or {weak}.
ORDINARY = {
    "it",
    "us",
    "who",
    "will",
    "may",
    "first",
    "state",
    "union",
    "council",
    "commission",
    "agency",
    "gulf",
    "pace",
    "shape",
    "meta",
    "apple",
    "oracle",
    "treasury",
    "alliance",
    "commonwealth",
    "play",
    "royal",
    "hive",
    "conti",
    "congress",
    "senate",
    "intel",
    "rand",
    "bis",
    "cis",
    "wall",
}


@dataclass
class Row:
    """One row of a table, with its place for messages."""

    file: Path
    line: int
    cells: dict[str, str]
    columns: list[str]

    def get(self, column: str) -> str:
        return self.cells.get(column, "")

    def items(self, column: str) -> list[str]:
        return [item for item in self.get(column).split("|") if item]


@dataclass
class Alias:
    """A surface form without its flags."""

    text: str
    flags: set[str] = field(default_factory=set)
    values: dict[str, str] = field(default_factory=dict)


class Findings:
    """Collects messages in order of discovery."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.messages: list[str] = []

    def add(self, row: Row, column: str, message: str) -> None:
        position = row.columns.index(column) + 1 if column in row.columns else 1
        self.add_at(row.file, row.line, position, message)

    def add_at(self, file: Path, line: int, column: int, message: str) -> None:
        shown = file.relative_to(self.root) if file.is_relative_to(self.root) else file
        self.messages.append(f"{shown}:{line}:{column}: {message}")


def read_table(file: Path, findings: Findings) -> list[Row]:
    """The rows of a file; what is malformed is reported and left out."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        findings.add_at(file, 1, 1, f"cannot be read: {error}")
        return []
    if not lines:
        findings.add_at(file, 1, 1, "is empty: the first line names the columns")
        return []
    columns = lines[0].split("\t")
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(columns):
            findings.add_at(file, number, 1, f"{len(cells)} cells, {len(columns)} columns")
            continue
        padded = [i for i, cell in enumerate(cells) if cell != cell.strip()]
        if padded:
            findings.add_at(file, number, padded[0] + 1, "white space at the edge of a cell")
        rows.append(Row(file, number, dict(zip(columns, cells)), columns))
    return rows


def parse_alias(row: Row, column: str, item: str, findings: Findings) -> Alias:
    """Splits "UN{cs,lang=fr}" into its text and flags, and checks the flags."""
    match = re.fullmatch(r"([^{}]+)(?:\{([^{}]+)\})?", item)
    if not match:
        findings.add(row, column, f'"{item}" is not a form with at most one group of flags')
        return Alias(item)
    alias = Alias(match[1])
    for flag in (match[2] or "").split(","):
        key, _, value = flag.partition("=")
        if flag in {"cs", "ci", "weak"}:
            alias.flags.add(flag)
        elif value and re.fullmatch(ALIAS_VALUES.get(key, "(?!)"), value):
            alias.values[key] = value
        elif flag:
            findings.add(row, column, f'unknown flag "{flag}" of "{match[1]}"')
    if alias.text != alias.text.strip():
        findings.add(row, column, f'white space around "{alias.text}"')
    if {"cs", "ci"} <= alias.flags:
        findings.add(row, column, f'"{alias.text}" is both case-sensitive and not')
    return alias


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def is_acronym(text: str) -> bool:
    """The loader's rule: all capitals and digits, at most six letters, is case-sensitive."""
    return len(text) <= 6 and text.isupper()


def forms(row: Row, findings: Findings) -> list[Alias]:
    """All names of an entity; those of a state from ICU are not known here."""
    found = [Alias(row.get("name"))] if row.get("name") else []
    for column in ("adjectives", "aliases", "government"):
        own = [parse_alias(row, column, item, findings) for item in row.items(column)]
        for alias in own:
            surname = row.get("id").startswith("person:") and " " not in alias.text
            ordinary = folded(alias.text) in ORDINARY and not (surname or is_acronym(alias.text))
            if ordinary and not alias.flags & {"cs", "weak"}:
                findings.add(row, column, f'"{alias.text}" is an ordinary word: {{weak}}?')
        found += own
    return found


def check_columns(rows: list[Row], expected: list[str], findings: Findings) -> None:
    if rows and rows[0].columns != expected:
        findings.add_at(rows[0].file, 1, 1, f"columns must be {' '.join(expected)}")


def check_ids(tables: dict[str, list[Row]], findings: Findings) -> dict[str, Row]:
    """Ids are well formed, have the prefix of their file, and are unique across all files."""
    known: dict[str, Row] = {}
    for name, rows in tables.items():
        prefix, kind, _ = FILES.get(name, ("person", "Person", 0))
        for row in rows:
            identifier = row.get("id")
            if not ID.fullmatch(identifier) or not identifier.startswith(prefix + ":"):
                findings.add(row, "id", f'"{identifier}" is not {prefix}:lower-case-words')
            if "type" in row.columns and row.get("type") != kind:
                findings.add(row, "type", f'type "{row.get("type")}" in a file of {kind}')
            if identifier in known:
                first = known[identifier]
                findings.add(row, "id", f"{identifier} is also in {first.file.name}:{first.line}")
            known.setdefault(identifier, row)
    return known


def check_references(known: dict[str, Row], findings: Findings) -> None:
    """Parents, countries and capitals exist and are of the right type."""
    allowed = {
        "parent": ("org:", "state:", "proc:", "inst:", "event:", "prog:"),
        "country": ("state:",),
        "capital": ("place:",),
    }
    for identifier, row in known.items():
        for column, prefixes in allowed.items():
            item = row.get(column)
            if item:
                if item not in known:
                    findings.add(row, column, f"{item} is not defined")
                elif not item.startswith(prefixes):
                    findings.add(row, column, f"{item} cannot be the {column} of {identifier}")
        for column in ("valid", "date"):
            value = row.get(column)
            if value and not INTERVAL.fullmatch(value):
                findings.add(row, column, f'"{value}" is not an ISO 8601 date or interval')
    check_cycles(known, findings)


def check_cycles(known: dict[str, Row], findings: Findings) -> None:
    """No entity is, over its parents, part of itself."""
    for start, row in known.items():
        seen, current = set(), row.get("parent")
        while current in known and current not in seen:
            if current == start:
                findings.add(row, "parent", f"{start} is part of itself")
                break
            seen.add(current)
            current = known[current].get("parent")


def check_forms(tables: dict[str, list[Row]], findings: Findings) -> int:
    """A strong form names one entity of a type, and stands once with its entity."""
    total = 0
    for rows in tables.values():
        owners: dict[str, Row] = {}
        for row in rows:
            names = forms(row, findings)
            total += len(names)
            own = Counter((alias.text, alias.values.get("lang")) for alias in names)
            for (text, _), count in own.items():
                if count > 1:
                    findings.add(row, "aliases", f'"{text}" is listed {count} times')
            for key in {folded(alias.text) for alias in names if "weak" not in alias.flags}:
                other = owners.setdefault(key, row)
                if other is not row:
                    findings.add(
                        row,
                        "aliases",
                        f'"{key}" also names {other.get("id")} ({other.file.name}:{other.line}): '
                        "mark it {weak} in both",
                    )
    return total


def check_gazetteer(folder: Path, kinds: set[str], findings: Findings) -> int:
    tables = {file.name: read_table(file, findings) for file in sorted(folder.glob("*.tsv"))}
    for name, (_, _, minimum) in FILES.items():
        if name not in tables:
            findings.add_at(folder / name, 1, 1, "is missing")
        elif len(tables[name]) < minimum:
            findings.add_at(folder / name, 1, 1, f"{len(tables[name])} rows, at least {minimum}")
    check_columns(tables.get("states.tsv", []), STATE_COLUMNS, findings)
    for name, rows in tables.items():
        unknown = set(rows[0].columns) - GAZETTEER_COLUMNS if rows else set()
        if name != "states.tsv" and unknown:
            findings.add_at(folder / name, 1, 1, f"unknown columns: {' '.join(sorted(unknown))}")
        for row in rows:
            if not row.get("name") or "{" in row.get("name"):
                findings.add(row, "name", "an entity needs a name, without flags")
    for row in tables.get("states.tsv", []):
        iso = row.get("iso")
        if not re.fullmatch("[A-Z]{2}", iso) or row.get("id") != "state:" + iso.lower():
            findings.add(row, "iso", f'"{iso}" does not match {row.get("id")}')
    for row in tables.get("organizations.tsv", []):
        if row.get("kind") not in kinds:
            findings.add(row, "kind", f'unknown kind "{row.get("kind")}"')
    check_references(check_ids(tables, findings), findings)
    return check_forms(tables, findings)


def check_relations(rows: list[Row], types: set[str], findings: Findings) -> None:
    for row in rows:
        for column in ("subject", "object"):
            for item in row.items(column):
                if item != "*" and item not in types:
                    findings.add(row, column, f'unknown entity type "{item}"')
            if not row.get(column):
                findings.add(row, column, "a signature needs at least one type")
        for column in ("symmetric", "stance"):
            if row.get(column) not in {"true", "false"}:
                findings.add(row, column, f'"{row.get(column)}" is neither true nor false')
        if row.get("status") not in STATUSES:
            findings.add(row, "status", f'unknown status "{row.get("status")}"')


def check_topics(topics: list[Row], labels: list[Row], findings: Findings) -> int:
    """Broader concepts exist; a label of one language names one concept."""
    known = {row.get("id") for row in topics}
    owners: dict[tuple[str, str], Row] = {}

    def claim(row: Row, column: str, language: str, text: str) -> None:
        other = owners.setdefault((language, folded(text)), row)
        if other.get("id") != row.get("id"):
            findings.add(row, column, f'"{text}" ({language}) also names {other.get("id")}')
        elif other is not row or column == "twice":
            findings.add(row, "labels", f'"{text}" ({language}) is listed twice')

    for row in topics:
        if row.get("broader") and row.get("broader") not in known:
            findings.add(row, "broader", f"{row.get('broader')} is not defined")
        for text in {row.get("label"), *row.items("other labels")}:
            claim(row, "other labels", "en", text)
    for row in labels:
        if row.get("id") not in known:
            findings.add(row, "id", f"{row.get('id')} is no topic")
        if row.get("lang") not in LANGUAGES:
            findings.add(row, "lang", f'unknown language "{row.get("lang")}"')
        texts = [parse_alias(row, "labels", item, findings).text for item in row.items("labels")]
        for text, count in Counter(folded(text) for text in texts).items():
            claim(row, "labels" if count == 1 else "twice", row.get("lang"), text)
    return len(owners)


def check_unique(rows: list[Row], column: str, findings: Findings) -> set[str]:
    lines = defaultdict(list)
    for row in rows:
        lines[row.get(column)].append(row)
    for value, found in lines.items():
        for row in found[1:]:
            findings.add(row, column, f'"{value}" is also in line {found[0].line}')
    return set(lines)


def check_strength(rows: list[Row], findings: Findings) -> None:
    for row in rows:
        try:
            value = float(row.get("value"))
        except ValueError:
            value = -1.0
        if not 0 < value < 1:
            findings.add(row, "value", f'"{row.get("value")}" is not a number between 0 and 1')
    scale = {row.get("lemma"): row.get("value") for row in rows}
    order = [
        *("take note", "recognise", "recall", "welcome"),
        *("support", "endorse", "urge", "decide"),
    ]
    for weaker, stronger in zip(order, order[1:]):
        if not scale.get(weaker, "1") < scale.get(stronger, "0"):
            findings.add_at(
                rows[0].file if rows else Path("strength.tsv"),
                1,
                1,
                f'"{weaker}" must be below "{stronger}"',
            )


def rules_of_extractor(ingest: Path) -> set[str]:
    """The ids that statements get: written out in the sources, or "nominal." and a shape."""
    sources = sorted((ingest / "extract").glob("*.cpp"))
    text = "".join(file.read_text(encoding="utf-8") for file in sources)
    shapes = (ingest / "dictionary" / "cues.cpp").read_text(encoding="utf-8")
    text = re.sub(r"^#include.*$|//.*$", "", text, flags=re.MULTILINE)
    written = set(re.findall(r'"([a-z]+\.[a-z-]+)"', text))
    own = set(re.findall(r'NominalRule \w+\{[^}]*?"([a-z-]+)"', text))
    read = set(re.findall(r'"([a-z-]+)", NominalShape::', shapes))
    return written | {"nominal." + shape for shape in read | own}


def check_rules(rows: list[Row], used: set[str], findings: Findings) -> None:
    """Every rule that a statement can name is described, and no other."""
    described = check_unique(rows, "rule", findings)
    file = rows[0].file if rows else Path("rules.tsv")
    for rule in sorted(used - described):
        findings.add_at(file, 1, 1, f"the extractor's rule {rule} has no row")
    for row in rows:
        if row.get("rule") not in used:
            findings.add(row, "rule", f"the extractor has no rule {row.get('rule')}")
        if not row.get("description"):
            findings.add(row, "description", "what does the rule read?")


def check_ontology(folder: Path, findings: Findings) -> tuple[set[str], int]:
    """Returns the kinds of organizations and the number of topic labels."""
    tables = {name: read_table(folder / name, findings) for name in ONTOLOGY_COLUMNS}
    for name, expected in ONTOLOGY_COLUMNS.items():
        check_columns(tables[name], expected, findings)
    types = check_unique(tables["entity_types.tsv"], "type", findings)
    kinds = check_unique(tables["organization_kinds.tsv"], "kind", findings)
    check_unique(tables["relations.tsv"], "type", findings)
    check_unique(tables["topics.tsv"], "id", findings)
    check_unique(tables["strength.tsv"], "lemma", findings)
    check_relations(tables["relations.tsv"], types, findings)
    check_strength(tables["strength.tsv"], findings)
    return kinds, check_topics(tables["topics.tsv"], tables["topic_labels.tsv"], findings)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    default = Path(__file__).resolve().parents[2] / "corpus"
    parser.add_argument("corpus", nargs="?", type=Path, default=default)
    corpus = parser.parse_args().corpus.resolve()
    findings = Findings(corpus.parent)
    kinds, labels = check_ontology(corpus / "ontology", findings)
    used = rules_of_extractor(default.parent / "ingest")
    check_rules(read_table(corpus / "ontology" / "rules.tsv", findings), used, findings)
    names = check_gazetteer(corpus / "gazetteer", kinds, findings)
    print("\n".join(findings.messages), file=sys.stderr, end="\n" if findings.messages else "")
    print(f"{names} names, {labels} topic labels, {len(findings.messages)} findings")
    return 1 if findings.messages else 0


if __name__ == "__main__":
    sys.exit(main())
