Feature: What CREATE, MERGE, SET, REMOVE and DELETE count, and refuse

  Scenario Outline: <query>: <effect> <count>, and nothing else
    Given an empty graph
    And having executed:
      """
      CREATE (a:L:M {n: 1, list: [1, 2]})-[:K {w: 1}]->(b:L {n: 2})
      """
    When executing query:
      """
      <query>
      """
    Then the result should be empty
    And the side effects should be:
      | <effect> | <count> |

    Examples: nothing to do
      | query                                                                | effect | count |
      | MERGE (:L {n: 1})                                                    | +nodes | 0     |
      | MATCH (a {n: 1}), (b {n: 2}) MERGE (b)-[:K]-(a)                      | +nodes | 0     |
      | OPTIONAL MATCH (a:Nope) SET a.x = 1, a:X                             | +nodes | 0     |
      | OPTIONAL MATCH (a:Nope) SET a += {x: 1} REMOVE a.x DETACH DELETE a   | +nodes | 0     |
      | MATCH (a) WITH a LIMIT 0 SET a.x = 1                                 | +nodes | 0     |
      | MATCH (a {n: 1}) SET a.n = 1, a:L REMOVE a:Nope, a.nope              | +nodes | 0     |
      | MATCH (b {n: 2}) SET b += {}                                         | +nodes | 0     |

    Examples: rows that are cut off or filtered do not take back what was done
      | query                                                                | effect      | count |
      | UNWIND [1, 2, 3] AS x CREATE ({x: null}) RETURN x LIMIT 0            | +nodes      | 3     |
      | MATCH (a:L) SET a.q = a.n RETURN a SKIP 9                            | +properties | 2     |
      | MATCH (a:L) REMOVE a.n WITH a WHERE false RETURN a                   | -properties | 2     |
      | MATCH ()-[r]->() REMOVE r.w WITH sum(r.w) AS s RETURN s LIMIT 0      | -properties | 1     |

    Examples: one kind of change
      | query                                                                    | effect         | count |
      | MATCH (a {n: 1}), (b {n: 2}) MERGE (b)-[:K]->(a)                         | +relationships | 1     |
      | MATCH (a {n: 1}), (b {n: 2}) MERGE (a)-[:NEW]-(b)                        | +relationships | 1     |
      | MERGE (a:L {n: 1}) MERGE (b:L {n: 1}) MERGE (a)-[:SELF]->(b)             | +relationships | 1     |
      | MATCH (a {n: 1})-[r]->() MERGE (a)-[s:K]->() ON MATCH SET s.seen = true  | +properties    | 1     |
      | MATCH (a:L) REMOVE a:L                                                   | -labels        | 1     |
      | MATCH (a {n: 1}) REMOVE a:L:M:Nope                                       | -labels        | 1     |
      | MATCH (a:L) SET a.n = null                                               | -properties    | 2     |
      | MATCH (a:M) SET a += {list: null}                                        | -properties    | 1     |
      | MATCH (a:M) SET a = {n: 1}                                               | -properties    | 1     |

  Scenario Outline: <query> is a <type> at <phase>: <detail>
    Given an empty graph
    And having executed:
      """
      CREATE (:L {n: 1})-[:K]->(:L {n: 2})
      """
    When executing query:
      """
      <query>
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | query                                             | type           | phase        | detail              |
      | MATCH (a:L) DETACH DELETE a RETURN a.n            | EntityNotFound | runtime      | DeletedEntityAccess |
      | MATCH ()-[r]->() DELETE r RETURN r.w              | EntityNotFound | runtime      | DeletedEntityAccess |
      | MATCH (a {n: 1}) DELETE a                         | ConstraintVerificationFailed | runtime | DeleteConnectedNode |
      | MERGE ({n: null})                                 | SemanticError  | runtime      | MergeReadOwnWrites  |
      | MATCH (a {n: 1}), (b {n: 2}) MERGE (a)-[:T {x: null}]->(b) | SemanticError | runtime | MergeReadOwnWrites |
      | MATCH (a) SET a.x = [{y: 1}]                      | TypeError      | compile time | InvalidPropertyType |
      | MATCH (a) SET a += {x: {y: 1}}                    | TypeError      | compile time | InvalidPropertyType |
      | MATCH (a) SET a.x = a                             | TypeError      | compile time | InvalidPropertyType |
      | CREATE ({x: [[1]]})                               | TypeError      | compile time | InvalidPropertyType |
      | CREATE ({x: [1, {y: 1}]})                         | TypeError      | runtime      | InvalidPropertyType |
      | MATCH (a) DELETE a.n                              | TypeError      | runtime      | InvalidArgumentType |

  Scenario Outline: The type of a deleted relationship is still known
    Given an empty graph
    And having executed:
      """
      CREATE (:L)-[:K {w: 1}]->(:L)
      """
    When executing query:
      """
      MATCH ()-[r]->() DELETE r RETURN type(r) AS type
      """
    Then the result should be, in any order:
      | type |
      | 'K'  |
    And the side effects should be:
      | -relationships | 1 |
      | -properties    | 1 |

  Scenario: What a list, a map or a path holds can be deleted
    Given an empty graph
    And having executed:
      """
      CREATE (:L {n: 1})-[:K]->(:L {n: 2}), (:M)-[:K]->(:M), ({n: 3})
      """
    When executing query:
      """
      MATCH p = (:M)-->(:M), (a:L {n: 1}), (c {n: 3})
      WITH p, [a] AS list, {deep: {node: c}} AS map
      DETACH DELETE p, list[0], map.deep.node
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 4 |
      | -relationships | 2 |
      | -labels        | 1 |
      | -properties    | 2 |

  Scenario: MERGE sees what the rows before it made
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1, 2] AS x
      MERGE (n:U {x: x})
        ON CREATE SET n.times = 1
        ON MATCH SET n.times = n.times + 1
      RETURN DISTINCT n.x AS x, n.times AS times
      """
    Then the result should be, in any order:
      | x | times |
      | 1 | 2     |
      | 2 | 1     |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 4 |
