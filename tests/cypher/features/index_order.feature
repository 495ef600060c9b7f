Feature: An index gives its order to ORDER BY, min and max

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (:P {n: 1, v: [0.0 / 0.0]}), (:P {n: 2, v: 'b'}), (:P {n: 3, v: duration('P40D')}),
             (:P {n: 4, v: 1}), (:P {n: 5, v: duration('P1M')}), (:P {n: 6, v: 0.0 / 0.0}),
             (:P {n: 7}), (:P {n: 8, v: [1, 2]}), (:P {n: 9, v: -2.5}), (:P {n: 10, v: true}),
             (:P {n: 11, v: datetime('2020-01-01T01:00+01:00')}),
             (:P {n: 12, v: datetime('2020-01-01T00:00Z')}), (:P {n: 13, v: ''}), (:Q {n: 14, v: 0})
      """
    And having executed:
      """
      CALL db.createIndex('P', 'v')
      """

  Scenario: Values of all types ascending, what the index does not hold in its place
    When executing query:
      """
      MATCH (p:P) WITH p ORDER BY p.v LIMIT 100 RETURN collect(p.n) AS n
      """
    Then the result should be, in any order:
      | n                                          |
      | [8, 1, 12, 11, 5, 3, 13, 2, 10, 9, 4, 6, 7] |

  Scenario: Descending, nodes without the property first
    When executing query:
      """
      MATCH (p:P) WITH p ORDER BY p.v DESC LIMIT 100 RETURN collect(p.n) AS n
      """
    Then the result should be, in any order:
      | n                                          |
      | [7, 6, 4, 9, 10, 2, 13, 3, 5, 11, 12, 1, 8] |

  Scenario: A page in the middle
    When executing query:
      """
      MATCH (p:P) RETURN p.n AS n ORDER BY p.v SKIP 9 LIMIT 2
      """
    Then the result should be, in order:
      | n |
      | 9 |
      | 4 |

  Scenario: Of a range there is only what is in it
    When executing query:
      """
      MATCH (p:P) WHERE p.v < 3 RETURN p.n AS n, p.v AS v ORDER BY v DESC LIMIT 5
      """
    Then the result should be, in order:
      | n | v    |
      | 4 | 1    |
      | 9 | -2.5 |

  Scenario: The second sort item decides among equal values
    Given having executed:
      """
      UNWIND range(20, 30) AS n CREATE (:P {n: n, v: 7})
      """
    When executing query:
      """
      MATCH (p:P) WHERE p.v > 0 RETURN p.n AS n ORDER BY p.v, p.n DESC LIMIT 3
      """
    Then the result should be, in order:
      | n  |
      | 4  |
      | 30 |
      | 29 |

  Scenario: Strings that share a long beginning
    Given having executed:
      """
      WITH reduce(s = 'x', i IN range(1, 10) | s + s) AS long
      UNWIND ['d', 'a', 'c', 'b'] AS end CREATE (:P {n: end, v: long + end})
      """
    When executing query:
      """
      MATCH (p:P) WHERE p.v > 'c' RETURN p.n AS n ORDER BY p.v LIMIT 3
      """
    Then the result should be, in order:
      | n   |
      | 'a' |
      | 'b' |
      | 'c' |

  Scenario: Distinct values in order
    Given having executed:
      """
      UNWIND range(20, 30) AS n CREATE (:P {n: n, v: n % 3 + 100})
      """
    When executing query:
      """
      MATCH (p:P) WHERE p.v >= 100 RETURN DISTINCT p.v AS v ORDER BY v DESC LIMIT 2
      """
    Then the result should be, in order:
      | v   |
      | 102 |
      | 101 |

  Scenario: The largest and the smallest value pass over nulls
    When executing query:
      """
      MATCH (p:P) RETURN min(p.v) AS least, max(p.v) AS most, toString(max(p.v)) AS text
      """
    Then the result should be, in any order:
      | least  | most | text  |
      | [1, 2] | NaN  | 'NaN' |

  Scenario: The largest of those that a filter lets through
    When executing query:
      """
      MATCH (p:P) WHERE p.n < 6 RETURN max(p.v) AS most
      """
    Then the result should be, in any order:
      | most |
      | 1    |

  Scenario: There is no largest of nothing
    When executing query:
      """
      MATCH (p:P) WHERE p.n = 7 RETURN max(p.v) AS most, min(p.v) AS least
      """
    Then the result should be, in any order:
      | most | least |
      | null | null  |

  Scenario: A query sees in order what it wrote itself
    When executing query:
      """
      CREATE (:P {n: 40, v: 0}), (:P {n: 41, v: 50}) WITH count(*) AS made
      MATCH (q:P {n: 4}) DELETE q WITH made
      MATCH (p:P) WHERE p.v > -100 WITH p ORDER BY p.v DESC LIMIT 3 RETURN collect(p.n) AS n
      """
    Then the result should be, in any order:
      | n           |
      | [41, 40, 9] |

  Scenario: The order of the first node holds for the rows made of it
    Given having executed:
      """
      MATCH (p:P), (q:Q) WHERE p.n IN [2, 4, 9] CREATE (p)-[:R]->(q), (p)-[:R]->(p)
      """
    When executing query:
      """
      MATCH (p:P)-[r:R]->(x) RETURN p.n AS n, x.n AS m ORDER BY p.v DESC, m LIMIT 3
      """
    Then the result should be, in order:
      | n | m  |
      | 4 | 4  |
      | 4 | 14 |
      | 9 | 9  |
