Feature: CREATE, MERGE, SET, REMOVE and DELETE change the graph

  Scenario: CREATE makes nodes and relationships
    Given an empty graph
    When executing query:
      """
      CREATE p = (a:State {name: 'France'})-[r:SUPPORTS {strength: 5}]->(:Process {name: 'PoA'})
      RETURN p
      """
    Then the result should be, in any order:
      | p                                                                              |
      | <(:State {name: 'France'})-[:SUPPORTS {strength: 5}]->(:Process {name: 'PoA'})> |
    And the side effects should be:
      | +nodes         | 2 |
      | +relationships | 1 |
      | +labels        | 2 |
      | +properties    | 3 |

  Scenario: MERGE finds or makes
    Given an empty graph
    When executing query:
      """
      UNWIND ['a', 'b', 'a'] AS name
      MERGE (n:Topic {name: name}) ON CREATE SET n.seen = 1 ON MATCH SET n.seen = n.seen + 1
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 4 |
    When executing control query:
      """
      MATCH (n:Topic) RETURN n.name AS name, n.seen AS seen
      """
    Then the result should be, in any order:
      | name | seen |
      | 'a'  | 2    |
      | 'b'  | 1    |

  Scenario: MERGE of a relationship between known nodes
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1})-[:T]->(:B {x: 2}), (:B {x: 3})
      """
    When executing query:
      """
      MATCH (a:A), (b:B) MERGE (a)-[r:T]->(b) RETURN b.x AS x
      """
    Then the result should be, in any order:
      | x |
      | 2 |
      | 3 |
    And the side effects should be:
      | +relationships | 1 |

  Scenario: SET of a property, a map, more of a map and labels
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1, y: 2}), (:B {x: 1, y: 2})
      """
    When executing query:
      """
      MATCH (a:A), (b:B) SET a.x = null, a += {z: 3}, a:New, b = {only: true} RETURN a, b
      """
    Then the result should be, in any order:
      | a                     | b                 |
      | (:A:New {y: 2, z: 3}) | (:B {only: true}) |

  Scenario: REMOVE of a property and of labels
    Given an empty graph
    And having executed:
      """
      CREATE (:A:B:C {x: 1, y: 2})
      """
    When executing query:
      """
      MATCH (n:A) REMOVE n.x, n:B:C RETURN n
      """
    Then the result should be, in any order:
      | n           |
      | (:A {y: 2}) |
    And the side effects should be:
      | -labels     | 2 |
      | -properties | 1 |

  Scenario: A node with relationships is deleted with them or not at all
    Given an empty graph
    And having executed:
      """
      CREATE (:A)-[:T]->(:B)
      """
    When executing query:
      """
      MATCH (a:A) DELETE a
      """
    Then a ConstraintVerificationFailed should be raised at runtime: DeleteConnectedNode
    When executing control query:
      """
      MATCH (a:A) DETACH DELETE a
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 1 |
      | -relationships | 1 |
      | -labels        | 1 |
