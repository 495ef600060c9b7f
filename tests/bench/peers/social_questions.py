"""What is asked of the social graph. The first nine are of the kind that studies of Kuzu ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .questions import Question
from .tables import Graph
from .words import spread


def social_questions(graph: Graph) -> list[Question]:
    return [*_study(graph.facts), *_lookups(graph), *_algorithms(graph)]


def _study(facts: Mapping[str, Any]) -> list[Question]:
    country, interest, city = facts["country"], facts["interest"], facts["city"]
    return [
        Question(
            "most followed",
            "The three persons whom most persons follow",
            {
                "cypher": "MATCH (:Person)-[:FOLLOWS]->(p:Person) "
                "RETURN p.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 3",
                "sparql": "SELECT ?id (COUNT(*) AS ?n) { ?a :FOLLOWS ?p . ?p k:id ?id } "
                "GROUP BY ?id ORDER BY DESC(?n) ?id LIMIT 3",
            },
            ordered=True,
            study=True,
        ),
        Question(
            "where they live",
            "The city of the person whom most persons follow",
            {
                "cypher": "MATCH (:Person)-[:FOLLOWS]->(p:Person) "
                "WITH p, count(*) AS n ORDER BY n DESC, p.id LIMIT 1 "
                "MATCH (p)-[:LIVES_IN]->(c:City) RETURN p.id, n, c.name",
                "sparql": "SELECT ?id ?n ?city { { SELECT ?p ?id (COUNT(*) AS ?n) "
                "{ ?a :FOLLOWS ?p . ?p k:id ?id } GROUP BY ?p ?id ORDER BY DESC(?n) ?id LIMIT 1 } "
                "?p :LIVES_IN/k:name ?city }",
            },
            study=True,
        ),
        Question(
            "youngest cities",
            "The five cities of a country whose inhabitants are youngest on average",
            {
                "cypher": "MATCH (p:Person)-[:LIVES_IN]->(c:City)-[:CITY_IN]->(:State)"
                "-[:STATE_IN]->(:Country {name: $country}) "
                "RETURN c.id AS id, avg(p.age) AS age ORDER BY age, id LIMIT 5",
                "sparql": "SELECT ?id (AVG(?years) AS ?age) { ?p k:age ?years ; :LIVES_IN ?c . "
                "?c k:id ?id ; :CITY_IN/:STATE_IN/k:name $country } "
                "GROUP BY ?id ORDER BY ?age ?id LIMIT 5",
            },
            ({"country": country},),
            ordered=True,
            study=True,
        ),
        Question(
            "ages by country",
            "How many persons of 30 to 40 years live in each country, the three largest",
            {
                "cypher": "MATCH (p:Person)-[:LIVES_IN]->(:City)-[:CITY_IN]->(:State)"
                "-[:STATE_IN]->(c:Country) WHERE p.age >= 30 AND p.age <= 40 "
                "RETURN c.name AS name, count(*) AS n ORDER BY n DESC, name LIMIT 3",
                "sparql": "SELECT ?name (COUNT(*) AS ?n) { ?p k:age ?age ; "
                ":LIVES_IN/:CITY_IN/:STATE_IN/k:name ?name FILTER(?age >= 30 && ?age <= 40) } "
                "GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 3",
            },
            ordered=True,
            study=True,
        ),
        Question(
            "men of a city",
            "How many men of one city have one interest",
            {
                "cypher": "MATCH (c:City {name: $city})<-[:LIVES_IN]-(p:Person)"
                "-[:HAS_INTEREST]->(:Interest {name: $interest}) "
                "WHERE p.gender = 'male' RETURN count(*) AS n",
                "sparql": "SELECT (COUNT(*) AS ?n) { ?p :LIVES_IN/k:name $city ; "
                ":HAS_INTEREST/k:name $interest ; k:gender 'male' }",
            },
            ({"city": city, "interest": interest},),
            study=True,
        ),
        Question(
            "women by city",
            "The five cities with most women who have one interest",
            {
                "cypher": "MATCH (:Interest {name: $interest})<-[:HAS_INTEREST]-(p:Person)"
                "-[:LIVES_IN]->(c:City) WHERE p.gender = 'female' "
                "RETURN c.id AS id, count(*) AS n ORDER BY n DESC, id LIMIT 5",
                "sparql": "SELECT ?id (COUNT(*) AS ?n) { ?p :HAS_INTEREST/k:name $interest ; "
                "k:gender 'female' ; :LIVES_IN/k:id ?id } "
                "GROUP BY ?id ORDER BY DESC(?n) ?id LIMIT 5",
            },
            ({"interest": interest},),
            ordered=True,
            study=True,
        ),
        Question(
            "interest by state",
            "The state of a country with most persons of 23 to 30 years who have one interest",
            {
                "cypher": "MATCH (p:Person)-[:LIVES_IN]->(:City)-[:CITY_IN]->(s:State)"
                "-[:STATE_IN]->(:Country {name: $country}), "
                "(p)-[:HAS_INTEREST]->(:Interest {name: $interest}) "
                "WHERE p.age >= 23 AND p.age <= 30 "
                "RETURN s.name AS name, count(*) AS n ORDER BY n DESC, name LIMIT 1",
                "sparql": "SELECT ?name (COUNT(*) AS ?n) { ?p :LIVES_IN/:CITY_IN ?s ; k:age ?age ; "
                ":HAS_INTEREST/k:name $interest . ?s k:name ?name ; :STATE_IN/k:name $country "
                "FILTER(?age >= 23 && ?age <= 30) } GROUP BY ?name ORDER BY DESC(?n) ?name LIMIT 1",
            },
            ({"country": country, "interest": facts["other interest"]},),
            study=True,
        ),
        Question(
            "two-hop paths",
            "How many paths of two follows there are",
            {
                "cypher": "MATCH (:Person)-[:FOLLOWS]->(:Person)-[:FOLLOWS]->(:Person) "
                "RETURN count(*) AS n",
                "sparql": "SELECT (COUNT(*) AS ?n) { ?a :FOLLOWS ?b . ?b :FOLLOWS ?c }",
                "graph": "two_hop_paths",
            },
            study=True,
        ),
        Question(
            "filtered two-hop paths",
            "How many of them go through someone below 50 to someone above 25",
            {
                "cypher": "MATCH (:Person)-[:FOLLOWS]->(b:Person)-[:FOLLOWS]->(c:Person) "
                "WHERE b.age < 50 AND c.age > 25 RETURN count(*) AS n",
                "sparql": "SELECT (COUNT(*) AS ?n) { ?a :FOLLOWS ?b . ?b k:age ?x ; :FOLLOWS ?c . "
                "?c k:age ?y FILTER(?x < 50 && ?y > 25) }",
            },
            study=True,
        ),
    ]


def _lookups(graph: Graph) -> list[Question]:
    persons = graph.facts["persons"]
    some = [spread(number, persons) for number in range(200)]
    ids = tuple({"id": number} for number in some)
    people, _ = graph.network()
    wanted = set(some)
    names = tuple({"name": row[1]} for row in graph.rows(people) if row[0] in wanted)
    return [
        Question(
            "by id",
            "The name of a person with one id",
            {
                "cypher": "MATCH (p:Person {id: $id}) RETURN p.name",
                "sparql": "SELECT ?name { ?p k:id $id ; a l:Person ; k:name ?name }",
                "graph": "name_of",
            },
            ids,
        ),
        Question(
            "by name",
            "The id of a person with one name",
            {
                "cypher": "MATCH (p:Person {name: $name}) RETURN p.id",
                "sparql": "SELECT ?id { ?p k:name $name ; a l:Person ; k:id ?id }",
            },
            names,
        ),
        Question(
            "follows of one",
            "Whom one person follows",
            {
                "cypher": "MATCH (:Person {id: $id})-[:FOLLOWS]->(q:Person) RETURN q.id",
                "sparql": "SELECT ?other { ?p k:id $id ; a l:Person ; :FOLLOWS/k:id ?other }",
                "graph": "neighbours",
            },
            ids,
        ),
        Question(
            "within two hops",
            "How many others one person reaches in one or two steps",
            {
                "cypher": "MATCH (p:Person {id: $id})-[:FOLLOWS*1..2]->(q:Person) "
                "WHERE q.id <> $id RETURN count(DISTINCT q) AS n",
                "kuzu": "MATCH (p:Person {id: $id})-[:FOLLOWS*1..2]->(q:Person) "
                "WHERE q.id <> $id RETURN count(DISTINCT q.id) AS n",
                "sparql": "SELECT (COUNT(DISTINCT ?q) AS ?n) { ?p k:id $id ; a l:Person . "
                "?p :FOLLOWS/:FOLLOWS? ?q FILTER(?q != ?p) }",
                "graph": "within_two_hops",
            },
            ids[:50],
        ),
    ]


def _algorithms(graph: Graph) -> list[Question]:
    """Each first as a whole, a number for every person as the system hands them out: Chancery's
    arrays, igraph's lists, networkx's dicts and sets. Then what a query makes of it."""
    start = {"id": spread(7, graph.facts["persons"])}
    network = "{labels: ['Person'], types: ['FOLLOWS']}"
    return [
        _whole("distances", "How many steps away everyone is whom one person reaches", start),
        Question(
            "distances, by query",
            "How many persons are one, two, three ... steps away from one",
            {
                "chancery": f"MATCH (p:Person {{id: $id}}) CALL graph.distances(p, {network}) "
                "YIELD distance WITH distance WHERE distance > 0 "
                "RETURN distance, count(*) AS n",
                "kuzu": "MATCH (p:Person {id: $id})-[r:FOLLOWS* SHORTEST 1..30]->(q:Person) "
                "WHERE q.id <> $id RETURN length(r) AS steps, count(*) AS n",
            },
            (start,),
        ),
        _whole("PageRank", "The PageRank of every person"),
        Question(
            "PageRank, by query",
            "The ten persons of highest PageRank",
            {
                "chancery": f"CALL graph.pagerank({network}) YIELD node, score "
                "RETURN node.id AS id, score ORDER BY score DESC LIMIT 10",
                "kuzu": "CALL page_rank('network', maxIterations := 100, tolerance := 1e-9) "
                "RETURN node.id AS id, rank ORDER BY rank DESC LIMIT 10",
            },
            ordered=True,
        ),
        _whole("components", "Which connected component every person is in"),
        Question(
            "components, by query",
            "The sizes of the connected components",
            {
                "chancery": f"CALL graph.components({network}) YIELD component "
                "WITH component, count(*) AS size RETURN size",
                "kuzu": "CALL weakly_connected_components('network') "
                "WITH group_id, count(*) AS size RETURN size",
            },
        ),
    ]


def _whole(name: str, words: str, *given: Mapping[str, Any]) -> Question:
    method = name.lower().replace("pagerank", "page_rank")
    return Question(name, words, {"arrays": method, "graph": method}, given or ({},))
