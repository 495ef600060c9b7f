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

  Scenario: What is no type is refused
    Given an empty graph
    When executing query:
      """
      RETURN 1 IS :: BANANA
      """
    Then a SyntaxError should be raised at compile time: UnexpectedSyntax
