Feature: Forms that ISO GQL and newer Cyphers have

  Scenario Outline: <expression>
    Given an empty graph
    When executing query:
      """
      UNWIND [null] AS nothing RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | expression                                                        | value          |
      | 1 IS :: INTEGER                                                   | true           |
      | 1 IS TYPED INTEGER                                                | true           |
      | 1 :: INTEGER                                                      | true           |
      | 1.0 IS :: INTEGER                                                 | false          |
      | 'a' IS NOT :: STRING                                              | false          |
      | nothing IS :: STRING                                              | true           |
      | nothing IS :: STRING NOT NULL                                     | false          |
      | 'a' IS :: string!                                                 | true           |
      | [1, null] IS :: LIST<INTEGER>                                     | true           |
      | [1, null] IS :: LIST<INTEGER NOT NULL>                            | false          |
      | [[1], ['a']] IS :: LIST<LIST<INTEGER>>                            | false          |
      | {a: 1} IS :: MAP                                                  | true           |
      | date('2024-02-29') IS :: DATE                                     | true           |
      | localdatetime('2024-02-29T10:00') IS :: LOCAL DATETIME            | true           |
      | datetime('2024-02-29T10:00Z') IS :: LOCAL TIME                    | false          |
      | 1 IS :: ANY VALUE                                                 | true           |
      | 1 IS :: NULL                                                      | false          |
      | nothing IS :: NULL                                                | true           |
      | isType([1, 2], 'list<integer>')                                   | true           |
      | trim(BOTH 'x' FROM 'xxabxx')                                      | 'ab'           |
      | trim(LEADING 'x' FROM 'xxabxx')                                   | 'abxx'         |
      | trim(TRAILING FROM 'ab  ')                                        | 'ab'           |
      | trim('x' FROM 'xabx')                                             | 'ab'           |
      | trim(both FROM nothing)                                           | null           |
      | ltrim('((a)', '()')                                               | 'a)'           |
      | btrim('网a网', '网')                                              | 'a'            |
      | rtrim('a', '')                                                    | 'a'            |
      | size(normalize('\u00E9', NFD))                                    | 2              |
      | size(normalize('e\u0301', nfc))                                   | 1              |
      | 'e\u0301' IS NORMALIZED                                           | false          |
      | 'e\u0301' IS NFD NORMALIZED                                       | true           |
      | '\uFB01' IS NOT NFKC NORMALIZED                                   | true           |
      | nothing IS NORMALIZED                                             | null           |
      | 'a' \|\| 'b' \|\| 'c'                                             | 'abc'          |
      | [1] \|\| [2, 3]                                                   | [1, 2, 3]      |
      | [x IN ['a'] \|\| ['b'] \| x \|\| '!']                              | ['a!', 'b!']   |
      | nothing \|\| 'a'                                                  | null           |

  Scenario: A bar behind a type belongs to the type where another type follows it
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 'a', null] AS x
      WITH collect(x) AS list
      RETURN [x IN list WHERE x IS :: INTEGER | x] AS integers,
             [x IN list | x IS :: INTEGER NOT NULL | STRING NOT NULL] AS either
      """
    Then the result should be, in any order:
      | integers | either       |
      | [1]      | [true, true] |
    And no side effects

  Scenario: The words are ordinary names elsewhere
    Given an empty graph
    When executing query:
      """
      WITH ' a ' AS both, 'NFD' AS form, 1 AS typed
      RETURN trim(both) AS trimmed, normalize('a', form) AS text, typed
      """
    Then the result should be, in any order:
      | trimmed | text | typed |
      | 'a'     | 'a'  | 1     |
    And no side effects

  Scenario: A type test filters rows
    Given an empty graph
    And having executed:
      """
      CREATE (:Item {value: 1}), (:Item {value: 'a'}), (:Item)
      """
    When executing query:
      """
      MATCH (i:Item) WHERE i.value IS :: INTEGER NOT NULL RETURN i.value
      """
    Then the result should be, in any order:
      | i.value |
      | 1       |
    And no side effects

  Scenario: OFFSET is SKIP
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, 3] AS x RETURN x ORDER BY x OFFSET 1 LIMIT 1
      """
    Then the result should be, in order:
      | x |
      | 2 |
    And no side effects

  Scenario: || joins neither numbers nor a text and a number
    Given an empty graph
    When executing query:
      """
      UNWIND ['a', 1] AS x RETURN x || 'b'
      """
    Then a TypeError should be raised at runtime: InvalidArgumentType

  Scenario Outline: NULLS FIRST and NULLS LAST say where nulls go: <order>
    Given an empty graph
    When executing query:
      """
      UNWIND [2, null, 1] AS x RETURN x ORDER BY <order>
      """
    Then the result should be, in order:
      | x   |
      | <1> |
      | <2> |
      | <3> |
    And no side effects

    Examples:
      | order               | 1    | 2    | 3    |
      | x NULLS FIRST       | null | 1    | 2    |
      | x ASC NULLS LAST    | 1    | 2    | null |
      | x DESC NULLS LAST   | 2    | 1    | null |
      | x DESC NULLS FIRST  | null | 2    | 1    |
      | -x NULLS FIRST      | null | 2    | 1    |

  Scenario: NULLS LAST goes with an aggregate, and before other sort items
    Given an empty graph
    When executing query:
      """
      UNWIND [[1, null], [2, 5], [3, null], [2, 7]] AS pair
      RETURN pair[0] AS key, max(pair[1]) AS most
      ORDER BY max(pair[1]) DESC NULLS LAST, key DESC
      """
    Then the result should be, in order:
      | key | most |
      | 2   | 7    |
      | 3   | null |
      | 1   | null |
    And no side effects

  Scenario: IS tests labels and types
    Given an empty graph
    And having executed:
      """
      CREATE (:A {n: 1})-[:R]->(:B {n: 2})-[:S]->(:A:B {n: 3})
      """
    When executing query:
      """
      MATCH (a IS A|B)-[r IS R|S]->(b)
      WHERE a IS NOT A AND (b IS A&B) AND r IS S AND a.missing IS NULL
      RETURN a.n, b.n
      """
    Then the result should be, in any order:
      | a.n | b.n |
      | 2   | 3   |
    And no side effects

  Scenario: FILTER brings nothing into a CALL
    Given any graph
    When executing query:
      """
      UNWIND [1, 2] AS x CALL { FILTER true UNWIND [10] AS x RETURN x AS z } RETURN x, z
      """
    Then the result should be, in any order:
      | x | z  |
      | 1 | 10 |
      | 2 | 10 |

  Scenario: INSERT, FILTER and LET
    Given an empty graph
    And having executed:
      """
      INSERT (:N {n: 1})-[:R]->(:N {n: 2})
      """
    When executing query:
      """
      MATCH (a:N)-->(b)
      LET x = a.n + b.n, y = b.n
      FILTER x > y
      FILTER WHERE a.n = 1
      LET z = x
      RETURN z
      """
    Then the result should be, in any order:
      | z |
      | 3 |
    And no side effects

  Scenario: The words of clauses are ordinary names
    Given an empty graph
    When executing query:
      """
      WITH 1 AS let, 2 AS filter, 3 AS insert, 4 AS nulls
      RETURN let, filter, insert ORDER BY nulls NULLS FIRST
      """
    Then the result should be, in any order:
      | let | filter | insert |
      | 1   | 2      | 3      |
    And no side effects

  Scenario: What is no type is refused
    Given an empty graph
    When executing query:
      """
      RETURN 1 IS :: BANANA
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
