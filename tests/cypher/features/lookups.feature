Feature: What is found by a lookup instead of a test of every node

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (ann:Person {id: 1, name: 'Ann'}), (bob:Person:Manager {id: 2, name: 'Bob'}),
        (cid:Person {id: 3, name: 'Cid'}), (eve:Manager {id: 4, name: 'Eve'}), (:Person {name: 'Nil'}),
        (acme:Company {id: 1, name: 'Acme'}), (:Company {id: 2, name: 'Idle'}),
        (ann)-[:KNOWS {since: 1}]->(bob), (ann)-[:KNOWS {since: 2}]->(bob),
        (cid)-[:KNOWS {since: 3}]->(bob), (bob)-[:KNOWS {since: 4}]->(bob),
        (ann)-[:WORKS_AT]->(acme), (eve)-[:WORKS_AT]->(acme)
      """
    And having executed:
      """
      UNWIND range(1, 200) AS i CREATE (:Person {id: 1000 + i, name: 'p' + toString(i)})
      """
    And having executed:
      """
      CALL db.createIndex('Person', 'id')
      """
    And having executed:
      """
      CALL db.createIndex('Person', 'name')
      """

  Scenario: Two relationships to what a pattern asks for are one answer
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { (p)-[:KNOWS]->(:Person {id: 2}) } RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Cid' |
      | 'Bob' |

  Scenario: A pattern between two nodes of a MATCH, for each first node
    When executing query:
      """
      MATCH (a:Person), (b:Manager) WHERE (a)-[:KNOWS]->(b) AND a.id < 3 RETURN a.name AS a, b.name AS b
      """
    Then the result should be, in any order:
      | a     | b     |
      | 'Ann' | 'Bob' |
      | 'Bob' | 'Bob' |

  Scenario: A pattern from a node that an optional match did not find
    When executing query:
      """
      MATCH (c:Company) OPTIONAL MATCH (c)<-[:WORKS_AT]-(p:Person)
      MATCH (q:Person) WHERE (p)-[:KNOWS]->(q) RETURN c.name AS c, q.name AS q
      """
    Then the result should be, in any order:
      | c      | q     |
      | 'Acme' | 'Bob' |

  Scenario: The predicate of an inner pattern reads the outer node
    When executing query:
      """
      MATCH (p:Person) WHERE EXISTS { MATCH (p)-[k:KNOWS]->(q {name: 'Bob'}) WHERE k.since > p.id }
      RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Bob' |

  Scenario: Equalities of one key, one of them with null
    When executing query:
      """
      MATCH (p:Person) WHERE p.id = 1 OR p.id = null OR 3 = p.id OR p.id = 1.0 RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Cid' |

  Scenario: A node that two keys find is found once
    When executing query:
      """
      MATCH (p:Person) WHERE p.id = 1 OR p.name = 'Ann' OR p.name STARTS WITH 'Ci' RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Cid' |

  Scenario: Alternatives of more than one part, for each row
    When executing query:
      """
      UNWIND [1, 2] AS i
      MATCH (p:Person) WHERE (p.id = i AND p.name = 'Ann') OR (p.id = i + 1 AND p:Manager)
      RETURN i, p.name AS name
      """
    Then the result should be, in any order:
      | i | name  |
      | 1 | 'Ann' |
      | 1 | 'Bob' |

  Scenario: Any element of a list
    When executing query:
      """
      MATCH (p:Person) WHERE any(x IN [3, null, 1, 3] WHERE p.id = x) RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Ann' |
      | 'Cid' |

  Scenario: No element of no list
    When executing query:
      """
      MATCH (p:Person) WHERE any(x IN null WHERE p.id = x) RETURN p.name AS name
      """
    Then the result should be, in any order:
      | name |

  Scenario: A node with both labels is found once
    When executing query:
      """
      MATCH (n:Manager|Company) RETURN n.name AS name
      """
    Then the result should be, in any order:
      | name   |
      | 'Bob'  |
      | 'Eve'  |
      | 'Acme' |
      | 'Idle' |

  Scenario: One of two labels and a key, with an index on one of them
    When executing query:
      """
      MATCH (n:Person|Company) WHERE n.id = 2 RETURN n.name AS name
      """
    Then the result should be, in any order:
      | name   |
      | 'Bob'  |
      | 'Idle' |

  Scenario: A label or none of another
    When executing query:
      """
      MATCH (n:(Manager&!Person)|Company {id: 4}) RETURN n.name AS name
      """
    Then the result should be, in any order:
      | name  |
      | 'Eve' |

  Scenario: A relationship by its number
    When executing query:
      """
      MATCH ()-[k:KNOWS {since: 3}]->() WITH id(k) AS number
      MATCH (a)-[r]->(b) WHERE id(r) = number RETURN a.name AS a, b.name AS b
      """
    Then the result should be, in any order:
      | a     | b     |
      | 'Cid' | 'Bob' |

  Scenario: A relationship by its number, read both ways, and a loop once
    When executing query:
      """
      MATCH ()-[k:KNOWS]->() WHERE k.since >= 3 WITH elementId(k) AS number
      MATCH (a)-[r]-(b) WHERE elementId(r) = number RETURN a.name AS a, b.name AS b
      """
    Then the result should be, in any order:
      | a     | b     |
      | 'Cid' | 'Bob' |
      | 'Bob' | 'Cid' |
      | 'Bob' | 'Bob' |

  Scenario: A relationship by its number that is of another type, or walked already
    When executing query:
      """
      MATCH (x)-[k:KNOWS {since: 3}]->() WITH x, id(k) AS number
      OPTIONAL MATCH (a)-[r:WORKS_AT]->() WHERE id(r) = number
      OPTIONAL MATCH (x)-[s]->(y)<-[t {since: 3}]-(z) WHERE id(s) = number
      RETURN a, y
      """
    Then the result should be, in any order:
      | a    | y    |
      | null | null |

  Scenario: No relationship has this number
    When executing query:
      """
      MATCH (a)-[r]->(b) WHERE id(r) = -1 OR id(r) = 0 RETURN r
      """
    Then the result should be, in any order:
      | r |

  Scenario: An element id is a text that is written in one way
    When executing query:
      """
      MATCH (p:Person {name: 'Ann'}) WITH elementId(p) AS id
      UNWIND [id, '0' + id, '+' + id, id + ' ', toInteger(id), null, ''] AS given
      MATCH (n) WHERE elementId(n) = given RETURN n.name AS name, given = id AS same
      """
    Then the result should be, in any order:
      | name  | same |
      | 'Ann' | true |

  Scenario Outline: A lookup by what is no list fails as the test does: <condition>
    When executing query:
      """
      MATCH (p:Person) WHERE <condition> RETURN p
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType

    Examples:
      | condition                                     |
      | p.id IN head([5])                             |
      | any(x IN head([5]) WHERE p.id = x)            |
