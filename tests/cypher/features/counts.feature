Feature: Counts over patterns

  Scenario Outline: <pattern> has <n> matches
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {x: 1}), (b:B {x: 2}), (c:B)
      CREATE (a)-[:R]->(b), (a)-[:R]->(b), (b)-[:R]->(c), (c)-[:R]->(c), (c)-[:S]->(a)
      """
    When executing query:
      """
      MATCH <pattern>
      RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n   |
      | <n> |

    Examples: a match walks no relationship twice
      | pattern                          | n |
      | (p)-[:R]->(q)-[:R]->(r)          | 3 |
      | (p)-[:R]->(q)<-[:R]-(r)          | 4 |
      | (p)<-[:R]-(q)-[:R]->(r)          | 2 |
      | (p)-[:R]-(q)-[:R]-(r)            | 10 |
      | (p)-[:R]->(q)-[:R]->(r)-[:S]->() | 3 |
      | (p)-[:R]->(q), (p)-[:R]->(r), (p)-[:R]->(s) | 0 |
      | (p)-->(q)-->(r)                  | 7 |
      | (p:A)-[:R]->(q)-[:R]->(r)-[:R]->(s) | 2 |
      | (p)-[:R]->(q)-[:R]->(r)-[:R]->(s)-[:R]->() | 0 |

    Examples: two clauses may walk the same relationship
      | pattern                              | n |
      | (p)-[:R]->(q) MATCH (q)-[:R]->(r)    | 4 |
      | (p)-[:R]->(q) MATCH (r)-[:R]->(q)    | 8 |

    Examples: of some nodes only
      | pattern                                       | n |
      | (p:A)-[:R]->(q:B)                             | 2 |
      | (p)-[:R]->(q:B {x: 2})                        | 2 |
      | (p)-[:R]->(q)-[:R]->(r) WHERE q.x > 1         | 2 |
      | (p)-[:R]->(q)-[:R]->(r) WHERE p.x = r.x       | 0 |
      | (p)-[:R]->(q)-[:R]->(r) WHERE q.x IS NULL     | 1 |
      | (p)-[:R]->(q)-[:R]->(r) WHERE p.x < q.x       | 2 |
      | (p)-[:R]->(q)-[:S]->(r:B)                     | 0 |
      | (p)-[:R]->(q)-[:T]->(r)                       | 0 |

  Scenario: Groups of which a property is never there are counted as 0
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {x: 1}), (b:A), (c:B {y: 'c'}), (d:B {y: 'd'}), (e:B {y: 'c'})
      CREATE (a)-[:R]->(c), (b)-[:R]->(c), (b)-[:R]->(d), (a)-[:R]->(e)
      """
    When executing query:
      """
      MATCH (n)-[:R]->(m)
      RETURN m.y AS y, count(*) AS all, count(n.x) AS known, sum(n.x) AS sum
      """
    Then the result should be, in any order:
      | y   | all | known | sum |
      | 'c' | 3   | 2     | 2   |
      | 'd' | 1   | 0     | 0   |

  Scenario: What is only counted counts as often as the pattern goes on
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {x: 1}), (b:A {x: 4})
      CREATE (a)-[:R]->(), (a)-[:R]->(), (a)-[:R]->(), (b)-[:R]->()
      """
    When executing query:
      """
      MATCH (n:A)-[:R]->(m)
      RETURN sum(n.x) AS sum, avg(n.x) AS mean, max(n.x) AS most, collect(n.x) AS all,
             count(DISTINCT n) AS nodes
      """
    Then the result should be (ignoring element order for lists):
      | sum | mean | most | all          | nodes |
      | 7   | 1.75 | 4    | [1, 1, 1, 4] | 2     |

  Scenario: A predicate that fails is an error
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:R]->(:B {y: 1})
      """
    When executing query:
      """
      MATCH (n:A)-[:R]->(m:B) WHERE toLower(m.y) = 'a'
      RETURN count(*)
      """
    Then a TypeError should be raised at runtime: InvalidArgumentValue

  Scenario: A type named twice is followed once
    Given an empty graph
    And having executed:
      """
      CREATE (a:A)-[:R]->(b:B), (a)-[:S]->(b), (b)-[:R]->(:C)
      """
    When executing query:
      """
      MATCH (:A)-[:R|R|S]->()-[:R|R]-(c:C)
      RETURN count(*) AS paths
      """
    Then the result should be, in any order:
      | paths |
      | 2     |
