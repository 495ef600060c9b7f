Feature: Patterns that close a cycle

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {name: 'a'}), (b:N {name: 'b'}), (c:N {name: 'c'}), (d:N {name: 'd'}),
        (a)-[:R {n: 1}]->(b), (a)-[:R {n: 2}]->(b), (b)-[:R {n: 3}]->(c), (c)-[:S {n: 4}]->(a),
        (c)-[:R {n: 5}]->(a), (a)-[:R {n: 6}]->(a), (d)-[:R {n: 7}]->(c), (d)-[:S {n: 8}]->(a)
      """

  Scenario: Parallel relationships are triangles of their own
    When executing query:
      """
      MATCH (x {name: 'a'})-[r]->(y {name: 'b'})-[s]->(z)-[t]->(x)
      RETURN r.n AS r, s.n AS s, t.n AS t
      """
    Then the result should be, in any order:
      | r | s | t |
      | 1 | 3 | 4 |
      | 1 | 3 | 5 |
      | 2 | 3 | 4 |
      | 2 | 3 | 5 |

  Scenario: A loop closes a cycle once and is not walked twice
    When executing query:
      """
      MATCH (x {name: 'a'})-[r:R]->(y)-[s:R]->(x) RETURN r.n AS r, s.n AS s
      """
    Then the result should be, in any order:
      | r | s |

  Scenario: Types are kept apart where the cycle closes
    When executing query:
      """
      MATCH (x)-[r:R]->(y)-[s:R]->(z)-[t:S]->(x) RETURN x.name AS x, z.name AS z, r.n AS r
      """
    Then the result should be, in any order:
      | x   | z   | r |
      | 'a' | 'c' | 1 |
      | 'a' | 'c' | 2 |

  Scenario: Undirected triangles through a known node
    When executing query:
      """
      MATCH (x {name: 'd'})-[r]-(y)-[s]-(z)-[t]-(x) RETURN y.name AS y, z.name AS z, s.n AS s
      """
    Then the result should be, in any order:
      | y   | z   | s |
      | 'a' | 'c' | 4 |
      | 'a' | 'c' | 5 |
      | 'c' | 'a' | 4 |
      | 'c' | 'a' | 5 |

  Scenario: A clique of four has none
    When executing query:
      """
      MATCH (x)--(y)--(z)--(x), (w)--(x), (w)--(y), (w)--(z)
      WHERE x <> y AND y <> z AND x <> z AND NOT w IN [x, y, z]
      RETURN count(*) AS cliques
      """
    Then the result should be, in any order:
      | cliques |
      | 0       |

  Scenario: A clique of four that one more relationship completes
    Given having executed:
      """
      MATCH (b:N {name: 'b'}), (d:N {name: 'd'}) CREATE (b)-[:S {n: 9}]->(d)
      """
    When executing query:
      """
      MATCH (x {name: 'a'})-[:R]->(y)-[:R]->(z), (z)-[q:S]->(x), (w)-->(x), (w)-->(z), (w)--(y)
      WHERE w <> x AND w <> y
      RETURN y.name AS y, z.name AS z, w.name AS w
      """
    Then the result should be, in any order:
      | y   | z   | w   |
      | 'b' | 'c' | 'd' |
      | 'b' | 'c' | 'd' |
