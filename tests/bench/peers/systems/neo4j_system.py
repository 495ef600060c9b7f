"""Neo4j, embedded: its Java library from Maven Central, in a Java machine of this process."""

from __future__ import annotations

import pathlib
import shutil
import subprocess
from typing import Any

import jpype

from ..system import Absent, Rows, System
from ..tables import Graph, NodeTable, RelationshipTable

_VERSION = "5.26.0"
_POM = f"""<project><modelVersion>4.0.0</modelVersion><groupId>bench</groupId>
<artifactId>bench</artifactId><version>1</version><dependencies><dependency>
<groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>{_VERSION}</version>
</dependency></dependencies></project>"""
_CAST = {"string": "{}", "int": "toInteger({})", "float": "toFloat({})"}
_BATCHES = "CALL (row) {{ {} }} IN TRANSACTIONS OF 20000 ROWS"


class Neo4j(System):
    languages = ("neo4j", "cypher")

    def __init__(self, folder: pathlib.Path, one_core: bool) -> None:
        super().__init__(folder, one_core)
        # Not below the folder, which is new for each graph.
        work = folder.parents[1] / "neo4j-library"
        try:
            jpype.startJVM("-Xmx4g", "-Xms256m", classpath=_class_path(work).split(":"))
        except jpype.JVMNotFoundException:
            raise Absent("Java is not installed") from None

    @property
    def version(self) -> str:
        return f"Neo4j {_VERSION} embedded"

    def _start(self) -> None:
        builder = jpype.JClass("org.neo4j.dbms.api.DatabaseManagementServiceBuilder")
        settings = jpype.JClass("org.neo4j.configuration.GraphDatabaseSettings")
        home = jpype.JClass("java.nio.file.Path").of(str(self.folder))
        built = builder(home).setConfig(settings.load_csv_file_url_root, home.getRoot())
        self.service = built.build()
        self.database = self.service.database("neo4j")

    def load(self, graph: Graph) -> None:
        self._start()
        try:
            for nodes in graph.nodes:
                for key in (nodes.columns[0].name, *nodes.lookups):
                    index = f"CREATE INDEX FOR (n:{nodes.label}) ON (n.{key})"
                    self.database.executeTransactionally(index)
                for key in nodes.texts:
                    index = f"CREATE FULLTEXT INDEX {nodes.label}_{key} FOR (n:{nodes.label}) "
                    self.database.executeTransactionally(index + f"ON EACH [n.{key}]")
                self.database.executeTransactionally(_load_nodes(graph, nodes))
            for relationships in graph.relationships:
                text = _load_relationships(graph, relationships)
                self.database.executeTransactionally(text)
            self.database.executeTransactionally("CALL db.awaitIndexes(600)")
        finally:
            self.service.shutdown()

    def open(self, graph: Graph) -> None:
        self._start()

    def ask(self, text: str, parameters: dict[str, Any]) -> Rows:
        values = jpype.JClass("java.util.HashMap")()
        for name, value in parameters.items():
            values.put(name, jpype.JLong(value) if isinstance(value, int) else value)
        transaction = self.database.beginTx()
        try:
            result = transaction.execute(text, values)
            columns = list(result.columns())
            rows = []
            while result.hasNext():
                row = result.next()
                rows.append(tuple(_value(row.get(column)) for column in columns))
            return rows
        finally:
            transaction.close()


def _value(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    kind = type(value).__name__
    if kind == "java.lang.Long":
        return int(value)
    return float(value) if kind == "java.lang.Double" else str(value)


def _class_path(work: pathlib.Path) -> str:
    found = work / "path"
    if not found.exists():
        if shutil.which("mvn") is None:
            raise Absent("Maven is not installed")
        work.mkdir(parents=True, exist_ok=True)
        (work / "pom.xml").write_text(_POM, encoding="utf-8")
        command = ["mvn", "-q", "dependency:build-classpath", "-Dmdep.outputFile=path"]
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
        if done.returncode != 0 or not found.exists():
            raise Absent("Maven could not fetch org.neo4j:neo4j")
    return found.read_text(encoding="utf-8").strip()


def _load_nodes(graph: Graph, table: NodeTable) -> str:
    values = ", ".join(
        f"{column.name}: {_CAST[column.type].format(f'row[{place}]')}"
        for place, column in enumerate(table.columns)
    )
    create = f"CREATE (:{table.label} {{{values}}})"
    return _load_csv(graph, table) + _BATCHES.format(create)


def _load_relationships(graph: Graph, table: RelationshipTable) -> str:
    keys = {nodes.label: nodes.columns[0].name for nodes in graph.nodes}
    types = graph.column_types(table)
    fields = [_CAST[kind].format(f"row[{place}]") for place, kind in enumerate(types)]
    values = ", ".join(f"{c.name}: {fields[place]}" for place, c in enumerate(table.columns, 2))
    match = (
        f"MATCH (a:{table.start} {{{keys[table.start]}: {fields[0]}}}), "
        f"(b:{table.end} {{{keys[table.end]}: {fields[1]}}}) "
    )
    create = f"CREATE (a)-[:{table.type} {{{values}}}]->(b)"
    return _load_csv(graph, table) + _BATCHES.format(match + create)


def _load_csv(graph: Graph, table: NodeTable | RelationshipTable) -> str:
    # The first line is the header.
    url = graph.path(table).absolute().as_uri()
    return f"LOAD CSV FROM '{url}' AS row WITH row SKIP 1 "
