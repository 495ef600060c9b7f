Feature: EXISTS, COUNT and COLLECT subqueries stand wherever a value may

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:Person {name: 'Ada', age: 36})-[:KNOWS]->(b:Person {name: 'Bob', age: 40}),
             (b)-[:LIVES_IN]->(:City {name: 'Geneva'})
      """

  Scenario Outline: For each person: <expression>
    When executing query:
      """
      MATCH (p:Person) RETURN p.name AS name, <expression> AS value
      """
    Then the result should be, in any order:
      | name  | value |
      | 'Ada' | <ada> |
      | 'Bob' | <bob> |
    And no side effects

    Examples:
      | expression                                                                          | ada             | bob             |
      | COUNT { (p)--() }                                                                   | 1               | 2               |
      | COUNT { (p)-->(q), (q)-->() }                                                       | 1               | 0               |
      | COUNT { (p)-->(q) WHERE q:City }                                                    | 0               | 1               |
      | COUNT { MATCH (p)-->(q) WHERE COUNT { (q)-->() } > 0 }                              | 1               | 0               |
      | COUNT { MATCH (p) OPTIONAL MATCH (p)-[:KNOWS]->(q) RETURN DISTINCT q }              | 1               | 1               |
      | COUNT { MATCH (p)--(q) WITH q WHERE q.name > 'B' RETURN q }                         | 1               | 1               |
      | COUNT { UNWIND [1, 2] AS x RETURN x UNION UNWIND [2, p.age] AS x RETURN x }         | 3               | 3               |
      | COUNT { (p)--() } + COUNT { (p)-[:KNOWS]->() }                                      | 2               | 2               |
      | EXISTS { (p)-[:KNOWS]->() }                                                         | true            | false           |
      | NOT EXISTS { (p)-[:KNOWS]->() }                                                     | false           | true            |
      | EXISTS { MATCH (p)-[:KNOWS]->(q) WHERE EXISTS { (q)-[:LIVES_IN]->() } }             | true            | false           |
      | EXISTS { MATCH (p)-[:LIVES_IN]->(q) RETURN q UNION MATCH (p)<-[:NONE]-(q) RETURN q } | false          | true            |
      | EXISTS { RETURN 1 }                                                                 | true            | true            |
      | COLLECT { MATCH (p)-[:KNOWS]->(q) RETURN q.name }                                   | ['Bob']         | []              |
      | COLLECT { MATCH (p)--(q) RETURN q.name AS n ORDER BY n DESC LIMIT 1 }               | ['Bob']         | ['Geneva']      |
      | COLLECT { MATCH (p)--(q) RETURN q.name AS n ORDER BY n }[0]                         | 'Bob'           | 'Ada'           |
      | COLLECT { RETURN p.age AS n UNION RETURN 40 AS n }                                  | [36, 40]        | [40]            |
      | size(COLLECT { MATCH (p)--(q) RETURN q })                                           | 1               | 2               |
      | CASE WHEN EXISTS { (p)-[:KNOWS]->() } THEN 'some' ELSE 'none' END                   | 'some'          | 'none'          |
      | CASE COUNT { (p)--() } WHEN 1 THEN 'one' ELSE 'many' END                            | 'one'           | 'many'          |
      | {n: COUNT { (p)--() }, l: [EXISTS { (p)-->(:City) }]}                               | {n: 1, l: [false]} | {n: 2, l: [true]} |
      | p {.age, n: COUNT { (p)--() }}                                                      | {age: 36, n: 1} | {age: 40, n: 2} |
      | [x IN [1, 2] WHERE x <= COUNT { (p)--() } \| x + COUNT { (p)-->() }]                | [2]             | [2, 3]          |
      | any(x IN ['Bob'] WHERE EXISTS { (p)-->({name: x}) })                                | true            | false           |
      | reduce(s = 0, x IN [1, 2] \| s + x * COUNT { (p)--() })                             | 3               | 6               |
      | [(p)-->(q) \| COUNT { (q)--() }]                                                    | [2]             | [1]             |

  Scenario Outline: <clause>
    When executing query:
      """
      <query>
      """
    Then the result should be, in order:
      | value   |
      | <first> |
      | <last>  |
    And no side effects

    Examples:
      | clause                   | first | last  | query                                                                                     |
      | ORDER BY                 | 'Bob' | 'Ada' | MATCH (p:Person) RETURN p.name AS value ORDER BY COUNT { (p)--() } DESC                   |
      | ORDER BY and an alias    | 1     | 2     | MATCH (p:Person) RETURN COUNT { (p)--() } AS value ORDER BY COUNT { (p)--() }             |
      | WITH                     | 1     | 2     | MATCH (p:Person) WITH p, COUNT { (p)--() } AS value ORDER BY value RETURN value           |
      | a grouping key           | 1     | 1     | MATCH (p:Person) WITH COUNT { (p)--() } AS n, count(*) AS value RETURN value ORDER BY n   |
      | UNWIND                   | 'Ada' | 'Bob' | UNWIND COLLECT { MATCH (p:Person) RETURN p.name ORDER BY p.name } AS value RETURN value   |
      | range()                  | 1     | 2     | UNWIND range(1, COUNT { (:Person) }) AS value RETURN value                                |

  Scenario Outline: WHERE <condition>
    When executing query:
      """
      MATCH (p:Person) WHERE <condition> RETURN p.name
      """
    Then the result should be, in any order:
      | p.name |
      | <name> |
    And no side effects

    Examples:
      | condition                                                                       | name  |
      | EXISTS { (p)-[:KNOWS]->() }                                                     | 'Ada' |
      | NOT EXISTS { (p)-[:KNOWS]->() }                                                 | 'Bob' |
      | COUNT { (p)--() } = 2                                                           | 'Bob' |
      | COUNT { MATCH (p)-->(q) RETURN q.name } = 1 AND EXISTS { (p)-->(:City) }        | 'Bob' |
      | p.age > 99 OR 'Bob' IN COLLECT { MATCH (p)-->(q) RETURN q.name }                | 'Ada' |
      | EXISTS { MATCH (p)-->(q:Person) WHERE q.age > p.age }                           | 'Ada' |

  Scenario: Aggregates over subqueries
    When executing query:
      """
      MATCH (p:Person)
      RETURN sum(COUNT { (p)--() }) AS degrees, collect(EXISTS { (p)-->(:City) }) AS live,
             count(DISTINCT COUNT { (p)-->() }) AS kinds
      """
    Then the result should be (ignoring element order for lists):
      | degrees | live          | kinds |
      | 3       | [true, false] | 1     |
    And no side effects

  Scenario: SET and MERGE take the value of a subquery
    When executing query:
      """
      MATCH (p:Person)
      SET p.degree = COUNT { (p)--() }
      MERGE (k:Kind {degree: COUNT { (p)--() }})
      RETURN p.degree AS degree, k.degree AS kind
      """
    Then the result should be, in any order:
      | degree | kind |
      | 1      | 1    |
      | 2      | 2    |
    And the side effects should be:
      | +nodes      | 2 |
      | +labels     | 1 |
      | +properties | 4 |
