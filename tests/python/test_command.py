"""The chancery command as people use it: output, exit codes, and one clear line for bad input."""

from __future__ import annotations

import json
import os
import pathlib
import subprocess
import sys

import pytest

COMMAND = os.environ["CHANCERY_COMMAND"]
SOURCE = pathlib.Path(os.environ["CHANCERY_SOURCE_DIR"])


def chancery(
    *words: object, stdin: str = "", cwd: pathlib.Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *map(str, words)],
        input=stdin,
        capture_output=True,
        text=True,
        cwd=cwd,
        timeout=300,
        check=False,
    )


def one_clear_line(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """Fails, says so in one line on standard error, and names what the line has to name."""
    assert done.returncode != 0
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    for part in parts:
        assert part in lines[0], lines[0]


@pytest.fixture
def home(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "db"


@pytest.fixture
def indexed(home: pathlib.Path, release: pathlib.Path) -> pathlib.Path:
    done = chancery("ingest", release, "--db", home)
    assert done.returncode == 0, done.stderr
    return home


def test_help_of_every_command_tells_its_exit_codes_and_options() -> None:
    assert "Exit codes" in chancery("--help").stdout
    commands = ["ingest", "import", "query", "shell", "why", "editions", "stats", "verify"]
    commands += ["annotate", "evaluate"]
    for command in commands:
        done = chancery(command, "--help")
        assert done.returncode == 0
        assert "--help" in done.stdout


def test_a_file_is_loaded_where_permitted(indexed: pathlib.Path, tmp_path: pathlib.Path) -> None:
    (tmp_path / "states.csv").write_text("code,name\nEE,Estonia\n", encoding="utf-8")
    text = "CALL load.csv('states.csv') YIELD row RETURN row.name AS name"
    done = chancery("query", text, "--db", indexed, "--allow-read", tmp_path, "--format", "jsonl")
    assert json.loads(done.stdout) == {"name": "Estonia"}
    refused = chancery("query", text, "--db", indexed)
    assert refused.returncode == 1
    assert "--allow-read" in refused.stderr


def test_wrong_usage_has_its_own_exit_code() -> None:
    assert chancery().returncode == 2
    assert chancery("ingets").returncode == 2
    assert chancery("query").returncode == 2


def test_the_version_is_the_packages() -> None:
    import chancery as package

    assert chancery("--version").stdout.strip() == package.__version__


def test_ingest_report(indexed: pathlib.Path, release: pathlib.Path) -> None:
    done = chancery("ingest", release, "--db", indexed, "--json")
    report = json.loads(done.stdout)
    assert (report["documents"], report["unchanged"]) == (1, 1)


def test_query_formats(indexed: pathlib.Path) -> None:
    query = "MATCH (d:Document) RETURN d.title AS title, d.date AS date"
    table = chancery("query", query, "--db", indexed).stdout
    assert "Joint release of CISA and ENISA │" in table
    assert table.endswith("1 row\n")
    rows = json.loads(chancery("query", query, "--db", indexed, "--format", "json").stdout)
    assert rows[0]["title"] == "Joint release of CISA and ENISA"
    csv = chancery("query", query, "--db", indexed, "--format", "csv").stdout
    assert csv.splitlines()[0] == "title,date"


def test_query_parameters_are_json_or_text(indexed: pathlib.Path) -> None:
    query = "RETURN $n + 1 AS n, $s AS s"
    done = chancery("query", query, "-p", "n=41", "-p", "s=forty", "--db", indexed)
    assert "42 │ forty" in done.stdout


def test_why_shows_sentence_rule_and_document(indexed: pathlib.Path) -> None:
    done = chancery("why", "CISA", "ADOPTED", "Working Arrangement", "--db", indexed)
    assert done.returncode == 0, done.stderr
    assert "Working Arrangement" in done.stdout
    assert "[signed]" in done.stdout
    assert "     rule: clause." in done.stdout
    assert "     row: verbs/" in done.stdout
    assert "other dictionaries" not in done.stdout
    assert "2023-12-07" in done.stdout


def test_why_without_proof_is_not_an_error_but_not_a_proof(indexed: pathlib.Path) -> None:
    done = chancery("why", "CISA", "CONDEMNS", "ENISA", "--db", indexed)
    assert done.returncode == 3


def test_why_of_an_unknown_name(indexed: pathlib.Path) -> None:
    one_clear_line(chancery("why", "Nobody", "SUPPORTS", "CISA", "--db", indexed), "Nobody")


def test_stats_editions_verify(indexed: pathlib.Path) -> None:
    assert "Document" in chancery("stats", "--db", indexed).stdout
    assert len(json.loads(chancery("editions", "--db", indexed, "--json").stdout)) == 1
    done = chancery("verify", "--db", indexed)
    assert done.returncode == 0
    assert "no faults" in done.stdout


def test_annotate_writes_one_file_per_document(
    tmp_path: pathlib.Path, release: pathlib.Path
) -> None:
    out = tmp_path / "out"
    assert chancery("annotate", release, "--out", out).returncode == 0
    annotations = json.loads((out / "release.json").read_text(encoding="utf-8"))
    assert annotations["document"] == "release"


def test_annotations_of_others_are_merged_and_explained(
    tmp_path: pathlib.Path, release: pathlib.Path, home: pathlib.Path
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    given = {
        "entities": [
            {"id": "org:cisa", "type": "Organization"},
            {"id": "desk", "type": "Organization", "mentions": ["Working Arrangement"]},
            {"id": "ghost", "type": "Organization", "mentions": ["Ghost Office"]},
        ],
        "relations": [
            {"subject": "org:cisa", "type": "SUPPORTS", "object": "desk", "cue": "signed"}
        ],
    }
    (notes / "release.json").write_text(json.dumps(given), encoding="utf-8")
    words = ("ingest", release, "--db", home, "--annotations", notes)
    done = chancery(*words, "--annotator-name", "people")
    assert done.returncode == 0, done.stderr
    assert "people: 1 documents, 2 entities (1 unknown so far)" in done.stdout
    assert 'the entity "ghost": it has no mention in the text' in done.stdout
    shown = chancery("why", "CISA", "SUPPORTS", "Working Arrangement", "--db", home).stdout
    assert "· annotator people " in " ".join(shown.split())  # lines are wrapped
    assert "rule" not in shown
    report = json.loads(chancery(*words, "--json").stdout)
    assert report["annotators"][0]["name"] == "notes"
    assert report["annotators"][0]["skipped"] == 2
    one_clear_line(chancery(*words[:4], "--annotator-name", "people"), "--annotations")


def test_a_query_that_writes_publishes_what_it_wrote(home: pathlib.Path) -> None:
    done = chancery("ingest", SOURCE / "corpus" / "README.md", "--db", home)
    assert done.returncode == 0, done.stderr
    assert "1 node created" in chancery("query", "CREATE (:Note {n: 1})", "--db", home).stdout
    assert "1 │" not in chancery("query", "MATCH (n:Note) RETURN n.n", "--db", home).stderr
    rows = json.loads(
        chancery("query", "MATCH (n:Note) RETURN n.n AS n", "--db", home, "--format", "json").stdout
    )
    assert rows == [{"n": 1}]


def test_shell_from_a_pipe(indexed: pathlib.Path) -> None:
    script = ":labels\nMATCH (d:Document)\nRETURN d.title;\n:nonsense\nRETURN 1 AS one;\n:quit\n"
    done = chancery("shell", "--db", indexed, stdin=script)
    assert "Joint release of CISA and ENISA" in done.stdout
    assert "one" in done.stdout
    assert ":nonsense" in done.stderr
    assert done.returncode == 1


# ---- bad input ------------------------------------------------------------------------------


def test_missing_file(home: pathlib.Path) -> None:
    one_clear_line(chancery("ingest", "nowhere.txt", "--db", home), "nowhere.txt")
    assert not home.exists()  # nothing half-made


def test_folder_without_documents(home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    one_clear_line(chancery("ingest", empty, "--db", home), str(empty))
    assert not home.exists()


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"\x7fELF\x02\x01\x01" + bytes(200), "ELF"), (b"", "empty"), (b"  \n\n ", "no text")],
)
def test_bad_documents_are_reported_by_name(
    home: pathlib.Path, tmp_path: pathlib.Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    done = chancery("ingest", path, "--db", home)
    assert done.returncode == 3
    assert "bad.txt" in done.stdout
    assert reason in done.stdout


def test_invalid_utf8_is_read_with_a_notice(home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "bytes.txt"
    path.write_bytes("The OSCE and the União Europeia met. ".encode() * 20 + b"\xff\xfe.")
    done = chancery("ingest", path, "--db", home)
    assert done.returncode == 0, done.stderr + done.stdout
    assert "bytes.txt" in done.stdout


def test_a_200_megabyte_line(home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"The OSCE supports cyber stability and " * (1_000_000 // 38))
    done = chancery("ingest", path, "--db", home)
    assert done.returncode in (0, 3), done.stderr
    if done.returncode == 3:
        assert "long.txt" in done.stdout


def test_broken_gazetteer_row(
    home: pathlib.Path, tmp_path: pathlib.Path, release: pathlib.Path
) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text("id\ttype\tname\norg:mine\tOrganisation\tMine\n", encoding="utf-8")
    done = chancery("ingest", release, "--db", home, "--gazetteer", path)
    one_clear_line(done, "mine.tsv:2:", "Organisation")


def test_syntax_error_with_a_caret(indexed: pathlib.Path) -> None:
    done = chancery("query", "MATCH (n:Entity) RETRUN n.name", "--db", indexed)
    assert done.returncode == 1
    line, caret = done.stderr.splitlines()[-2:]
    assert line[caret.index("^") :].startswith("RETRUN")


def test_unknown_function_with_a_suggestion(indexed: pathlib.Path) -> None:
    done = chancery("query", "RETURN toUper('x')", "--db", indexed)
    assert done.returncode == 1
    assert "toUpper" in done.stderr


def test_missing_parameter(indexed: pathlib.Path) -> None:
    done = chancery("query", "RETURN $topic", "--db", indexed)
    assert done.returncode == 1
    assert "topic" in done.stderr


def test_no_database_here(home: pathlib.Path) -> None:
    one_clear_line(chancery("query", "RETURN 1", "--db", home), str(home), "chancery ingest")
    assert not home.exists()


def test_a_folder_that_is_no_database(tmp_path: pathlib.Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear all", encoding="utf-8")
    one_clear_line(chancery("query", "RETURN 1", "--db", tmp_path), str(tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_locked_database_names_the_holder(indexed: pathlib.Path, release: pathlib.Path) -> None:
    holder = (
        "import chancery, sys\n"
        f"db = chancery.open({str(indexed)!r})\n"
        "print('ready', flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        done = chancery("ingest", release, "--db", indexed)
        one_clear_line(done, f"pid {process.pid}")
        # Readers are not in its way.
        assert chancery("query", "RETURN 1 AS n", "--db", indexed).returncode == 0
        process.communicate("")


def write(path: pathlib.Path, text: str) -> pathlib.Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_import_loads_tables_and_reports(home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    people = write(tmp_path / "people.csv", "id:ID\tage:int\n1\t36\n2\tx\n")
    knows = write(tmp_path / "knows.csv", ":START_ID\t:END_ID\n1\t1\n")
    done = chancery(
        "import",
        *("--nodes", f"Person:Poet={people}", "--relationships", f"KNOWS={knows}", "--db", home),
        *("--delimiter", "TAB", "--id-type", "integer", "--bad-tolerance", 1),
    )
    assert done.returncode == 3, done.stderr
    assert f"{people}:3:2: The column 'age' holds 'x'" in done.stdout
    assert "skipped        1 bad rows" in done.stdout
    assert "edition        1" in done.stdout
    query = "MATCH (p:Poet {id: 1})-[:KNOWS]->(:Person) RETURN p.age"
    asked = chancery("query", query, "--db", home, "--read-only", "--format", "csv")
    assert asked.stdout.split() == ["p.age", "36"]


def test_import_of_json_lines_reports_as_json(home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    dump = write(tmp_path / "dump.jsonl", '{"type":"node","id":"0","labels":["A"]}\n')
    done = chancery("import", dump, "--db", home, "--no-publish", "--json")
    report = json.loads(done.stdout)
    assert (report["nodes"], report["skipped"], report["edition"]) == (1, 0, "")


def test_a_failed_import_leaves_no_database(home: pathlib.Path, tmp_path: pathlib.Path) -> None:
    people = write(tmp_path / "people.csv", "id:ID\n1\n1\n")
    done = chancery("import", "--nodes", f"Person={people}", "--db", home)
    one_clear_line(done, "people.csv:3:1", "id '1' already", "Nothing was imported")
    assert not home.exists()
    home.mkdir()
    one_clear_line(chancery("import", "--nodes", "nowhere.csv", "--db", home), "nowhere.csv")
    assert list(home.iterdir()) == []
    good = write(tmp_path / "good.csv", "id:ID\n1\n")
    assert chancery("import", "--nodes", f"Person={good}", "--db", home).returncode == 0
    chancery("import", "--nodes", f"Person={people}", "--db", home)
    asked = chancery("query", "MATCH (n) RETURN count(n)", "--db", home, "--format", "csv")
    assert asked.stdout.split() == ["count(n)", "1"]


def test_import_without_tables_is_wrong_usage(home: pathlib.Path) -> None:
    assert chancery("import", "--db", home).returncode == 2
    people = chancery("import", "--nodes", "x.csv", "--db", home, "--delimiter", "ab")
    one_clear_line(people, "--delimiter")
