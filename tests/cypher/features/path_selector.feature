Feature: Path selectors choose among the paths between two nodes

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {name: 'a'})-[:R]->(b {name: 'b'})-[:R]->(d:N {name: 'd'}), (a)-[:R]->(c {name: 'c'})-[:R]->(d),
             (a)-[:S]->(e {name: 'e'})-[:S]->(f {name: 'f'})-[:S]->(d)
      """

  Scenario Outline: The shortest, by any name
    When executing query:
      """
      MATCH (a {name: 'a'}), (d {name: 'd'})
      MATCH p = <selector>
      RETURN count(p) AS paths, min(length(p)) AS length
      """
    Then the result should be, in any order:
      | paths   | length |
      | <paths> | <length> |

    Examples:
      | selector                         | paths | length |
      | ANY SHORTEST (a)-[:R*]->(d)      | 1     | 2      |
      | ALL SHORTEST (a)-[:R*]->(d)      | 2     | 2      |
      | SHORTEST 1 (a)-[:S]->+(d)        | 1     | 3      |
      | shortestPath((a)-[:R\|S*]->(d))  | 1     | 2      |
      | allShortestPaths((a)-[*]-(d))    | 2     | 2      |
      | ANY SHORTEST (d)-[:S*]->(a)      | 0     | null   |

  Scenario Outline: Selectors that there are not
    When executing query:
      """
      MATCH p = <selector> RETURN p
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | selector                                | detail              |
      | SHORTEST 2 (a)-[*]->(b)                 | FeatureNotSupported |
      | SHORTEST 1 GROUPS (a)-[*]->(b)          | FeatureNotSupported |
      | ANY (a)-[*]->(b)                        | UnexpectedSyntax    |
      | ANY SHORTEST (a)-->(b)-->(c)            | UnexpectedSyntax    |
      | ANY SHORTEST ((x)-->(y) WHERE x.v > 1)+ | UnexpectedSyntax    |

  Scenario Outline: The shortest path of those that satisfy WHERE
    When executing query:
      """
      MATCH (a {name: 'a'}), (d {name: 'd'})
      MATCH p = <selector> WHERE <predicate>
      RETURN count(p) AS paths, min(length(p)) AS length
      """
    Then the result should be, in any order:
      | paths   | length   |
      | <paths> | <length> |

    Examples:
      | selector                     | predicate                                               | paths | length |
      | shortestPath((a)-[*]->(d))   | all(r IN relationships(p) WHERE type(r) = 'S')          | 1     | 3      |
      | shortestPath((a)-[*]->(d))   | none(r IN relationships(p) WHERE r:R)                   | 1     | 3      |
      | shortestPath((a)-[*]->(d))   | none(n IN nodes(p) WHERE n.name IN ['b', 'c'])          | 1     | 3      |
      | allShortestPaths((a)-[*]->(d)) | all(n IN nodes(p) WHERE n.name <> 'b')                | 1     | 2      |
      | shortestPath((a)-[*]->(d))   | length(p) > 2                                           | 1     | 3      |
      | shortestPath((a)-[*]-(d))    | length(p) > 3                                           | 1     | 7      |
      | shortestPath((a)-[*..4]-(d)) | length(p) > 3                                           | 0     | null   |
      | allShortestPaths((a)-[*]-(d)) | length(p) > 3                                          | 6     | 7      |
      | shortestPath((a)-[rs*]->(d)) | all(r IN rs WHERE type(r) = 'S') AND length(p) < 4      | 1     | 3      |
      | shortestPath((a)-[*]->(d))   | any(r IN relationships(p) WHERE r:S)                    | 1     | 3      |
      | shortestPath((a)-[*]->(d))   | none(r IN relationships(p) WHERE r.missing)             | 0     | null   |
      | shortestPath((a)-[*0..]->(a)) | length(p) > 0                                          | 0     | null   |
      | shortestPath((a)-[*]->(d))   | length(p) > 9                                           | 0     | null   |

  Scenario: A predicate that reads more than the path
    When executing query:
      """
      MATCH (a {name: 'a'}), (d {name: 'd'}), p = shortestPath((a)-[*]->(d))
      WHERE all(n IN nodes(p) WHERE n.name <> 'b' AND n.name <> $not) AND length(p) >= size(a.name)
      RETURN [n IN nodes(p) | n.name] AS names
      """
    Then a ParameterMissing should be raised at compile time: MissingParameter

  Scenario: From a node to itself leads the path of no step only, whatever is asked of it
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {w: 1})-[:R {w: 1}]->(a)
      """
    When executing query:
      """
      MATCH (a:A)
      OPTIONAL MATCH p = shortestPath((a)-[*]-(a))
      OPTIONAL MATCH q = shortestPath((a)-[*]-(a)) WHERE any(r IN relationships(q) WHERE r.w = 1)
      OPTIONAL MATCH z = shortestPath((a)-[*0..]-(a)) WHERE any(n IN nodes(z) WHERE n.w = 1)
      RETURN p, q, length(z) AS z
      """
    Then the result should be, in any order:
      | p    | q    | z |
      | null | null | 0 |
