#!/usr/bin/env python3
"""Measures named entities and speed beside other libraries, on the same texts in one run.

usage: bench_extraction.py CHANCERY_COMMAND WORK_FOLDER

Scored are State, Organization, Person and Place on the annotated English documents of corpus/ and,
where CHANCERY_SHARED_DIR has one, of the reference set; timed are these texts. The peers are
installed into WORK_FOLDER from npm and Maven Central; one that cannot be is a row that says so.
The table goes to standard output and to tests/bench/results.
"""

import datetime
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parents[2]
SHARED = pathlib.Path(os.environ.get("CHANCERY_SHARED_DIR", SOURCE.parent / "shared"))
TYPES = ("State", "Organization", "Person", "Place")
ROUNDS = 3
COPIES = 40  # of the texts for Chancery, which is done with one before its start is over

CORENLP = "4.5.7"
CORENLP_TYPES = dict.fromkeys(("COUNTRY", "NATIONALITY"), "State")
CORENLP_TYPES |= dict.fromkeys(("CITY", "STATE_OR_PROVINCE", "LOCATION"), "Place")
CORENLP_TYPES |= {"ORGANIZATION": "Organization", "PERSON": "Person"}
POM = """<project><modelVersion>4.0.0</modelVersion><groupId>bench</groupId>
<artifactId>bench</artifactId><version>1</version><dependencies>{}{}</dependencies></project>"""
DEPENDENCY = """<dependency><groupId>edu.stanford.nlp</groupId>
<artifactId>stanford-corenlp</artifactId><version>{}</version>{}</dependency>"""


class Missing(Exception):
    """A peer that cannot be installed or run, and why."""


def run(*words, **options):
    try:
        done = subprocess.run(
            [str(word) for word in words], capture_output=True, text=True, check=False, **options
        )
    except FileNotFoundError as failure:
        raise Missing(f"{failure.filename} is not installed") from None
    if done.returncode != 0:
        last = (done.stderr or done.stdout).strip().splitlines()[-1:]
        raise Missing(f"{words[0]} failed: {''.join(last)[:100]}")
    return done.stdout + done.stderr


def annotated_sets():
    """{name: (texts, entities)} of the sets that are there, both by the stem of the file."""
    folders = {
        "corpus": (SOURCE / "corpus/documents", SOURCE / "corpus/annotations"),
        "reference": (SHARED / "reference/dev/texts", SHARED / "reference/dev/gold"),
    }
    sets = {}
    for name, (documents, annotations) in folders.items():
        texts, entities = {}, {}
        for path in sorted(documents.glob("*")):
            raw, gold = path.read_text(encoding="utf-8"), annotations / f"{path.stem}.json"
            if gold.exists() and re.match(r"(?!---\n(?:.*\n)*?lang\w*:(?! *en))", raw):
                texts[path.stem] = re.sub(r"\A---\n.*?\n---\n", "", raw, flags=re.S)
                entities[path.stem] = json.loads(gold.read_text(encoding="utf-8"))["entities"]
        if texts:
            sets[name] = texts, entities
    return sets


def write_texts(folder, texts):
    folder.mkdir()
    for stem, text in texts.items():
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")


class Chancery:
    """A system: texts in, ({stem: [(type, surface)]}, seconds) out."""

    name = "Chancery"

    def __init__(self, command):
        self.command = command

    def __call__(self, texts):
        """The time holds reading and writing files, but not the start."""
        copies = {f"{stem}-{i}": text for stem, text in texts.items() for i in range(COPIES)}
        start = self.annotate({"nothing": "Nothing."})[1]
        found, seconds = self.annotate(copies)
        return {stem: found[f"{stem}-0"] for stem in texts}, (seconds - start) / COPIES

    def annotate(self, texts):
        with tempfile.TemporaryDirectory() as folder:
            given, out = pathlib.Path(folder) / "in", pathlib.Path(folder) / "out"
            write_texts(given, texts)
            start = time.perf_counter()
            subprocess.run([self.command, "annotate", given, "--out", out], check=True)
            seconds = time.perf_counter() - start
            found = {s: json.loads((out / f"{s}.json").read_text("utf-8")) for s in texts}
        names = {
            stem: [
                (entity["type"], m) for entity in document["entities"] for m in entity["mentions"]
            ]
            for stem, document in found.items()
        }
        return names, seconds


class JavaScript:
    def __init__(self, name, work, *packages):
        self.name, self.work, self.packages = name, work, packages

    def __call__(self, texts):
        run("npm", "install", "--silent", "--prefix", self.work, *self.packages)
        words = ("node", HERE / "peers.mjs", self.name)
        found = json.loads(run(*words, input=json.dumps(texts), cwd=self.work))
        return found["names"], found["seconds"]


class CoreNlp:
    def __init__(self, name, work, annotators):
        self.name, self.work, self.annotators = name, work, annotators

    def class_path(self):
        models = "<classifier>models</classifier>"
        pom = POM.format(*(DEPENDENCY.format(CORENLP, part) for part in ("", models)))
        (self.work / "pom.xml").write_text(pom, encoding="utf-8")
        run("mvn", "-q", "dependency:build-classpath", "-Dmdep.outputFile=path", cwd=self.work)
        return (self.work / "path").read_text("utf-8")

    def __call__(self, texts):
        with tempfile.TemporaryDirectory() as folder:
            given, out = pathlib.Path(folder) / "in", pathlib.Path(folder) / "out"
            write_texts(given, texts)
            files = pathlib.Path(folder) / "files"
            files.write_text("\n".join(str(path) for path in given.iterdir()), encoding="utf-8")
            log = run(
                *("java", "-Xmx6g", "-cp", self.class_path()),
                *("edu.stanford.nlp.pipeline.StanfordCoreNLP", "-annotators", self.annotators),
                *("-threads", 1, "-ner.useSUTime", "false", "-outputFormat", "json"),
                *("-filelist", files, "-outputDirectory", out),
            )
            found = {s: json.loads((out / f"{s}.txt.json").read_text("utf-8")) for s in texts}
        names = {stem: self.names(document) for stem, document in found.items()}
        return names, float(re.search(r"TOTAL: ([\d.]+) sec", log)[1])

    def names(self, document):
        mentions = (m for s in document["sentences"] for m in s.get("entitymentions", ()))
        return [(CORENLP_TYPES[m["ner"]], m["text"]) for m in mentions if m["ner"] in CORENLP_TYPES]


def fold(surface):
    text = unicodedata.normalize("NFKC", surface).casefold().replace("\u2019", "'")
    text = " ".join(re.sub(r"[-\u2010-\u2015]", " ", text).split()).strip(".,;:()\"' ")
    return re.sub(r"^(?:the|an?) |'s?$", "", text)


def surfaces_of(entities, kinds):
    folded = [{fold(m) for m in e["mentions"]} for e in entities if e["type"] in kinds]
    return [surfaces for surfaces in folded if surfaces]


def f1(names, wanted, kinds, any_type=False):
    """An entity is found by any of its surfaces; every surface that is none of them is a fault."""
    right = faults = missed = 0
    for stem, entities in wanted.items():
        for kind in (kinds,) if any_type else ((kind,) for kind in kinds):
            given = {fold(s) for k, s in names[stem] if k in kind or (any_type and not k)} - {""}
            if any_type:  # who has no types cannot leave the names of other types out
                given -= set().union(
                    *surfaces_of(entities, {e["type"] for e in entities} - {*kinds})
                )
            there = surfaces_of(entities, kind)
            hits = sum(bool(surfaces & given) for surfaces in there)
            right += hits
            missed += len(there) - hits
            faults += len(given - set().union(*there))
    return f"{2 * right / (2 * right + faults + missed):.2f}" if right else "-"


def measure(systems, texts):
    """{name: median seconds, or why there are none}; the systems take turns."""
    seconds = {system.name: [] for system in systems}
    missing = {}
    for _ in range(ROUNDS):
        for system in systems:
            try:
                seconds[system.name].append(system(texts)[1])
            except Missing as why:
                missing[system.name] = f"not measured: {why}"
    return {name: missing.get(name) or statistics.median(seconds[name]) for name in seconds}


def rows(systems, sets):
    texts = {stem: text for texts, _ in sets.values() for stem, text in texts.items()}
    megabytes = sum(len(text.encode()) for text in texts.values()) / 1e6
    yield ["system", "texts", *TYPES, "all four", "any type", "MB/s", "times Chancery's time"]
    yield ["---"] * 10
    times = measure(systems, texts)
    for system in systems:
        took = times[system.name]
        if isinstance(took, str):
            yield [system.name, took] + [""] * 8
            continue
        names = system(texts)[0]
        scored = sets if any(names.values()) else {"not scored": ({}, {})}
        for label, (_, wanted) in scored.items():
            scores = [f1(names, wanted, (kind,)) for kind in TYPES] + [f1(names, wanted, TYPES)]
            speed = [f"{megabytes / took:.3g}", f"{took / times['Chancery']:,.1f}"]
            yield [system.name, label, *scores, f1(names, wanted, TYPES, any_type=True), *speed]


def machine():
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text("utf-8"))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    words = f"{os.cpu_count()} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.0f}"
    return f"{cpu[1]}, {words}" if cpu else words


def main():
    work = pathlib.Path(sys.argv[2]).absolute()
    work.mkdir(parents=True, exist_ok=True)
    systems = [
        Chancery(pathlib.Path(sys.argv[1]).absolute()),
        JavaScript("wink-nlp", work, "wink-nlp", "wink-eng-lite-web-model"),
        JavaScript("compromise", work, "compromise"),
        CoreNlp("Stanford CoreNLP, NER", work, "tokenize,pos,lemma,ner"),
        CoreNlp("Stanford CoreNLP, OpenIE", work, "tokenize,pos,lemma,depparse,natlog,openie"),
    ]
    sets = annotated_sets()
    today = datetime.date.today().isoformat()
    report = [
        f"# Named entities beside other libraries, {today}\n",
        f"{machine()}; one thread, {ROUNDS} rounds in turn, median; start and models aside.\n",
        "Texts: " + ", ".join(f"{len(texts)} of {name}" for name, (texts, _) in sets.items()) + ".",
        "F1 of entities; `any type` takes a name as right whatever its type. wink-nlp's model has",
        "no such types, OpenIE gives triples without types.\n",
        *("| " + " | ".join(row) + " |" for row in rows(systems, sets)),
    ]
    print("\n".join(report))
    path = SOURCE / "tests/bench/results" / f"extraction-{today}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join(report) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
