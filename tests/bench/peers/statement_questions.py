"""What researchers ask of a statement graph, be it made up or that of real releases."""

from __future__ import annotations

from .questions import Question
from .tables import Graph


def statement_questions(graph: Graph) -> list[Question]:
    return [*_lookups(graph), *_evidence(graph), *_networks(graph), *_texts(graph)]


def _lookups(graph: Graph) -> list[Question]:
    return [
        Question(
            "by id",
            "The name of an entity with one id",
            {
                "cypher": "MATCH (e:Entity {id: $id}) RETURN e.name",
                "sparql": "SELECT ?name { ?e k:id $id ; a l:Entity ; k:name ?name }",
                "graph": "name_of",
            },
            tuple({"id": key} for key in graph.facts["entities"]),
        ),
        Question(
            "by name",
            "The ids of the entities with one name",
            {
                "cypher": "MATCH (e:Entity {name: $name}) RETURN e.id",
                "sparql": "SELECT ?id { ?e k:name $name ; a l:Entity ; k:id ?id }",
            },
            tuple({"name": name} for name in graph.facts["names"]),
        ),
    ]


def _evidence(graph: Graph) -> list[Question]:
    return [
        Question(
            "neighbourhood with evidence",
            "What an entity has stated, about whom, in which document and in which words",
            {
                "cypher": "MATCH (:Entity {id: $id})<-[:SUBJECT]-(s:Statement)-[:OBJECT]->"
                "(o:Entity), (s)-[:IN]->(p:Passage)<-[:HAS_PASSAGE]-(d:Document) "
                "RETURN s.id, s.type, o.name, d.title, p.text",
                "kuzu": "MATCH (:Entity {id: $id})<-[:SUBJECT]-(s:Statement)-[:OBJECT]->"
                "(o:Entity), (s)-[:`IN`]->(p:Passage)<-[:HAS_PASSAGE]-(d:Document) "
                "RETURN s.id, s.type, o.name, d.title, p.text",
                "sparql": "SELECT ?sid ?type ?name ?title ?text { ?e k:id $id . ?s :SUBJECT ?e ; "
                "k:id ?sid ; k:type ?type ; :OBJECT/k:name ?name ; :IN ?p . ?p k:text ?text . "
                "?d :HAS_PASSAGE ?p ; k:title ?title }",
            },
            tuple({"id": key} for key in graph.facts["entities"][:20]),
        ),
        Question(
            "support by year",
            "Who supports what, by year: the twenty most frequent",
            {
                "cypher": "MATCH (a:Entity)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->(b:Entity) "
                "WHERE s.type = 'SUPPORTS' AND s.polarity = 'positive' "
                "RETURN a.id AS who, b.id AS what, left(s.date, 4) AS year, count(*) AS n "
                "ORDER BY n DESC, who, what, year LIMIT 20",
                "sparql": "SELECT ?who ?what ?year (COUNT(*) AS ?n) { ?s k:type 'SUPPORTS' ; "
                "k:polarity 'positive' ; k:date ?date ; :SUBJECT/k:id ?who ; :OBJECT/k:id ?what "
                "BIND(SUBSTR(?date, 1, 4) AS ?year) } GROUP BY ?who ?what ?year "
                "ORDER BY DESC(?n) ?who ?what ?year LIMIT 20",
            },
            ordered=True,
        ),
        Question(
            "statements by type and year",
            "How many statements there are of each type in each year",
            {
                "cypher": "MATCH (s:Statement) "
                "RETURN s.type AS type, left(s.date, 4) AS year, count(*) AS n",
                "sparql": "SELECT ?type ?year (COUNT(*) AS ?n) { ?s a l:Statement ; k:type ?type ; "
                "k:date ?date BIND(SUBSTR(?date, 1, 4) AS ?year) } GROUP BY ?type ?year",
            },
        ),
    ]


def _networks(graph: Graph) -> list[Question]:
    types = graph.facts["network"]["types"]
    cypher_types = "|".join(types)
    pairs = tuple({"source": source, "target": target} for source, target in graph.facts["pairs"])
    return [
        Question(
            "co-statement network",
            "The twenty pairs who most often state the same about one topic",
            {
                "cypher": "MATCH (a:Entity)<-[:SUBJECT]-(s:Statement)-[:OBJECT]->"
                "(:Entity {id: $topic})<-[:OBJECT]-(t:Statement)-[:SUBJECT]->(b:Entity) "
                "WHERE a.id < b.id AND s.type = t.type "
                "RETURN a.id AS one, b.id AS other, count(*) AS n "
                "ORDER BY n DESC, one, other LIMIT 20",
                "sparql": "SELECT ?one ?other (COUNT(*) AS ?n) { ?o k:id $topic . "
                "?s :OBJECT ?o ; k:type ?type ; :SUBJECT/k:id ?one . "
                "?t :OBJECT ?o ; k:type ?type ; :SUBJECT/k:id ?other FILTER(?one < ?other) } "
                "GROUP BY ?one ?other ORDER BY DESC(?n) ?one ?other LIMIT 20",
            },
            ({"topic": graph.facts["topic"]},),
            ordered=True,
        ),
        Question(
            "paths between organizations",
            "How many steps of derived relationships part two organizations",
            {
                "cypher": "MATCH (a:Entity {id: $source}), (b:Entity {id: $target}) "
                f"MATCH p = shortestPath((a)-[:{cypher_types}*..15]-(b)) RETURN length(p)",
                "kuzu": f"MATCH (a:Entity {{id: $source}})-[r:{cypher_types}* SHORTEST 1..15]-"
                "(b:Entity {id: $target}) RETURN length(r)",
                "graph": "path_length",
            },
            pairs,
        ),
    ]


def _texts(graph: Graph) -> list[Question]:
    words, word = graph.facts["words"], graph.facts["word"]
    return [
        Question(
            "text and pattern",
            "Who makes most statements of one type in passages that hold one word",
            {
                "chancery": "CALL text.search($word, {limit: 1000000}) YIELD node "
                "MATCH (node)<-[:IN]-(s:Statement {type: 'SUPPORTS'})-[:SUBJECT]->(e:Entity) "
                "RETURN e.id AS who, count(*) AS n ORDER BY n DESC, who LIMIT 10",
                "cypher": "MATCH (p:Passage)<-[:IN]-(s:Statement)-[:SUBJECT]->(e:Entity) "
                "WHERE s.type = 'SUPPORTS' AND toLower(p.text) CONTAINS $word "
                "RETURN e.id AS who, count(*) AS n ORDER BY n DESC, who LIMIT 10",
                "kuzu": "MATCH (p:Passage)<-[:`IN`]-(s:Statement)-[:SUBJECT]->(e:Entity) "
                "WHERE s.type = 'SUPPORTS' AND lower(p.text) CONTAINS $word "
                "RETURN e.id AS who, count(*) AS n ORDER BY n DESC, who LIMIT 10",
                "sparql": "SELECT ?who (COUNT(*) AS ?n) { ?s k:type 'SUPPORTS' ; :IN/k:text ?text ;"
                " :SUBJECT/k:id ?who FILTER(CONTAINS(LCASE(?text), $word)) } "
                "GROUP BY ?who ORDER BY DESC(?n) ?who LIMIT 10",
            },
            ({"word": word},),
            ordered=True,
        ),
        Question(
            "top ten of two words",
            "The ten passages that rank highest for two words",
            {
                "chancery": "CALL text.search($words) YIELD node RETURN node.id",
                "sql": "SELECT id FROM Passage WHERE Passage MATCH replace($words, ' ', ' OR ') "
                "ORDER BY rank LIMIT 10",
                "kuzu": "CALL QUERY_FTS_INDEX('Passage', 'texts', $words, top := 10) "
                "RETURN node.id",
                "neo4j": "CALL db.index.fulltext.queryNodes('Passage_text', $words, {limit: 10}) "
                "YIELD node RETURN node.id",
            },
            ({"words": words},),
            agreeing=0.5,
        ),
    ]
