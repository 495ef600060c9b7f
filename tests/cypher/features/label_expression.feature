Feature: Label expressions and predicates inside patterns

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:A {x: 1}), (b:B {x: 2}), (ab:A:B {x: 3}), (c:C {x: 4}), (n {x: 5}),
             (a)-[:T {since: 1999}]->(b), (a)-[:U {since: 2001}]->(ab), (b)-[:T {since: 2005}]->(c),
             (ab)-[:V {since: 2010}]->(n)
      """

  Scenario Outline: Nodes of <expression>
    When executing query:
      """
      MATCH (n:<expression>) WITH n ORDER BY n.x RETURN collect(n.x) AS xs
      """
    Then the result should be, in order:
      | xs   |
      | <xs> |

    Examples:
      | expression | xs           |
      | A\|B       | [1, 2, 3]    |
      | A&B        | [3]          |
      | A:B        | [3]          |
      | A&!B       | [1]          |
      | !A         | [2, 4, 5]    |
      | %          | [1, 2, 3, 4] |
      | !%         | [5]          |
      | !!A        | [1, 3]       |
      | (A\|C)&!B  | [1, 4]       |
      | !(A\|B)    | [4, 5]       |
      | A\|B&C     | [1, 3]       |
      | Z\|C       | [4]          |
      | !Z         | [1, 2, 3, 4, 5] |
      | !A&!C&!%   | [5]          |
      | A\|B&!A    | [1, 2, 3]    |
      | (A\|B)&!A  | [2]          |

  Scenario Outline: Relationships of type <expression>
    When executing query:
      """
      MATCH ()-[r:<expression>]->() WITH r ORDER BY r.since RETURN collect(r.since) AS years
      """
    Then the result should be, in order:
      | years   |
      | <years> |

    Examples:
      | expression | years              |
      | T\|U       | [1999, 2001, 2005] |
      | T\|:U      | [1999, 2001, 2005] |
      | !T         | [2001, 2010]       |
      | !T&!U      | [2010]             |
      | !(T\|V)    | [2001]             |
      | %          | [1999, 2001, 2005, 2010] |
      | T&U        | []                 |

  Scenario: A type expression holds for every step of a variable length
    When executing query:
      """
      MATCH (:A {x: 1})-[:!V*]->(m) RETURN m.x AS x ORDER BY x
      """
    Then the result should be, in order:
      | x |
      | 2 |
      | 3 |
      | 4 |

  Scenario: Label expressions in WHERE and RETURN
    When executing query:
      """
      MATCH (n) WHERE n:A|C AND NOT n:B
      RETURN n.x AS x, n:A&!B AS only_a, n:% AS labelled ORDER BY x
      """
    Then the result should be, in order:
      | x | only_a | labelled |
      | 1 | true   | true     |
      | 4 | false  | true     |

  Scenario: A type expression of a relationship in WHERE
    When executing query:
      """
      MATCH ()-[r]->() WHERE r:T|V AND r:!V RETURN count(*) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |

  Scenario: A label expression of null is null
    When executing query:
      """
      OPTIONAL MATCH (n:Missing) RETURN n:A|B AS found
      """
    Then the result should be, in any order:
      | found |
      | null  |

  Scenario: The last bar of a comprehension ends its predicate
    When executing query:
      """
      MATCH (n) WITH n ORDER BY n.x WITH collect(n) AS all
      RETURN [m IN all WHERE m:A | m.x] AS a, [m IN all WHERE m:A|C | m.x] AS a_or_c,
             size([m IN all WHERE m:(A|C)]) AS how_many, [m IN all | m:A|C] AS each
      """
    Then the result should be, in any order:
      | a      | a_or_c    | how_many | each                              |
      | [1, 3] | [1, 3, 4] | 3        | [true, false, true, true, false]  |

  Scenario: Label expressions in a pattern that is a predicate
    When executing query:
      """
      MATCH (n) WHERE (n)-[:!T]->(:B|C) OR (n:B&!A)-->() RETURN n.x AS x ORDER BY x
      """
    Then the result should be, in order:
      | x |
      | 1 |
      | 2 |

  Scenario: Predicates in node and relationship patterns
    When executing query:
      """
      MATCH (a:A|B WHERE a.x < 3)-[r:T|U WHERE r.since > 2000]->(b WHERE b.x > a.x)
      RETURN a.x AS a, r.since AS since, b.x AS b ORDER BY a
      """
    Then the result should be, in order:
      | a | since | b |
      | 1 | 2001  | 3 |
      | 2 | 2005  | 4 |

  Scenario: A predicate beside properties, without a variable, and in EXISTS
    When executing query:
      """
      MATCH (n:A {x: 1} WHERE EXISTS { (n)-[WHERE true]->(m:B WHERE m.x = 3) }) RETURN n.x AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |

  Scenario: A predicate in the pattern of a predicate
    When executing query:
      """
      MATCH (n) WHERE (n)-[r:T WHERE n.x > 1]->() RETURN n.x AS x
      """
    Then a SyntaxError should be raised at compile time: UndefinedVariable

  Scenario: A predicate in the pattern of an optional match
    When executing query:
      """
      MATCH (n:A) OPTIONAL MATCH (n)-->(m WHERE m.x = 3) RETURN n.x AS n, m.x AS m ORDER BY n
      """
    Then the result should be, in order:
      | n | m    |
      | 1 | 3    |
      | 3 | null |

  Scenario: Labels joined by & are created
    When executing query:
      """
      CREATE (n:X&Y) RETURN labels(n) AS labels
      """
    Then the result should be, in any order:
      | labels     |
      | ['X', 'Y'] |
    And the side effects should be:
      | +nodes  | 1 |
      | +labels | 2 |

  Scenario Outline: <case> is refused
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax

    Examples:
      | case                              | query                                      |
      | a second colon beside a bar       | MATCH (n:A:B\|C) RETURN n                  |
      | a second colon behind an and      | MATCH (n:A&B:C) RETURN n                   |
      | a missing operand                 | MATCH (n:A&) RETURN n                      |
      | an open group                     | MATCH (n:(A\|B) RETURN n                   |
      | a created alternative             | CREATE (n:A\|B)                            |
      | a merged negation                 | MERGE (n:!A)                               |
      | a created node with a predicate   | CREATE (n:A WHERE n.x > 1)                 |
      | a merged step with a predicate    | MERGE (:A)-[r:T WHERE r.x > 1]->(:B)       |
      | a set alternative                 | MATCH (n) SET n:A\|B                       |
      | a removed negation                | MATCH (n) REMOVE n:!A                      |
      | a predicate in a variable length  | MATCH ()-[r:T* WHERE r.x > 1]->() RETURN r |

  Scenario: A created relationship has one plain type
    When executing query:
      """
      CREATE (:A)-[:!T]->(:B)
      """
    Then a SyntaxError should be raised at compile time: NoSingleRelationshipType
