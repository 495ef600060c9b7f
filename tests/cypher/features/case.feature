Feature: CASE with lists of values and tests of its subject

  Scenario Outline: The first condition that fits <x> decides
    Given any graph
    When executing query:
      """
      WITH <x> AS x
      RETURN CASE x
          WHEN 1, 2 THEN 'low'
          WHEN IS NULL THEN 'missing'
          WHEN 3, > 5 THEN 'three or high'
          WHEN STARTS WITH 'a', ENDS WITH 'z', CONTAINS '-', =~ '[0-9]+' THEN 'text'
          WHEN IN [4, 4.5] THEN 'listed'
          WHEN IS :: BOOLEAN THEN 'truth'
          WHEN IS NOT :: LIST<ANY> THEN 'other'
          ELSE 'list'
        END AS kind
      """
    Then the result should be, in any order:
      | kind   |
      | <kind> |
    And no side effects

    Examples:
      | x      | kind            |
      | 1      | 'low'           |
      | 2.0    | 'low'           |
      | null   | 'missing'       |
      | 3      | 'three or high' |
      | 5.5    | 'three or high' |
      | 'abc'  | 'text'          |
      | 'xyz'  | 'text'          |
      | 'x-y'  | 'text'          |
      | '42'   | 'text'          |
      | 4.5    | 'listed'        |
      | false  | 'truth'         |
      | 'b'    | 'other'         |
      | 0      | 'other'         |
      | [0]    | 'list'          |

  Scenario Outline: <x> tested by WHEN <test>
    Given any graph
    When executing query:
      """
      RETURN CASE <x> WHEN <test> THEN true ELSE false END AS fits
      """
    Then the result should be, in any order:
      | fits   |
      | <fits> |

    Examples:
      | x        | test                 | fits  |
      | 3        | = 3                  | true  |
      | 3        | <> 3                 | false |
      | 3        | < 4                  | true  |
      | 3        | <= 3                 | true  |
      | 3        | > 1 + 2              | false |
      | 3        | >= 1 + 2             | true  |
      | 3        | -3, 3                | true  |
      | null     | null                 | false |
      | null     | = null               | false |
      | null     | <> 1                 | false |
      | 'a'      | > 1                  | false |
      | 1        | IS NOT NULL          | true  |
      | 'a'      | IS NORMALIZED        | true  |
      | 'a'      | IS NOT NFC NORMALIZED | false |
      | 1        | :: INTEGER           | true  |
      | 1        | IS TYPED STRING      | false |

  Scenario: The subject is evaluated once
    Given any graph
    When executing query:
      """
      UNWIND range(1, 200) AS i
      WITH CASE rand() WHEN < 0.5 THEN 'low' WHEN >= 0.5 THEN 'high' ELSE 'neither' END AS half
      RETURN DISTINCT half = 'neither' AS neither
      """
    Then the result should be, in any order:
      | neither |
      | false   |

  Scenario: One CASE inside another
    Given any graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x
      RETURN x, CASE x
          WHEN < CASE x WHEN < 3 THEN 2 ELSE 0 END THEN CASE WHEN x = 1 THEN 'one' END
          WHEN > CASE 7 WHEN > 5, 1 THEN 2 END THEN 'three'
          ELSE 'two'
        END AS name
      """
    Then the result should be, in order:
      | x | name    |
      | 1 | 'one'   |
      | 2 | 'two'   |
      | 3 | 'three' |

  Scenario: In a condition, a group and an order
    Given an empty graph
    And having executed:
      """
      CREATE (:P {age: 3}), (:P {age: 15}), (:P {age: 40}), (:P {age: 70}), (:P)
      """
    When executing query:
      """
      MATCH (p:P)
      WHERE CASE p.age WHEN IS NULL THEN false WHEN > 60 THEN false ELSE true END
      RETURN CASE p.age WHEN < 18 THEN 'minor' ELSE 'adult' END AS class,
             CASE count(*) WHEN > 1 THEN 'several' ELSE 'one' END AS how_many,
             sum(CASE p.age WHEN >= 10, IS NULL THEN 1 ELSE 0 END) AS over_ten
      ORDER BY CASE class WHEN STARTS WITH 'm' THEN 0 ELSE 1 END
      """
    Then the result should be, in order:
      | class   | how_many  | over_ten |
      | 'minor' | 'several' | 1        |
      | 'adult' | 'one'     | 1        |
    And no side effects

  Scenario: In a list comprehension and over what a subquery finds
    Given an empty graph
    And having executed:
      """
      CREATE (:P {name: 'a'})-[:K]->(:P {name: 'b'})-[:K]->(:P {name: 'c'})
      """
    When executing query:
      """
      MATCH (p:P)
      RETURN p.name AS name,
             CASE COUNT { (p)-[:K]-() } WHEN 0 THEN 'alone' WHEN 1 THEN 'end' WHEN >= 2 THEN 'middle' END AS place,
             [x IN [1, 2, 3] | CASE x WHEN < size(p.name) + 1 THEN 'x' ELSE '' END] AS marks
      """
    Then the result should be, in any order:
      | name | place    | marks         |
      | 'a'  | 'end'    | ['x', '', ''] |
      | 'b'  | 'middle' | ['x', '', ''] |
      | 'c'  | 'end'    | ['x', '', ''] |

  Scenario Outline: A list or a test needs a subject, and stands for itself: <case>
    Given any graph
    When executing query:
      """
      RETURN CASE <case> THEN 1 END AS x
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax

    Examples:
      | case               |
      | WHEN true, false   |
      | WHEN > 3           |
      | WHEN IS NULL       |
      | 1 WHEN             |
      | 1 WHEN 1,          |
      | 1 WHEN > 0 < 2     |
      | 1 WHEN > 0 AND < 2 |
