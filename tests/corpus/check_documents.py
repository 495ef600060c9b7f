#!/usr/bin/env python3
"""Checks corpus/documents, corpus/annotations and corpus/sources.tsv.

usage: check_documents.py [CORPUS_DIR]

Prints one line per problem, "file: what is wrong", then "N passed, N failed" (one check per file).
Exit code 0 when there is no problem, 1 otherwise. Needs nothing but Python.
"""

import datetime
import json
import pathlib
import re
import sys
from collections import Counter

REQUIRED = ("title", "date", "language", "source_url", "publisher", "genre")
OPTIONAL = ("symbol",)
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
WORDS = (150, 600)
# What issue and README promise of the set as a whole.
MIN_DOCUMENTS, MIN_ANNOTATED, MIN_SOURCES = 32, 22, 60
MIN_PER_LANGUAGE = {"fr": 2, "es": 1, "ru": 1, "zh": 1, "ar": 1}
STATUSES = ("done", "ongoing", "planned", "conditional")
ISO_DATE = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-[a-z0-9]+(?:-[a-z0-9]+)*\.md")
HAN = re.compile(r"[\u3400-\u9fff]")


def split_front_matter(text):
    """Returns ({key: value}, body); values lose their quotes."""
    match = re.match(r"---\n(.*?)\n---\n(.*)", text, re.S)
    if not match:
        raise ValueError("does not begin with front matter between two lines of ---")
    fields = {}
    for line in match.group(1).splitlines():
        key, colon, value = line.partition(": ")
        if not colon or key in fields:
            raise ValueError(f"front matter line '{line}' is no new 'key: value'")
        fields[key] = value.strip().strip('"')
    return fields, match.group(2)


def readable(body):
    """The body as a reader sees it: Markdown marks removed, white space folded."""
    body = re.sub(r"^#+\s*", "", body, flags=re.M)
    return re.sub(r"\s+", " ", re.sub(r"[*_]", "", body)).strip()


def word_count(body):
    """Words between white space; two Han characters count as a word."""
    return len(HAN.sub(" ", body).split()) + len(HAN.findall(body)) // 2


def read_table(path):
    """Yields the rows of a tab separated file as dictionaries; comments and blank lines skipped."""
    header = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            continue
        if len(cells) > len(header):
            raise ValueError(f"line {number} has {len(cells)} cells, the header {len(header)}")
        yield number, dict(zip(header, cells + [""] * (len(header) - len(cells))))


class Ontology:
    """Types, relations with signatures and topic ids of corpus/ontology."""

    def __init__(self, folder):
        self.types = {row["type"] for _, row in read_table(folder / "entity_types.tsv")}
        self.kinds = {row["kind"] for _, row in read_table(folder / "organization_kinds.tsv")}
        self.topics = {row["id"] for _, row in read_table(folder / "topics.tsv")}
        self.relations = {
            row["type"]: (self.expand(row["subject"]), self.expand(row["object"]))
            for _, row in read_table(folder / "relations.tsv")
        }
        self.symmetric = {
            row["type"]
            for _, row in read_table(folder / "relations.tsv")
            if row["symmetric"] == "true"
        }

    def expand(self, cell):
        return self.types if cell == "*" else set(cell.split("|"))


def check_document(path, fields, body):
    match = NAME.fullmatch(path.name)
    if not match:
        yield "file name is not YYYY-MM-DD-words-in-lower-case.md"
    for key in REQUIRED:
        if not fields.get(key):
            yield f"front matter lacks {key}"
    for key in fields.keys() - set(REQUIRED) - set(OPTIONAL):
        yield f"front matter has an unknown field {key}"
    if fields.get("language") not in LANGUAGES:
        yield f"language '{fields.get('language')}' is none of {', '.join(LANGUAGES)}"
    if not fields.get("source_url", "").startswith("https://"):
        yield "source_url is not an https address"
    try:
        datetime.date.fromisoformat(fields.get("date", ""))
    except ValueError:
        yield f"date '{fields.get('date')}' is not YYYY-MM-DD"
    words = word_count(body)
    if not WORDS[0] <= words <= WORDS[1]:
        yield f"has {words} words, not {WORDS[0]} to {WORDS[1]}"
    if not body.lstrip().startswith("# "):
        yield "body does not begin with a heading of level 1"


def check_entity(entity, text, ontology):
    name = entity.get("id", "?")
    if entity.get("type") not in ontology.types:
        yield f"entity {name}: unknown type {entity.get('type')}"
    if entity.get("type") == "Organization" and entity.get("kind") not in ontology.kinds:
        yield f"entity {name}: unknown kind {entity.get('kind')}"
    if (entity.get("type") == "Topic") != name.startswith("topic:"):
        yield f"entity {name}: ids of topics, and only these, begin with topic:"
    if entity.get("type") == "Topic" and name.removeprefix("topic:") not in ontology.topics:
        yield f"entity {name}: no such topic in ontology/topics.tsv"
    if "date" in entity and not re.fullmatch(f"{ISO_DATE}(/{ISO_DATE})?", entity["date"]):
        yield f"entity {name}: date '{entity['date']}' is not ISO 8601"
    if not entity.get("name") or not entity.get("mentions"):
        yield f"entity {name}: needs a name and mentions"
    for mention, count in Counter(entity.get("mentions", [])).items():
        if mention not in text:
            yield f"entity {name}: '{mention}' is not in the text"
        if count > 1:
            yield f"entity {name}: '{mention}' is listed {count} times"


def check_relation(relation, types, text, ontology):
    subject, kind, target = (relation.get(k) for k in ("subject", "type", "object"))
    label = f"relation {subject} {kind} {target}"
    for end in (subject, target):
        if end not in types:
            yield f"{label}: no entity {end}"
    if kind not in ontology.relations:
        yield f"{label}: unknown relation type"
    elif subject in types and target in types:
        subjects, objects = ontology.relations[kind]
        if types[subject] not in subjects or types[target] not in objects:
            yield f"{label}: {kind} does not join {types[subject]} and {types[target]}"
    if subject == target:
        yield f"{label}: joins an entity with itself"
    if relation.get("status") not in STATUSES:
        yield f"{label}: status '{relation.get('status')}'"
    if relation.get("polarity") not in ("positive", "negative"):
        yield f"{label}: polarity '{relation.get('polarity')}'"
    for part in relation.get("cue", "").split(" ... "):
        if not part or part not in text:
            yield f"{label}: cue '{part}' is not in the text"


def check_annotations(annotations, fields, text, ontology):
    if annotations.get("title") != fields["title"] or annotations.get("date") != fields["date"]:
        yield "title or date differs from the document's front matter"
    entities = annotations.get("entities", [])
    types = {e.get("id"): e.get("type") for e in entities}
    if len(types) != len(entities):
        yield "an entity id is used twice"
    for issuer in annotations.get("issuers", []):
        if issuer not in types:
            yield f"issuer {issuer} is no entity"
    for entity in entities:
        yield from check_entity(entity, text, ontology)
    triples = Counter()
    for relation in annotations.get("relations", []):
        yield from check_relation(relation, types, text, ontology)
        subject, kind, target = (relation.get(k) for k in ("subject", "type", "object"))
        if kind in ontology.symmetric and target < subject:
            subject, target = target, subject
        triples[subject, kind, target] += 1
    for triple, count in triples.items():
        if count > 1:
            yield f"relation {' '.join(map(str, triple))} is listed {count} times"


def check_sources(path):
    urls = Counter()
    for number, row in read_table(path):
        for column in ("title", "publisher", "url", "language", "kind"):
            if not row.get(column):
                yield f"line {number} lacks {column}"
        if not row.get("url", "").startswith("https://"):
            yield f"line {number}: url is not an https address"
        urls[row.get("url")] += 1
    yield from (f"{url} is listed {count} times" for url, count in urls.items() if count > 1)
    if len(urls) < MIN_SOURCES:
        yield f"has {len(urls)} sources, fewer than {MIN_SOURCES}"


def check_corpus(corpus):
    """Yields (file, [problems]) for each file, and for the set as a whole."""
    ontology = Ontology(corpus / "ontology")
    documents, languages = {}, Counter()
    for path in sorted((corpus / "documents").glob("*")):
        try:
            fields, body = split_front_matter(path.read_text(encoding="utf-8"))
        except ValueError as error:
            yield path.name, [str(error)]
            continue
        documents[path.stem] = fields, readable(body)
        languages[fields.get("language")] += 1
        yield path.name, list(check_document(path, fields, body))
    annotated = sorted((corpus / "annotations").glob("*.json"))
    in_languages = set()
    for path in annotated:
        annotations = json.loads(path.read_text(encoding="utf-8"))
        if path.stem not in documents or annotations.get("document") != path.stem:
            yield path.name, ["is not named after a document, or names another one"]
            continue
        fields, text = documents[path.stem]
        in_languages.add(fields["language"])
        yield path.name, list(check_annotations(annotations, fields, text, ontology))
    yield "sources.tsv", list(check_sources(corpus / "sources.tsv"))
    problems = []
    if len(documents) < MIN_DOCUMENTS:
        problems.append(f"{len(documents)} documents, fewer than {MIN_DOCUMENTS}")
    if len(annotated) < MIN_ANNOTATED:
        problems.append(f"{len(annotated)} annotated documents, fewer than {MIN_ANNOTATED}")
    for language in sorted(set(LANGUAGES) - in_languages):
        problems.append(f"no annotated document in {language}")
    for language, least in MIN_PER_LANGUAGE.items():
        if languages[language] < least:
            problems.append(f"{languages[language]} documents in {language}, fewer than {least}")
    yield "corpus", problems


def main():
    here = pathlib.Path(__file__).resolve()
    corpus = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here.parents[2] / "corpus"
    passed = failed = 0
    for name, problems in check_corpus(corpus):
        for problem in problems:
            print(f"{name}: {problem}")
        passed, failed = passed + (not problems), failed + bool(problems)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
