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
      | SHORTEST 0 (a)-[*]->(b)                 | UnexpectedSyntax    |
      | SHORTEST (a)-[*]->(b)                   | UnexpectedSyntax    |
      | ANY (a)-[*]->(b)                        | UnexpectedSyntax    |
      | ANY SHORTEST (a)-->(b)-->(c)            | UnexpectedSyntax    |
      | ANY SHORTEST ((x)-->(y) WHERE x.v > 1)+ | UnexpectedSyntax    |
      | shortestPath((a)-[r* WHERE r.w = 1]->(b)) | UnexpectedSyntax  |

  Scenario Outline: The k shortest, and all of the k least lengths
    When executing query:
      """
      MATCH (a {name: 'a'}), (d {name: 'd'})
      MATCH p = <selector>
      WITH length(p) AS length ORDER BY length
      RETURN collect(length) AS lengths
      """
    Then the result should be, in any order:
      | lengths   |
      | <lengths> |

    Examples:
      | selector                          | lengths                  |
      | SHORTEST 1 (a)-[*]->(d)           | [2]                      |
      | SHORTEST 2 (a)-[*]->(d)           | [2, 2]                   |
      | SHORTEST 3 PATHS (a)-[*]->(d)     | [2, 2, 3]                |
      | SHORTEST 9 (a)-[*]->(d)           | [2, 2, 3]                |
      | SHORTEST GROUP (a)-[*]->(d)       | [2, 2]                   |
      | SHORTEST 2 GROUPS (a)-[*]->(d)    | [2, 2, 3]                |
      | SHORTEST 2 PATH GROUPS (a)-->+(d) | [2, 2, 3]                |
      | SHORTEST 2 GROUPS (a)--{3,}(d)    | [3, 7, 7, 7, 7, 7, 7]    |
      | SHORTEST 2 GROUPS (d)-[*]->(a)    | []                       |
      | SHORTEST 2 (a)-[*0..]-(a)         | [0, 4]                   |
      | ANY SHORTEST PATH (a)-->*(d)      | [2]                      |

  Scenario: Each pair of ends has its own k shortest paths
    When executing query:
      """
      MATCH p = SHORTEST 2 (x:N)-[:R|S]-+(y:N)
      RETURN x.name AS x, y.name AS y, collect(length(p)) AS lengths
      """
    Then the result should be, in any order:
      | x   | y   | lengths |
      | 'a' | 'a' | [4, 4]  |
      | 'a' | 'd' | [2, 2]  |
      | 'd' | 'a' | [2, 2]  |
      | 'd' | 'd' | [4, 4]  |

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

  Scenario Outline: A least length above that of the shortest path
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R]->(b:B), (a)-[:R]->(:C)-[:R]->(b)
      """
    When executing query:
      """
      MATCH p = <selector> RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length |
      | 2      |

    Examples:
      | selector                               |
      | shortestPath((a:A)-[:R*2..3]->(b:B))   |
      | allShortestPaths((a:A)-[:R*2]->(b:B))  |
      | ANY SHORTEST (a:A)-[:R]->{2,3}(b:B)    |
      | ALL SHORTEST (a:A)-[:R]->{2,}(b:B)     |
      | ANY SHORTEST (b:B)<-[:R]-{2,}(a:A)     |

  Scenario Outline: A path selector finds the way from a node back to itself
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:L]->(a), (a)-[:R]->(b:B)-[:R]->(a), (b)-[:S]->(:C)
      """
    When executing query:
      """
      MATCH (n:<label>) MATCH p = <selector> RETURN length(p) AS length
      """
    Then the result should be, in any order:
      | length   |
      | <length> |

    Examples:
      | label | selector                        | length |
      | A     | ANY SHORTEST (n)-[:L]->+(n)     | 1      |
      | A     | ANY SHORTEST (n)-->*(n)         | 0      |
      | A     | ANY SHORTEST (n)-[:R]->+(n)     | 2      |
      | A     | ALL SHORTEST (n)-[:L]-{1,}(n)   | 1      |
      | B     | ANY SHORTEST (n)-->+(n)         | 2      |
      | B     | ANY SHORTEST (n)-[:R]-+(n)      | 2      |
      | B     | ANY SHORTEST (n)-->{3,}(n)      | 3      |

  Scenario: No way leads back over the relationship by which it came
    When executing query:
      """
      MATCH (:N)-[:S]->(e)
      OPTIONAL MATCH p = ANY SHORTEST (e)-[:S]-+(e)
      RETURN e.name AS e, p
      """
    Then the result should be, in any order:
      | e   | p    |
      | 'e' | null |

  Scenario Outline: The relationship of a shortest path has a WHERE and properties of its own
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R {w: 1}]->(b:B), (a)-[:R {w: 2}]->(:C {x: 2})-[:R {w: 3}]->(b)
      """
    When executing query:
      """
      MATCH <selector> RETURN [e IN r | e.w] AS w
      """
    Then the result should be, in any order:
      | w   |
      | <w> |

    Examples:
      | selector                                              | w      |
      | ANY SHORTEST (:A)-[r:R WHERE r.w > 1]->+(:B)          | [2, 3] |
      | ALL SHORTEST (:A)-[r WHERE r.w > 1]-{1,3}(:B)         | [2, 3] |
      | SHORTEST 3 (:A)-[r:R WHERE r.w < 2]->*(:B)            | [1]    |
      | ANY SHORTEST (:A)-[r:R {w: 1}]->+(:B)                 | [1]    |
      | shortestPath((:A)-[r:R WHERE r.w > 1]->{1,5}(:B))     | [2, 3] |
      | ANY SHORTEST (:B)<-[r:!S WHERE r.w > 1]-+(:A)         | [3, 2] |
      | ANY SHORTEST (:A)-[r:R WHERE r.w > 1]->+(:B) WHERE all(e IN r WHERE e.w > 1) | [2, 3] |

  Scenario: WHERE behind a selector filters what was selected, that of shortestPath() what to select from
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R {w: 1}]->(b:B), (a)-[:R {w: 2}]->()-[:R {w: 3}]->(b)
      """
    When executing query:
      """
      OPTIONAL MATCH p = ANY SHORTEST (:A)-[r:R]->+(:B) WHERE all(e IN r WHERE e.w > 1)
      OPTIONAL MATCH q = shortestPath((:A)-[s:R*]->(:B)) WHERE all(e IN s WHERE e.w > 1)
      RETURN length(p) AS selected, length(q) AS among
      """
    Then the result should be, in any order:
      | selected | among |
      | null     | 2     |

  Scenario: A single relationship stands for itself, and may have a WHERE
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R {w: 1}]->(b:B), (a)-[:R {w: 2}]->(b)
      """
    When executing query:
      """
      MATCH p = ANY SHORTEST (a:A)-[r:R WHERE r.w > 1]->(b:B)
      RETURN r.w AS w, type(r) AS type, length(p) AS length
      """
    Then the result should be, in any order:
      | w | type | length |
      | 2 | 'R'  | 1      |

  Scenario: One start and many ends
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {x: 0})
      WITH a
      UNWIND range(1, 6) AS i
      CREATE (:T {x: i})
      WITH a, count(*) AS made
      MATCH (t:T {x: 1}) CREATE (a)-[:R]->(t)
      WITH made
      MATCH (s:T), (t:T) WHERE t.x IN [s.x + 1, s.x + 2] AND t.x < 6 CREATE (s)-[:R]->(t)
      """
    When executing query:
      """
      MATCH (a:A), (t:T)
      OPTIONAL MATCH p = allShortestPaths((a)-[:R*..3]->(t))
      RETURN t.x AS x, min(length(p)) AS length, count(p) AS paths
      """
    Then the result should be, in any order:
      | x | length | paths |
      | 1 | 1      | 1     |
      | 2 | 2      | 1     |
      | 3 | 2      | 1     |
      | 4 | 3      | 2     |
      | 5 | 3      | 1     |
      | 6 | null   | 0     |
