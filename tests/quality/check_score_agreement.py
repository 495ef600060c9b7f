#!/usr/bin/env python3
"""Checks that `chancery evaluate` and the guide's score.py say the same.

usage: check_score_agreement.py CHANCERY SOURCE_DIR

Three inputs: what the extractor says of the reference set, what it says of the annotated corpus,
and annotations of the corpus spoiled at random (surfaces respelled, types changed, relations turned
and lost, files missing), which reach the corners of the scoring rules. score.py and the reference
set are looked for in CHANCERY_SHARED_DIR (default ../shared); exit code 77 where score.py is not
there.
"""

import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

SKIPPED = 77
SEEDS = 12
SPELLINGS = [
    str.upper,
    lambda s: s.replace(" ", "\u00a0\n "),
    lambda s: "The " + s,
    lambda s: "l' " + s,
    lambda s: "L\u2019" + s,
    lambda s: s + "\u2019s",
    lambda s: s + "'",
    lambda s: s.replace("-", "\u2013"),
    lambda s: "U.S. " + s,
    lambda s: "US A " + s,
    lambda s: "u. s. a. " + s,
    lambda s: "United States of America " + s,
    lambda s: "United Kingdom " + s,
    lambda s: "E.U. " + s,
    lambda s: s.replace("fi", "\ufb01"),
    lambda s: s + " of harbours",
]


def spoil(annotations, draw):
    """What a poor system might say of the document."""
    types = sorted({entity["type"] for entity in annotations["entities"]})
    entities = []
    for entity in annotations["entities"]:
        if draw.random() < 0.15:
            continue
        mentions = [
            draw.choice(SPELLINGS)(mention) if draw.random() < 0.5 else mention
            for mention in entity["mentions"]
        ]
        kind = draw.choice(types) if draw.random() < 0.1 else entity["type"]
        entities.append({**entity, "type": kind, "mentions": mentions})
        if draw.random() < 0.2:
            entities.append({**entities[-1], "id": entity["id"] + "-2", "mentions": mentions[:1]})
    ids = [entity["id"] for entity in entities]
    relations = []
    for relation in annotations["relations"]:
        if draw.random() < 0.2:
            continue
        relation = dict(relation)
        if draw.random() < 0.2:
            relation["subject"], relation["object"] = relation["object"], relation["subject"]
        if draw.random() < 0.2:
            relation["object"] = draw.choice(ids)
        relations.append(relation)
    draw.shuffle(entities)
    return {**annotations, "entities": entities, "relations": relations}


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{result.stderr}")
    return json.loads(result.stdout) if result.stdout else None


def differences(ours, theirs, path=""):
    """Where ours lacks, or has another value for, something that theirs has."""
    if isinstance(theirs, dict):
        if not isinstance(ours, dict):
            yield f"{path}: {ours} is no object"
            return
        for key, value in theirs.items():
            yield from differences(ours.get(key), value, f"{path}/{key}")
    elif isinstance(theirs, float) and not isinstance(ours, float | int):
        yield f"{path}: {ours}, not {theirs}"
    elif isinstance(theirs, float):
        if abs(ours - theirs) >= 0.0005:
            yield f"{path}: {ours}, not {theirs}"
    elif isinstance(theirs, list):
        if [pathlib.Path(name).stem for name in theirs] != ours:
            yield f"{path}: {ours}, not {theirs}"
    elif ours != theirs:
        yield f"{path}: {ours}, not {theirs}"


def compare(name, chancery, score, references, texts, system, extracted):
    options = [] if extracted else ["--annotations", system]
    ours = run(chancery, "evaluate", references, texts, "--json", *options)
    theirs = run(sys.executable, score, references, system, "--json")
    found = list(differences(ours, theirs))
    for difference in found:
        print(f"{name}{difference}")
    f1 = theirs["relations"]["f1"]
    print(f"{name}: {theirs['documents']} documents, relations F1 {f1:.3f}, {len(found)} differ")
    return len(found)


def main():
    chancery, source = sys.argv[1], pathlib.Path(sys.argv[2])
    shared = pathlib.Path(os.environ.get("CHANCERY_SHARED_DIR") or source / ".." / "shared")
    score = shared / "ontology" / "score.py"
    if not score.exists():
        print("score.py is not here; CHANCERY_SHARED_DIR may name its place")
        return SKIPPED
    os.environ["CHANCERY_CORPUS"] = str(source / "corpus")
    corpus = source / "corpus" / "annotations", source / "corpus" / "documents"
    dev = shared / "reference" / "dev"
    sets = {"corpus": corpus}
    if (dev / "gold").is_dir():
        sets["reference"] = dev / "gold", dev / "texts"
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, (references, texts) in sets.items():
            system = pathlib.Path(folder) / name
            run(chancery, "annotate", texts, "--out", system)
            failed += compare(name, chancery, score, references, texts, system, True)
        for seed in range(SEEDS):
            draw = random.Random(seed)
            system = pathlib.Path(folder) / f"spoiled-{seed}"
            system.mkdir()
            for path in sorted(corpus[0].glob("*.json")):
                if draw.random() < 0.1:
                    continue
                spoiled = spoil(json.loads(path.read_text(encoding="utf-8")), draw)
                (system / path.name).write_text(json.dumps(spoiled), encoding="utf-8")
            failed += compare(f"spoiled {seed}", chancery, score, *corpus, system, False)
    print(f"{failed} figures differ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
