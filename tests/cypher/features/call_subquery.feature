Feature: CALL { } runs a query for each row

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:P {name: 'a', age: 1})-[:K]->(b:P {name: 'b', age: 2})-[:K]->(c:P {name: 'c', age: 3}),
             (a)-[:K]->(c)
      """

  Scenario: The variables in parentheses are known in all of the subquery
    When executing query:
      """
      MATCH (p:P)
      CALL (p) {
        WITH 10 AS factor
        RETURN p.age * factor AS scaled
      }
      RETURN p.name AS name, scaled
      """
    Then the result should be, in any order:
      | name | scaled |
      | 'a'  | 10     |
      | 'b'  | 20     |
      | 'c'  | 30     |
    And no side effects

  Scenario: A star imports everything
    When executing query:
      """
      MATCH (p:P {name: 'a'}) WITH p, 5 AS five
      CALL (*) { MATCH (p)-[:K]->(q) RETURN q.age + five AS sum }
      RETURN sum
      """
    Then the result should be, in any order:
      | sum |
      | 7   |
      | 8   |
    And no side effects

  Scenario: Empty parentheses import nothing
    When executing query:
      """
      UNWIND [1, 2] AS x CALL () { MATCH (p:P) RETURN count(p) AS n } RETURN x, n
      """
    Then the result should be, in any order:
      | x | n |
      | 1 | 3 |
      | 2 | 3 |
    And no side effects

  Scenario: What is not imported is not known
    When executing query:
      """
      UNWIND [1] AS x UNWIND [2] AS y CALL (x) { RETURN x + y AS z } RETURN z
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable

  Scenario: What is imported must be there
    When executing query:
      """
      UNWIND [1] AS x CALL (y) { RETURN y AS z } RETURN z
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable

  Scenario: OPTIONAL CALL keeps the rows without a result
    When executing query:
      """
      MATCH (p:P)
      OPTIONAL CALL (p) { MATCH (p)-[:K]->(q) RETURN q.name AS next }
      RETURN p.name AS name, next
      """
    Then the result should be, in any order:
      | name | next |
      | 'a'  | 'b'  |
      | 'a'  | 'c'  |
      | 'b'  | 'c'  |
      | 'c'  | null |
    And no side effects

  Scenario: Each branch of a UNION sees the variables
    When executing query:
      """
      MATCH (p:P {name: 'b'})
      CALL (p) { MATCH (p)-->(q) RETURN q UNION MATCH (p)<--(q) RETURN q }
      RETURN q.name AS name
      """
    Then the result should be, in any order:
      | name |
      | 'c'  |
      | 'a'  |
    And no side effects

  Scenario: A subquery without RETURN writes and lets the rows pass
    When executing query:
      """
      MATCH (p:P) CALL (p) { CREATE (:Copy {of: p.name}) } RETURN count(*) AS rows
      """
    Then the result should be, in any order:
      | rows |
      | 3    |
    And the side effects should be:
      | +nodes      | 3 |
      | +labels     | 1 |
      | +properties | 3 |

  Scenario: Subqueries nest
    When executing query:
      """
      MATCH (p:P {name: 'a'})
      CALL (p) { CALL (p) { MATCH (p)-->(q) RETURN max(q.age) AS oldest } RETURN oldest + p.age AS sum }
      RETURN sum
      """
    Then the result should be, in any order:
      | sum |
      | 4   |
    And no side effects

  Scenario: A first WITH imports too
    When executing query:
      """
      MATCH (p:P) CALL { WITH p MATCH (p)-->(q) RETURN count(q) AS n } RETURN p.name AS name, n
      """
    Then the result should be, in any order:
      | name | n |
      | 'a'  | 2 |
      | 'b'  | 1 |
      | 'c'  | 0 |
    And no side effects

  Scenario: A result must not take the name of an outer variable
    When executing query:
      """
      MATCH (p:P) CALL (p) { MATCH (p)-->(q) RETURN q AS p } RETURN p
      """
    Then a SyntaxError should be raised at compile time: VariableAlreadyBound

  Scenario: Batches of transactions are not supported
    When executing query:
      """
      MATCH (p:P) CALL (p) { SET p.x = 1 } IN TRANSACTIONS OF 10 ROWS
      """
    Then a SyntaxError should be raised at compile time: FeatureNotSupported

  Scenario Outline: COUNT, EXISTS and COLLECT stand wherever a value does
    When executing query:
      """
      MATCH (p:P) WHERE p.name <> 'c' OR <value> IS NOT NULL
      WITH p, <value> AS v ORDER BY <value>, p.name
      RETURN collect(DISTINCT CASE WHEN <value> = v THEN v END) AS list
      """
    Then the result should be, in any order:
      | list   |
      | <list> |
    And no side effects

    Examples:
      | value                                              | list              |
      | COUNT { (p)-->() }                                 | [0, 1, 2]         |
      | EXISTS { (p)-->(q) WHERE q.age = 2 }               | [false, true]     |
      | COLLECT { MATCH (p)-->(q) RETURN q.age ORDER BY q.age } | [[], [2, 3], [3]] |
      | COUNT { MATCH (p)-->(q) RETURN q.name AS n UNION MATCH (p)<--(q) RETURN q.name AS n } | [2] |
