Feature: Patterns: paths, optional parts, variable lengths and patterns as values

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {n: 1, name: 'x'})-[:R {w: 1}]->(b:B {n: 2})-[:R {w: 2}]->(c:C {n: 3}),
             (a)-[:S {w: 3}]->(c), (c)-[:L {w: 4}]->(c), (:Alone)
      """

  Scenario Outline: <query> gives <rows>
    When executing query:
      """
      <query>
      WITH collect(value) AS rows UNWIND [rows] AS ordered RETURN ordered AS rows
      """
    Then the result should be, in any order:
      | rows   |
      | <rows> |
    And no side effects

    Examples: counting matches
      | query                                                      | rows |
      | MATCH (a)--(b) WITH count(*) AS value                      | [7]  |
      | MATCH (a)-->(b) WITH count(*) AS value                     | [4]  |
      | MATCH (a)<-->(b) WITH count(*) AS value                    | [7]  |
      | MATCH (c:C)--(c) WITH count(*) AS value                    | [1]  |
      | MATCH (a)<--(b)-->(c) WITH count(*) AS value               | [2]  |
      | MATCH (a)-[r]->(b), (a)-[s]->(b) WITH count(*) AS value    | [0]  |
      | MATCH (a)-[r]->(b) MATCH (a)-[s]->(b) WITH count(*) AS value | [4] |
      | MATCH (n {n: null}) WITH count(*) AS value                 | [0]  |

    Examples: variable lengths
      | query                                                                    | rows         |
      | MATCH (:A)-[r:R*]->(x) WITH [e IN r \| e.w] AS value ORDER BY value      | [[1], [1, 2]] |
      | MATCH (:A)-[r*0..1]->(x) WITH x.n AS value ORDER BY value                | [1, 2, 3]    |
      | MATCH (:A)-[r*..]->(x) WITH size(r) AS value ORDER BY value              | [1, 1, 2, 2, 3] |
      | MATCH (:A)-[*2..1]->(x) WITH x.n AS value                                | []           |
      | MATCH (:A)-[*..0]->(x) WITH x.n AS value                                 | []           |
      | MATCH (:A)-[:R*0..]->(x)-[:R]->(y) WITH y.n AS value ORDER BY value      | [2, 3]       |
      | MATCH (:A)-[:R*1..2 {w: 1}]->(x) WITH x.n AS value                       | [2]          |
      | MATCH p = (:A)-[*]-(:B) WITH length(p) AS value ORDER BY value           | [1, 2, 3]    |
      | MATCH p = (:A)<-[:R*0..3]-() WITH length(p) AS value                     | [0]          |

    Examples: relationships that are known already
      | query                                                                          | rows   |
      | MATCH (:A)-[r:S]->() WITH r MATCH (x)-[r]-(y) WITH x.n AS value ORDER BY value | [1, 3] |
      | MATCH (:A)-[r:S]->() WITH r MATCH (x)<-[r]-(y) WITH x.n AS value               | [3]    |
      | MATCH (:A)-[r:S]->() WITH r MATCH (x)-[r:R]->(y) WITH x.n AS value             | []     |
      | MATCH (a:A)-[s:R]->()-[t:R]->(c) WITH [s, t] AS r, a, c MATCH (a)-[r*]->(c) WITH c.n AS value | [3] |
      | MATCH (a:A)-[s:R]->()-[t:R]->(c) WITH [s, t] AS r, a, c MATCH (c)-[r*]->(a) WITH c.n AS value | []  |

    Examples: optional parts
      | query                                                                               | rows      |
      | MATCH (:Alone) OPTIONAL MATCH (n:Nope) WITH n IS NULL AS value                      | [true]    |
      | MATCH (a:A) OPTIONAL MATCH (a)-[r]->(b) WHERE r.w > 2 WITH b.n AS value             | [3]       |
      | MATCH (a:A) OPTIONAL MATCH p = (a)-[:NOPE*]->() WITH p IS NULL AS value             | [true]    |
      | MATCH (x) OPTIONAL MATCH (x)-->(b:B), (b)-->(c:C) WITH x.n AS n, c.n AS m ORDER BY n WITH [n, m] AS value | [[1, 3], [2, null], [3, null], [null, null]] |
      | OPTIONAL MATCH (x:Nope) WITH x MATCH (x)-->(y) WITH y AS value                      | []        |
      | OPTIONAL MATCH (x:Nope) WITH x OPTIONAL MATCH (x)-->(y) WITH coalesce(y, 0) AS value | [0]      |
      | OPTIONAL MATCH (x:Nope) WITH [x.n, labels(x), keys(x), x:A] AS value                | [[null, null, null, null]] |

    Examples: patterns as conditions
      | query                                                                     | rows   |
      | MATCH (n) WHERE (n)-[:R]->() AND NOT (n)<-[:R]-() WITH n.n AS value       | [1]    |
      | MATCH (n) WHERE (n)-[:R*2]->(:C) WITH n.n AS value                        | [1]    |
      | MATCH (n) WHERE (n)-[:R {w: 2}]->() WITH n.n AS value                     | [2]    |
      | MATCH (n) WHERE (n)-[:R]->({n: 2}) OR n:Alone WITH labels(n) AS value ORDER BY value | [['A'], ['Alone']] |
      | MATCH (a), (b) WHERE a.n < b.n AND (a)-[:R]->(b) WITH b.n AS value ORDER BY value | [2, 3] |
      | MATCH (n) WHERE exists { (n)-[:R]->(:C) } WITH n.n AS value               | [2]    |
      | MATCH (n) WHERE exists { MATCH (n)-->(m) WITH n, count(*) AS c WHERE c > 1 RETURN true } WITH n.n AS value | [1] |

    Examples: patterns as lists
      | query                                                                          | rows       |
      | MATCH (n:A) WITH [(n)-[r]->(m) WHERE r.w < 3 \| {w: r.w, n: m.n}] AS value     | [[{w: 1, n: 2}]] |
      | MATCH (n:A) WITH [p = (n)-[:R*]->(:C) \| [x IN nodes(p) \| x.n]] AS value      | [[[1, 2, 3]]] |
      | MATCH (a:A), (c:C) WITH size([(a)-[*]->(c) \| 1]) AS value                     | [4]        |
      | MATCH (n) WITH n, [(n)-->(m) \| m.n] AS l WHERE size(l) > 1 WITH n.n AS value  | [1]        |
      | MATCH (n) WITH count([(n)-->(m) \| m]) AS value                                | [4]        |

  Scenario: A path keeps the direction it was matched in
    When executing query:
      """
      MATCH p = (:C)<-[:R*2]-(a)
      RETURN p, [n IN nodes(p) | n.n] AS nodes, [r IN relationships(p) | r.w] AS weights
      """
    Then the result should be, in any order:
      | p                                                                                    | nodes     | weights |
      | <(:C {n: 3})<-[:R {w: 2}]-(:B {n: 2})<-[:R {w: 1}]-(:A {n: 1, name: 'x'})> | [3, 2, 1] | [2, 1]  |

  Scenario: A subquery of a condition cannot write
    When executing query:
      """
      MATCH (n) WHERE exists { MATCH (n)-->(m) SET n.seen = true } RETURN n
      """
    Then a SyntaxError should be raised at compile time: InvalidClauseComposition
