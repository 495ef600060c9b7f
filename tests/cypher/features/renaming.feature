Feature: What WITH renames is found as before

  Background:
    Given an empty graph
    And having executed:
      """
      UNWIND range(1, 40) AS i
      CREATE (a:Person {id: i, city: 'c' + toString(i % 4), n: CASE WHEN i % 2 = 0 THEN 1 ELSE 1.0 END})
      CREATE (a)-[:OWNS]->(:Thing {id: i})
      """
    And having executed:
      """
      CALL db.createIndex('Person', 'id')
      """

  Scenario: A property by another name
    When executing query:
      """
      MATCH (a:Person) WITH a AS b, a.id AS i WHERE i > 38 AND i IN [3, 39] RETURN b.city AS city
      """
    Then the result should be, in any order:
      | city |
      | 'c3' |

  Scenario: A node by another name
    When executing query:
      """
      MATCH (a:Person) WITH a AS b, 1 AS one WITH b AS c WHERE c.id = 7 AND c:Person
      MATCH (c)-[:OWNS]->(t) RETURN t.id AS id
      """
    Then the result should be, in any order:
      | id |
      | 7  |

  Scenario: Names that change places
    When executing query:
      """
      MATCH (a:Person {id: 1}), (b:Person {id: 2}) WITH a AS b, b AS a WHERE a.id = 2 AND b.id = 1
      RETURN a.id AS a, b.id AS b
      """
    Then the result should be, in any order:
      | a | b |
      | 2 | 1 |

  Scenario: Groups by a key
    When executing query:
      """
      MATCH (a:Person) WITH a.city AS city, count(*) AS n WHERE city = 'c1' AND n > 3 OR city IS NULL
      RETURN city, n
      """
    Then the result should be, in any order:
      | city | n  |
      | 'c1' | 10 |

  Scenario: A group is asked as a whole where equal values have different texts
    When executing query:
      """
      MATCH (a:Person) WITH a.n AS n, count(*) AS members WHERE n = 1 AND toString(n) STARTS WITH '1'
      RETURN members
      """
    Then the result should be, in any order:
      | members |
      | 40      |

  Scenario: Distinct values
    When executing query:
      """
      MATCH (a:Person) WITH DISTINCT a.city AS city WHERE city > 'c1' RETURN city
      """
    Then the result should be, in any order:
      | city |
      | 'c2' |
      | 'c3' |

  Scenario: A value of WITH finds nodes without an index
    When executing query:
      """
      MATCH (a:Person), (b:Person) WHERE a.id < 4 AND b.id < 4
      WITH a.id * 4 + b.id AS k MATCH (t:Thing {id: k}) RETURN count(*) AS found, max(t.id) AS last
      """
    Then the result should be, in any order:
      | found | last |
      | 9     | 15   |

  Scenario: Labels of many nodes
    When executing query:
      """
      MATCH (a)-[:OWNS]-(b:Thing) MATCH (c) WHERE c:Person RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n    |
      | 1600 |

  Scenario: Only the first rows are computed
    When executing query:
      """
      MATCH (a:Person)-[:OWNS]->(t) RETURN a.city AS city, 10 * a.id AS x
      ORDER BY t.id DESC LIMIT 2
      """
    Then the result should be, in order:
      | city | x   |
      | 'c0' | 400 |
      | 'c3' | 390 |
