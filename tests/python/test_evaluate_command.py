"""chancery evaluate as people use it: figures, errors, rules, comparison, bad input."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
from test_command import SOURCE, chancery, one_clear_line

TEXT = """The Cybersecurity and Infrastructure Security Agency (CISA) and the
European Union Agency for Cybersecurity (ENISA) signed a Working Arrangement.
France condemned the ransomware attacks.
"""
REFERENCE: dict[str, Any] = {
    "document": "release",
    "entities": [
        {"id": "cisa", "type": "Organization", "name": "CISA", "mentions": ["CISA"]},
        {"id": "enisa", "type": "Organization", "name": "ENISA", "mentions": ["ENISA"]},
        {"id": "wa", "type": "Instrument", "name": "WA", "mentions": ["Working Arrangement"]},
        {"id": "france", "type": "State", "name": "France", "mentions": ["France"]},
        {"id": "topic:ransomware", "type": "Topic", "name": "", "mentions": ["ransomware attacks"]},
    ],
    "relations": [
        {"subject": "cisa", "type": "ADOPTED", "object": "wa", "cue": "signed"},
        {"subject": "enisa", "type": "ADOPTED", "object": "wa", "cue": "signed"},
        {"subject": "france", "type": "SUPPORTS", "object": "topic:ransomware", "cue": "condemned"},
    ],
}


class Folders:
    def __init__(self, root: pathlib.Path) -> None:
        self.references = root / "references"
        self.texts = root / "texts"
        for folder in (self.references, self.texts):
            folder.mkdir()
        self.reference = self.references / "release.json"
        self.write(REFERENCE)
        (self.texts / "release.txt").write_text(TEXT, encoding="utf-8")

    def write(self, reference: object) -> None:
        self.reference.write_text(json.dumps(reference, indent=1), encoding="utf-8")

    def run(self, *options: object) -> dict[str, Any]:
        done = chancery("evaluate", self.references, self.texts, "--json", *options)
        assert done.returncode == 0, done.stderr
        result: dict[str, Any] = json.loads(done.stdout)
        return result


@pytest.fixture
def folders(tmp_path: pathlib.Path) -> Folders:
    return Folders(tmp_path)


def test_figures_and_errors(folders: Folders) -> None:
    run = folders.run()
    assert run["entities"]["recall"] == 1
    assert run["relation_types"]["ADOPTED"]["right"] == 2
    wrong = [error for error in run["errors"] if error["fault"] == "wrong type"]
    assert [error["given"] for error in wrong] == ["France CONDEMNS topic:ransomware"]
    assert wrong[0]["quote"] == "France condemned the ransomware attacks."
    assert wrong[0]["cue"] == "condemned"
    assert wrong[0]["rule"]
    table = chancery("evaluate", folders.references, folders.texts, "--errors").stdout
    assert "“France [condemned] the ransomware attacks.”" in table
    assert "alias recall" in table
    assert "     1  wrong type relation SUPPORTS\n" in table


def test_rules(folders: Folders, tmp_path: pathlib.Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "other.txt").write_text("Norway condemned ransomware attacks.\n", encoding="utf-8")
    (more / "same.txt").write_text(TEXT, encoding="utf-8")  # not counted twice
    run = folders.run("--rules", "--unannotated", more)
    finite = next(rule for rule in run["rules"] if rule["right"] == 2)
    assert finite["documents"] == ["release"]
    assert finite["elsewhere"] == 1
    assert finite["without"]["f1"] < run["relations"]["f1"]
    table = chancery("evaluate", folders.references, folders.texts, "--rules").stdout
    assert "rules that fired in one document only" in table


def test_against_an_earlier_run(folders: Folders, tmp_path: pathlib.Path) -> None:
    earlier = tmp_path / "run.json"
    earlier.write_text(json.dumps(folders.run()), encoding="utf-8")
    reference = json.loads(json.dumps(REFERENCE))
    reference["relations"][2]["type"] = "CONDEMNS"
    folders.write(reference)
    change = folders.run("--against", earlier)["against"]
    won = [item["relation"] for item in change["won"]]
    assert won == [["france", "CONDEMNS", "topic:ransomware"]]
    assert change["lost"] == []
    table = chancery("evaluate", folders.references, folders.texts, "--against", earlier).stdout
    assert "relations won: 1" in table


def test_annotations_of_another_system(folders: Folders, tmp_path: pathlib.Path) -> None:
    system = tmp_path / "system"
    system.mkdir()
    (system / "release.json").write_text(json.dumps(REFERENCE), encoding="utf-8")
    assert folders.run("--annotations", system)["relations"]["f1"] == 1
    (system / "release.json").rename(system / "another.json")
    run = folders.run("--annotations", system)
    assert run["missing"] == ["release"]
    assert run["relations"]["f1"] == 0


def test_the_projects_own_annotations_can_be_scored() -> None:
    done = chancery("evaluate", SOURCE / "corpus" / "annotations", SOURCE / "corpus" / "documents")
    assert done.returncode == 0, done.stderr


# ---- bad input ------------------------------------------------------------------------------


def test_folders_that_hold_nothing(folders: Folders, tmp_path: pathlib.Path) -> None:
    one_clear_line(chancery("evaluate", "nowhere", folders.texts), "nowhere")
    one_clear_line(chancery("evaluate", folders.texts, folders.texts), str(folders.texts), "*.json")
    one_clear_line(chancery("evaluate", folders.references, "nowhere"), "nowhere")
    elsewhere = ("--annotations", folders.texts)
    done = chancery("evaluate", folders.references, folders.texts, *elsewhere)
    one_clear_line(done, str(folders.texts), "annotate --out")


def test_a_reference_without_text(folders: Folders) -> None:
    (folders.texts / "release.txt").rename(folders.texts / "another.txt")
    done = chancery("evaluate", folders.references, folders.texts)
    one_clear_line(done, "release.json", str(folders.texts), "release.txt")


def test_a_reference_with_two_texts(folders: Folders) -> None:
    (folders.texts / "release.md").write_text(TEXT, encoding="utf-8")
    done = chancery("evaluate", folders.references, folders.texts)
    one_clear_line(done, "release.json", "release.txt", "release.md")


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no JSON"),
        ('{"entities": [\n{"id": }\n]}', 2, "no JSON"),
        ('{"entities": [\n{"id": "a",\n "type": "Stat"}\n]}', 3, "Stat"),
        (
            '{"entities": [], "relations":\n[{"subject": "a", "type": "LIKES", "object": "b"}]}',
            2,
            "LIKES",
        ),
        ('{"entities": {}}', 0, "entities"),
    ],
)
def test_what_is_no_reference(folders: Folders, text: str, line: int, says: str) -> None:
    folders.reference.write_text(text, encoding="utf-8")
    place = f"{folders.reference}:{line}:" if line else f"{folders.reference}:"
    one_clear_line(chancery("evaluate", folders.references, folders.texts), place, says)


def test_what_is_no_earlier_run(folders: Folders) -> None:
    done = chancery("evaluate", folders.references, folders.texts, "--against", folders.reference)
    one_clear_line(done, str(folders.reference), "--json")


def test_unannotated_documents_belong_to_rules(folders: Folders) -> None:
    done = chancery("evaluate", folders.references, folders.texts, "--unannotated", folders.texts)
    assert done.returncode == 2


def test_names_cannot_steer_the_terminal(folders: Folders, tmp_path: pathlib.Path) -> None:
    reference = json.loads(json.dumps(REFERENCE))
    name = "\x1b[2J\u202eNATO"
    reference["entities"].append({"id": name, "type": "Event", "name": name, "mentions": [name]})
    relation = {"subject": "cisa", "type": "HOSTED", "object": name, "cue": name}
    reference["relations"].append(relation)
    folders.write(reference)
    earlier = tmp_path / "run.json"
    earlier.write_text(json.dumps(folders.run()), encoding="utf-8")
    options = ("--errors", "--rules", "--against", earlier)
    table = chancery("evaluate", folders.references, folders.texts, *options).stdout
    assert "NATO" in table
    assert "\x1b" not in table
    assert "\u202e" not in table
