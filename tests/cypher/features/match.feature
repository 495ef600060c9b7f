Feature: MATCH finds patterns in the graph

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (se:State {name: 'Sweden'}), (fi:State {name: 'Finland'}), (ee:State {name: 'Estonia'}),
             (osce:Organization:Forum {name: 'OSCE'}), (un:Organization {name: 'UN'}),
             (se)-[:MEMBER_OF {since: 1973}]->(osce), (fi)-[:MEMBER_OF {since: 1973}]->(osce),
             (ee)-[:MEMBER_OF {since: 1991}]->(osce), (se)-[:SUPPORTS]->(ee), (fi)-[:SUPPORTS]->(ee),
             (osce)-[:REPORTS_TO]->(un)
      """

  Scenario: A label and a property narrow the nodes
    When executing query:
      """
      MATCH (o:Organization {name: 'OSCE'}) RETURN o
      """
    Then the result should be, in any order:
      | o                                    |
      | (:Organization:Forum {name: 'OSCE'}) |
    And no side effects

  Scenario: Two patterns that share a variable are joined
    When executing query:
      """
      MATCH (a:State)-[:MEMBER_OF]->(o), (a)-[:SUPPORTS]->(b:State)
      RETURN a.name AS supporter, b.name AS supported, o.name AS forum
      """
    Then the result should be, in any order:
      | supporter | supported | forum  |
      | 'Sweden'  | 'Estonia' | 'OSCE' |
      | 'Finland' | 'Estonia' | 'OSCE' |

  Scenario: Patterns without a common variable give every pair
    When executing query:
      """
      MATCH (a:State), (o:Organization) RETURN count(*) AS pairs
      """
    Then the result should be, in any order:
      | pairs |
      | 6     |

  Scenario: One relationship is used once in a pattern
    When executing query:
      """
      MATCH (a:State)-[:MEMBER_OF]->()<-[:MEMBER_OF]-(b:State)
      RETURN a.name AS a, b.name AS b ORDER BY a, b LIMIT 3
      """
    Then the result should be, in order:
      | a         | b         |
      | 'Estonia' | 'Finland' |
      | 'Estonia' | 'Sweden'  |
      | 'Finland' | 'Estonia' |

  Scenario: Paths of variable length
    When executing query:
      """
      MATCH p = (:State {name: 'Sweden'})-[*1..3]->(end)
      RETURN end.name AS name, length(p) AS steps
      """
    Then the result should be, in any order:
      | name      | steps |
      | 'OSCE'    | 1     |
      | 'UN'      | 2     |
      | 'Estonia' | 1     |
      | 'OSCE'    | 2     |
      | 'UN'      | 3     |

  Scenario: A length of zero is the node itself
    When executing query:
      """
      MATCH (o:Forum)-[:REPORTS_TO*0..1]->(x) RETURN x.name AS name
      """
    Then the result should be, in any order:
      | name   |
      | 'OSCE' |
      | 'UN'   |

  Scenario: OPTIONAL MATCH keeps the row
    When executing query:
      """
      MATCH (s:State) OPTIONAL MATCH (s)-[:SUPPORTS]->(t)
      RETURN s.name AS s, t.name AS t
      """
    Then the result should be, in any order:
      | s         | t         |
      | 'Sweden'  | 'Estonia' |
      | 'Finland' | 'Estonia' |
      | 'Estonia' | null      |

  Scenario: WHERE with a pattern, its negation and a comparison
    When executing query:
      """
      MATCH (s:State)-[m:MEMBER_OF]->()
      WHERE NOT (s)-[:SUPPORTS]->() AND m.since > 1980
      RETURN s.name AS name
      """
    Then the result should be, in any order:
      | name      |
      | 'Estonia' |

  Scenario: The shortest path between two nodes
    When executing query:
      """
      MATCH (a {name: 'Finland'}), (b {name: 'UN'})
      MATCH p = shortestPath((a)-[*]-(b))
      RETURN [n IN nodes(p) | n.name] AS names
      """
    Then the result should be, in any order:
      | names                     |
      | ['Finland', 'OSCE', 'UN'] |

  Scenario: All shortest paths
    When executing query:
      """
      MATCH (a {name: 'Sweden'}), (b {name: 'Finland'})
      MATCH p = allShortestPaths((a)-[*]-(b))
      RETURN nodes(p)[1].name AS between
      """
    Then the result should be, in any order:
      | between   |
      | 'OSCE'    |
      | 'Estonia' |

  Scenario: Where there is no path, the shortest one is not matched
    When executing query:
      """
      MATCH (a {name: 'UN'}), (b {name: 'Sweden'})
      MATCH p = shortestPath((a)-[*]->(b))
      RETURN p
      """
    Then the result should be, in any order:
      | p |

  Scenario: Null from OPTIONAL MATCH is no node that a pattern could match
    Given an empty graph
    And having executed:
      """
      CREATE (:A {x: 1}), (:A {x: 2})-[:R]->(:B)
      """
    When executing query:
      """
      MATCH (a:A) OPTIONAL MATCH (a)-->(b) MATCH (b) RETURN a.x AS x
      """
    Then the result should be, in any order:
      | x |
      | 2 |
