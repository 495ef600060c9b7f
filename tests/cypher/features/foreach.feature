Feature: FOREACH updates the graph for each element of a list

  Scenario: A query may be a FOREACH alone
    Given an empty graph
    When executing query:
      """
      FOREACH (year IN range(2019, 2021) | CREATE (:Year {value: year}))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |

  Scenario: Every node of a path is marked
    Given an empty graph
    And having executed:
      """
      CREATE (:City {name: 'a'})-[:ROAD]->(:City {name: 'b'})-[:ROAD]->(:City {name: 'c'})
      """
    When executing query:
      """
      MATCH p = (:City {name: 'a'})-[:ROAD*2]->()
      FOREACH (n IN nodes(p) | SET n.visited = true)
      FOREACH (r IN relationships(p) | SET r.taken = true)
      """
    Then the result should be empty
    And the side effects should be:
      | +properties | 5 |

  Scenario Outline: The rows outside pass through unchanged, whatever the list: <list>
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS row
      FOREACH (x IN <list> | CREATE (n:New {x: x}))
      RETURN row
      """
    Then the result should be, in order:
      | row |
      | 1   |
      | 2   |
    And the side effects should be:
      | +nodes      | <nodes>      |
      | +labels     | <labels>     |
      | +properties | <properties> |

    Examples:
      | list             | nodes | labels | properties |
      | [7]              | 2     | 1      | 2          |
      | [7, null]        | 4     | 1      | 2          |
      | [row, row * 10]  | 4     | 1      | 4          |

  Scenario Outline: Nothing happens for <list>
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS row
      FOREACH (x IN <list> | CREATE (:New {x: x}))
      RETURN count(*) AS rows
      """
    Then the result should be, in any order:
      | rows |
      | 2    |
    And no side effects

    Examples:
      | list                                     |
      | []                                       |
      | null                                     |
      | CASE WHEN row > 2 THEN [1] ELSE [] END   |

  Scenario: A list of one element makes an update conditional
    Given an empty graph
    And having executed:
      """
      CREATE (:P {age: 17}), (:P {age: 18}), (:P {age: 40})
      """
    When executing query:
      """
      MATCH (p:P)
      FOREACH (_ IN CASE WHEN p.age >= 18 THEN [1] ELSE [] END | SET p:Adult)
      RETURN p.age AS age, p:Adult AS adult
      """
    Then the result should be, in any order:
      | age | adult |
      | 17  | false |
      | 18  | true  |
      | 40  | true  |
    And the side effects should be:
      | +labels | 1 |

  Scenario: All updates are made for one element before the next
    Given an empty graph
    And having executed:
      """
      CREATE (:Log {total: 0})
      """
    When executing query:
      """
      MATCH (log:Log)
      FOREACH (x IN [1, 2, 3] |
        SET log.total = log.total + x
        SET log.seen = coalesce(log.seen, []) + log.total)
      RETURN log.total AS total, log.seen AS seen
      """
    Then the result should be, in any order:
      | total | seen      |
      | 6     | [1, 3, 6] |
    And the side effects should be:
      | +properties | 2 |
      | -properties | 1 |

  Scenario: An element sees what was made for those before it
    Given an empty graph
    When executing query:
      """
      FOREACH (name IN ['a', 'b', 'a'] |
        MERGE (t:Tag {name: name})
          ON CREATE SET t.times = 1
          ON MATCH SET t.times = t.times + 1)
      WITH *
      MATCH (t:Tag)
      RETURN t.name AS name, t.times AS times
      """
    Then the result should be, in any order:
      | name | times |
      | 'a'  | 2     |
      | 'b'  | 1     |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 4 |

  Scenario: What a clause before it found does not change under way
    Given an empty graph
    And having executed:
      """
      CREATE (:P), (:P)
      """
    When executing query:
      """
      MATCH (p:P) FOREACH (x IN [1, 2] | CREATE (:P)) RETURN count(*) AS rows
      """
    Then the result should be, in any order:
      | rows |
      | 2    |
    And the side effects should be:
      | +nodes | 4 |

  Scenario: One FOREACH inside another
    Given an empty graph
    When executing query:
      """
      UNWIND [{name: 'a', parts: [1, 2]}, {name: 'b', parts: [3]}] AS row
      MERGE (d:Doc {name: row.name})
      FOREACH (part IN row.parts |
        CREATE (d)-[:HAS]->(p:Part {number: part})
        FOREACH (side IN ['left', 'right'] | CREATE (p)-[:HAS]->(:Side {name: side, of: part})))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes         | 11 |
      | +relationships | 9  |
      | +labels        | 3  |
      | +properties    | 17 |

  Scenario: Several lists in a row may name their elements alike
    Given an empty graph
    When executing query:
      """
      FOREACH (x IN [1] | CREATE (n:A {x: x}))
      FOREACH (x IN [2, 3] | CREATE (n:B {x: x}))
      """
    Then the result should be empty
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 2 |
      | +properties | 3 |

  Scenario: Relationships are deleted, then their nodes
    Given an empty graph
    And having executed:
      """
      CREATE (a:P)-[:K]->(b:P)-[:K]->(c:P), (a)-[:K]->(c)
      """
    When executing query:
      """
      MATCH (p:P)-[r:K]->(q:P)
      WITH [p, q] AS both, r
      FOREACH (x IN [r] | DELETE x)
      FOREACH (x IN both | DELETE x)
      """
    Then the result should be empty
    And the side effects should be:
      | -nodes         | 3 |
      | -relationships | 3 |
      | -labels        | 1 |

  Scenario: Properties and labels are removed
    Given an empty graph
    And having executed:
      """
      CREATE (:P:Old {x: 1, y: 1}), (:P:Old {x: 2})
      """
    When executing query:
      """
      MATCH (p:P) WITH collect(p) AS all
      FOREACH (p IN all | REMOVE p.x, p:Old)
      """
    Then the result should be empty
    And the side effects should be:
      | -labels     | 1 |
      | -properties | 2 |

  Scenario: It works in a subquery and before one
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2] AS row
      CALL (row) { FOREACH (x IN range(1, row) | CREATE (:N {x: x})) }
      FOREACH (x IN [row] | CREATE (:M))
      WITH DISTINCT 1 AS one
      CALL () { MATCH (n:N) RETURN sum(n.x) AS total }
      RETURN total
      """
    Then the result should be, in any order:
      | total |
      | 4     |
    And the side effects should be:
      | +nodes      | 5 |
      | +labels     | 2 |
      | +properties | 3 |

  Scenario: A LIMIT behind it does not cut off updates
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS row FOREACH (x IN [row] | CREATE ()) RETURN row LIMIT 1
      """
    Then the result should be, in any order:
      | row |
      | 1   |
    And the side effects should be:
      | +nodes | 3 |

  Scenario: Any word stays a name
    Given an empty graph
    When executing query:
      """
      WITH [1, 2] AS foreach FOREACH (x IN foreach | CREATE (:foreach {foreach: x})) RETURN foreach
      """
    Then the result should be, in any order:
      | foreach |
      | [1, 2]  |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 2 |

  Scenario: A label test may stand in the list
    Given an empty graph
    And having executed:
      """
      CREATE (:A), (:B)
      """
    When executing query:
      """
      MATCH (n) FOREACH (x IN [0] + (n:A) | SET n.x = x)
      """
    Then the result should be empty
    And the side effects should be:
      | +properties | 2 |

  Scenario Outline: <problem>
    Given an empty graph
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <error>

    Examples:
      | problem                       | query                                                  | error                    |
      | Reading has no place in it    | FOREACH (x IN [1] \| MATCH (n) SET n.x = x)            | InvalidClauseComposition |
      | Nor has a subquery            | FOREACH (x IN [1] \| CALL () { CREATE () })            | InvalidClauseComposition |
      | Nor has a projection          | FOREACH (x IN [1] \| WITH x AS y CREATE ({y: y}))      | InvalidClauseComposition |
      | It yields nothing             | FOREACH (x IN [1] \| CREATE (n)) RETURN n              | UndefinedVariable        |
      | Its element is gone behind it | FOREACH (x IN [1] \| CREATE (n)) RETURN x              | UndefinedVariable        |
      | Its list knows no element     | FOREACH (x IN [x] \| CREATE (n))                       | UndefinedVariable        |
      | Names outside are taken       | WITH 1 AS x FOREACH (x IN [1] \| CREATE ())            | VariableAlreadyBound     |
      | Names are taken inside too    | FOREACH (x IN [1] \| FOREACH (x IN [1] \| CREATE ()))  | VariableAlreadyBound     |
      | It takes lists                | FOREACH (x IN 1 \| CREATE ())                          | InvalidArgumentType      |
      | It needs an update            | FOREACH (x IN [1] \| )                                 | UnexpectedSyntax         |
      | Expressions only read         | RETURN COUNT { FOREACH (x IN [1] \| CREATE ()) } AS n  | InvalidClauseComposition |
